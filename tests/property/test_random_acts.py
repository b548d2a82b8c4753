"""Random acts, legal and illegal, by everybody who has to do with a case, on three procedures.

rules: A5, A10, A12, A13, A15, A16, A17, A18, A19, A20, B5, B6, B9, C11, C12, C14, D4, D7, D9, D10,
D15, D19.

After every step the service answers as the model says, and shows the case as the model has it: state,
stage, who deals with it, what each may do next. In the end every case has been brought to its close
by a way that the model found, its clocks are the model's and its chain of hashes verifies.

HEED_STEPS says how many steps, HEED_SEED which ones, HEED_SHRINK=1 looks for the fewest that fail.
"""

import os
import random
from collections import Counter
from contextlib import ExitStack
from datetime import datetime

import pytest
from choices import STEPS_LAST
from hypothesis import HealthCheck, Phase, given, note, seed, settings
from hypothesis import strategies as st
from model.autus import AUTUS
from model.calendar import DAY, LONDON, local_day, local_noon
from model.desk import settled
from model.procedure import read_procedure
from office import Office
from support.places import REPOSITORY
from support.programs import wait_until
from walk import act_at_random, check_view, end, meet_at_random, receive_at_random

STEPS = int(os.environ.get("HEED_STEPS", "1500"))
SEED = int(os.environ.get("HEED_SEED", "1"))
STEPS_OF_ONE = 75
PHASES = (Phase.generate, Phase.shrink) if os.environ.get("HEED_SHRINK") else (Phase.generate,)
START = datetime(2026, 1, 5, 10, 37, tzinfo=LONDON)
HERE = REPOSITORY / "tests" / "property"
PROCEDURES = {
    "default": None,
    "three-stages": REPOSITORY / "tests" / "stories" / "three_stages.json",
    "odd": HERE / "odd.json",
}


class Town:
    """Offices with different procedures, in one simulated time."""

    def __init__(self, heed, api, stack: ExitStack):
        self.heed = heed
        self.offices = [
            stack.enter_context(self._open(api, file)) for name, file in PROCEDURES.items()
        ]
        self.counts = Counter()

    def _open(self, api, file) -> Office:
        organisation = self.heed.create_organisation(roles="organisation_admin")
        procedure = AUTUS
        if file:
            self.heed.command("procedure", "import", "--organisation", organisation.slug, file)
            procedure = read_procedure(file.read_text(encoding="utf-8"))
        return Office(self.heed, api, procedure, organisation.slug, organisation.site)

    def go_on(self, days: int, cases: list):
        """Some days later, at an hour at which nothing is due."""
        now = self.heed.clock.now()
        due = {
            clock.due.at
            for followed in cases
            for clock in followed.case.clocks.known.values()
            if clock.is_running
        }
        at = local_noon(local_day(now) + days * DAY)
        while any(at <= each <= at + 2 * STEPS_LAST for each in due):
            at += STEPS_LAST
        self.heed.clock.set(at)
        wait_until("all is settled", lambda: settled(self.heed), 30)


class Story:
    """Some cases of an office, from their first step to their last."""

    def __init__(self, town: Town, office: Office):
        self.town = town
        self.office = office
        self.first = len(office.cases)

    @property
    def cases(self):
        return self.office.cases[self.first :]

    def step(self, number: int):
        """One step in seven is something else than an act."""
        own = random.Random(number)
        kind = own.choices(("act", "receive", "read", "meet", "time"), (87, 5, 3, 3, 2))[0]
        getattr(self, kind if self.cases else "receive")(own)
        self.town.counts["steps"] += 1

    def act(self, own):
        followed = own.choice(self.cases[-4:])
        told, status = act_at_random(own, self.office, followed)
        note(f"{followed.reference} {told.actor.name} {told.type} {told.body}: {status}")
        self.town.counts[f"answered {status}"] += 1
        if status in (200, 204):
            self.town.counts[told.type] += 1

    def receive(self, own):
        status = receive_at_random(own, self.office)
        note(f"received: {status}")
        self.town.counts[f"answered {status}"] += 1

    def read(self, own):
        followed = own.choice(self.cases)
        actor = own.choice([*self.office.actors.values(), followed.complainant])
        view = self.office.read(followed, actor)
        if view:
            check_view(followed.case, actor, view)

    def meet(self, own):
        meet_at_random(own, self.office)
        note("a meeting changed")

    def time(self, own):
        days = own.choice((1, 1, 2, 5))
        note(f"{days} days pass")
        self.town.go_on(days, self.cases)
        self.office.settle()
        self.office.compare(self.cases)

    def end(self):
        """Every case comes to its end."""
        for followed in self.cases:
            path = end(self.office, followed)
            self.town.counts["steps"] += len(path)
            self.town.counts["ways to the end"] += 1
        self.town.go_on(1, self.cases)
        self.office.settle()
        self.office.compare(self.cases)


@pytest.fixture
def town(heed, api, worker):
    heed.clock.set(START)
    with ExitStack() as stack:
        yield Town(heed, api, stack)


def test_random_acts_on_three_procedures(town):
    @seed(SEED)
    @settings(
        max_examples=3 * STEPS // STEPS_OF_ONE + 20,  # many of the first are nearly empty
        deadline=None,
        database=None,
        phases=PHASES,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        office=st.sampled_from(town.offices),
        numbers=st.lists(
            st.integers(0, 2**32), min_size=STEPS_OF_ONE, max_size=STEPS_OF_ONE
        ),
    )
    def tell(office, numbers):
        """A step of number 0 is none."""
        if town.counts["steps"] < STEPS and any(numbers):
            story = Story(town, office)
            for number in filter(None, numbers):
                story.step(number)
            story.end()

    tell()
    for office in town.offices:
        office.settle()
        office.compare(office.cases)
        town.counts["cases"] += len(office.cases)
    print(f"\nseed {SEED}: {dict(sorted(town.counts.items()))}")
    town.heed.command("verify")
    assert town.counts["steps"] >= STEPS
    for status in (200, 204, 403, 404, 409, 412, 422, 428):
        assert town.counts[f"answered {status}"] > 0, f"nothing was answered {status}"
