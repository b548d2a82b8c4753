"""Random acts, legal and illegal, by everybody who has to do with a case, on three procedures.

rules: A5, A10, A12, A13, A15, A16, A17, A18, A19, A20, B5, B6, B9, C11, C12, C14, D4, D7, D9, D10,
D15, D19.

After every step the service answers as the model says, and shows the case as the model has it:
state, stage, who deals with it, what each may do next. In the end every case has been brought to
its close by a way that the model found, its clocks are the model's and its chain of hashes
verifies.

HEED_STEPS says how many steps, HEED_SEED which ones, HEED_SHRINK=1 looks for the fewest that fail.
"""

import os
from contextlib import ExitStack
from datetime import datetime

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from model.calendar import LONDON
from model.events import ACTS
from support.places import REPOSITORY
from town import Story, Town

STEPS_OF_ALL, STEPS_OF_EVERY_ACT = 1000, 10_000  # so many answer all, do everything
STEPS = int(os.environ.get("HEED_STEPS", STEPS_OF_ALL))
SEED = int(os.environ.get("HEED_SEED", "1"))
STEPS_OF_ONE = 75
PHASES = (Phase.generate, Phase.shrink) if os.environ.get("HEED_SHRINK") else (Phase.generate,)
START = datetime(2026, 1, 5, 10, 37, tzinfo=LONDON)
TESTS = REPOSITORY / "tests"
PROCEDURES = [None, TESTS / "stories" / "three_stages.json", TESTS / "property" / "odd.json"]


@pytest.fixture
def town(heed, api, worker):
    heed.clock.set(START)
    with ExitStack() as stack:
        yield Town(heed, api, stack, PROCEDURES)


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
        town.counts["meetings told of"] += sum(
            event.type == "meeting_changed" for each in office.cases for event in each.case.events
        )
        town.counts["quorums lost"] += sum(
            event.type == "quorum_lost" for each in office.cases for event in each.case.events
        )
    print(f"\nseed {SEED}: {dict(sorted(town.counts.items()))}")
    town.heed.command("verify")
    assert town.counts["steps"] >= STEPS
    if STEPS >= STEPS_OF_ALL:
        for status in (200, 204, 403, 404, 409, 412, 422, 428):
            assert town.counts[f"answered {status}"] > 0, f"nothing was answered {status}"
        assert town.counts["meetings told of"] > 0
    if STEPS >= STEPS_OF_EVERY_ACT:
        assert {type for type in ACTS if not town.counts[type]} == set()
