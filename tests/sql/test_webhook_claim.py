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

    def endpoint(of=site):
        made.append(uuid.uuid4())
        own = {**place, "id": made[-1], "site_id": of, "sealed_url": b"sealed"}
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


def loops(plan: dict) -> list:
    """How often each step of a plan ran."""
    return [plan["Actual Loops"]] + sum(map(loops, plan.get("Plans", ())), [])


def test_what_waits_for_a_site_without_a_key_is_not_looked_at_one_by_one(
    heed, superuser, message, two_organisations
):
    """However much it is, no more of it is taken than there is room for."""
    organisation, site, room = two_organisations[0], uuid.uuid4(), 64
    insert(superuser, "site", organisation_id=organisation, id=site, name=str(site))
    endpoint = message.endpoint(site)
    for seq in range(1, 401):
        message(endpoint, seq, -3600)
    with heed.as_role("worker") as worker, worker.transaction(force_rollback=True):
        worker.execute("select set_config('heed.organisations', %s, true)", [str(organisation)])
        worker.execute(f"prepare claim as {CLAIM}")
        [[[explained]]] = worker.execute(
            "explain (analyze, format json) execute claim (64, 4, 60, 10)"
        ).fetchall()
        assert max(loops(explained["Plan"])) <= 2 * room
        told = "select last_outcome, count(*) from webhook_delivery where endpoint_id = %s"
        told += " and state = 'dropped' group by 1"
        [(outcome, count)] = worker.execute(told, [endpoint]).fetchall()
        assert outcome == "no_key" and room / 2 < count <= room  # others wait too
