"""What a refusal tells."""


def mistakes(problem) -> list[tuple[str, str]]:
    """(pointer, code) of each mistake; of an answer, or of its body."""
    body = problem if isinstance(problem, dict) else problem.json()
    return [(each["pointer"], each["code"]) for each in body["errors"]]
