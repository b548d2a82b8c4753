"""heed-worker as a program: what it says of itself, how it starts and ends."""

import os
import signal
import subprocess
import time

import pytest

from support.places import PROGRAMS
from support.programs import wait_until


def run(*arguments, **settings) -> subprocess.CompletedProcess:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HEED_")}
    return subprocess.run(
        [PROGRAMS / "heed-worker", *arguments],
        env={**kept, **settings},
        capture_output=True,
        text=True,
        timeout=30,
    )


@pytest.mark.parametrize("option", ["--help", "--settings"])
def test_it_describes_its_settings(option):
    told = run(option)
    assert told.returncode == 0
    for setting in ("HEED_DATABASE_URL", "HEED_REDIS_URL", "HEED_LEASE_SECONDS"):
        assert setting in told.stdout
    assert "HEED_PORT" not in told.stdout


def test_it_tells_its_version():
    told = run("--version")
    assert told.returncode == 0
    assert told.stdout.startswith("heed-worker 0.")


def test_an_unknown_option_ends_with_2():
    assert run("--sing").returncode == 2


def test_everything_that_is_missing_is_told_at_once():
    told = run()
    assert told.returncode == 2
    for setting in ("HEED_DATABASE_URL", "HEED_REDIS_URL", "HEED_KEY_RING"):
        assert setting in told.stderr


@pytest.mark.parametrize("url", ["localhost", "redis://", "redis://host:port", "unix://socket"])
def test_an_address_that_is_none_ends_with_2(heed, url):
    told = run(
        HEED_DATABASE_URL="dbname=heed", HEED_REDIS_URL=url, HEED_KEY_RING_FILE=str(heed.key_ring)
    )
    assert told.returncode == 2
    assert "HEED_REDIS_URL" in told.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_soon_when_asked(heed, number):
    worker = heed.start_worker()
    wait_until("it runs", lambda: "worker_started" in worker.log)
    time.sleep(0.3)
    began = time.monotonic()
    worker.send(number)
    worker.expect_end(0)
    assert time.monotonic() - began < 1.5
    assert "worker_stopped" in worker.log


def test_it_ends_soon_while_redis_stands_still(heed):
    worker = heed.start_worker()
    wait_until("it runs", lambda: "worker_started" in worker.log)
    redis = heed.servers.process("redis")
    os.kill(redis, signal.SIGSTOP)
    try:
        time.sleep(0.3)
        began = time.monotonic()
        worker.stop()
        assert time.monotonic() - began < 3
    finally:
        os.kill(redis, signal.SIGCONT)


def test_it_waits_for_servers_that_are_not_there_yet(heed):
    heed.servers.stop("redis")
    worker = heed.start_worker(HEED_DATABASE_URL_FILE=None, HEED_DATABASE_URL="host=/nowhere")
    try:
        wait_until("it says so", lambda: "database_unreachable" in worker.log)
        wait_until("it says so", lambda: "queue_unreachable" in worker.log)
        time.sleep(1)
        worker.check()
    finally:
        heed.servers.start("redis")
    worker.stop()
