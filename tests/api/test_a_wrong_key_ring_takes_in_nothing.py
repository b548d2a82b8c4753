"""A service that was started with another key ring than its records takes in nothing."""

import uuid

CASE = {"kind": "complaint", "narrative": "Nobody rang."}


def post(api, organisation):
    with api.client(organisation.secret_key) as site:
        return site.post("/v1/cases", json=CASE, headers={"Idempotency-Key": str(uuid.uuid4())})


def test_nothing_is_accepted_under_a_wrong_key_ring(heed, api, organisation):
    """rules: B4. What was sealed with it could not be read once the right one is back."""
    assert post(api, organisation).status_code == 201
    wrong = heed.folder / "wrong_key_ring"
    heed.command("key-ring", "generate", output=wrong)
    other = heed.start_api(ready=False, HEED_KEY_RING_FILE=wrong)
    try:
        ready = other.client().get("/readyz")
        assert (ready.status_code, ready.json()["key_ring"]) == (503, "wrong")
        refused = post(other, organisation)
        assert (refused.status_code, refused.json()["code"]) == (500, "key-ring-wrong")
    finally:
        other.stop()
    assert post(api, organisation).status_code == 201
