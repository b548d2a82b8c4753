"""Faults 14 to 20, 23, 24: Redis forgets, ends, stands still, is full or away. Rule: B4."""

import os
import shutil
import signal
import time

import pytest

from support.programs import wait_until

STREAM = "heed:events"


def flush(heed):
    heed.redis.flushall()


def delete_stream(heed):
    heed.redis.delete(STREAM)


def trim_stream(heed):
    heed.redis.xtrim(STREAM, maxlen=0, approximate=False)


def destroy_group(heed):
    wait_until("there is a stream", lambda: heed.redis.exists(STREAM))
    heed.redis.xgroup_destroy(STREAM, "workers")


def restart_empty(heed):
    heed.servers.kill("redis")
    for file in redis_files(heed).iterdir():
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    heed.servers.start("redis")


def redis_files(heed):
    return heed.folder / "redis" / "data"


LOSSES = [flush, delete_stream, trim_stream, destroy_group, restart_empty]


@pytest.mark.parametrize("loss", LOSSES)
def test_14_to_18_what_redis_lost_before_it_was_read_is_published_again(ledger, programs, loss):
    api = programs.api()
    ledger.post_many(api.url, 20)
    ledger.wait_for("state = 1", 20)
    loss(ledger.heed)
    programs.worker()
    ledger.check(15)


@pytest.mark.parametrize("loss", LOSSES)
def test_14_to_18_a_loss_between_read_and_acknowledgement_is_harmless(ledger, programs, loss):
    api = programs.api()
    programs.worker(HEED_FAILPOINT="worker_after_claim=sleep:300")
    for _ in range(4):
        ledger.post_many(api.url, 5)
        loss(ledger.heed)
    ledger.check(20)


def test_19_redis_restored_from_old_files_is_caught_up(ledger, programs, tmp_path):
    heed = ledger.heed
    api = programs.api()
    ledger.post_many(api.url, 5)
    ledger.wait_for("state = 1", 5)
    heed.servers.stop("redis")
    shutil.copytree(redis_files(heed), tmp_path / "old")
    heed.servers.start("redis")
    worker = programs.worker()
    ledger.post_many(api.url, 5)
    ledger.wait_until_drained()
    worker.stop()
    ledger.post_many(api.url, 5)
    ledger.wait_for("state = 1", 5)

    heed.servers.kill("redis")
    shutil.rmtree(redis_files(heed))
    shutil.copytree(tmp_path / "old", redis_files(heed))
    owner = heed.folder / "redis" / "redis.conf"
    for path in [redis_files(heed), *redis_files(heed).rglob("*")]:
        shutil.chown(path, owner.stat().st_uid, owner.stat().st_gid)
    heed.servers.start("redis")
    programs.worker()
    ledger.check(15)
    wait_until("old entries are gone as well", lambda: heed.redis.xlen(STREAM) == 0)


def test_20_a_redis_that_stands_still_does_not_slow_the_api(ledger, programs):
    api = programs.api()
    programs.worker()
    ledger.post_many(api.url, 5)
    redis = ledger.heed.servers.process("redis")
    os.kill(redis, signal.SIGSTOP)
    try:
        assert slowest_of(ledger, api, 40) < 1
        time.sleep(3)
        assert ledger.count("state = 0") >= 30
    finally:
        os.kill(redis, signal.SIGCONT)
    ledger.check()


def test_23_events_wait_while_redis_is_full(ledger, programs):
    redis = ledger.heed.redis
    api = programs.api()
    programs.worker()
    ledger.post_many(api.url, 5)
    ledger.wait_until_drained()
    limit = redis.config_get("maxmemory")["maxmemory"]
    redis.config_set("maxmemory", 1)
    try:
        assert slowest_of(ledger, api, 40) < 1
        time.sleep(1)
        assert ledger.count("state = 0") == 40
    finally:
        redis.config_set("maxmemory", limit)
    ledger.check()


def test_24_events_wait_while_redis_is_away_and_drain_after(ledger, programs):
    """An hour of load in short: what waits is what counts, not how long."""
    api = programs.api()
    programs.worker()
    ledger.heed.servers.stop("redis")
    try:
        assert slowest_of(ledger, api, 150) < 1
        assert ledger.count("state = 0") == 150
        with ledger.heed.superuser() as database:
            database.execute("update outbox set available_at = available_at - interval '1 hour'")
    finally:
        ledger.heed.servers.start("redis")
    ledger.check()


def slowest_of(ledger, api, count) -> float:
    """Posts so many cases, which all must be taken at once; the longest it took, in seconds."""
    slowest = 0.0
    for _ in range(count):
        began = time.monotonic()
        assert ledger.post(api.url, ledger.new_key()).status_code == 201
        slowest = max(slowest, time.monotonic() - began)
    return slowest
