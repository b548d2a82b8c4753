"""An organisation with the people who meet, its meetings, and cases that come before them.

It is Monday, 1 June 2026, 10 o'clock, until a test says otherwise.
"""

import uuid
from datetime import date, datetime
from functools import cached_property

from model.calendar import LONDON, Calendar, local_day
from support.acts import CHECKLIST, PATHS

CALENDAR = Calendar("england-and-wales")
MONDAY = "2026-06-01 10:00"
LETTER = {"kind": "complaint", "channel": "post", "addressed_to": "ceo"}


def london(time: str) -> datetime:
    return datetime.fromisoformat(time).replace(tzinfo=LONDON)


def working_days(count: int, start: str) -> str:
    """The last day of so many, counted from the day of this time."""
    return CALENDAR.working_day_after(local_day(london(start)), count).isoformat()


class Person:
    def __init__(self, client, id: str, name: str):
        self.client, self.id, self.name = client, id, name

    def pack(self, meeting: dict) -> dict:
        answer = self.client.get(f"/v1/meetings/{meeting['id']}/board-pack")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def page(self, meeting: dict) -> str:
        answer = self.client.get(
            f"/v1/meetings/{meeting['id']}/board-pack", headers={"Accept": "text/html"}
        )
        assert answer.status_code == 200, answer.text
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        return answer.text

    def cases(self, meeting: dict) -> list[str]:
        """The references of the cases in the pack, in its order."""
        return [each["reference"] for each in self.pack(meeting)["cases"]]


class Boardroom:
    """Use as a context manager. 'ceo' is also handler and administrator."""

    def __init__(self, heed, api, time: str = MONDAY):
        self.heed, self._api, self._clients = heed, api, []
        self.now(time)
        roles = "ceo,organisation_admin,handler,intake,manager"
        self.organisation = heed.create_organisation(roles=roles)
        self.ceo = Person(
            self._client(self.organisation.staff_token), self.organisation.staff, "Ann"
        )
        self.database = heed.superuser()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for client in self._clients:
            client.close()
        self.database.close()

    def now(self, time: str):
        self.heed.clock.set(london(time))

    def person(self, name: str, roles: str) -> Person:
        id, token = self.heed.create_person(self.organisation.slug, name, roles)
        return Person(self._client(token), id, name)

    @cached_property
    def chair(self) -> Person:
        return self.person("Cyril", "chair")

    @cached_property
    def trustee(self) -> Person:
        return self.person("Tom", "trustee")

    # --- meetings ---

    def meets(self, time: str, body: str = "board", **more) -> dict:
        answer = self.asks_to_meet(time, body=body, **more)
        assert answer.status_code == 201, answer.text
        assert answer.headers["Location"] == f"/v1/meetings/{answer.json()['id']}"
        return answer.json()

    def asks_to_meet(self, time: str, key: str | None = None, who: Person | None = None, **body):
        headers = {"Idempotency-Key": key} if key else {}
        starts_at = london(time).isoformat()
        client = (who or self.ceo).client
        return client.post(
            "/v1/meetings", json={"body": "board", "starts_at": starts_at, **body}, headers=headers
        )

    def changes(self, what: str, meeting: dict, who: Person | None = None, **body):
        """'move', 'cancel' or 'minutes'; whatever comes of it."""
        key = body.pop("key", None)
        headers = {"Idempotency-Key": key} if key else {}
        if "to" in body:
            body["starts_at"] = london(body.pop("to")).isoformat()
        client = (who or self.ceo).client
        return client.post(f"/v1/meetings/{meeting['id']}/{what}", json=body, headers=headers)

    def moves(self, meeting: dict, to: str, **more) -> dict:
        answer = self.changes("move", meeting, to=to, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def cancels(self, meeting: dict, **more) -> dict:
        answer = self.changes("cancel", meeting, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    # --- cases ---

    def letter(self, **members) -> str:
        """A complaint to the Chief Executive arrives now; its reference."""
        answer = self.ceo.client.post("/v1/cases", json={**LETTER, **members})
        assert answer.status_code == 201, answer.text
        return answer.json()["reference"]

    def act(self, type: str, case: str, /, who: Person | None = None, **body):
        answer = self.tries(type, case, who, **body)
        assert answer.status_code in (200, 204), answer.text

    def tries(self, type: str, case: str, /, who: Person | None = None, **body):
        client = (who or self.ceo).client
        return client.post(
            f"/v1/cases/{case}/{PATHS[type]}", json=body, headers={"If-Match": "*"}
        )

    def closes(self, reference: str):
        self.act("outcome", reference, text="We are sorry.", outcomes=["apology"])
        self.act("written_outcome", reference, text="We are sorry.")
        self.act("closed", reference, **CHECKLIST)

    def promise(self, reference: str, standard: str = "board_discussion") -> dict:
        """The one of this standard, as the Chief Executive reads it."""
        [found] = [
            each
            for each in self.ceo.client.get(f"/v1/cases/{reference}").json()["promises"]
            if each["standard"] == standard
        ]
        return found

    def waits(self, reference: str) -> tuple[str, str, str | None]:
        """(what says when the Board's discussion is due, the day, the meeting)."""
        promise = self.promise(reference)
        return promise["due_by"], promise["due_on"], promise.get("meeting_id")

    # --- records ---

    def clock_changes(self, reference: str, standard: str = "board_discussion") -> list[tuple]:
        """(from, to, reason) of every change of a promise's day."""
        rows = self.database.execute(
            "select due_from::text, due_to::text, reason from clock_change join case_file"
            "    on case_file.id = case_id where reference = %s and standard = %s order by n",
            [reference, standard],
        )
        return rows.fetchall()

    def breaches(self, reference: str, standard: str = "board_discussion") -> list[date]:
        rows = self.database.execute(
            "select due_on::text from breach join case_file on case_file.id = case_id"
            " where reference = %s and standard = %s",
            [reference, standard],
        )
        return [due_on for (due_on,) in rows]

    def new_key(self) -> str:
        return str(uuid.uuid4())

    def _client(self, credential):
        client = self._api.client(credential)
        self._clients.append(client)
        return client


def boardroom(heed, api):
    """A fixture, of a test or of a file."""
    with Boardroom(heed, api) as room:
        yield room
    heed.clock.reset()
