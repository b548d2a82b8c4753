"""The day on which an outcome was sent, told later than it was sent. rules: A20, D1"""

import pytest
from support.problems import mistakes


@pytest.fixture
def tell(api, organisation):
    """A case received on a day of last month and decided an hour later; then what is told."""
    with api.client(organisation.staff_token) as client:

        def act(reference, path, **body):
            return client.post(
                f"/v1/cases/{reference}/{path}", json=body, headers={"If-Match": "*"}
            )

        def decided(received_at, decided_at, **letter):
            case = {"kind": "complaint", "channel": "post", "received_at": received_at}
            reference = client.post("/v1/cases", json=case).json()["reference"]
            outcome = {"occurred_at": decided_at, "outcomes": ["apology"]}
            assert act(reference, "outcomes", **outcome).status_code == 200
            return act(reference, "written-outcome", **letter)

        yield decided


def written_outcome(answer):
    assert answer.status_code == 200, answer.text
    promises = answer.json()["promises"]
    return next(each for each in promises if each["standard"] == "written_outcome")


def test_a_letter_of_the_day_of_the_outcome_is_in_time_whenever_it_is_entered(tell):
    """It went out after the outcome that it tells of, not at that day's midnight."""
    promise = written_outcome(
        tell("2025-06-02T10:00:00Z", "2025-06-03T11:00:00Z", sent_on="2025-06-03")
    )
    assert (promise["state"], promise["met_at"]) == ("met", "2025-06-03T11:00:00Z")


def test_a_letter_of_the_day_of_receipt_is_no_mistake(tell):
    promise = written_outcome(
        tell("2025-06-02T10:00:00Z", "2025-06-02T11:00:00Z", sent_on="2025-06-02")
    )
    assert promise["state"] == "met"


def test_a_letter_of_a_later_day_went_out_on_that_day(tell):
    """Its day begins at London's midnight."""
    promise = written_outcome(
        tell("2025-06-02T10:00:00Z", "2025-06-02T11:00:00Z", sent_on="2025-06-04")
    )
    assert (promise["state"], promise["met_at"]) == ("met", "2025-06-03T23:00:00Z")


def test_a_letter_cannot_tell_of_an_outcome_to_come(tell):
    answer = tell("2025-06-02T10:00:00Z", "2025-06-04T11:00:00Z", sent_on="2025-06-03")
    assert answer.status_code == 422
    assert mistakes(answer) == [("/sent_on", "before_outcome")]


def test_without_an_outcome_there_is_nothing_to_send(api, organisation):
    with api.client(organisation.staff_token) as client:
        case = {"kind": "complaint", "channel": "post", "received_at": "2025-06-02T10:00:00Z"}
        reference = client.post("/v1/cases", json=case).json()["reference"]
        answer = client.post(
            f"/v1/cases/{reference}/written-outcome",
            json={"sent_on": "2025-06-02"},
            headers={"If-Match": "*"},
        )
    assert (answer.status_code, answer.json()["code"]) == (409, "act-not-allowed")
