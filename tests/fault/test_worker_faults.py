"""Faults 8 to 13: workers are killed, stopped, or crash over one event. Rule: B4."""

import signal
import time

import pytest
from standstill import wait_until_stopped

from support.programs import wait_until

# Makes the reaction to one case hang inside PostgreSQL, so that a test can kill its worker there.
POISON = """
create table public.test_poison (case_id uuid);
create function public.test_poison_taken() returns trigger language plpgsql security definer as $$
begin
    if new.case_id in (select case_id from public.test_poison) then
        perform pg_sleep(2);
    end if;
    return new;
end $$;
create trigger test_poison before insert on case_movement
    for each row execute function public.test_poison_taken();
"""
ANTIDOTE = """
drop table public.test_poison;
drop function public.test_poison_taken cascade;
"""
STATEMENT_IN_POISON = "select count(*) from pg_stat_activity where wait_event = 'PgSleep'"


@pytest.mark.parametrize("place", ["worker_after_claim", "worker_before_commit"])
def test_8_9_a_worker_killed_before_its_commit_is_replaced(ledger, programs, place):
    api = programs.api()
    killed = programs.worker(HEED_FAILPOINT=f"{place}=kill#1")
    ledger.post_many(api.url, 3)
    killed.expect_end(-signal.SIGKILL)
    programs.worker()
    ledger.check()
    assert ledger.count("attempt = 2") >= 1


def test_10_a_worker_killed_after_its_commit_has_its_entries_acknowledged_later(ledger, programs):
    api = programs.api()
    killed = programs.worker(HEED_FAILPOINT="worker_after_commit=kill#1")
    ledger.post_many(api.url, 3)
    killed.expect_end(-signal.SIGKILL)
    assert ledger.count("state = 2") >= 1
    assert entries(ledger) >= 1
    programs.worker()
    ledger.check()
    wait_until("nothing is left in the stream", lambda: entries(ledger) == 0)
    assert ledger.count("attempt = 1") == 3


def test_11_an_entry_is_acknowledged_and_deleted_or_neither(ledger, programs):
    api = programs.api()
    killed = programs.worker(HEED_FAILPOINT="worker_inside_multi=kill#1")
    ledger.post_until_acknowledged(api.url)
    killed.expect_end(-signal.SIGKILL)
    assert (entries(ledger), unacknowledged(ledger)) == (1, 1)
    programs.worker()
    ledger.check()
    wait_until("it is acknowledged", lambda: (entries(ledger), unacknowledged(ledger)) == (0, 0))


@pytest.mark.parametrize("place", ["worker_after_claim", "worker_before_commit"])
def test_12_a_worker_that_slept_longer_than_its_lease_is_fenced(ledger, programs, place):
    api = programs.api()
    sleeper = programs.worker(HEED_FAILPOINT=f"{place}=stop#1")
    ledger.post_until_acknowledged(api.url)
    wait_until_stopped(sleeper)
    programs.worker()
    ledger.wait_until_drained(20)
    sleeper.send(signal.SIGCONT)
    if place == "worker_after_claim":
        wait_until("it finds the fence", lambda: "event_fenced" in sleeper.log)
    ledger.check()
    sleeper.stop()


def test_8_events_that_another_holds_keep_out_no_others(ledger, programs):
    """As many as a worker takes at once, and held for longer than its lease."""
    api = programs.api()
    ledger.post_many(api.url, 70)
    with ledger.heed.superuser() as database, database.transaction():
        database.execute("select from outbox where state in (0, 1) for update")
        programs.worker(HEED_LEASE_SECONDS=1)
        ledger.post_many(api.url, 5)
        ledger.wait_for("state = 2", 5)
    ledger.check()


def test_8_events_that_another_held_for_a_moment_are_not_left_for_later(ledger, programs):
    """As the relay holds what it publishes: a worker reads it before the relay has committed."""
    api = programs.api()
    with ledger.heed.superuser() as database, database.transaction():
        ledger.post_many(api.url, 140)
        database.execute("select from outbox where state in (0, 1) for update")
        programs.worker(HEED_LEASE_SECONDS=60)
        time.sleep(0.5)
    ledger.wait_for("state = 2", 140, seconds=5)
    ledger.check()


def test_8_what_was_read_while_the_database_was_away_is_not_left_for_later(ledger, programs):
    api = programs.api()
    programs.worker(HEED_LEASE_SECONDS=60)
    ledger.post_until_acknowledged(api.url)
    ledger.wait_for("state = 2", 1)
    with ledger.heed.superuser() as database:
        database.execute("alter role heed_worker nologin")
        try:
            database.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'heed_worker'"
            )
            ledger.post_many(api.url, 140)
            time.sleep(3)
        finally:
            database.execute("alter role heed_worker login")
    ledger.wait_for("state = 2", 141, seconds=8)
    ledger.check()


def test_13_an_event_that_always_crashes_its_worker_dies_alone(ledger, programs):
    api = programs.api()
    heed = ledger.heed
    with heed.superuser() as database:
        database.execute(POISON)
        ledger.post_many(api.url, 10)
        database.execute("insert into test_poison select subject_id from outbox order by seq limit 1")
        ledger.post_many(api.url, 10)
        attempts = 0
        while not ledger.count("state = 3"):
            worker = programs.worker(HEED_MAX_ATTEMPTS=3, HEED_LEASE_SECONDS=1)
            if crash_over_poison(database, ledger, worker):
                attempts += 1
            assert attempts <= 3
        assert attempts == 3
        ledger.wait_for("state = 2", 19)
        (letter,) = heed.command("dead-letters", "list").splitlines()
        assert "crashed" in letter
        database.execute(ANTIDOTE)
    heed.command("dead-letters", "retry", letter.split()[0])
    ledger.check()


def crash_over_poison(database, ledger, worker, seconds=10) -> bool:
    """Kills the worker as soon as it reacts to the poisoned case; False when the event is dead."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if database.execute(STATEMENT_IN_POISON).fetchone()[0]:
            worker.kill()
            database.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'"
            )
            return True
        if ledger.count("state = 3"):
            return False
        time.sleep(0.02)
    raise AssertionError("nothing came to the poisoned case")


def entries(ledger) -> int:
    return ledger.heed.redis.xlen("heed:events")


def unacknowledged(ledger) -> int:
    return ledger.heed.redis.xpending("heed:events", "workers")["pending"]
