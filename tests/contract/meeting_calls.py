"""For every operation about meetings a call that it answers with success."""

import itertools
from datetime import datetime, timedelta, timezone
from time import sleep

# Operation to the rest of its path.
MEETINGS = {
    "list_meetings": None,
    "create_meeting": None,
    "read_meeting": "",
    "move_meeting": "/move",
    "cancel_meeting": "/cancel",
    "record_minutes": "/minutes",
    "read_board_pack": "/board-pack",
}
BODIES = {
    "create_meeting": {"body": "review_panel", "place": "The library"},
    "move_meeting": {"text": "The hall is let."},
    "cancel_meeting": {"text": "No quorum."},
    "record_minutes": {"minutes_reference": "2026/6"},
}
weeks = itertools.count(10)


class MeetingCalls:
    """For a class with 'client' and 'staff', the headers of one who may change meetings."""

    _over = None

    def list_meetings(self):
        return {"method": "GET", "url": "/v1/meetings", "headers": self.staff}

    def create_meeting(self):
        return self._call("/v1/meetings", "create_meeting", starts_at=self._ahead())

    def read_meeting(self):
        return self._get("read_meeting", self.new_meeting())

    def read_board_pack(self):
        return self._get("read_board_pack", self.new_meeting())

    def move_meeting(self):
        return self.change("move_meeting", self.new_meeting())

    def cancel_meeting(self):
        return self.change("cancel_meeting", self.new_meeting())

    def record_minutes(self):
        return self.change("record_minutes", self.over_meeting())

    def change(self, operation, meeting):
        more = {"starts_at": self._ahead()} if operation == "move_meeting" else {}
        return self._call(f"/v1/meetings/{meeting}{MEETINGS[operation]}", operation, **more)

    def new_meeting(self, starts_at=None):
        """The id of a meeting ahead."""
        call = self.create_meeting()
        body = {**call["json"], "starts_at": starts_at or call["json"]["starts_at"]}
        answer = self.client.request(**{**call, "json": body})
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    def over_meeting(self):
        """The id of a meeting that has begun: one for all."""
        if not self._over:
            soon = datetime.now(timezone.utc) + timedelta(seconds=2)
            self._over = self.new_meeting(soon.isoformat())
            sleep(max(0, (soon - datetime.now(timezone.utc)).total_seconds() + 0.2))
        return self._over

    def _ahead(self):
        """A time that no meeting had before."""
        return (datetime.now(timezone.utc) + timedelta(weeks=next(weeks))).isoformat()

    def _get(self, operation, meeting):
        url = f"/v1/meetings/{meeting}{MEETINGS[operation]}"
        return {"method": "GET", "url": url, "headers": self.staff}

    def _call(self, url, operation, **more):
        body = {**BODIES[operation], **more}
        return {"method": "POST", "url": url, "headers": self.staff, "json": body}
