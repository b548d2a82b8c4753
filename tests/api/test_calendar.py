"""The deadline calculator: when it is due, and why, day by day. rules: B2, B3, D1, D2, D7"""

from datetime import date, datetime, timedelta, timezone

import pytest

NATIONS = ("england-and-wales", "scotland", "northern-ireland")


@pytest.fixture(scope="module")
def calculate(api):
    with api.client() as client:

        def ask(start, amount, unit="working_days", nation="england-and-wales", **query):
            if nation:
                query["nation"] = nation
            answer = client.get(
                "/v1/calendar/due", params={"start": start, "amount": amount, "unit": unit, **query}
            )
            assert answer.status_code == 200, answer.text
            return answer.json()

        yield ask


VECTORS = [
    ("2025-12-18", 10, ("2026-01-06", "2026-01-07", "2026-01-06")),
    ("2026-06-12", 3, ("2026-06-17", "2026-06-18", "2026-06-17")),
    ("2026-07-10", 3, ("2026-07-15", "2026-07-15", "2026-07-16")),
    ("2026-03-31", 3, ("2026-04-07", "2026-04-06", "2026-04-07")),
]


@pytest.mark.parametrize(
    "start, amount, nation, due",
    [(start, amount, *one) for start, amount, dues in VECTORS for one in zip(NATIONS, dues)],
)
def test_the_working_day_vectors_of_the_design(calculate, start, amount, nation, due):
    """Receipt is day 0. rules: B3, D1"""
    assert calculate(start, amount, nation=nation)["due_on"] == due


@pytest.mark.parametrize("nation", NATIONS)
def test_every_day_from_the_start_to_the_due_day_is_explained(calculate, nation):
    """rules: B2"""
    answer = calculate("2025-12-18", 10, nation=nation)
    days = answer["days"]
    told = [date.fromisoformat(day["day"]) for day in days]
    assert told[0] == date(2025, 12, 18) and told[-1].isoformat() == answer["due_on"]
    assert all(later - earlier == timedelta(days=1) for earlier, later in zip(told, told[1:]))
    assert days[0]["reason"] == "start" and days[-1]["reason"] == "counted"
    for before, (on, day) in zip(days, list(zip(told, days))[1:]):
        is_counted = day["reason"] == "counted"
        assert day["counted"] == before["counted"] + is_counted
        assert (day["reason"] == "weekend") == (on.weekday() >= 5)
        assert bool(day.get("title")) == (day["reason"] == "bank_holiday")
    assert days[-1]["counted"] == 10


def test_it_is_due_at_the_end_of_the_last_local_day(calculate):
    """Local midnight is 23:00 UTC in summer and 00:00 UTC in winter. rules: D1"""
    assert calculate("2026-06-12", 3)["due_at"] == "2026-06-17T23:00:00Z"
    assert calculate("2026-01-12", 3)["due_at"] == "2026-01-16T00:00:00Z"
    assert calculate("2026-03-27", 1)["due_at"] == "2026-03-30T23:00:00Z"


def test_a_time_belongs_to_its_local_day(calculate):
    """rules: D1"""
    assert calculate("2026-06-11T22:59:59Z", 1)["due_on"] == "2026-06-12"
    assert calculate("2026-06-11T23:00:00Z", 1)["due_on"] == "2026-06-15"
    assert calculate("2026-06-12T00:30:00+01:00", 1)["due_on"] == "2026-06-15"


def test_any_hour_of_a_day_and_weekends_too_are_day_0(calculate):
    """rules: D1"""
    for start in ("2026-06-13", "2026-06-14", "2026-06-12T22:00:00Z"):
        assert calculate(start, 1)["due_on"] == "2026-06-15", start


def test_hours_are_elapsed_hours(calculate):
    """Weekends and the night when clocks change included. rules: D2, A3"""
    assert calculate("2026-06-12T16:30:00Z", 24, "hours")["due_at"] == "2026-06-13T16:30:00Z"
    assert calculate("2026-03-28T12:00:00Z", 24, "hours")["due_at"] == "2026-03-29T12:00:00Z"


def test_calendar_days_count_every_day(calculate):
    """rules: A5"""
    answer = calculate("2026-12-18", 14, "calendar_days")
    assert answer["due_on"] == "2027-01-01"
    assert {day["reason"] for day in answer["days"][1:]} == {"counted"}


def test_a_due_day_may_move_to_the_working_day_before(calculate):
    """Due on New Year's Day: the last day of the year. rules: D7"""
    answer = calculate("2026-12-18", 14, "calendar_days", roll="preceding")
    assert answer["due_on"] == "2026-12-31"
    assert answer["due_at"] == "2027-01-01T00:00:00Z"
    assert "moved_before" in {day["reason"] for day in answer["days"]}


def test_beyond_the_known_bank_holidays_it_is_provisional(calculate):
    """rules: B3"""
    assert calculate("2026-06-12", 3)["provisional"] is False
    assert calculate("2035-06-12", 3)["provisional"] is True


def test_the_day_itself_when_nothing_is_counted(calculate):
    answer = calculate("2026-06-13", 0)
    assert answer["due_on"] == "2026-06-13" and len(answer["days"]) == 1


def test_a_closure_of_the_organisation_does_not_count(calculate, heed):
    """Nor does it after it is taken back; every change is a new version. rules: B3"""
    organisation = heed.create_organisation()
    here = ("--organisation", organisation.slug, "--day", "2026-06-15")

    def due():
        return calculate("2026-06-12", 1, nation=None, organisation=organisation.slug)

    before = due()
    heed.command("closure", "add", *here, "--title", "Away day")
    closed = due()
    assert (before["due_on"], closed["due_on"]) == ("2026-06-15", "2026-06-16")
    assert closed["days"][-2] == {
        "day": "2026-06-15",
        "reason": "organisation_closure",
        "title": "Away day",
        "counted": 0,
    }
    heed.command("closure", "remove", *here)
    after = due()
    assert after["due_on"] == "2026-06-15"
    versions = [one["calendar_version"] for one in (before, closed, after)]
    assert versions == sorted(set(versions))
    assert calculate("2026-06-12", 1)["due_on"] == "2026-06-15"


def test_an_organisation_has_a_nation_and_another_may_be_asked_for(calculate, heed):
    """rules: B3"""
    slug = heed.create_organisation(nation="scotland").slug
    assert calculate("2026-06-12", 3, nation=None, organisation=slug)["due_on"] == "2026-06-18"
    assert calculate("2026-06-12", 3, organisation=slug)["due_on"] == "2026-06-17"


def test_the_explanation_of_a_promise_is_the_promise(api, organisation):
    """Each promise's address leads to its own due time. rules: A7, B2"""
    with api.client(organisation.staff_token) as client:
        now = datetime.now(timezone.utc) - timedelta(days=3)
        answer = client.post(
            "/v1/cases",
            json={"kind": "complaint", "channel": "post", "received_at": now.isoformat()},
        )
        promises = answer.json()["promises"]
        assert {promise["standard"] for promise in promises} == {
            "initial_response",
            "stage",
            "progress",
        }
        for promise in promises:
            query = promise["explanation_url"].split("/v1/", 1)[1]
            explained = client.get(f"/v1/{query}").json()
            for member in ("due_on", "due_at", "provisional"):
                assert explained[member] == promise[member], promise["standard"]
