"""A subject hears of the case by letter alone: of what, and of the outcome. rules: D11"""

import pytest
from support.acts import CHECKLIST
from support.office import Office
from support.problems import mistakes

RIGHT = (
    "You may reply, in writing or in person, and may bring somebody with you. What you say is heard"
    " before anything is decided."
)
ABOUT_STAFF = "We have dealt with this under our staff procedures and cannot share details."


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api, roles=("handler", "ceo", "manager")) as office:
        yield office
        heed.command("verify", "--organisation", office.organisation.slug)


@pytest.fixture
def complaint(office):
    """About two people: one of the staff, and one whom the service does not know."""
    reference, complainant = office.receive()
    for named in ({"staff": office.handler.id}, {}):
        office.ceo.act(reference, "subjects", **named)
    office.ceo.act(reference, "subjects/confirmation", text="So it is.")
    office.ceo.act(reference, "subjects/confirmation", text="So it is.")
    return reference, complainant


def last(view):
    event = view["history"][-1]
    return event["type"], event["facts"].get("concerns"), event["text"]


def investigate(office, reference):
    office.ceo.act(reference, "investigation", members=[office.manager.id])
    office.ceo.act(reference, "contacts", party="complainant", text="She told it again.")


def decide(office, reference):
    office.ceo.act(reference, "outcomes", outcomes=["explanation"])
    office.ceo.act(reference, "written-outcome", text="This is our answer.")


def close(office, reference, status=200, **answers):
    return office.ceo.act(reference, "close", status=status, **CHECKLIST, **answers)


def test_each_is_told_of_what_and_that_they_may_reply(office, complaint):
    """rules: D11"""
    reference, complainant = complaint
    view = office.ceo.act(
        reference, "subjects/letters", text="You were late.", medium="post", until="2999-06-12"
    )
    assert last(view) == (
        *("subject_told", 2),
        f"You were late.\n\n{RIGHT}\n\nPlease reply by 12 June 2999.",
    )
    view = office.ceo.act(reference, "subjects/letters", text="You were late.")
    assert last(view) == ("subject_told", 3, f"You were late.\n\n{RIGHT}")
    assert office.handler.client.get(f"/v1/cases/{reference}").status_code == 404
    assert office.handler.types(reference) == []
    assert "You were late" not in complainant.client.get(f"/v1/cases/{reference}").text


def test_nobody_is_told_before_somebody_senior_has_confirmed_it(office):
    """rules: D10, D11"""
    reference, _ = office.receive()
    office.ceo.act(reference, "subjects", staff=office.handler.id)
    for path in ("letters", "replies"):
        refused = office.ceo.act(reference, f"subjects/{path}", status=409, text="You were late.")
        assert mistakes(refused)[0] == ("", "nobody_confirmed")


def test_an_investigation_ends_when_each_has_replied_or_been_spoken_to(office, complaint):
    """rules: A17, D11"""
    reference, _ = complaint
    investigate(office, reference)
    report = {"text": "This was found."}
    for act in (
        ("subjects/replies", {"text": "I was not.", "concerns": 3, "medium": "in_person"}),
        ("contacts", {"text": "He was not.", "party": "subject", "staff": office.handler.id}),
    ):
        refused = office.ceo.act(reference, "investigation-report", status=422, **report)
        assert mistakes(refused) == [("/not_discussed", "not_discussed")]
        office.ceo.act(reference, act[0], **act[1])
    office.ceo.act(reference, "investigation-report", **report)


def test_the_outcome_letter_is_their_own_and_says_nothing_of_what_was_done(office, complaint):
    """rules: A21, D11"""
    reference, complainant = complaint
    early = office.ceo.act(reference, "subjects/outcome-letters", status=409, text="Upheld.")
    assert mistakes(early)[0][1] == "allowed_now"
    decide(office, reference)
    view = office.ceo.act(reference, "subjects/outcome-letters", text="Not upheld.", concerns=3)
    assert last(view) == ("subject_outcome_told", 3, f"Not upheld.\n\n{ABOUT_STAFF}")
    view = office.ceo.act(reference, "subjects/outcome-letters", text="Upheld.")
    assert last(view)[1] == 2
    wrong = office.ceo.act(
        reference, "subjects/outcome-letters", status=422, text="Upheld.", concerns=1
    )
    assert mistakes(wrong) == [("/concerns", "not_concerned")]
    assert "pheld" not in complainant.client.get(f"/v1/cases/{reference}").text


def test_closing_asks_whether_each_has_their_letter(office, complaint):
    """rules: A8, A9, C10, D11"""
    reference, _ = complaint
    investigate(office, reference)
    report = {"text": "This was found.", "not_discussed": ["subject"]}
    office.ceo.act(reference, "investigation-report", **report)
    decide(office, reference)
    assert mistakes(close(office, reference, 422)) == [("/subjects_told", "required")]
    office.ceo.act(reference, "subjects/outcome-letters", text="Upheld.")
    missing = close(office, reference, 422, subjects_told="yes")
    assert mistakes(missing) == [("/subjects_told", "letter_missing")]
    assert mistakes(close(office, reference, 422, subjects_told="no")) == [("/text", "required")]
    office.ceo.act(reference, "subjects/outcome-letters", text="Upheld.")
    assert close(office, reference, subjects_told="yes")["state"] == "closed"


def test_or_the_reason_why_there_is_none(office, complaint):
    """rules: D11"""
    reference, _ = complaint
    investigate(office, reference)
    office.ceo.act(
        reference, "investigation-report", text="Found.", not_discussed=["subject"]
    )
    decide(office, reference)
    text = "Both have left, and nobody knows where to."
    assert close(office, reference, subjects_told="no", text=text)["state"] == "closed"
    view = office.ceo.act(reference, "subjects/outcome-letters", text="Here it is after all.")
    assert view["state"] == "closed"


def test_without_an_investigation_it_is_not_asked(office, complaint):
    """rules: D11"""
    reference, _ = complaint
    decide(office, reference)
    assert close(office, reference)["state"] == "closed"
