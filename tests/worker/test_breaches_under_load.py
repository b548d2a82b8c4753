"""Promises that end all at once, while websites post at full speed: each breach is found within a
second, and once. Nothing else runs meanwhile."""

import itertools
import threading
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from model.calendar import DAY, LONDON, Calendar, local_midnight, local_noon
from model.desk import Desk, settled
from support.breaches import found_at
from support.programs import wait_until

START = datetime(2027, 1, 4, 12, tzinfo=LONDON)
SECOND = timedelta(seconds=1)


@pytest.fixture
def desk(heed, api, worker):
    heed.clock.set(START)
    with Desk(heed, api, heed.create_organisation(), Calendar()) as desk:
        yield desk


@pytest.fixture
def database(heed):
    with heed.superuser() as connection:
        yield connection


@contextmanager
def posting_at_full_speed(api, organisation, threads=8):
    """Websites post as fast as the service takes it; yields a list that grows by one a case."""
    done, end = [], threading.Event()

    def post():
        with api.client(organisation.secret_key) as client:
            for number in itertools.count():
                key = {"Idempotency-Key": f"{threading.get_ident()}-{number}"}
                body = {"kind": "compliment", "channel": "web", "narrative": "Thank you."}
                answer = client.post("/v1/cases", json=body, headers=key)
                assert answer.status_code == 201, answer.text
                done.append(answer.json()["reference"])
                if end.is_set():
                    return

    workers = [threading.Thread(target=post) for _ in range(threads)]
    for each in workers:
        each.start()
    try:
        yield done
    finally:
        end.set()
        for each in workers:
            each.join()


def test_breaches_are_found_within_a_second_under_load_and_once_by_two_workers(
    heed, api, desk, database
):
    """rules: B4 — 400 promises end at the same midnight while others post at full speed."""
    noon = local_noon(date(2027, 1, 11))
    heed.clock.set(noon)
    received = [desk.receive("complaint", "web", noon, heed.clock.now()) for _ in range(200)]
    references = [each.reference for each in received]
    due_at = local_midnight(date(2027, 1, 26))
    heed.clock.set(due_at - DAY)
    second = heed.start_worker()
    wait_until("all is settled", lambda: settled(heed), 30)

    with posting_at_full_speed(api, desk.organisation) as posted:
        heed.clock.set(due_at - 2 * SECOND)
        before = len(posted)
        times = [found_at(database, references, standard) for standard in ("stage", "progress")]
        during = len(posted) - before
    slowest = max(max(each.values()) for each in times) - due_at
    print(f"\nthe last of 400 breaches after {slowest}, {during} cases posted meanwhile")

    assert min(min(each.values()) for each in times) >= due_at
    assert during > 50
    assert slowest <= SECOND

    wait_until("all is settled", lambda: settled(heed), 30)
    second.stop()
    found = database.execute(
        """
        select (select count(*) from outbox
                 where topic = 'case.breached' and subject_id = case_file.id),
               (select array_agg(standard order by standard) from breach
                 where case_id = case_file.id)
          from case_file
         where reference = any (%s)
        """,
        [references],
    ).fetchall()
    # Three breaches at two times: each time told once.
    assert found == [(2, ["initial_response", "progress", "stage"])] * len(references)
