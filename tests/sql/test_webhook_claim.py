"""Which messages to endpoints a worker takes first, when it has room for few.

rules: B10
"""

import uuid

import pytest
from program_queries import read_queries
from records import RECEIVED, insert

CLAIM = read_queries()["webhook_claim"]


@pytest.fixture
def message(superuser, two_organisations):
    """message(endpoint, seq, minutes): one that has waited so long; its id."""
    organisation = two_organisations[0]
    case, site = superuser.execute(
        "select id, site_id from case_file where organisation_id = %s", [organisation]
    ).fetchone()
    place = {"organisation_id": organisation}
    made = []

    def endpoint():
        made.append(uuid.uuid4())
        own = {**place, "id": made[-1], "site_id": site, "sealed_url": b"sealed"}
        insert(superuser, "webhook_endpoint", **own)
        return made[-1]

    def message(to, seq, seconds, **columns):
        new = uuid.uuid4()
        row = {"id": new, "endpoint_id": to, "case_id": case, "seq": seq, "type": "case.received"}
        row |= {"status": "received", "changed_at": RECEIVED, **columns}
        insert(superuser, "webhook_delivery", **place, **row)
        waited = "update webhook_delivery set next_attempt_at = heed_now() - %s * interval '1 second'"
        superuser.execute(f"{waited} where id = %s", [seconds, new])
        return new

    message.endpoint = endpoint
    yield message
    superuser.execute("delete from webhook_endpoint where id = any (%s)", [made])


def claimed(heed, organisation, count: int) -> list:
    """In the order in which they are taken, one after the other; of one endpoint at most four."""
    found = []
    with heed.as_role("worker") as worker, worker.transaction(force_rollback=True):
        worker.execute("select set_config('heed.organisations', %s, true)", [str(organisation)])
        worker.execute(f"prepare claim as {CLAIM}")
        for _ in range(count):
            found += worker.execute("execute claim (1, 4, 60, 10)").fetchall()
    return [row[1] for row in found]


def test_an_endpoint_that_hangs_comes_after_those_that_wait_for_nothing(
    heed, message, two_organisations
):
    """However old its messages are, and however many."""
    slow, quick = message.endpoint(), message.endpoint()
    old = [message(slow, seq, 1000 - seq) for seq in range(1, 10)]
    new = [message(quick, seq, 10 - seq) for seq in range(1, 4)]
    taken = claimed(heed, two_organisations[0], 9)
    ours = [each for each in taken if each in (*old, *new)]
    assert ours == [old[0], new[0], old[1], new[1], old[2], new[2], old[3]]
