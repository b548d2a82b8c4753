"""Faults 1 to 4: the API is killed around COMMIT, loses its answer, or is asked to end. Rule: B4."""

import signal
import threading
import time

import httpx
import pytest
from obstacles import commits_that_wait, endless_commits, slow_inserts

from support.programs import wait_until
from support.transport import ask


def post_to_its_death(ledger, api) -> str:
    """Posts one case to an API that ends without an answer; its key."""
    key = ledger.new_key()
    with pytest.raises(httpx.TransportError):
        ledger.post(api.url, key)
    api.expect_end(-signal.SIGKILL)
    return key


def test_1_an_api_killed_before_commit_leaves_nothing(ledger, programs):
    key = post_to_its_death(ledger, programs.api(HEED_FAILPOINT="intake_before_sync=kill#1"))
    assert ledger.references() == []
    api = programs.api()
    programs.worker()
    answer = ledger.post(api.url, key)
    assert answer.status_code == 201
    assert "Idempotency-Replayed" not in answer.headers
    ledger.check()


def test_2_an_api_killed_after_commit_answers_the_same_case_to_the_same_key(ledger, programs):
    key = post_to_its_death(ledger, programs.api(HEED_FAILPOINT="intake_after_sync=kill#1"))
    (reference,) = ledger.references()
    api = programs.api()
    programs.worker()
    answer = ledger.post(api.url, key)
    assert (answer.status_code, answer.json()["reference"]) == (201, reference)
    assert answer.headers["Idempotency-Replayed"] == "true"
    ledger.check()


@pytest.mark.parametrize("place, version", [("act_before_commit", 1), ("act_after_commit", 2)])
def test_1_2_an_api_killed_around_the_commit_of_an_act(ledger, programs, place, version):
    api = programs.api()
    programs.worker()
    reference = ledger.post_until_acknowledged(api.url)
    ledger.wait_until_drained()
    killed = programs.api(HEED_FAILPOINT=f"{place}=kill#1", HEED_RELAY=0)
    with pytest.raises(httpx.TransportError):
        add_update(ledger, killed, reference)
    killed.expect_end(-signal.SIGKILL)
    assert ledger.version(reference) == version
    answer = add_update(ledger, api, reference)
    assert answer.status_code in (200, 201), answer.text
    assert ledger.version(reference) == 2
    ledger.check()


def add_update(ledger, api, reference) -> httpx.Response:
    return ask(
        "POST",
        f"{api.url}/v1/cases/{reference}/updates",
        json={"text": "We have asked the driver."},
        headers={
            "Authorization": f"Bearer {ledger.organisation.staff_token}",
            "Idempotency-Key": f"update-{reference}",
            "If-Match": '"1"',
        },
        timeout=10,
    )


def test_3_an_answer_lost_in_commit_is_resolved(ledger, programs):
    """The backend ends after COMMIT is durable and before it says so."""
    api = programs.api(HEED_RELAY=0)
    key = ledger.new_key()
    with endless_commits(ledger.heed):
        posting, answers = post_meanwhile(ledger, api, key)
        (backend,) = wait_until("COMMIT waits", lambda: commits_that_wait(ledger.heed))
        with ledger.heed.superuser() as database:
            database.execute("select pg_terminate_backend(%s)", [backend])
        posting.join()
    programs.worker()
    assert answers and answers[0].status_code in (201, 503)
    ledger.post_until_acknowledged(api.url, key)
    assert len(ledger.references()) == 1
    ledger.check()


def test_4_a_request_in_flight_is_answered_before_the_api_ends(ledger, programs):
    api = programs.api()
    programs.worker()
    key = ledger.new_key()
    with slow_inserts(ledger.heed, "case_file", 1):
        posting, answers = post_meanwhile(ledger, api, key)
        time.sleep(0.5)
        api.send(signal.SIGTERM)
        posting.join()
        api.expect_end(0)
    assert [answer.status_code for answer in answers] == [201]
    ledger.check()


def post_meanwhile(ledger, api, key) -> tuple[threading.Thread, list[httpx.Response]]:
    answers = []
    posting = threading.Thread(target=lambda: answers.append(ledger.post(api.url, key)))
    posting.start()
    return posting, answers
