"""A case does not end before the outcome that ended it: late entry must not erase breaches."""

from datetime import timedelta

from support.acts import CHECKLIST


def test_a_close_before_the_outcome_is_refused(heed, api, worker, organisation):
    """rules: D1, D7, B3"""
    now = heed.clock.now()

    def at(days):
        return (now - timedelta(days=days)).isoformat()

    with api.client(organisation.staff_token) as staff:
        staff.headers["If-Match"] = "*"
        case = {"kind": "complaint", "channel": "post", "received_at": at(50)}
        location = staff.post("/v1/cases", json=case).headers["Location"]

        def act(name, **body):
            return staff.post(f"{location}/{name}", json=body)

        assert act("outcomes", outcomes=["apology"], occurred_at=at(5)).status_code == 200
        early = act("written-outcome", occurred_at=at(6))
        assert early.status_code == 422
        assert early.json()["errors"][0]["code"] == "before_outcome"
        assert act("written-outcome", occurred_at=at(4)).status_code == 200

        early = act("close", occurred_at=at(49), **CHECKLIST)
        assert early.status_code == 422
        assert early.json()["errors"][0]["code"] == "before_outcome"
        closed = act("close", occurred_at=at(3), **CHECKLIST)
        assert closed.status_code == 200
        breached = {p["standard"] for p in closed.json()["promises"] if p["state"] == "breached"}
        assert breached == {"initial_response", "stage", "progress"}
