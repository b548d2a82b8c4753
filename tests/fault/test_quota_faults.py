"""Quotas while Redis forgets, stands still, is full or away: they hold, and cost nothing.

rules: B1, B4; attacks: 44, 46
"""

import contextlib
import os
import signal
import time

import pytest
import redis

from support.programs import wait_until

WRONG = {"reference": "NOBODY-00000-000000", "receipt_code": "0000-0000-0000-0000-0"}


@contextlib.contextmanager
def stopped(heed):
    process = heed.servers.process("redis")
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


@contextlib.contextmanager
def away(heed):
    heed.servers.stop("redis")
    try:
        yield
    finally:
        heed.servers.start("redis")


@contextlib.contextmanager
def full(heed):
    limit = heed.redis.config_get("maxmemory")["maxmemory"]
    heed.redis.config_set("maxmemory", 1)
    try:
        yield
    finally:
        heed.redis.config_set("maxmemory", limit)


TROUBLES = [stopped, away, full]


@pytest.fixture
def fresh(heed):
    return heed.create_organisation()


def events(api, event):
    return api.log.count(f'"event":"{event}"')


def ask(client, times):
    """The statuses of so many requests, and the longest any took, in seconds."""
    statuses, slowest = [], 0.0
    for _ in range(times):
        began = time.monotonic()
        statuses.append(client.get("/v1/cases").status_code)
        slowest = max(slowest, time.monotonic() - began)
    return statuses, slowest


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_process_counts_for_itself_and_goes_on_from_what_it_knew(
    heed, programs, fresh, trouble
):
    api = programs.api(HEED_QUOTA_STAFF="8/3600", HEED_QUOTA_SIGN_IN="4/3599")
    with api.client(fresh.staff_token) as staff, api.client() as stranger:
        assert ask(staff, 3)[0] == [200] * 3
        with trouble(heed):
            assert ask(staff, 6)[0] == [200] * 5 + [429]
            statuses, _ = ask(stranger, 6)
            assert statuses == [401] * 4 + [429] * 2
            tried = [stranger.post("/v1/status", json=WRONG).status_code for _ in range(2)]
            assert tried == [404, 404]
            assert events(api, "quotas_counted_locally") == 1
        wait_until("it counts with others again", lambda: events(api, "quotas_shared") == 2)
        assert ask(staff, 1)[0] == [429]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_tries_of_receipt_codes_are_limited_all_the_same(heed, programs, trouble):
    api = programs.api(HEED_QUOTA_RECEIPT="3/3600")
    heed.redis.flushall()
    with api.client() as stranger, trouble(heed):
        tried = [stranger.post("/v1/status", json=WRONG).status_code for _ in range(5)]
    assert tried == [404] * 3 + [429] * 2
    heed.redis.flushall()


def test_a_redis_that_stands_still_costs_the_first_request_alone(heed, programs, fresh):
    """With the broadest of quotas, whose supply is a hundred at most."""
    api = programs.api(HEED_QUOTA_STAFF="40/1")
    with api.client(fresh.staff_token) as staff, stopped(heed):
        ask(staff, 1)
        times = sorted(ask(staff, 1)[1] for _ in range(60))
        assert times[30] < 0.02 and times[-4] < 0.05, times
        end = time.monotonic() + 3
        while time.monotonic() < end:
            assert ask(staff, 1)[1] < 0.5


@pytest.mark.parametrize("forget, left", [("flushall", 6), ("script_flush", 4)])
def test_what_redis_forgot_is_told_to_it_again(heed, programs, fresh, forget, left):
    """Counters begin anew; the script is loaded again, and nothing is lost with it."""
    api = programs.api(HEED_QUOTA_STAFF="6/3600")
    with api.client(fresh.staff_token) as staff:
        assert ask(staff, 2)[0] == [200] * 2
        getattr(heed.redis, forget)()
        assert ask(staff, 7)[0] == [200] * left + [429] * (7 - left)
    assert events(api, "quotas_counted_locally") == 0


def test_it_starts_without_redis_and_finds_it(heed, programs, fresh):
    with away(heed):
        api = programs.api(HEED_QUOTA_STAFF="2/3600")
        with api.client(fresh.staff_token) as staff:
            assert ask(staff, 3)[0] == [200, 200, 429]
        assert events(api, "quotas_shared") == 0
    wait_until("it counts with others", lambda: events(api, "quotas_shared") == 1)


def test_the_api_may_do_nothing_else_in_redis(heed):
    """Its user reads no events, lists no counters and flushes nothing. rules: B12"""
    with redis.Redis.from_url(heed.servers.url("api_redis")) as connection:
        for command in (
            *(["KEYS", "*"], ["SCAN", "0"], ["FLUSHALL"], ["CONFIG", "GET", "*"], ["INFO"]),
            *(["GET", "heed:events"], ["SET", "other", "1"], ["XRANGE", "heed:events", "-", "+"]),
            *(["EVAL", "return 1", "0"], ["SCRIPT", "FLUSH"], ["MONITOR"], ["DEL", "heed:quota:x"]),
            *(["XADD", "heed:quota:x", "*", "a", "b"], ["SUBSCRIBE", "x"]),
        ):
            with pytest.raises(redis.exceptions.NoPermissionError):
                connection.execute_command(*command)
