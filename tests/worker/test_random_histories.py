"""Random histories in the service and in the model: every clock, breach and correction is the
same in both. rules: A4, A15, A20, B3, B9, C3, C11, D1, D2, D7.

All cases live through one simulated time. Acts are entered late and out of order, cases
reopened, holidays imported and a closure made while clocks run; what is not allowed is
tried as well. HEED_SEED chooses others, HEED_CASES how many.
"""

import json
import os
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from model.autus import CATEGORIES, OUTCOMES
from model.calendar import DAY, LONDON, Calendar, local_day, local_midnight, local_noon
from model.desk import TEXTS, Desk, settled
from model.procedure import CHANNELS, KINDS
from model.record import differences, expected_record, read_records
from model.review import draft
from support.places import REPOSITORY
from support.programs import wait_until

SEED = int(os.environ.get("HEED_SEED", "1"))
CASES = int(os.environ.get("HEED_CASES", "250"))
STEPS = 36
STEPS_WITH_NEW_CASES = 28
STEP_OF_IMPORT, STEP_OF_CLOSURE = 12, 20
STEPS_COMPARED = (9, 18, 27)
THREADS = 4
SHIPPED = REPOSITORY / "sql" / "data" / "bank-holidays.json"
START = datetime(2027, 1, 4, 10, 37, tzinfo=LONDON)
# A step takes some seconds; no due time may fall into it, or who comes first would matter.
STEP_LASTS = timedelta(minutes=12)
MINUTE = timedelta(minutes=1)
NATIONS = ("england-and-wales", "scotland", "northern-ireland")
WEIGHTS = {"complaint": 10, "enquiry": 5, "suggestion": 2, "compliment": 1, "request": 2}


class World:
    """Three organisations, one in each nation, and what has become of their cases."""

    def __init__(self, heed, api):
        self.heed = heed
        self.random = random.Random(SEED)
        self.desks = [
            Desk(heed, api, heed.create_organisation(nation=nation), Calendar(nation), THREADS)
            for nation in NATIONS
        ]
        self.cases = {desk: [] for desk in self.desks}
        self.counts = Counter()
        self.now = START

    @property
    def all_cases(self):
        return [followed for cases in self.cases.values() for followed in cases]

    # --- time ---

    def go_on(self):
        """Some days later, at an hour at which nothing is due."""
        days = self.random.randint(1, 10)
        due = {
            clock.due.at
            for followed in self.all_cases
            for clock in followed.case.clocks.known.values()
            if clock.is_running
        }
        while True:
            on = local_day(self.now) + days * DAY
            now = local_noon(on) + self.random.randint(-180, 300) * MINUTE
            if not any(now - MINUTE <= at <= now + STEP_LASTS for at in due):
                break
        self.now = now
        self.heed.clock.set(now)
        self.settle()

    def settle(self):
        wait_until("all is settled", lambda: settled(self.heed), 30)
        for desk, cases in self.cases.items():
            for followed in cases:
                followed.case.settle(desk.calendar, self.now)

    def import_holiday(self):
        """A holiday in the coming days, everywhere: running clocks move."""
        self.settle()
        on = local_day(self.now) + 4 * DAY
        while not all(desk.calendar.is_working(on) for desk in self.desks):
            on += DAY
        holidays = json.loads(SHIPPED.read_text(encoding="utf-8"))
        event = {"title": "Jubilee", "date": on.isoformat(), "notes": "", "bunting": True}
        for division in holidays.values():
            division["events"].append(event)
            division["events"].sort(key=lambda event: event["date"])
        file = self.heed.folder / "holidays.json"
        file.write_text(json.dumps(holidays), encoding="utf-8")
        self.heed.command("calendar", "import", file)
        for desk in self.desks:
            desk.calendar = Calendar(desk.calendar.nation, frozenset({on}))
            self._wait_for_calendar(desk, on)
        self.settle()

    def close_a_day(self):
        """One organisation does not work on a day to come."""
        self.settle()
        desk = self.desks[0]
        on = local_day(self.now) + 3 * DAY
        while not desk.calendar.is_working(on):
            on += DAY
        closure = ("--organisation", desk.organisation.slug, "--day", on)
        self.heed.command("closure", "add", *closure, "--title", "Moving house")
        desk.calendar = Calendar(desk.calendar.nation, desk.calendar.more, frozenset({on}))
        self._wait_for_calendar(desk, on)
        self.settle()

    def _wait_for_calendar(self, desk, holiday: date):
        question = {
            "start": (holiday - DAY).isoformat(),
            "amount": 1,
            "unit": "working_days",
            "organisation": desk.organisation.slug,
        }
        due_on = desk.calendar.working_day_after(holiday - DAY, 1).isoformat()

        def knows():
            answer = desk.client.get("/v1/calendar/due", params=question)
            assert answer.status_code == 200, answer.text
            return answer.json()["due_on"] == due_on

        wait_until("the API knows the holiday", knows)

    # --- cases and acts ---

    def work(self, new_cases: int):
        """New cases, and acts on a part of the old ones, by several people at once."""
        tasks = [self._plan_case() for _ in range(new_cases)]
        old = self.all_cases
        tasks += [self._plan_acts(followed) for followed in self.random.sample(old, len(old) // 6)]
        with ThreadPoolExecutor(THREADS) as people:
            for counts in people.map(lambda task: task(), tasks):
                self.counts += counts

    def _plan_case(self):
        own = random.Random(self.random.random())
        desk = own.choice(self.desks)
        kind = own.choices(KINDS, [WEIGHTS[kind] for kind in KINDS])[0]
        channel = own.choice(CHANNELS)
        category = own.choice(CATEGORIES + ("",))
        while True:
            late = own.choice((0, 1, 1, 3, 10, 40)) * own.random() * DAY
            received_at = (self.now - late).replace(second=0, microsecond=0)
            at = received_at + DAY  # when an enquiry by telephone is due
            if not self.now - MINUTE <= at <= self.now + STEP_LASTS:
                break

        def receive():
            followed = desk.receive(kind, channel, received_at, self.now, category)
            self.cases[desk].append(followed)
            return Counter(cases=1, late=received_at < self.now - DAY)

        return receive

    def _plan_acts(self, followed):
        own = random.Random(self.random.random())

        def act():
            counts = Counter()
            for _ in range(own.choice((1, 1, 1, 2, 3))):
                arguments = choose_act(own, followed.case, self.now)
                status = followed.desk.act(followed, now=self.now, **arguments)
                counts[f"answered {status}"] += 1
                if status == 200:
                    counts[arguments["type"]] += 1
            return counts

        return act

    # --- comparing ---

    def compare(self):
        with self.heed.superuser() as connection:
            for desk, cases in self.cases.items():
                records = read_records(connection, [each.reference for each in cases])
                for followed in cases:
                    expected = expected_record(followed.case, desk.calendar)
                    different = differences(records[followed.reference], expected)
                    assert not different, f"{followed.case}:\n{different}"

    def compare_drafts(self):
        for desk, cases in self.cases.items():
            for _ in range(2):
                start = date(2026, 11, 1) + self.random.randint(0, 300) * DAY
                end = start + self.random.randint(0, 120) * DAY
                found = desk.draft(start, end)
                expected = draft([each.case for each in cases], desk.calendar, start, end)
                assert found["uncounted_events"] == 0
                assert {name: found[name] for name in expected} == expected, (start, end)
                self.counts["drafts"] += 1


def choose_act(own: random.Random, case, now: datetime) -> dict:
    """Most are allowed; one in six is whatever comes."""
    allowed = [type for type in TEXTS if case.allows(type)]
    type = own.choice(allowed if own.random() < 0.85 else list(TEXTS))
    if type == "withdrawn" and own.random() < 0.9:  # few are
        type = "update"
    arguments = {"type": type, "occurred_at": choose_time(own, case, type, now)}
    if type == "outcome":
        arguments["outcomes"] = own.sample(OUTCOMES, own.choice((1, 1, 2)))
    if type in ("outcome", "written_outcome") and own.random() < 0.4:
        told_on = local_day(arguments["occurred_at"])
        arguments["sent_on"] = told_on + own.choice((0, 0, 1, 3, 7, -1)) * DAY
    return arguments


def choose_time(own: random.Random, case, type: str, now: datetime) -> datetime:
    chance = own.random()
    if chance < 0.03:
        return now + own.randint(1, 5) * DAY
    if chance < 0.06:
        return case.received_at - own.randint(1, 5000) * MINUTE
    if chance < 0.12:
        return own.choice(case.events).occurred_at
    if chance < 0.18:
        return max(local_midnight(local_day(now)), case.received_at)
    earliest = case.received_at
    if type in ("closed", "reopened") and own.random() < 0.9:
        earliest = case.opened_or_closed_at
    if chance < 0.6:
        earliest = max(earliest, now - 3 * DAY)
    return now - own.random() * max(now - earliest, timedelta(0))


@pytest.fixture
def world(heed, api, worker):
    heed.clock.set(START)
    world = World(heed, api)
    yield world
    for desk in world.desks:
        desk.client.close()


def test_random_histories(world):
    new_cases = -(-CASES // STEPS_WITH_NEW_CASES)
    for step in range(STEPS):
        world.work(min(new_cases, CASES - len(world.all_cases)))
        if step == STEP_OF_IMPORT:
            world.import_holiday()
        if step == STEP_OF_CLOSURE:
            world.close_a_day()
        if step in STEPS_COMPARED:
            world.settle()
            world.compare()
        world.go_on()
    world.compare()
    world.compare_drafts()

    cases = [followed.case for followed in world.all_cases]
    world.counts["breaches"] = sum(len(case.clocks.breaches) for case in cases)
    world.counts["corrections"] = sum(len(case.clocks.corrections) for case in cases)
    world.counts["moved"] = sum(len(case.clocks.changes) for case in cases)
    world.counts["superseded"] = sum(
        clock.is_superseded for case in cases for clock in case.clocks.known.values()
    )
    print(f"\nseed {SEED}: {dict(sorted(world.counts.items()))}")
    assert world.counts["cases"] == CASES
    for each in ("corrections", "moved", "superseded", "reopened", "answered 409", "answered 422"):
        assert world.counts[each] > 0, f"nothing tells of {each}"
