"""Faults 3, 21, 22, 27: the network between the programs and their servers is cut. Rule: B4."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from network import cut, impossible, own_network
from obstacles import commits_that_wait, endless_commits

from support.heed import Heed
from support.programs import wait_until
from support.servers import Servers

# "About three seconds", on a machine that does other things as well.
SOON = 6

pytestmark = pytest.mark.skipif(bool(impossible()), reason=f"no network to cut: {impossible()}")


@pytest.fixture(scope="module")
def heed():
    with own_network(), Servers(tcp=True) as servers, Heed(servers) as started:
        yield started


@pytest.fixture
def superuser_by_socket(heed, monkeypatch):
    """The test itself goes round the cut."""
    port = port_of(heed, "postgres")
    with heed.superuser() as database:
        (socket,) = database.execute("show unix_socket_directories").fetchone()
    url = heed.servers.url("superuser_database")
    monkeypatch.setattr(
        Heed, "superuser", lambda _: psycopg.connect(url, host=socket, port=port, autocommit=True)
    )


def port_of(heed, part) -> int:
    return int((heed.folder / part / "port").read_text())


def new_keys(ledger, count) -> list[str]:
    return [ledger.new_key() for _ in range(count)]


def slowest_of(ledger, api, keys, statuses) -> float:
    slowest = 0.0
    for key in keys:
        began = time.monotonic()
        status = ledger.post(api.url, key, timeout=30).status_code
        slowest = max(slowest, time.monotonic() - began)
        assert status in statuses
    return slowest


@pytest.mark.parametrize("how", ["DROP", "REJECT"])
def test_21_22_a_cut_to_redis_does_not_slow_the_api(ledger, programs, heed, how):
    api = programs.api()
    programs.worker()
    ledger.post_many(api.url, 5)
    ledger.wait_until_drained()
    with cut(port_of(heed, "redis"), how):
        assert slowest_of(ledger, api, new_keys(ledger, 40), [201]) < 1
        time.sleep(4)
        assert ledger.count("state = 0") >= 40
    ledger.check()


@pytest.mark.parametrize("how", ["DROP", "REJECT"])
def test_27_a_cut_to_postgresql_is_answered_503_soon(
    ledger, programs, heed, superuser_by_socket, how
):
    """What was on its way when the cut came may arrive when it ends: the same key tells."""
    api = programs.api()
    programs.worker()
    ledger.post_many(api.url, 5)
    keys = new_keys(ledger, 24)
    with cut(port_of(heed, "postgres"), how):
        assert slowest_of(ledger, api, keys[:4], [503]) < SOON
        with ThreadPoolExecutor(20) as many:
            slowest = many.map(lambda key: slowest_of(ledger, api, [key], [503]), keys[4:])
        assert max(slowest) < SOON
    for key in keys:
        ledger.post_until_acknowledged(api.url, key)
    ledger.check()


def test_3_a_cut_during_commit_is_resolved_or_503(ledger, programs, heed, superuser_by_socket):
    api = programs.api(HEED_RELAY=0)
    ledger.post_until_acknowledged(api.url)
    key = ledger.new_key()
    answers = []
    posting = threading.Thread(target=lambda: answers.append(ledger.post(api.url, key, 30)))
    with endless_commits(heed):
        posting.start()
        wait_until("COMMIT waits", lambda: commits_that_wait(heed))
        with cut(port_of(heed, "postgres"), "DROP"):
            posting.join()
    assert answers[0].status_code in (201, 503)
    programs.worker()
    ledger.post_until_acknowledged(api.url, key)
    assert len(ledger.references()) == 2
    ledger.check()
