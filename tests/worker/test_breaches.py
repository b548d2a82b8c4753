"""A promise that was not kept is found at once, once, and for good. rules: A3, A15, B3, B9, D1,
D2, D7.

Time only goes forward in this file: each test begins later than the one before.
"""

import json
import time
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from model.calendar import DAY, LONDON, Calendar, local_midnight, local_noon
from model.clocks import Key
from model.desk import Desk, settled
from model.record import read_records
from support.breaches import found_at
from support.places import REPOSITORY
from support.programs import wait_until

SHIPPED = REPOSITORY / "sql" / "data" / "bank-holidays.json"
START = datetime(2027, 1, 4, 12, tzinfo=LONDON)
SECOND = timedelta(seconds=1)
PROMPT = timedelta(seconds=1)  # how soon a breach is found


@pytest.fixture(scope="module")
def desk(heed, api, worker):
    heed.clock.set(START)
    with Desk(heed, api, heed.create_organisation(), Calendar()) as desk:
        yield desk


@pytest.fixture(scope="module")
def database(heed):
    with heed.superuser() as connection:
        yield connection


def settle(desk):
    wait_until("all is settled", lambda: settled(desk.heed), 30)


def record_of(desk, database, followed):
    return read_records(database, [followed.reference])[followed.reference]


def receive(desk, kind, channel, received_at):
    """A case that arrives now, or arrived before."""
    return desk.receive(kind, channel, received_at, desk.heed.clock.now())


def act(desk, followed, type, occurred_at, **members):
    status = desk.act(followed, type, occurred_at, desk.heed.clock.now(), **members)
    assert status == 200, type


def close(desk, followed, occurred_at):
    act(desk, followed, "outcome", occurred_at, outcomes=["apology"])
    act(desk, followed, "written_outcome", occurred_at)
    act(desk, followed, "closed", occurred_at)


# --- soon, and not too soon ---


def test_a_breach_is_found_within_a_second_and_never_early(desk, database):
    received_at = local_noon(date(2027, 1, 9))
    desk.heed.clock.set(received_at + SECOND)
    followed = receive(desk, "enquiry", "telephone", received_at)
    due_at = received_at + DAY
    desk.heed.clock.set(due_at - 2 * SECOND)

    times = found_at(database, [followed.reference], "telephone_enquiry")

    assert due_at <= times[followed.reference] <= due_at + PROMPT
    breaches = record_of(desk, database, followed).breaches
    assert breaches == {Key("telephone_enquiry", 1, 1): (date(2027, 1, 10), due_at, False)}


# --- what is a breach ---


def stay_silent(desk, database, received_on, due_days):
    """Nobody does anything: each due day makes a breach, at its midnight and not before."""
    desk.heed.clock.set(local_noon(received_on) + SECOND)
    followed = receive(desk, "request", "email", local_noon(received_on))
    seen = []
    for due_on in due_days:
        midnight = local_midnight(due_on + DAY)
        desk.heed.clock.set(midnight - 5 * SECOND)
        settle(desk)
        assert len(record_of(desk, database, followed).breaches) == len(seen)
        desk.heed.clock.set(midnight + SECOND)
        settle(desk)
        seen.append(due_on)
        breaches = record_of(desk, database, followed).breaches
        assert {key: due[0] for key, due in breaches.items()} == {
            Key("progress", 1, period): on for period, on in enumerate(seen, 1)
        }


def test_six_silent_weeks_are_three_breaches(desk, database):
    """rules: A5, D7"""
    stay_silent(
        desk,
        database,
        date(2027, 2, 1),
        (date(2027, 2, 15), date(2027, 3, 1), date(2027, 3, 15)),
    )


@pytest.mark.parametrize(
    ("received_at", "due_at"),
    [
        ("2027-03-27T14:00:00+00:00", "2027-03-28T15:00:00+01:00"),  # the clocks go forward
        ("2027-05-01T14:00:00+01:00", "2027-05-02T14:00:00+01:00"),  # a bank holiday weekend
    ],
)
def test_twenty_four_hours_are_elapsed_time(desk, database, received_at, due_at):
    """rules: A3, D2"""
    received_at, due_at = datetime.fromisoformat(received_at), datetime.fromisoformat(due_at)
    assert due_at - received_at == timedelta(hours=24)
    desk.heed.clock.set(received_at + SECOND)
    followed = receive(desk, "enquiry", "in_person", received_at)
    promised = {promise["standard"]: promise for promise in followed.answer["promises"]}
    assert datetime.fromisoformat(promised["telephone_enquiry"]["due_at"]) == due_at

    desk.heed.clock.set(due_at - 5 * SECOND)
    settle(desk)
    assert record_of(desk, database, followed).breaches == {}
    desk.heed.clock.set(due_at)
    times = found_at(database, [followed.reference], "telephone_enquiry")
    assert times[followed.reference] <= due_at + PROMPT


# --- what becomes of it ---


def states(view, standard):
    return [each["state"] for each in view["promises"] if each["standard"] == standard]


def test_a_late_act_does_not_undo_a_breach(desk, database):
    """rules: A15"""
    noon = local_noon(date(2027, 5, 5))
    desk.heed.clock.set(noon)
    followed = receive(desk, "complaint", "post", noon)
    desk.heed.clock.set(noon + 7 * DAY)
    settle(desk)
    act(desk, followed, "initial_response", noon + 7 * DAY)

    record = record_of(desk, database, followed)
    assert list(record.breaches) == [Key("initial_response", 1, 1)]
    assert record.corrections == set()
    view = desk.read(followed.reference)
    assert states(view, "initial_response") == ["breached"]


def test_an_act_in_time_that_is_recorded_late_corrects_a_breach_and_leaves_it(desk, database):
    """rules: A15, D1"""
    noon = local_noon(date(2027, 5, 18))
    desk.heed.clock.set(noon)
    followed = receive(desk, "complaint", "post", noon)
    desk.heed.clock.set(noon + 10 * DAY)
    settle(desk)
    act(desk, followed, "initial_response", noon + DAY)

    record = record_of(desk, database, followed)
    assert list(record.breaches) == [Key("initial_response", 1, 1)]
    assert record.corrections == {Key("initial_response", 1, 1)}
    assert states(desk.read(followed.reference), "initial_response") == ["met"]


def test_reopening_starts_clocks_anew_and_resets_no_breach(desk, database):
    """rules: D7"""
    noon = local_noon(date(2027, 6, 1))
    desk.heed.clock.set(noon)
    followed = receive(desk, "complaint", "web", noon)
    desk.heed.clock.set(noon + 20 * DAY)
    settle(desk)
    before = record_of(desk, database, followed)
    broken = {
        Key("initial_response", 1, 1),
        Key("stage", 1, 1),
        Key("progress", 1, 1),
    }
    assert set(before.breaches) == broken
    close(desk, followed, noon + 20 * DAY)
    act(desk, followed, "reopened", noon + 20 * DAY)

    after = record_of(desk, database, followed)
    assert after.breaches == before.breaches and after.corrections == set()
    view = desk.read(followed.reference)
    assert states(view, "initial_response") == ["breached", "running"]
    assert states(view, "stage") == ["breached", "running"]
    assert states(view, "progress")[-1] == "running"
    desk.heed.clock.set(noon + 40 * DAY)
    settle(desk)
    again = set(record_of(desk, database, followed).breaches) - broken
    assert again == {
        Key("initial_response", 5, 1),
        Key("stage", 5, 1),
        Key("progress", 5, 1),
    }


@contextmanager
def holiday(heed, on: date):
    """A bank holiday more, as the government would publish it; taken back at the end."""
    holidays = json.loads(SHIPPED.read_text(encoding="utf-8"))
    for division in holidays.values():
        event = {"title": "Jubilee", "date": on.isoformat(), "notes": "", "bunting": True}
        division["events"] = sorted([*division["events"], event], key=lambda each: each["date"])
    file = heed.folder / f"with-{on}.json"
    file.write_text(json.dumps(holidays), encoding="utf-8")
    heed.command("calendar", "import", file)
    try:
        yield
    finally:
        heed.command("calendar", "import", SHIPPED)


def test_a_new_holiday_moves_open_clocks_and_no_breach_and_says_so(desk, database):
    """rules: B3"""
    monday, wednesday = date(2027, 7, 12), date(2027, 7, 14)
    desk.heed.clock.set(local_noon(monday))
    early = receive(desk, "complaint", "web", local_noon(monday - 6 * DAY))
    late = receive(desk, "complaint", "web", local_noon(monday))
    settle(desk)
    first, stage = Key("initial_response", 1, 1), Key("stage", 1, 1)
    assert record_of(desk, database, early).breaches[first][0] == date(2027, 7, 9)

    with holiday(desk.heed, wednesday):
        settle(desk)
        moved = record_of(desk, database, late)
        assert moved.changes == {
            first: [(date(2027, 7, 15), date(2027, 7, 16))],
            stage: [(date(2027, 7, 26), date(2027, 7, 27))],
        }
        assert moved.clocks[first][1] == date(2027, 7, 16)
        promises = desk.read(late.reference)["promises"]
        due = {each["standard"]: each["due_on"] for each in promises}
        assert (due["initial_response"], due["stage"]) == ("2027-07-16", "2027-07-27")

        kept = record_of(desk, database, early)
        assert first not in kept.changes
        assert kept.clocks[first][1] == kept.breaches[first][0] == date(2027, 7, 9)
        assert kept.corrections == set()
    settle(desk)
    back = record_of(desk, database, late)
    assert back.changes[first] == [
        (date(2027, 7, 15), date(2027, 7, 16)),
        (date(2027, 7, 16), date(2027, 7, 15)),
    ]
    reasons = database.execute("select distinct reason from clock_change").fetchall()
    assert reasons == [("import",)]


def test_a_holiday_on_a_past_due_day_never_rewrites_a_breach(desk, database):
    """rules: B3 — as known then, and as known now."""
    monday = date(2027, 7, 19)
    desk.heed.clock.set(local_noon(monday))
    followed = receive(desk, "complaint", "web", local_noon(monday))
    desk.heed.clock.set(local_noon(monday + 4 * DAY))
    settle(desk)
    before = record_of(desk, database, followed)
    assert Key("initial_response", 1, 1) in before.breaches

    with holiday(desk.heed, monday + 3 * DAY):
        settle(desk)
        after = record_of(desk, database, followed)
    key = Key("initial_response", 1, 1)
    assert (after.breaches, after.corrections) == (before.breaches, set())
    assert after.clocks[key] == before.clocks[key]


def test_a_closure_moves_the_clocks_of_its_organisation_only(desk, database, heed, api):
    """rules: B3"""
    monday = date(2027, 8, 2)
    heed.clock.set(local_noon(monday))
    with Desk(heed, api, heed.create_organisation(), Calendar()) as other:
        theirs = receive(other, "complaint", "web", local_noon(monday))
        ours = receive(desk, "complaint", "web", local_noon(monday))
        closure = ("--organisation", desk.organisation.slug, "--day", monday + 2 * DAY)
        heed.command("closure", "add", *closure, "--title", "Moving house")
        settle(desk)
        key = Key("initial_response", 1, 1)
        moved = [(date(2027, 8, 5), date(2027, 8, 6))]
        assert record_of(desk, database, ours).changes[key] == moved
        assert record_of(other, database, theirs).changes == {}
    time.sleep(1)
    assert record_of(desk, database, ours).changes[key] == moved


def test_what_is_due_on_a_holiday_is_due_before_it_and_goes_on_from_there(desk, database):
    """rules: D7 — the summer bank holiday."""
    stay_silent(
        desk,
        database,
        date(2027, 8, 16),
        (date(2027, 8, 27), date(2027, 9, 10), date(2027, 9, 24)),
    )


def test_twenty_four_hours_over_the_end_of_summer_time(desk, database):
    """rules: D2"""
    test_twenty_four_hours_are_elapsed_time(
        desk, database, "2027-10-30T14:00:00+01:00", "2027-10-31T13:00:00+00:00"
    )
