"""A story: an organisation, its people and meetings, its cases, and time that is told.

Times are London's ("2026-06-03 10:00"). 'ends' holds whatever happened to the rules that no
story may break: chains verify, the review reconciles, breaches are on record.
"""

import json
from collections import Counter
from datetime import date, datetime

from model.calendar import LONDON, Calendar, local_day
from model.desk import UNSETTLED
from meeting import Meeting
from people import Person
from promise import Due, met, running
from support.acts import CHECKLIST, OF_EVERY_WISH
from support.programs import wait_until
from told_case import Case

EVER = ("2020-01-01", "2035-12-31")


class Story:
    """Use as a context manager."""

    def __init__(self, heed, api, worker, begins: str, nation: str = "england-and-wales"):
        self.heed = heed
        self.calendar = Calendar(nation)
        self.cases: list[Case] = []
        self._api = api
        self._clients = []
        self.database = heed.superuser()
        self.settle()  # the story before, in its own time
        self.time(begins)
        self.organisation = heed.create_organisation(nation=nation, roles="organisation_admin")
        self.slug = self.organisation.slug
        self.nobody = self._client(None)
        self.secretary = self._client(self.organisation.staff_token)
        self.site = self._client(self.organisation.secret_key)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for client in self._clients:
            client.close()
        self.database.close()

    # --- time ---

    def time(self, told: str):
        """It is this time now, and the worker has come to everything."""
        self.heed.clock.set(self.instant(told))
        self.settle()

    def today(self) -> date:
        return local_day(self.heed.clock.now())

    def settle(self):
        """The worker has come to everything."""

        def is_settled():
            return self.database.execute(UNSETTLED).fetchone()[0] == 0

        wait_until("the worker has come to everything", is_settled, 30)

    @staticmethod
    def instant(told: str) -> datetime:
        return datetime.fromisoformat(told).replace(tzinfo=LONDON)

    # --- days, as the independent calendar reckons them ---

    def working_days(self, count: int, since: datetime | None = None) -> Due:
        return self._due(count, "working_days", "none", since)

    def calendar_days(self, count: int, since: datetime | None = None, roll="none") -> Due:
        return self._due(count, "calendar_days", roll, since)

    def fortnight(self, since: datetime | None = None, days: int = 14) -> Due:
        """The next sign of life: two weeks, or the working day before. Rule: D7."""
        return self.calendar_days(days, since, "preceding")

    def hours(self, count: int, since: datetime) -> Due:
        return self._due(count, "hours", "none", since)

    def by(self, day: str) -> Due:
        """A day that somebody set."""
        return Due.end_of(date.fromisoformat(day), "set_date")

    def extended_to(self, day: str) -> Due:
        return Due.end_of(date.fromisoformat(day), "extension")

    def _due(self, count, unit, roll, since) -> Due:
        due = self.calendar.due(since or self.heed.clock.now(), count, unit, roll)
        return Due(due.on, due.at)

    # --- people, meetings, cases ---

    def person(self, name: str, *roles: str) -> Person:
        id, token = self.heed.create_person(self.slug, name, ",".join(roles))
        return Person(self._client(token), id, name)

    def meeting(self, body: str, starts: str, is_special: bool = False) -> Meeting:
        return Meeting(self, body=body, starts_at=self.instant(starts), is_special=is_special)

    def enters(self, who: Person, reader: Person | None = None, **body) -> Case:
        """Somebody of the staff writes down what came in."""
        return self._received(who.client.post("/v1/cases", json=body), reader or who)

    def posts(self, reader: Person, **body) -> Case:
        """The form of the organisation's website is sent."""
        key = {"Idempotency-Key": f"{self.slug}-{len(self.cases)}"}
        return self._received(self.site.post("/v1/cases", json=body, headers=key), reader)

    def splits(self, who: Person, case: Case, reader: Person, **body) -> Case:
        """A part of a sealed case becomes one of its own. Rule: A13."""
        assert "split_off" in who.may_do(case)
        return self._received(who.post("split_off", case, **body), reader)

    def answers(self, who: Person, case: Case, **promised):
        """In time, with the notice of legal means; 'promised': what else is. Rule: A15, C13."""
        who.does("initial_response", case, text="I deal with it.", medium="email")
        who.does("redress_notice", case, medium="email")
        three, fortnight = self.working_days(3), self.fortnight()
        case.shows(
            initial_response=met(three),
            redress_notice=met(three),
            progress=[met(fortnight), running(fortnight)],
            **promised,
        )

    def updates(self, who: Person, case: Case, **promised):
        """News, in time; 'promised': what else is by now. Rule: A5."""
        who.does("update", case, text="We are still at it.", medium="email")
        *before, last = case.promises["progress"]
        case.shows(progress=[*before, met(last.due), running(self.fortnight())], **promised)

    def closes(self, who: Person, case: Case, **answers):
        """'answers' that are not of the list are asked for besides. Rule: A8, A9, C10, D11."""
        checklist = CHECKLIST if who.reads(case)["kind"] == "complaint" else OF_EVERY_WISH
        asked = [*checklist, *(each for each in answers if each not in checklist)]
        assert who.is_told("closed", case) == [(f"/{each}", "required") for each in asked]
        view = who.does("closed", case, **{**checklist, **answers})
        assert view["status"] == case.status() == "closed"
        case.is_open = False

    def _received(self, answer, reader) -> Case:
        assert answer.status_code == 201, answer.text
        case = Case(self, answer.json(), reader)
        self.cases.append(case)
        return case

    def _client(self, credential: str | None):
        client = self._api.client(credential)
        self._clients.append(client)
        return client

    # --- the end ---

    def ends(self):
        """rules: A22, B6, B9"""
        for case in self.cases:
            case.shows()
            assert case.breaches() == case.corrected + Counter(
                standard
                for standard, promises in case.promises.items()
                for promise in promises
                if promise.state == "breached"
            )
        self.heed.command("verify", "--organisation", self.slug)
        self._check_glance()
        self._check_review()

    def _check_glance(self):
        """Service at a glance, for somebody new who is part of no case. Rule: A22."""
        answer = self.person("Eve", "ceo").client.get("/v1/dashboard")
        assert answer.status_code == 200, answer.text
        known = [case for case in self.cases if not case.is_sealed()]
        assert answer.json()["open_cases"] == sum(case.is_open for case in known)
        running = Counter(
            standard
            for case in known
            for standard, promises in case.promises.items()
            if "running" in {each.state for each in promises}
        )
        shown = {row["standard"]: row["running"] for row in answer.json()["standards"]}
        assert +Counter(shown) == running

    def _check_review(self):
        draft = self.draft()
        assert draft["uncounted_events"] == 0
        for row in (draft["reconciliation"], *draft["reconciliation_by_kind"]):
            came = sum(row[name] for name in ("received", "reopened", "converted_in"))
            went = row["closed"] + row["converted_out"]
            assert row["open_at_start"] + came - went == row["open_at_end"]
        assert draft["reconciliation"]["received"] == len(self.cases)
        assert draft["reconciliation"]["open_at_end"] == sum(each.is_open for each in self.cases)
        self._check_standards(draft["standards"])

    def _check_standards(self, rows: list[dict]):
        expected = {}
        for case in self.cases:
            for standard, promises in case.promises.items():
                expected.setdefault(standard, Counter()).update(each.state for each in promises)
            for standard, count in case.corrected.items():
                expected[standard].update({"corrected": count, "met": -count})
        states = ("met", "breached", "corrected", "running", "ended")
        shown = {row["standard"]: Counter({each: row[each] for each in states}) for row in rows}
        assert shown == expected

    def standards(self) -> list[dict]:
        """How each fared, as the review counts them."""
        self.settle()
        return self.draft()["standards"]

    def draft(self) -> dict:
        start, end = EVER
        period = ("--from", start, "--to", end)
        return json.loads(
            self.heed.command("review", "draft", "--organisation", self.slug, *period)
        )
