"""What the attacks share: an API that gives nobody long, and what it holds meanwhile.

A test says in its description which attacks of attacks.csv it is ('attacks: N, M');
tests/lint/attacks holds both together.
"""

import os
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.programs import SANITIZERS, wait_until
from wire import END, HOST, Wire

DEADLINE_SECONDS = 3
MOST_BODY = 262_144


def lean(heed) -> str:
    """Freed memory is kept back as little as can be, so that what is held can be measured."""
    usual = os.environ.get("ASAN_OPTIONS", SANITIZERS["ASAN_OPTIONS"])
    return (
        f"{usual}:quarantine_size_mb=1:thread_local_quarantine_size_kb=16"
        f":log_path={heed.reports}/asan"
    )


@pytest.fixture(scope="session")
def api(heed):
    return heed.start_api(HEED_REQUEST_SECONDS=DEADLINE_SECONDS, ASAN_OPTIONS=lean(heed))


@pytest.fixture(autouse=True)
def nothing_stays_open(api):
    """After each test every connection and every request has ended, and it still answers."""
    yield
    wait_until(
        "one connection, one request: this one",
        lambda: figure(api, "http_connections") == 1 == figure(api, "http_requests_in_flight"),
        2 * DEADLINE_SECONDS,
    )


@pytest.fixture
def cases(heed):
    """How many cases there are."""

    def cases():
        with heed.superuser() as database:
            return database.execute("select count(*) from case_file").fetchone()[0]

    return cases


@pytest.fixture
def head(organisation):
    """head(): that of a POST /v1/cases by the website, up to what says how long the body is."""

    def head(key="attack", kind=b"application/json", path=b"/v1/cases", more=b""):
        return (
            b"POST " + path + b" HTTP/1.1\r\n" + HOST
            + b"Authorization: Bearer " + organisation.secret_key.encode() + END
            + b"Idempotency-Key: " + key.encode() + END
            + b"Content-Type: " + kind + END + more
        )  # fmt: skip

    return head


@pytest.fixture
def post(head):
    """post(body): the whole of it."""

    def post(body, **others):
        return head(**others) + b"Content-Length: %d\r\n\r\n" % len(body) + body

    return post


def chunked(*chunks: bytes) -> bytes:
    """What stands behind such a request's headers."""
    pieces = [b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks]
    return b"Transfer-Encoding: chunked\r\n\r\n" + b"".join(pieces) + b"0\r\n\r\n"


def figure(api, name: str) -> int:
    """One of /metrics."""
    with Wire(api) as wire:
        wire.send(b"GET /metrics HTTP/1.1\r\n" + HOST + END)
        lines = wire.reply().body.decode().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"heed_{name} "))


def in_parallel(do, things) -> list:
    """[do(thing)]: each in a thread of its own."""
    found = {}

    def run(number, thing):
        try:
            found[number] = do(thing)
        except Exception as error:  # pylint: disable=broad-except
            found[number] = error

    threads = [threading.Thread(target=run, args=one) for one in enumerate(things)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [found[number] for number in range(len(threads))]


def resident_megabytes(program) -> float:
    status = Path(f"/proc/{program.pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


@contextmanager
def bounded(program, megabytes: float):
    """The program never holds so much more than before."""
    before = most = resident_megabytes(program)
    is_over = threading.Event()

    def watch():
        nonlocal most
        while not is_over.is_set():
            most = max(most, resident_megabytes(program))
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        watcher.join()
    assert most - before <= megabytes, f"{before:.0f} MB grew to {most:.0f} MB"
