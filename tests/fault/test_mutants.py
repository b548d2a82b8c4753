"""Workers with a mistake built in: the checks of this folder must notice each. Rule: B4."""

import signal
import time

from standstill import wait_until_stopped


def test_without_the_sweep_lost_events_stay_lost(ledger, programs):
    api = programs.api()
    ledger.post_many(api.url, 5)
    ledger.wait_for("state = 1", 5)
    ledger.heed.redis.flushall()
    programs.worker(HEED_FAILPOINT="mutant_no_sweep=fail")
    time.sleep(5)
    assert ledger.count("state = 1") == 5
    assert len(found(ledger, "0 movements")) == 5


def test_without_the_fence_a_worker_that_slept_repeats_the_effect(ledger, programs):
    api = programs.api()
    sleeper = programs.worker(HEED_FAILPOINT="mutant_no_fence=fail,worker_after_claim=stop#1")
    ledger.post_until_acknowledged(api.url)
    wait_until_stopped(sleeper)
    programs.worker()
    ledger.wait_until_drained(20)
    sleeper.send(signal.SIGCONT)
    time.sleep(2)
    assert len(found(ledger, "2 effects")) == 1


def test_done_before_commit_loses_the_effect_of_a_worker_that_is_killed(ledger, programs):
    api = programs.api()
    killed = programs.worker(
        HEED_FAILPOINT="mutant_acknowledge_before_commit=fail,worker_before_commit=kill#1"
    )
    ledger.post_until_acknowledged(api.url)
    killed.expect_end(-signal.SIGKILL)
    programs.worker()
    ledger.wait_until_drained(20)
    time.sleep(2)
    assert len(found(ledger, "0 movements")) == 1


def found(ledger, mistake: str) -> list[str]:
    return [line for line in ledger.mistakes() if line.endswith(mistake)]
