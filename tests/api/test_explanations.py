"""A promise's explanation answers the promise's own due day. rules: B2, B3"""

from support.programs import wait_until

CLOSED_ON = "2025-06-24"


def explained(client, promise):
    answer = client.get("/v1/" + promise["explanation_url"].split("/v1/", 1)[1])
    assert answer.status_code == 200, answer.text
    return [answer.json()[member] for member in ("due_on", "due_at", "provisional")]


def promised(promise):
    return [promise[member] for member in ("due_on", "due_at", "provisional")]


def test_what_was_decided_is_explained_by_the_calendar_of_then(heed, api, worker):
    """A closure entered afterwards moves no clock that was met or breached before."""
    organisation = heed.create_organisation()
    here = ("--organisation", organisation.slug)
    with api.client(organisation.staff_token) as client:
        case = {"kind": "complaint", "channel": "post", "received_at": "2025-06-20T10:00:00Z"}
        reference = client.post("/v1/cases", json=case).json()["reference"]
        answered = client.post(
            f"/v1/cases/{reference}/initial-response",
            json={"text": "Thank you.", "occurred_at": "2025-06-23T10:00:00Z"},
            headers={"If-Match": "*"},
        )
        assert answered.status_code == 200, answered.text
        heed.command("closure", "add", *here, "--day", CLOSED_ON)

        new = {"start": "2025-06-23", "amount": 1, "unit": "working_days"}
        new["organisation"] = organisation.slug
        wait_until(
            "the API knows the closure",
            lambda: client.get("/v1/calendar/due", params=new).json()["due_on"] == "2025-06-25",
        )
        promises = client.get(f"/v1/cases/{reference}").json()["promises"]
        due = {each["standard"]: each["due_on"] for each in promises}
        assert due["initial_response"] == "2025-06-25"
        for promise in promises:
            assert explained(client, promise) == promised(promise), promise


def test_a_calendar_that_never_was_explains_nothing(api):
    question = {"start": "2025-06-23", "amount": 1, "unit": "working_days", "nation": "scotland"}
    with api.client() as client:
        for version, status in ((999999, 404), (0, 400), (-1, 400), ("x", 400), (2**31, 400)):
            answer = client.get("/v1/calendar/due", params={**question, "calendar_version": version})
            assert answer.status_code == status, (version, answer.text)
