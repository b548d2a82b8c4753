"""One case with a row in every table of its organisation, written by the superuser."""

import hashlib
import uuid
from datetime import datetime, timedelta, timezone

RECEIVED = datetime(2026, 1, 5, 10, 0, tzinfo=timezone.utc)
HASH = hashlib.sha256(b"any").digest()


def insert(connection, table, **values):
    places = ", ".join(["%s"] * len(values))
    connection.execute(
        f"insert into {table} ({', '.join(values)}) values ({places})", list(values.values())
    )


def insert_case(connection, slug: str) -> uuid.UUID:
    """Its id. It was received, answered too late, and corrected."""
    organisation, site = connection.execute(
        "select organisation.id, site.id from organisation"
        "  join site on site.organisation_id = organisation.id where slug = %s",
        [slug],
    ).fetchone()
    case = {"organisation_id": organisation, "case_id": uuid.uuid4()}
    clock = {**case, "standard": "initial_response", "started_by": 1, "period": 1}
    _insert_file(connection, case, site)
    _insert_clock(connection, clock)
    insert(
        connection,
        "idempotency",
        organisation_id=organisation,
        caller_id=site,
        operation="POST /v1/cases",
        key=str(case["case_id"]),
        fingerprint=HASH,
        status=201,
        resource_id=case["case_id"],
        created_at=RECEIVED,
    )
    _insert_facts(connection, case, clock)
    _insert_meeting(connection, organisation)
    _insert_people(connection, case)
    _insert_cover(connection, organisation)
    _insert_webhook(connection, case, site)
    insert(
        connection,
        "outbox",
        id=uuid.uuid4(),
        organisation_id=organisation,
        topic="case.received",
        subject_id=case["case_id"],
        available_at=RECEIVED,
    )
    return case["case_id"]


def case_alone(heed, connection) -> tuple[uuid.UUID, uuid.UUID]:
    """A new organisation, and the one case in it, with a row in every table."""
    slug = heed.create_organisation().slug
    heed.command("closure", "add", "--organisation", slug, "--day", "2026-12-29")
    case = insert_case(connection, slug)
    [found] = connection.execute("select id from organisation where slug = %s", [slug])
    return found[0], case


def _insert_file(connection, case, site):
    insert(
        connection,
        "case_file",
        organisation_id=case["organisation_id"],
        id=case["case_id"],
        reference=f"TEST-{case['case_id'].hex[:10].upper()}",
        site_id=site,
        kind="complaint",
        channel="web",
        category="",
        anonymous=False,
        stage="informal",
        state="received",
        version=1,
        procedure_version=1,
        received_at=RECEIVED,
        recorded_at=RECEIVED,
        receipt_hash=HASH,
        sealed_content=b"sealed",
    )
    insert(connection, "case_key", **case, kek_epoch=1, wrapped=b"wrapped")
    insert(
        connection,
        "case_event",
        **case,
        seq=1,
        recorded_at=RECEIVED,
        occurred_at=RECEIVED,
        actor_kind="site",
        actor=site,
        type="received",
        facts="{}",
        hash=HASH,
    )
    insert(connection, "case_outcome", **case, seq=1, outcome="apology")
    insert(
        connection,
        "erasure",
        **case,
        id=uuid.uuid4(),
        ground="complainant_asked",
        asked_at=RECEIVED,
        erased_at=RECEIVED,
        destroyed="[]",
    )


def _insert_clock(connection, clock):
    due = {"due_on": "2026-01-08", "due_at": "2026-01-09T00:00:00Z"}
    insert(
        connection,
        "case_clock",
        **clock,
        **due,
        first_due_on="2026-01-08",
        reckoned_from=RECEIVED,
        stage="informal",
        started_at=RECEIVED,
        provisional=False,
        calendar_version=1,
    )
    insert(
        connection,
        "clock_change",
        **clock,
        n=1,
        due_from="2026-01-07",
        due_to="2026-01-08",
        reason="closure",
        calendar_version=1,
        changed_at=RECEIVED,
    )
    insert(
        connection,
        "breach",
        **clock,
        **due,
        recorded_at=RECEIVED + timedelta(days=5),
        before_heed=False,
    )
    insert(
        connection,
        "breach_correction",
        **clock,
        by_seq=1,
        recorded_at=RECEIVED + timedelta(days=6),
    )


def _insert_facts(connection, case, clock):
    insert(
        connection,
        "case_fact",
        **case,
        version=1,
        kind="complaint",
        channel="web",
        category="",
        stage="informal",
        received_on=RECEIVED.date(),
        outcomes=["apology"],
    )
    insert(
        connection,
        "case_fact_standard",
        **clock,
        due_on="2026-01-08",
        result="corrected",
        before_heed=False,
    )
    insert(
        connection,
        "case_movement",
        **case,
        seq=1,
        movement="received",
        kind="complaint",
        moved_on=RECEIVED.date(),
    )


def _insert_meeting(connection, organisation):
    """It was put off once."""
    meeting, staff = uuid.uuid4(), uuid.uuid4()
    insert(connection, "staff", id=staff, sealed=b"sealed")
    insert(
        connection,
        "meeting",
        organisation_id=organisation,
        id=meeting,
        body="board",
        is_special=False,
        starts_at=RECEIVED + timedelta(days=14),
        changed_at=RECEIVED,
        created_at=RECEIVED,
    )
    insert(
        connection,
        "meeting_change",
        organisation_id=organisation,
        meeting_id=meeting,
        n=1,
        starts_from=RECEIVED + timedelta(days=7),
        starts_to=RECEIVED + timedelta(days=14),
        staff_id=staff,
        changed_at=RECEIVED,
        sealed=b"sealed",
    )


def _insert_people(connection, case):
    """Somebody is complained about, somebody else was let in, and told of it."""
    subject, officer = uuid.uuid4(), uuid.uuid4()
    for staff in (subject, officer):
        insert(connection, "staff", id=staff, sealed=b"sealed")
    insert(
        connection,
        "case_person",
        **case,
        seq=1,
        staff_id=subject,
        part="subject",
        standing="provisional",
    )
    insert(connection, "case_admission", **case, staff_id=officer, seq=1)
    insert(connection, "case_investigator", **case, staff_id=officer, seq=1)
    reading = {"id": uuid.uuid4(), "staff_id": officer, "part": "case", "version": 1}
    insert(connection, "case_reading", **case, **reading)
    insert(
        connection,
        "notification",
        **case,
        id=uuid.uuid4(),
        staff_id=officer,
        type="handed_over",
        created_at=RECEIVED,
    )


def _insert_cover(connection, organisation):
    """Somebody was away, somebody else stood in, and knew it."""
    away, deputy = uuid.uuid4(), uuid.uuid4()
    for staff in (away, deputy):
        insert(connection, "staff", id=staff, sealed=b"sealed")
    place = {"organisation_id": organisation, "staff_id": away}
    insert(connection, "staff_deputy", **place, deputy_id=deputy)
    insert(connection, "stand_in", **place, deputy_id=deputy, told_at=RECEIVED)
    insert(
        connection, "staff_absence", **place, first_day=RECEIVED.date(), last_day=RECEIVED.date()
    )


def _insert_webhook(connection, case, site):
    """Its site was told."""
    place = {"organisation_id": case["organisation_id"]}
    endpoint = uuid.uuid4()
    insert(connection, "webhook_endpoint", **place, id=endpoint, site_id=site, sealed_url=b"sealed")
    secret = {"endpoint_id": endpoint, "sealed": b"sealed"}
    insert(connection, "webhook_secret", **place, id=uuid.uuid4(), **secret)
    insert(
        connection,
        "webhook_delivery",
        **case,
        id=uuid.uuid4(),
        endpoint_id=endpoint,
        seq=1,
        type="case.received",
        status="received",
        changed_at=RECEIVED,
    )
