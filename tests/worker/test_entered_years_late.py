"""A case that is entered years after it was received has few breaches of news to tell of those
years, and is as quick to settle as another. rules: A5, B3, D7"""

import time
from datetime import datetime, timedelta

import pytest
from model.calendar import DAY, LONDON, Calendar, local_day, local_midnight
from model.clocks import PERIODS_BEFORE_HEED
from model.desk import Desk, settled
from model.record import differences, expected_record, read_records
from support.programs import wait_until

NOW = datetime(2027, 3, 2, 12, tzinfo=LONDON)
LONG_AGO = datetime(2000, 1, 3, 10, tzinfo=LONDON)


@pytest.fixture(scope="module")
def desk(heed, api, worker):
    heed.clock.set(NOW)
    with Desk(heed, api, heed.create_organisation(), Calendar()) as desk:
        yield desk
    heed.clock.reset()


def receive(desk):
    """A request that was received long ago and is entered now."""
    return desk.receive("request", "post", LONG_AGO, desk.heed.clock.now())


def receive_with_news_every_day(desk, worker):
    with worker.halted():
        late = receive(desk)
        agree_on_news_every_day(desk, late)
    return late


def agree_on_news_every_day(desk, late):
    agreed = {"interval_days": 1, "agreed_by": "partner", "agreed_in": "letter"}
    body = {**agreed, "occurred_at": LONG_AGO.isoformat()}
    answer = desk.post(late.reference, "interval_agreed", body)
    assert answer.status_code == 200, answer.text
    now = desk.heed.clock.now()
    late.case.act("interval_agreed", LONG_AGO, now, **agreed)
    late.case.settle(desk.calendar, now)


def compare(desk, late):
    wait_until("all is settled", lambda: settled(desk.heed), 30)
    late.case.settle(desk.calendar, desk.heed.clock.now())
    with desk.heed.superuser() as database:
        found = read_records(database, [late.reference])[late.reference]
    different = differences(found, expected_record(late.case, desk.calendar))
    assert not different, different
    return {key.period: row for key, row in found.clocks.items() if key.standard == "progress"}


def test_a_year_of_silence_is_told_of_all_the_years(desk):
    """rules: A5, D7"""
    late = receive(desk)
    periods = compare(desk, late)
    assert len(periods) == PERIODS_BEFORE_HEED + 1
    assert all(before_heed for *_, before_heed in late.case.clocks.breaches.values())
    started_at, due_on, *_ = periods[PERIODS_BEFORE_HEED + 1]
    assert started_at == local_midnight(local_day(NOW))
    assert due_on == local_day(NOW) + 14 * DAY


def test_news_agreed_for_every_day_is_no_more_and_as_quick(desk, worker):
    """rules: A5, D7"""
    began = time.monotonic()
    late = receive_with_news_every_day(desk, worker)
    assert len(compare(desk, late)) == PERIODS_BEFORE_HEED + 1
    assert time.monotonic() - began < 5


def test_what_is_missed_from_the_entry_on_is_all_told(desk, worker):
    """rules: A5, B3, D7"""
    late = receive_with_news_every_day(desk, worker)
    compare(desk, late)
    desk.heed.clock.advance(days=40)
    periods = compare(desk, late)
    since = [breach for breach in late.case.clocks.breaches.values() if not breach.before_heed]
    assert len(periods) > PERIODS_BEFORE_HEED + 26
    assert len(since) > 26


def test_news_given_long_before_the_entry_ends_the_silence_there(desk, worker):
    """rules: A5, B3, D7"""
    told_at = LONG_AGO + timedelta(days=900)
    with worker.halted():
        late = receive(desk)
        assert desk.act(late, "update", told_at, desk.heed.clock.now()) == 200
    compare(desk, late)
    runs = {key.started_by for key in late.case.clocks.known if key.standard == "progress"}
    assert runs == {1, 2}
