"""An organisation with its own procedure and people, and all its cases: in the service and in the
model. What is asked of the one is asked of the other."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

import httpx
from model.calendar import Calendar
from model.case import Case
from model.desk import iso, settled
from model.access import COMPLAINANT, who_may
from model.events import ACTS
from model.erasing import carry_out
from model.house import House, Meeting
from model.messages import tell_of_meetings
from model.procedure import Procedure
from model.ties import left_by
from model.record import differences, expected_record, read_records
from support.programs import wait_until

# Every role that deals with cases, and two that do not. Zoe is never named: she ends what is left.
STAFF = {
    "ann": "ceo",
    "bob": "handler",
    "cora": "manager",
    "dave": "chair",
    "olga": "safeguarding_officer",
    "pat": "manager,safeguarding_officer",
    "tom": "trustee",
    "sue": "safeguarding_trustee",
    "ina": "intake",
    "zoe": "handler,vice_chair,safeguarding_officer",
}
DEPUTIES = {"bob": "tom", "tom": "bob", "ann": "cora", "olga": "sue", "pat": "dave"}
NAMES_AT_WORK = tuple(name for name in STAFF if name != "zoe")
TRIES = 20
DAYS_OF_TOKEN = 3650


COME_BACK = "delete from staff_absence where staff_id = %s"
NOT_SEEN_TO = "select count(*) from staff_absence where seen_to_at is null"
GO_AWAY = """
insert into staff_absence (organisation_id, staff_id, first_day, last_day)
select organisation_id, staff_id, '2026-01-01', '2100-12-31'
  from staff_role where staff_id = %s
 limit 1
"""
HISTORY = """
select seq, type, occurred_at
  from case_event join case_file on case_file.id = case_id
 where reference = %s
 order by seq
"""


def _history(connection, reference: str, version: int):
    """Once it has so many entries; no more than these."""
    rows = connection.execute(HISTORY, [reference]).fetchall()
    assert len(rows) <= version, rows
    return rows if len(rows) == version else None


@dataclass(frozen=True)
class Actor:
    name: str
    id: str | None  # None: the complainant
    roles: frozenset[str]
    headers: dict = field(hash=False, repr=False)


@dataclass(eq=False)
class Followed:
    """A case in the service and in the model."""

    reference: str
    case: Case = field(repr=False)
    complainant: Actor = field(repr=False)


class Office:
    """Close it, or use 'with'."""

    def __init__(self, heed, api, procedure: Procedure, organisation: str, site: str):
        self.heed = heed
        self.procedure = procedure
        self.slug = organisation
        self.site = site
        self.calendar = Calendar()
        self.client = api.client()
        self.actors = self._hire()
        people = {actor.id: actor.roles for actor in self.actors.values()}
        self.house = House(people, deputies=self._name_deputies())
        self.cases: list[Followed] = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.close()

    def _hire(self) -> dict[str, Actor]:
        """In this order: who came first counts when somebody is replaced."""
        here = ("--organisation", self.slug)
        ids = {
            name: self.heed.last_word("staff", "create", *here, "--name", name, "--roles", roles)
            for name, roles in STAFF.items()
        }
        with ThreadPoolExecutor(2) as pool:
            tokens = pool.map(self._create_token, ids.values())
        return {
            name: Actor(
                name, ids[name], frozenset(roles.split(",")), {"Authorization": f"Bearer {token}"}
            )
            for (name, roles), token in zip(STAFF.items(), tokens)
        }

    def _create_token(self, id: str) -> str:
        """Good for all the years that random acts take."""
        whose = ("--organisation", self.slug, "--staff", id)
        printed = self.heed.command("staff", "token", "create", *whose, "--days", DAYS_OF_TOKEN)
        return next(word for word in printed.split() if word.startswith("heed_st_"))

    def _name_deputies(self) -> dict[str, str]:
        for name, deputy in DEPUTIES.items():
            here = ("--organisation", self.slug, "--staff", self.actors[name].id)
            self.heed.command("staff", "deputy", *here, "--deputy", self.actors[deputy].id)
        return {self.actors[who].id: self.actors[by].id for who, by in DEPUTIES.items()}

    def now(self) -> datetime:
        return self.heed.clock.now()

    # --- the service ---

    def post(self, path: str, actor: Actor, body, **headers) -> httpx.Response:
        """As a client should: what was too busy is asked once more."""
        headers = {name.replace("_", "-"): value for name, value in headers.items() if value}
        for _ in range(TRIES):
            answer = self.client.post(path, json=body, headers={**actor.headers, **headers})
            if answer.status_code != 503:
                break
            time.sleep(0.2)
        return answer

    def receive(
        self,
        kind,
        channel,
        category,
        received_at,
        addressed_to="",
        bypass_to="",
        safeguarding="",
        subjects=(),
    ) -> int:
        """Somebody at reception enters a case; the status answered."""
        named = {"category": category, "addressed_to": addressed_to, "bypass_to": bypass_to}
        named |= {"safeguarding": safeguarding, "subjects": subjects}
        body = {"kind": kind, "channel": channel, "received_at": iso(received_at)}
        body |= {name: value for name, value in named.items() if value}
        now = self.now()
        answer = self.post("/v1/cases", self.actors["ina"], body)
        entry = self.procedure.entry(kind, addressed_to)
        is_possible = entry and (not bypass_to or self.procedure.is_later(bypass_to, entry))
        assert answer.status_code == (201 if is_possible else 422), answer.text
        if is_possible:
            case = Case(
                *(kind, channel, category, received_at, now),
                procedure=self.procedure,
                house=self.house,
                addressed_to=addressed_to,
                bypass_to=bypass_to,
                subjects=subjects,
                sealed_for=safeguarding,
            )
            self.follow(case, answer.json())
        return answer.status_code

    def follow(self, case: Case, created: dict):
        code = {"Receipt-Code": created["receipt_code"]}
        complainant = Actor(COMPLAINANT, None, frozenset({COMPLAINANT}), code)
        followed = Followed(created["reference"], case, complainant)
        self.cases.append(followed)
        if case.version > 1:  # who is named is named, and what is sealed is handed over, at once
            for told in self.read(followed, self.actors["zoe"])["history"][1:]:
                case.correct_time(told["seq"], datetime.fromisoformat(told["occurred_at"]))
        case.settle(self.calendar, case.events[-1].occurred_at)
        # What was due before it was entered is for the worker to find.
        now = self.now()
        if any(clock.is_running and clock.due.at <= now for clock in case.clocks.known.values()):
            wait_until("all is settled", lambda: settled(self.heed), 30)
            case.settle(self.calendar, now)
        self.await_messages([followed])

    def read(self, followed: Followed, actor: Actor) -> dict | None:
        """The case as this actor sees it; None when they must not, and don't."""
        answer = self.client.get(f"/v1/cases/{followed.reference}", headers=actor.headers)
        if actor.id is None:
            expected = 200
        elif not actor.roles & who_may("read"):
            expected = 403
        else:
            may = followed.case.may(actor.id)
            expected = 200 if "read" in may else 403 if may else 404
        assert answer.status_code == expected, (actor.name, answer.text)
        return answer.json() if expected == 200 else None

    def act(self, followed: Followed, actor: Actor, type: str, body: dict, if_match: str | None):
        path = f"/v1/cases/{followed.reference}/{ACTS[type].path}"
        return self.post(path, actor, body, If_Match=if_match)

    # --- absence ---

    def come_or_go(self, name: str):
        """Who is away comes back; who is there goes away."""
        id = self.actors[name].id
        with self.heed.superuser() as connection:
            connection.execute(COME_BACK if id in self.house.away else GO_AWAY, [id])
            wait_until("it is seen to", lambda: not connection.execute(NOT_SEEN_TO).fetchone()[0])
        self.house.away ^= {id}
        if id in self.house.away:
            for followed in self.cases:
                for person in (id, *self.house.stood_in_for_by(id)):
                    followed.case.admitted |= left_by(followed.case, person)

    # --- meetings ---

    def schedule(self, body: str, starts_at: datetime, is_special: bool):
        given = {"body": body, "starts_at": iso(starts_at), "is_special": is_special}
        answer = self.post("/v1/meetings", self.actors["dave"], given)
        assert answer.status_code == 201, answer.text
        id = answer.json()["id"]
        self.settle()
        self.house.meetings[id] = Meeting(id, body, starts_at, is_special)
        self.settle()
        self.await_messages(self.cases)

    def move(self, meeting: Meeting, starts_at: datetime):
        changed = self._change(meeting, "move", {"starts_at": iso(starts_at)})
        self.settle()
        meeting.changes.append((meeting.starts_at, changed))
        meeting.starts_at = starts_at
        self.settle()
        self.await_messages(self.cases)

    def cancel(self, meeting: Meeting):
        changed = self._change(meeting, "cancel", {})
        self.settle()
        meeting.changes.append((meeting.starts_at, changed))
        meeting.is_cancelled = True
        self.settle()
        self.await_messages(self.cases)

    def _change(self, meeting: Meeting, verb: str, body: dict) -> datetime:
        answer = self.post(f"/v1/meetings/{meeting.id}/{verb}", self.actors["dave"], body)
        assert answer.status_code == 200, answer.text
        return datetime.fromisoformat(answer.json()["changed_at"])

    # --- comparing ---

    def settle(self):
        now = self.now()
        for followed in self.cases:
            followed.case.settle(self.calendar, now)

    def await_messages(self, cases: list[Followed]):
        """Whoever complained is told what the model says, soon after it is settled. Rule: D4."""
        told = [each for each in cases if tell_of_meetings(each.case, self.calendar, self.now())]
        for followed in told:
            self.take_messages(followed)

    def carry_out_wishes(self) -> int:
        """To be erased, on their day, as the worker has done; how many they were. Rule: D18."""
        told = [each for each in self.cases if carry_out(each.case, self.now())]
        for followed in told:
            self.take_messages(followed)
            followed.case.settle(self.calendar, self.now())
        return len(told)

    def take_messages(self, followed: Followed):
        """Waits until the service has told it, and takes over when that was."""
        case = followed.case
        with self.heed.superuser() as connection:
            history = wait_until(
                f"{followed.reference} has version {case.version}",
                lambda: _history(connection, followed.reference, case.version),
            )
        for seq, type, occurred_at in history:
            assert case.events[seq - 1].type == type, (seq, type, case)
            if type in ("meeting_changed", "erased", "erasure_refused"):
                case.correct_time(seq, occurred_at)

    def compare(self, cases: list[Followed]):
        """Clocks, breaches, what reviews count: all of it is as the model has it."""
        with self.heed.superuser() as connection:
            records = read_records(connection, [each.reference for each in cases])
        for followed in cases:
            expected = expected_record(followed.case, self.calendar)
            different = differences(records[followed.reference], expected)
            assert not different, f"{followed.reference} {followed.case}:\n{different}"
