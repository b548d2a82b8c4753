"""Faults 5 to 7: relays are killed, stopped, or many. Rule: B4."""

import contextlib
import signal
import time

import httpx
import pytest
from standstill import wait_until_stopped

PLACES = ["relay_before_xadd", "relay_after_xadd", "relay_before_commit"]


@pytest.mark.parametrize("place", PLACES)
def test_5_a_worker_killed_while_it_relays_leaves_one_effect(ledger, programs, place):
    api = programs.api(HEED_RELAY=0)
    killed = programs.worker(HEED_FAILPOINT=f"{place}=kill#1")
    ledger.post_until_acknowledged(api.url)
    killed.expect_end(-signal.SIGKILL)
    assert ledger.count("state in (0, 1)") == 1
    programs.worker()
    ledger.check()


@pytest.mark.parametrize("place", PLACES)
def test_5_an_api_killed_while_it_relays_leaves_one_effect(ledger, programs, place):
    killed = programs.api(HEED_FAILPOINT=f"{place}=kill#1")
    key = ledger.new_key()
    with contextlib.suppress(httpx.TransportError):  # it may end before its answer
        ledger.post(killed.url, key)
    killed.expect_end(-signal.SIGKILL)
    api = programs.api()
    programs.worker()
    ledger.post_until_acknowledged(api.url, key)
    ledger.check()


def test_6_while_one_relay_stands_still_the_others_go_on(ledger, programs):
    api = programs.api(HEED_RELAY=0)
    ledger.post_many(api.url, 5)
    still = programs.worker(HEED_FAILPOINT="relay_before_xadd=stop#1")
    wait_until_stopped(still)
    time.sleep(1.5)  # Redis hands events to its last read, of one second, though it stands still
    programs.worker()
    ledger.post_many(api.url, 20)
    ledger.wait_for("state = 2", 20, 5)
    ledger.wait_for("state = 2", 25, 15)  # PostgreSQL ends the transaction that stands still
    still.send(signal.SIGCONT)
    ledger.check()


def test_7_any_number_of_relays_publish_each_event_once(ledger, programs):
    apis = [programs.api() for _ in range(2)]
    for _ in range(2):
        programs.worker()
    for _ in range(60):
        for api in apis:
            ledger.post_until_acknowledged(api.url)
    ledger.check()
    assert ledger.count("publish_count = 1") == 120
    assert ledger.heed.redis.xlen("heed:events") == 0
