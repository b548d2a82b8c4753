"""The default procedure as the rules tell it: promises, and what may follow what."""

from dataclasses import dataclass

KINDS = ("complaint", "suggestion", "enquiry", "compliment", "request")
CHANNELS = (
    "web",
    "email",
    "telephone",
    "post",
    "in_person",
    "instant_message",
    "suggestion_box",
    "visitor_book",
)
CATEGORIES = (
    "poor_service",
    "discrimination",
    "inaccurate_information",
    "unreasonable_delay",
    "conduct",
    "access",
    "confidentiality",
    "data_protection",
    "other",
)
OUTCOMES = (
    "explanation",
    "apology",
    "policy_review",
    "disciplinary_action",
    "alternative_offered",
    "closure_without_action",
)


@dataclass(frozen=True)
class Standard:
    code: str
    amount: int
    unit: str
    starts_with: frozenset[str]
    met_by: frozenset[str]
    ended_by: frozenset[str]
    roll: str = "none"
    repeats: bool = False


RECEIVED = frozenset({"received"})
OPENED = frozenset({"received", "reopened"})
CLOSED = frozenset({"closed"})
ANSWERED = frozenset({"initial_response", "written_outcome"})

# A15, D7
INITIAL_RESPONSE = Standard(
    "initial_response", 3, "working_days", OPENED, frozenset({"initial_response"}), CLOSED
)
# C11
STAGE = Standard("stage", 10, "working_days", OPENED, frozenset({"outcome"}), CLOSED)
# A5, D7
PROGRESS = Standard(
    "progress",
    14,
    "calendar_days",
    OPENED,
    frozenset({"initial_response", "update"}),
    frozenset({"written_outcome", "closed"}),
    roll="preceding",
    repeats=True,
)
# A20
WRITTEN_OUTCOME = Standard(
    "written_outcome",
    5,
    "working_days",
    frozenset({"outcome"}),
    frozenset({"written_outcome"}),
    CLOSED,
)


def answer(code: str, amount: int, unit: str) -> Standard:
    return Standard(code, amount, unit, RECEIVED, ANSWERED, CLOSED)


def standard_of_enquiry(channel: str) -> Standard:
    """A3, A4, D2."""
    if channel in ("telephone", "in_person"):
        return answer("telephone_enquiry", 24, "hours")
    if channel in ("email", "web", "instant_message"):
        return answer("email_enquiry", 2, "working_days")
    return answer("postal_enquiry", 5, "working_days")


def standard_of_feedback(channel: str) -> Standard:
    """A10, C3: suggestions and compliments are acknowledged."""
    if channel in ("telephone", "in_person"):
        return answer("acknowledgement", 24, "hours")
    if channel in ("email", "web"):
        return answer("acknowledgement", 2, "working_days")
    return answer("acknowledgement", 5, "working_days")


def standards_of(kind: str, channel: str) -> tuple[Standard, ...]:
    """What a customer is promised who raises this on that channel."""
    always = (PROGRESS, WRITTEN_OUTCOME)
    if kind == "complaint":
        return (INITIAL_RESPONSE, STAGE, *always)
    if kind == "enquiry":
        return (*always, standard_of_enquiry(channel))
    if kind in ("suggestion", "compliment"):
        return (*always, standard_of_feedback(channel))
    return always


# Act → states in which it is allowed, and the state that follows (None: as it is).
OPEN_STATES = ("received", "in_progress", "decided", "answered")
TRANSITIONS = {
    "initial_response": {
        "received": "in_progress",
        "decided": None,
        "answered": None,
    },
    "update": dict.fromkeys(OPEN_STATES),
    "outcome": dict.fromkeys(OPEN_STATES, "decided"),
    "written_outcome": {"decided": "answered"},
    "closed": {"answered": "closed"},
    "reopened": {"closed": "received"},
}
