"""The desk of one organisation's staff: what it tells the service, it tells the model too."""

import json
import time
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime

import httpx

from model import life
from model.calendar import Calendar
from model.case import Case, Refused
from model.events import ACTS
from support.transport import Transport

PATHS = {type: act.path for type, act in ACTS.items()}
# What an act needs besides its time.
TEXTS = {
    "initial_response": {"text": "Thank you. Ann deals with it."},
    "update": {"text": "We are still looking into it."},
    "outcome": {"text": "We have decided."},
    "written_outcome": {"text": "This is our answer."},
    "closed": dict.fromkeys(life.CHECKLIST, "yes"),
    "reopened": {"text": "There is more to it."},
    "action_recorded": {"text": "We have changed the leaflet."},
    "withdrawn": {},
}
# Clocks that time or a new calendar has overtaken, and events that nobody has reacted to.
UNSETTLED = """
select (select count(*)
          from case_clock as clock
         where met_at is null and ended_at is null and breached_at is null
           and superseded_at is null
           and (due_at <= heed_now()
                or calendar_version < (select max(version)
                                         from calendar_version as newer
                                        where newer.organisation_id is null
                                           or newer.organisation_id = clock.organisation_id)))
     + (select count(*) from case_file
         where erasure_not_before <= (heed_now() at time zone 'Europe/London')::date)
     + (select count(*) from outbox where state in (0, 1))
"""


def settled(heed) -> bool:
    """Whether the worker has come to everything."""
    with heed.superuser() as connection:
        return connection.execute(UNSETTLED).fetchone()[0] == 0


def iso(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")


@dataclass(eq=False)
class Followed:
    """A case in the service and in the model."""

    desk: "Desk" = field(repr=False)
    reference: str
    case: Case
    answer: dict = field(repr=False)  # of the last request


class Desk:
    """Any number of threads may use it, each for other cases. Close it, or use 'with'."""

    def __init__(self, heed, api, organisation, calendar: Calendar, connections: int = 4):
        self.heed = heed
        self.organisation = organisation
        self.calendar = calendar
        transport = Transport(limits=httpx.Limits(max_connections=connections))
        self.client = api.client(organisation.staff_token, timeout=60, transport=transport)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.close()

    # --- cases and acts ---

    def receive(
        self,
        kind: str,
        channel: str,
        received_at: datetime,
        now: datetime,
        category: str = "",
        **members,
    ) -> Followed:
        """Enters a case. 'now' is near enough to the service's time for every due time."""
        body = {
            "kind": kind,
            "channel": channel,
            "received_at": iso(received_at),
            **({"category": category} if category else {}),
            **members,
        }
        answer = self.client.post("/v1/cases", json=body)
        assert answer.status_code == 201, answer.text
        case = Case(kind, channel, category, received_at, recorded_at=now)
        case.settle(self.calendar, received_at)
        return Followed(self, answer.json()["reference"], case, answer.json())

    def act(
        self,
        followed: Followed,
        type: str,
        occurred_at: datetime,
        now: datetime,
        outcomes: list[str] | None = None,
        sent_on: date | None = None,
    ) -> int:
        """Does it here and there, and sees that both agree; the status answered."""
        body = {"occurred_at": iso(occurred_at), **TEXTS[type]}
        if type == "initial_response":
            person = self.organisation.staff
            body |= {"handler": person, "point_of_contact": person}
        if type == "outcome":
            body["outcomes"] = outcomes
        if sent_on:
            body["sent_on"] = sent_on.isoformat()
        expected = self._expected(followed.case, type, occurred_at, now, outcomes, sent_on)
        answer = self._post_surely(followed.reference, type, body)
        assert answer.status_code == expected, (
            f"{type} {body} on {followed} at {iso(now)}: not {expected} but\n{answer.text}"
        )
        if expected == 200:
            followed.answer = answer.json()
        return expected

    def post(self, reference: str, type: str, body: dict, if_match: str | None = "*", **headers):
        """An act as it stands, whatever comes of it."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if if_match is not None:
            headers["If-Match"] = if_match
        return self.client.post(
            f"/v1/cases/{reference}/{PATHS[type]}", json=body, headers=headers
        )

    def _post_surely(self, reference: str, type: str, body: dict):
        """As a client should: what was too busy is asked once more, and done once."""
        key = str(uuid.uuid4())
        for _ in range(10):
            answer = self.post(reference, type, body, Idempotency_Key=key)
            if answer.status_code != 503:
                break
            time.sleep(0.2)
        return answer

    def read(self, reference: str) -> dict:
        answer = self.client.get(f"/v1/cases/{reference}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def _expected(self, case: Case, type, occurred_at, now, outcomes, sent_on) -> int:
        try:
            if type == "outcome":
                case.decide(outcomes, occurred_at, now, sent_on)
            elif type == "written_outcome":
                case.send(occurred_at, now, sent_on)
            else:
                case.act(type, occurred_at, now)
        except Refused as refused:
            return refused.status
        case.settle(self.calendar, now)
        return 200

    # --- reviews ---

    def draft(self, start: date, end: date) -> dict:
        printed = self.heed.command(
            *("review", "draft", "--organisation", self.organisation.slug),
            *("--from", start.isoformat(), "--to", end.isoformat()),
        )
        return json.loads(printed)
