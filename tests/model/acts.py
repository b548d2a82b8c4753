"""A case on which tests of the API act: fixed days of June 2025, when nothing is a holiday."""

from support.acts import CHECKLIST, PATHS

# What an act needs besides its time, unless a test says otherwise.
TEXTS = {
    "initial_response": {"text": "Thank you. Ann deals with it."},
    "update": {"text": "We are still looking into it."},
    "outcome": {"text": "We have decided."},
    "written_outcome": {"text": "This is our answer."},
    "action_recorded": {"text": "We have changed the leaflet."},
    "closed": CHECKLIST,
    "reopened": {"text": "There is more to it."},
}

RECEIVED_AT = "2025-06-02T10:00:00Z"  # a Monday


def at(day: int, hour: int = 12) -> str:
    """A time in June 2025."""
    return f"2025-06-{day:02}T{hour:02}:00:00Z"


class ActedCase:
    """A case entered by staff with what the API says of it."""

    def __init__(self, client, kind="complaint", channel="post", received_at=RECEIVED_AT):
        self.client = client
        body = {"kind": kind, "channel": channel, "received_at": received_at}
        answer = client.post("/v1/cases", json=body)
        assert answer.status_code == 201, answer.text
        self.created = answer.json()
        self.reference = self.created["reference"]

    def post(self, type, if_match="*", key=None, **body):
        """An act, whatever comes of it."""
        headers = {"If-Match": if_match, "Idempotency-Key": key}
        return self.client.post(
            f"/v1/cases/{self.reference}/{PATHS[type]}",
            json=body,
            headers={name: value for name, value in headers.items() if value is not None},
        )

    def act(self, type, occurred_at, **members) -> dict:
        """An act that must be done; the case as it is then."""
        answer = self.post(type, occurred_at=occurred_at, **{**TEXTS.get(type, {}), **members})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def read(self) -> dict:
        answer = self.client.get(f"/v1/cases/{self.reference}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def promises(self, standard: str) -> list[dict]:
        """In the order of their due times."""
        promises = [each for each in self.read()["promises"] if each["standard"] == standard]
        return sorted(promises, key=lambda promise: promise["due_at"])

    def states(self, standard: str) -> list[str]:
        return [each["state"] for each in self.promises(standard)]
