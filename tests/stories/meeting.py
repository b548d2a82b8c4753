"""A meeting of those who decide, called by the organisation's secretary."""

from dataclasses import replace
from datetime import datetime

from model.calendar import local_day
from promise import Due


class Meeting:
    def __init__(self, story, starts_at: datetime, **called):
        self.story = story
        body = {"starts_at": starts_at.isoformat(), **called}
        answer = story.secretary.post("/v1/meetings", json=body)
        assert answer.status_code == 201, answer.text
        self.id = answer.json()["id"]
        self.starts_at = starts_at

    @property
    def due(self) -> Due:
        """The promise of a case that waits for it."""
        return replace(Due.end_of(local_day(self.starts_at), "meeting"), meeting=self.id)

    def is_moved(self, to: str):
        self.starts_at = self.story.instant(to)
        self._post("move", starts_at=self.starts_at.isoformat(), text="The hall is taken.")

    def is_cancelled(self):
        self._post("cancel", text="Too few can come.")

    def pack(self, who) -> list[dict]:
        """The cases that this person finds in what the meeting has before it."""
        answer = who.client.get(f"/v1/meetings/{self.id}/board-pack")
        assert answer.status_code == 200, answer.text
        assert answer.json()["meeting"]["id"] == self.id
        return answer.json()["cases"]

    def _post(self, what: str, **body):
        answer = self.story.secretary.post(
            f"/v1/meetings/{self.id}/{what}", json=body, headers={"If-Match": "*"}
        )
        assert answer.status_code == 200, answer.text
