"""Each event has its effect once, whatever comes out of the stream. Rule: B4."""

import pytest
from deliveries import DEAD, DONE, PENDING, PUBLISHED, outbox, queue_event

from support.programs import wait_until
from support.transport import ask

STREAM = "heed:events"


@pytest.fixture(scope="module")
def case(heed, api, organisation):
    """The organisation and the id of a case that was taken in."""
    answer = ask(
        "POST",
        f"{api.url}/v1/cases",
        json={"kind": "complaint", "narrative": "The kettle leaks."},
        headers={
            "Authorization": f"Bearer {organisation.secret_key}",
            "Idempotency-Key": "deliveries",
        },
        timeout=30,
    )
    assert answer.status_code == 201, answer.text
    with heed.superuser() as database:
        return database.execute(
            "select organisation_id, id from case_file where reference = %s",
            [answer.json()["reference"]],
        ).fetchone()


@pytest.fixture(scope="module")
def one_worker(heed):
    """Quick to take over, two attempts."""
    worker = heed.start_worker(
        HEED_LEASE_SECONDS=2, HEED_SWEEP_SECONDS=1, HEED_MAX_ATTEMPTS=2, HEED_LOG_LEVEL="debug"
    )
    yield worker
    worker.stop()


def publish(heed, event, **fields):
    heed.redis.xadd(STREAM, {"id": event, **fields})


def wait_for_state(heed, event, state, seconds=10):
    wait_until(f"state {state}", lambda: outbox(heed, event) == state, seconds)


def wait_for_empty_stream(heed):
    wait_until("the stream is empty", lambda: heed.redis.xlen(STREAM) == 0)


def test_an_event_is_reacted_to_within_a_second(heed, case, one_worker):
    event = queue_event(heed, *case)
    wait_for_state(heed, event, DONE, 3)
    wait_for_empty_stream(heed)


def test_an_event_that_is_published_many_times_is_tried_once(heed, case, one_worker):
    event = queue_event(heed, *case)
    for _ in range(20):
        publish(heed, event)
    wait_for_state(heed, event, DONE)
    wait_for_empty_stream(heed)
    assert outbox(heed, event, "attempt") == 1


def test_an_event_that_is_done_is_acknowledged_and_nothing_else(heed, case, one_worker):
    event = queue_event(heed, *case, state=DONE, attempt=1, done_at=heed.clock.now())
    before = outbox(heed, event, "attempt, done_at, lease_owner")
    publish(heed, event)
    wait_for_empty_stream(heed)
    assert outbox(heed, event, "attempt, done_at, lease_owner") == before


@pytest.mark.parametrize(
    "fields",
    [{"id": "no identifier"}, {"id": "7e57ab1e-0000-4000-8000-000000000000"}, {"other": "field"}],
    ids=["not an id", "nobody's id", "no id"],
)
def test_what_is_none_of_ours_leaves_the_stream(heed, one_worker, fields):
    heed.redis.xadd(STREAM, fields)
    wait_for_empty_stream(heed)
    one_worker.check()


def test_an_event_of_a_topic_nobody_knows_waits_and_becomes_a_dead_letter(heed, case, one_worker):
    """It may be of a newer program, so it is not simply done."""
    event = queue_event(heed, *case, topic="case.sung")
    wait_for_state(heed, event, DEAD)
    assert outbox(heed, event, "attempt, last_error") == (2, "internal-fault")
    assert "event_dead" in one_worker.log


def test_an_event_of_a_case_that_is_gone_is_done(heed, case, one_worker):
    event = queue_event(heed, case[0], "7e57ab1e-0000-4000-8000-000000000001")
    wait_for_state(heed, event, DONE)


def test_an_event_that_is_not_due_yet_waits(heed, case, one_worker):
    due = heed.owner.execute("select heed_now() + interval '2 seconds'").fetchone()[0]
    event = queue_event(heed, *case, available_at=due)
    publish(heed, event)
    wait_for_empty_stream(heed)
    assert outbox(heed, event) == PENDING
    wait_for_state(heed, event, DONE)
    assert outbox(heed, event, "done_at") >= due


def test_an_event_that_was_queued_before_the_clock_was_set_back_does_not_wait(
    heed, case, one_worker
):
    """Nothing waits for longer than ten minutes, whether it was tried before or not."""
    for attempt in (0, 1):
        before = heed.owner.execute("select heed_now() + interval '2 hours'").fetchone()[0]
        event = queue_event(heed, *case, attempt=attempt, available_at=before)
        wait_for_state(heed, event, DONE)


def test_an_event_under_somebody_elses_lease_is_left_alone(heed, case, one_worker):
    lease = heed.owner.execute("select heed_now() + interval '3 seconds'").fetchone()[0]
    columns = {"published_at": heed.clock.now(), "lease_owner": "other", "lease_until": lease}
    event = queue_event(heed, *case, state=PUBLISHED, attempt=1, **columns)
    publish(heed, event)
    wait_for_empty_stream(heed)
    assert outbox(heed, event, "state, attempt, lease_owner") == (PUBLISHED, 1, "other")
    wait_for_state(heed, event, DONE)  # the sweep finds it when the lease has ended
    assert outbox(heed, event, "attempt") == 2
    assert outbox(heed, event, "done_at") >= lease


def test_a_reaction_that_fails_for_one_case_keeps_no_other_back(heed, case, one_worker):
    with heed.superuser() as database:
        database.execute(
            "alter table case_fact add constraint test_unlucky"
            f" check (case_id <> '{case[1]}') not valid"
        )
        try:
            failing = queue_event(heed, *case)
            others = [
                queue_event(heed, case[0], f"7e57ab1e-0000-4000-8000-0000000001{number:02}")
                for number in range(20)
            ]
            for event in others:
                wait_for_state(heed, event, DONE, 5)
            wait_for_state(heed, failing, DEAD)
        finally:
            database.execute("alter table case_fact drop constraint test_unlucky")
    heed.command("dead-letters", "retry", failing)
    wait_for_state(heed, failing, DONE)
