"""What nobody needs any more is deleted, and nothing else."""

import pytest
from deliveries import DEAD, DONE, DROPPED, queue_event

from support.programs import wait_until

NOBODY = "7e57ab1e-0000-4000-8000-000000000000"


def days_ago(heed, days: float):
    return heed.owner.execute(
        "select heed_now() - %s * interval '1 day'", [days]
    ).fetchone()[0]


@pytest.fixture(scope="module")
def organisation_id(heed, organisation):
    return heed.owner.execute(
        "select id from organisation where slug = %s", [organisation.slug]
    ).fetchone()[0]


@pytest.fixture
def remembered(heed, organisation_id):
    """Events by how long ago they ended, and requests by how long ago they were made."""
    events = {
        days: queue_event(heed, organisation_id, NOBODY, state=DONE, done_at=days_ago(heed, days))
        for days in (1, 6.9, 7.1, 30)
    }
    events["dropped"] = queue_event(
        heed, organisation_id, NOBODY, state=DROPPED, done_at=days_ago(heed, 8)
    )
    events["dead"] = queue_event(
        heed, organisation_id, NOBODY, state=DEAD, available_at=days_ago(heed, 100)
    )
    with heed.superuser() as database:
        for hours in (1, 47, 49, 500):
            database.execute(
                "insert into idempotency (organisation_id, caller_id, operation, key, fingerprint,"
                " status, resource_id, created_at)"
                " values (%s, %s, 'create_case', %s, sha256(''), 201, %s, %s)",
                [organisation_id, NOBODY, f"{hours} hours", NOBODY, days_ago(heed, hours / 24)],
            )
    return events


def test_events_go_after_seven_days_and_requests_after_forty_eight_hours(
    heed, organisation_id, remembered
):
    heed.start_worker()

    def kept_events():
        with heed.superuser() as database:
            rows = database.execute("select id::text from outbox").fetchall()
        ids = {row[0] for row in rows}
        return {name for name, event in remembered.items() if event in ids}

    def kept_requests():
        with heed.superuser() as database:
            rows = database.execute("select key from idempotency where caller_id = %s", [NOBODY])
            return {row[0] for row in rows}

    wait_until("old events are gone", lambda: kept_events() == {1, 6.9, "dead"})
    wait_until("old requests are gone", lambda: kept_requests() == {"1 hours", "47 hours"})


# Days since it was made and since it was seen (None: never) → whether it is kept.
NOTIFICATIONS = {
    (100, 91): False,
    (100, 89): True,
    (400, 89): True,
    (400, 91): False,
    (364, None): True,
    (367, None): False,
    (91, None): True,
}


def test_notifications_go_ninety_days_after_they_were_seen_or_unseen_after_a_year(
    heed, api, organisation
):
    with api.client(organisation.secret_key) as site:
        site.post(
            "/v1/cases",
            json={"kind": "enquiry"},
            headers={"Idempotency-Key": "notified"},
        ).raise_for_status()
    with heed.superuser() as database:
        ids = {}
        for created, seen in NOTIFICATIONS:
            [(ids[created, seen],)] = database.execute(
                "insert into notification"
                " (organisation_id, id, staff_id, case_id, type, created_at, seen_at)"
                " select organisation_id, gen_random_uuid(), %s, id, 'message', %s, %s"
                "   from case_file limit 1 returning id",
                [
                    organisation.staff,
                    days_ago(heed, created),
                    None if seen is None else days_ago(heed, seen),
                ],
            )
        kept = {key for key, is_kept in NOTIFICATIONS.items() if is_kept}
        heed.start_worker()

        def left():
            rows = database.execute("select id from notification").fetchall()
            return {key for key, id in ids.items() if (id,) in rows}

        wait_until("old notifications are gone", lambda: left() == kept)
