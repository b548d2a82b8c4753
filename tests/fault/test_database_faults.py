"""Faults 25, 26, 28: PostgreSQL crashes, its backends end or stand still. Rule: B4."""

import os
import random
import signal
import threading
import time

import httpx

from standstill import stop_where_it_waits

# "About three seconds", on a machine that does other things as well.
SOON = 6

BATCH = 64

BACKENDS = "select pid from pg_stat_activity where application_name like 'heed-%'"


def test_25_a_crash_of_postgresql_loses_nothing_acknowledged(ledger, programs):
    servers = ledger.heed.servers
    api = programs.api()
    programs.worker()
    with Posting(ledger, api) as posting:
        for _ in range(3):
            time.sleep(1)
            servers.kill("postgres")
            time.sleep(1)
            servers.start("postgres")
        time.sleep(1)
    assert posting.slowest < SOON
    assert posting.statuses <= {201, 503}
    ledger.check()


def test_25_whatever_staff_were_shown_before_a_crash_is_on_record(ledger, programs):
    """Committed on the disk, not soon after. rules: A12"""
    api = programs.api()
    reference = ledger.post_until_acknowledged(api.url)
    servers, shown = ledger.heed.servers, 0
    crash = threading.Timer(1, servers.kill, ["postgres"])
    crash.start()
    with api.client(ledger.organisation.staff_token) as staff:
        while (answer := staff.get(f"/v1/cases/{reference}")).status_code == 200:
            shown += 1
    crash.join()
    servers.start("postgres")
    assert answer.status_code == 503 and shown
    with ledger.heed.superuser() as database:
        recorded = "select count(*) from case_reading where staff_id = %s"
        [count] = database.execute(recorded, [ledger.organisation.staff]).fetchone()
    assert count in (shown, shown + 1)  # the last answer may have been lost


def test_25_while_postgresql_is_away_the_answer_is_503(ledger, programs):
    api = programs.api()
    programs.worker()
    ledger.post_until_acknowledged(api.url)
    ledger.heed.servers.kill("postgres")
    try:
        for _ in range(5):
            began = time.monotonic()
            answer = ledger.post(api.url, ledger.new_key())
            assert answer.status_code == 503
            assert "Retry-After" in answer.headers
            assert time.monotonic() - began < SOON
            time.sleep(1)
    finally:
        ledger.heed.servers.start("postgres")
    ledger.post_until_acknowledged(api.url)
    ledger.check()


def test_26_terminated_backends_are_replaced(ledger, programs):
    chance = random.Random(26)
    api = programs.api()
    programs.worker()
    programs.worker()
    with Posting(ledger, api) as posting, ledger.heed.superuser() as database:
        for _ in range(60):
            time.sleep(0.1)
            backends = [row[0] for row in database.execute(BACKENDS)]
            for backend in chance.sample(backends, min(3, len(backends))):
                database.execute("select pg_terminate_backend(%s)", [backend])
    assert posting.slowest < SOON
    assert posting.statuses <= {201, 503}
    ledger.check()


def test_28_stopped_backends_are_left_behind(ledger, programs):
    api = programs.api()
    programs.worker()
    ledger.post_many(api.url, 5)
    with ledger.heed.superuser() as database:
        stopped = [row[0] for row in database.execute(BACKENDS)]
    try:
        for backend in stopped:
            stop_where_it_waits(backend)
        with Posting(ledger, api) as posting:
            time.sleep(8)
        assert posting.slowest < SOON
        assert posting.statuses <= {201, 503}
        # What a stopped backend holds stays held; everything else goes on.
        ledger.wait_until_drained(seconds=30, but=BATCH)
    finally:
        for backend in stopped:
            os.kill(backend, signal.SIGCONT)
    ledger.check()


class Posting:
    """Posts cases from four threads, each until it is acknowledged, as long as the 'with' lasts."""

    def __init__(self, ledger, api):
        self.statuses: set[int] = set()
        self.slowest = 0.0
        self._ledger = ledger
        self._api = api
        self._ends = threading.Event()
        self._threads = [threading.Thread(target=self._post) for _ in range(4)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._ends.set()
        for thread in self._threads:
            thread.join()

    def _post(self):
        while not self._ends.is_set():
            key = self._ledger.new_key()
            while self._post_once(key) != 201:
                time.sleep(0.1)

    def _post_once(self, key) -> int:
        began = time.monotonic()
        answer: httpx.Response = self._ledger.post(self._api.url, key)
        self.statuses.add(answer.status_code)
        self.slowest = max(self.slowest, time.monotonic() - began)
        return answer.status_code
