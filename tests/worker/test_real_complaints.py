"""145 real complaints go in over HTTP and come out in a review. rules: A14, A15, A20, B9, C10,
C15, D1, D7.

They were published by the US Consumer Financial Protection Bureau and are no part of this
repository; they lie beside it, or where HEED_REAL_COMPLAINTS says.
"""

import os
from datetime import date, datetime
from pathlib import Path

import pytest
from model.calendar import LONDON, Calendar
from model.complaints import Story, quarters, read_complaints
from model.desk import Desk
from support.places import REPOSITORY

BESIDE = REPOSITORY.parent / "shared" / "data" / "complaints-cfpb.csv"
FILE = Path(os.environ.get("HEED_REAL_COMPLAINTS", BESIDE))
NOW = datetime(2026, 11, 2, 12, tzinfo=LONDON)

pytestmark = pytest.mark.skipif(not FILE.exists(), reason=f"no complaints of others in {FILE}")


@pytest.fixture(scope="module")
def story(heed, api, worker):
    heed.clock.set(NOW)
    with Desk(heed, api, heed.create_organisation(), Calendar()) as desk:
        story = Story(desk, read_complaints(FILE), NOW)
        story.tell()
        yield story


def test_the_table_is_the_published_one(story):
    assert len(story.complaints) == 145
    assert sum(complaint.is_open for complaint in story.complaints) == 10
    assert sum(bool(complaint.narrative) for complaint in story.complaints) == 13


def test_the_review_of_all_time_is_right_in_every_number(story):
    story.check_whole(story.check_draft(date(2012, 1, 1), date(2026, 12, 31)))


@pytest.mark.parametrize(
    "quarter", [*quarters(2016, 2017), *quarters(2020, 2020)], ids=lambda days: str(days[0])
)
def test_the_review_of_a_quarter_is_right_in_every_number(story, quarter):
    story.check_draft(*quarter)


def test_what_is_open_shows_its_promises(story):
    """rules: A7 — the 10 in progress have broken their promises, and say so."""
    for complaint, followed in zip(story.complaints, story.followed, strict=True):
        if complaint.is_open:
            view = story.desk.read(followed.reference)
            stage = [each for each in view["promises"] if each["standard"] == "stage"]
            assert [each["state"] for each in stage] == ["breached"]
            assert view["narrative"] == (complaint.narrative or None)
