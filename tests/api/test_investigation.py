"""An investigation ends with its report alone, and hears whoever was reached. rules: A17, D2"""

import pytest
from support.acts import CHECKLIST
from support.office import Office
from support.problems import mistakes

REPORT = {"text": "This was found."}
IN_VAIN = {"text": "Rang twice; nobody answered.", "medium": "telephone", "not_reached": True}


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api, roles=("handler", "ceo", "manager")) as office:
        yield office
        heed.command("verify", "--organisation", office.organisation.slug)


@pytest.fixture
def investigated(office):
    """A complaint that is looked into."""
    reference, _ = office.receive()
    office.ceo.act(reference, "investigation", members=[office.manager.id])
    return reference


def test_a_case_is_not_closed_while_it_is_investigated(office, investigated):
    """rules: A17"""
    office.ceo.act(investigated, "outcomes", outcomes=["explanation"])
    view = office.ceo.act(investigated, "written-outcome", text="This is our answer.")
    assert "closed" not in view["allowed_actions"]
    refused = office.ceo.act(investigated, "close", status=409, **CHECKLIST)
    assert mistakes(refused)[0] == ("", "report_missing")
    office.manager.act(
        investigated, "investigation-report", **REPORT, not_discussed=["complainant"]
    )
    office.ceo.act(investigated, "close", **CHECKLIST)


def test_an_investigation_goes_on_when_a_withdrawn_case_is_reopened(office, investigated):
    """rules: A17, D5, D7"""

    def promised(view):
        return [each for each in view["promises"] if each["standard"] == "investigation"]

    view = office.ceo.act(investigated, "withdrawal")
    [withdrawn] = promised(view)
    assert (withdrawn["state"], view["investigators"]) == ("ended", [])
    view = office.ceo.act(investigated, "reopen", text="She wants to know after all.")
    assert view["investigators"] == [office.manager.id]
    assert "investigation_opened" not in view["allowed_actions"]
    [before, again] = promised(view)
    assert before == withdrawn
    # Ten working days from the same day.
    assert (again["state"], again["due_on"]) == ("running", withdrawn["due_on"])
    view = office.manager.act(
        investigated, "investigation-report", **REPORT, not_discussed=["complainant"]
    )
    [before, again] = promised(view)
    assert (before["state"], again["state"]) == ("ended", "met")


def test_whoever_was_not_reached_was_not_heard(office, investigated):
    """rules: A17, D2"""
    office.ceo.act(investigated, "subjects", staff=office.handler.id)
    subject = {"party": "subject", "staff": office.handler.id}
    for party in ({"party": "complainant"}, subject):
        view = office.manager.act(investigated, "contacts", **party, **IN_VAIN)
        assert view["history"][-1]["facts"]["not_reached"] is True
        refused = office.manager.act(investigated, "investigation-report", 422, **REPORT)
        assert mistakes(refused) == [("/not_discussed", "not_discussed")]
        view = office.manager.act(investigated, "contacts", **party, text="Now we spoke.")
        assert "not_reached" not in view["history"][-1]["facts"]
    office.manager.act(investigated, "investigation-report", **REPORT)


def test_a_call_back_that_failed_keeps_no_promise(office):
    """rules: A3, A15, D2"""

    def states(view):
        return {each["standard"]: each["state"] for each in view["promises"]}

    enquiry = {"kind": "enquiry", "channel": "telephone", "narrative": "When is the club open?"}
    answer = office.ceo.client.post("/v1/cases", json=enquiry)
    assert answer.status_code == 201, answer.text
    reference = answer.json()["reference"]
    office.ceo.act(reference, "questions", text="And where?", medium="telephone")
    view = office.ceo.act(reference, "contacts", party="complainant", **IN_VAIN)
    promises = states(view)
    assert promises["telephone_enquiry"] == promises["telephone_question"] == "running"
    assert {"initial_response", "answer", "contact"} <= set(view["allowed_actions"])
    office.ceo.act(reference, "initial-response", text="On Mondays.", medium="telephone")
    view = office.ceo.act(reference, "answers", text="In the hall.", medium="telephone")
    promises = states(view)
    assert promises["telephone_enquiry"] == promises["telephone_question"] == "met"
