"""Forty invented complaints of two years go in over HTTP and come out in a review. rules: A14,
A15, A20, B9, C10, C15, D1, D7."""

from datetime import date, datetime
from pathlib import Path

import pytest
from model.autus import CATEGORIES
from model.calendar import LONDON, Calendar
from model.complaints import (
    CATEGORY_OF,
    CHANNEL_OF,
    OUTCOMES_OF,
    Story,
    quarters,
    read_complaints,
)
from model.desk import Desk

FILE = Path(__file__).parent / "data" / "complaints.csv"
NOW = datetime(2027, 3, 1, 12, tzinfo=LONDON)
NATIONS = ("england-and-wales", "scotland", "northern-ireland")


@pytest.fixture(scope="module", params=NATIONS)
def story(request, heed, api, worker):
    heed.clock.set(NOW)
    organisation = heed.create_organisation(nation=request.param)
    with Desk(heed, api, organisation, Calendar(request.param)) as desk:
        story = Story(desk, read_complaints(FILE), NOW)
        story.tell()
        yield story


def test_the_table_takes_every_way(story):
    words = FILE.read_text(encoding="utf-8")
    for each in (*CATEGORY_OF, *CHANNEL_OF, *OUTCOMES_OF, "true", "false"):
        assert each in words
    assert {complaint.category for complaint in story.complaints} == set(CATEGORIES)
    assert any(c.answered_on > c.received_on for c in story.complaints)


def test_the_review_of_all_time_is_right_in_every_number(story):
    story.check_whole(story.check_draft(date(2024, 1, 1), date(2027, 12, 31)))


@pytest.mark.parametrize("quarter", quarters(2025, 2026), ids=lambda days: str(days[0]))
def test_the_review_of_a_quarter_is_right_in_every_number(story, quarter):
    story.check_draft(*quarter)


def test_the_review_of_a_day_counts_that_day(story):
    """rules: B9 — the shortest period there is."""
    for complaint in story.complaints[:3]:
        found = story.check_draft(complaint.received_on, complaint.received_on)
        assert found["reconciliation"]["received"] >= 1


def test_what_neither_moved_nor_was_open_is_not_listed(heed, api, worker):
    """rules: B9"""
    heed.clock.set(NOW)
    with Desk(heed, api, heed.create_organisation(), Calendar()) as desk:
        received_at = datetime(2027, 1, 12, 12, tzinfo=LONDON)
        followed = desk.receive("compliment", "web", received_at, NOW)
        for type, members in (("outcome", {"outcomes": ["explanation"]}), ("written_outcome", {})):
            assert desk.act(followed, type, received_at, NOW, **members) == 200
        assert desk.act(followed, "action_recorded", received_at, NOW) == 200
        assert desk.act(followed, "closed", received_at, NOW) == 200
        found = desk.draft(date(2027, 1, 1), date(2027, 1, 31))
        assert [row["kind"] for row in found["reconciliation_by_kind"]] == ["compliment"]
        assert desk.draft(date(2027, 2, 1), date(2027, 2, 28))["reconciliation_by_kind"] == []
