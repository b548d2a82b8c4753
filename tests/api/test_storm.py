"""Everything at once, from many sides. tests/threads runs it under ThreadSanitizer as well."""

import concurrent.futures
import uuid

from support.programs import wait_until

CALLERS, ROUNDS = 12, 12


def test_many_callers_at_once_are_answered_and_nothing_is_done_twice(
    heed, api, worker, organisation
):
    """rules: B4"""
    shared = {}  # Idempotency-Key: the references that it was answered with

    def post(client, key):
        answer = client.post(
            "/v1/cases",
            json={"kind": "complaint", "narrative": "Nobody rang."},
            headers={"Idempotency-Key": key},
        )
        assert answer.status_code == 201, answer.text
        return answer.json()["reference"]

    def call(caller):
        with api.client(organisation.secret_key) as site, api.client(
            organisation.staff_token
        ) as staff:
            for number in range(ROUNDS):
                key = f"shared-{number}" if number % 3 == 0 else str(uuid.uuid4())
                reference = post(site, key)
                shared.setdefault(key, set()).add(reference)
                assert site.get(f"/v1/cases/{reference}").status_code == 200
                assert staff.get(f"/v1/cases/{reference}").status_code == 200
                assert staff.get("/v1/cases", params={"limit": 5}).status_code == 200
                updated = staff.post(
                    f"/v1/cases/{reference}/updates",
                    json={"text": f"News from {caller}."},
                    headers={"If-Match": "*"},
                )
                assert updated.status_code in (200, 503), updated.text
                assert site.get("/metrics").status_code == 200

    with concurrent.futures.ThreadPoolExecutor(CALLERS) as pool:
        list(pool.map(call, range(CALLERS)))

    assert all(len(references) == 1 for references in shared.values())
    references = {reference for answered in shared.values() for reference in answered}
    assert len(references) == len(shared)
    wait_until("the worker has counted everything", lambda: not uncounted(heed), 30)
    heed.owner.execute(
        "select set_config('heed.organisations', string_agg(id::text, ','), false) from organisation"
    )
    counted = heed.owner.execute("select count(*) from case_movement").fetchone()[0]
    assert counted == len(references)
    heed.command("verify", "--organisation", organisation.slug)


def uncounted(heed):
    return heed.owner.execute("select count(*) from outbox where state in (0, 1)").fetchone()[0]
