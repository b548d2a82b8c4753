"""Service at a glance: what each of the last twelve weeks brought.

It is Wednesday, 17 June 2026, until a test says otherwise.

rules: A12, A22
"""

from collections import Counter
from datetime import date, timedelta

import pytest
from model.acts import ActedCase
from support.office import Office

WEDNESDAY = "2026-06-17T12:00:00+01:00"
BEFORE_FIRST, FIRST_WEEK = "2026-03-23", "2026-03-30"
EARLIER, LAST_WEEK, THIS_WEEK = "2026-06-01", "2026-06-08", "2026-06-15"
FIGURES = ("received", "closed", "breached")


@pytest.fixture(scope="module", autouse=True)
def wednesday(heed):
    heed.clock.set(WEDNESDAY)
    yield
    heed.clock.reset()


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api, roles=("ceo", "chair")) as office:
        office.hire("officer", "manager,safeguarding_officer")
        yield office


def weeks(person):
    answer = person.client.get("/v1/dashboard")
    assert answer.status_code == 200, answer.text
    return answer.json()["weeks"]


class Trend:
    """What was added since for somebody, week by week; weeks to which nothing was are left out."""

    def __init__(self, person):
        self.person = person
        self.before = {figure: self._count(figure) for figure in FIGURES}

    def _count(self, figure):
        return Counter({week["starts_on"]: week[figure] for week in weeks(self.person)})

    def of(self, figure):
        return dict(self._count(figure) - self.before[figure])


@pytest.fixture
def trend(office):
    return Trend(office.ceo)


def enter(office, received_at):
    return ActedCase(office.chair.client, received_at=received_at)


def close(case, occurred_at):
    sent_on = occurred_at[:10]
    case.act("outcome", occurred_at, outcomes=["apology"], sent_on=sent_on)
    case.act("closed", occurred_at)


def test_weeks_of_which_an_organisation_has_nothing_are_zeros(heed, api, office):
    """Twelve Mondays, the current one last, whatever another organisation has. rules: B12"""
    close(enter(office, "2026-06-01T12:00:00+01:00"), "2026-06-16T12:00:00+01:00")
    assert all(sum(week[figure] for week in weeks(office.ceo)) for figure in FIGURES)
    mondays = [date(2026, 3, 30) + timedelta(weeks=number) for number in range(12)]
    nothing = dict.fromkeys(FIGURES, 0)
    with Office(heed, api, roles=("ceo",)) as neighbours:
        assert weeks(neighbours.ceo) == [
            {"starts_on": monday.isoformat(), **nothing} for monday in mondays
        ]


def test_a_case_counts_in_the_week_of_its_receipt_and_of_its_last_closing(office, trend):
    """What was reopened is not closed, and what came thirteen weeks ago is not shown."""
    for received_at in ("2026-06-17T09:00:00+01:00", "2026-06-10T09:00:00+01:00"):
        enter(office, received_at)
    enter(office, "2026-03-25T09:00:00Z")
    case = enter(office, "2026-06-08T09:00:00+01:00")
    assert trend.of("received") == {LAST_WEEK: 2, THIS_WEEK: 1}
    close(case, "2026-06-09T09:00:00+01:00")
    assert trend.of("closed") == {LAST_WEEK: 1}
    case.act("reopened", "2026-06-10T09:00:00+01:00")
    assert trend.of("closed") == {}
    close(case, "2026-06-16T09:00:00+01:00")
    assert trend.of("closed") == {THIS_WEEK: 1}
    assert trend.of("received") == {LAST_WEEK: 2, THIS_WEEK: 1}


def test_a_week_begins_at_local_midnight(heed, office):
    """In summer that is 23 o'clock UTC; summer began on 29 March."""
    try:
        heed.clock.set("2026-06-14T23:50:00+01:00")
        trend = Trend(office.ceo)
        for received_at in (
            *("2026-03-22T23:59:59Z", "2026-03-23T00:00:00Z"),
            *("2026-03-29T23:59:59+01:00", "2026-03-30T00:00:00+01:00"),
        ):
            enter(office, received_at)
        assert trend.of("received") == {BEFORE_FIRST: 2, FIRST_WEEK: 1}
        shown_before = weeks(office.ceo)
        heed.clock.set("2026-06-15T00:00:00+01:00")
        shown_after = weeks(office.ceo)
    finally:
        heed.clock.set(WEDNESDAY)
    assert shown_after[:-1] == shown_before[1:]
    assert [shown[-1]["starts_on"] for shown in (shown_before, shown_after)] == [
        *(LAST_WEEK, THIS_WEEK)
    ]
    trend = Trend(office.ceo)
    close(enter(office, "2026-06-14T23:59:59+01:00"), "2026-06-14T23:59:59+01:00")
    close(enter(office, "2026-06-15T00:00:00+01:00"), "2026-06-15T00:00:00+01:00")
    for figure in ("received", "closed"):
        assert trend.of(figure) == {LAST_WEEK: 1, THIS_WEEK: 1}, figure


def test_a_promise_counts_in_the_week_of_its_last_day(office, trend):
    """Received on Wednesday: the last day of the first answer is the Monday after. rules: A15"""
    case = enter(office, "2026-06-03T12:00:00+01:00")
    case.act("update", "2026-06-09T12:00:00+01:00")
    assert case.promises("initial_response")[0]["due_on"] == LAST_WEEK
    assert trend.of("breached") == {LAST_WEEK: 1}
    case.act("initial_response", "2026-06-10T12:00:00+01:00")
    assert trend.of("breached") == {LAST_WEEK: 1}


def test_what_is_found_to_have_been_kept_is_not_counted(office, trend):
    """The first answer was due on Thursday, the stage on this week's Monday. rules: A15, D1"""
    case = enter(office, "2026-06-01T12:00:00+01:00")
    case.act("update", "2026-06-03T12:00:00+01:00")
    assert trend.of("breached") == {EARLIER: 1, THIS_WEEK: 1}
    case.act("initial_response", "2026-06-04T12:00:00+01:00")
    assert trend.of("breached") == {THIS_WEEK: 1}


def test_whoever_may_not_know_of_a_case_does_not_count_it(office):
    """rules: A13, C11, D17"""
    people = (office.ceo, office.chair, office.officer)
    trends = [Trend(person) for person in people]
    sealed, named, _ = cases = [enter(office, "2026-06-03T12:00:00+01:00") for _ in range(3)]
    for case in cases:
        case.act("update", "2026-06-09T12:00:00+01:00")
    assert [trend.of("breached") for trend in trends] == [{LAST_WEEK: 3}] * 3
    text = {"text": "A risk."}
    office.chair.act(sealed.reference, "safeguarding", status=204, staff=office.officer.id, **text)
    office.chair.act(named.reference, "subjects", staff=office.ceo.id)
    for figure, week in (("received", EARLIER), ("breached", LAST_WEEK)):
        assert [trend.of(figure) for trend in trends] == [{week: count} for count in (1, 2, 3)]
