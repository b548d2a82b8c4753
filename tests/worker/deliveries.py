"""Events put into the outbox by hand, of cases that the API took in."""

import uuid

PENDING, PUBLISHED, DONE, DEAD, DROPPED = range(5)


def queue_event(heed, organisation: str, case_id, topic: str = "case.changed", **columns) -> str:
    """The id of a new event; 'columns' of the outbox instead of the usual ones."""
    event = str(uuid.uuid4())
    row = {
        "id": event,
        "organisation_id": organisation,
        "topic": topic,
        "subject_id": case_id,
        "available_at": heed.clock.now(),
        **columns,
    }
    heed.owner.execute(
        f"insert into outbox ({', '.join(row)}) values ({', '.join(['%s'] * len(row))})",
        list(row.values()),
    )
    return event


def outbox(heed, event: str, columns: str = "state"):
    """What stands in the outbox about it; one value, or several as a tuple."""
    row = heed.owner.execute(f"select {columns} from outbox where id = %s", [event]).fetchone()
    return row[0] if row and len(row) == 1 else row
