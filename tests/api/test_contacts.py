"""Whom whoever complained is told to turn to: who deals with it, the point of contact, a deputy.

rules: A12, A15, C11, D9, D17
"""

import pytest
from support.office import Office

ANSWER = {"text": "Hal deals with it."}


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api) as office:
        office.hire("hal", "handler")
        office.hire("dora", "handler")
        office.say(
            "contact", office.hal, "--telephone", "01632 960001", "--email", "hal@example.org"
        )
        office.say("contact", office.dora, "--telephone", "01632 960002 ext 7")
        office.say("deputy", office.hal, "--deputy", office.dora.id)
        yield office


def told(complainant, reference) -> tuple:
    """(handler, point of contact)"""
    view = complainant.client.get(f"/v1/cases/{reference}")
    assert view.status_code == 200, view.text
    return view.json()["handler"], view.json()["point_of_contact"]


HAL = {"name": "Hal", "telephone": "01632 960001", "email": "hal@example.org"}
DORA = {"name": "Dora", "telephone": "01632 960002 ext 7", "email": None}


def test_the_initial_response_names_them_and_nothing_before_it(office):
    reference, complainant = office.receive()
    assert told(complainant, reference) == (None, None)
    office.ceo.act(reference, "assignment", handler=office.hal.id)
    assert told(complainant, reference) == (None, None)
    office.hal.act(reference, "initial-response", **ANSWER)
    assert told(complainant, reference) == (HAL, {**HAL, "deputy": DORA})
    view = complainant.client.get(f"/v1/cases/{reference}").text
    assert office.hal.id not in view and office.dora.id not in view


def test_a_case_settled_at_once_tells_with_whom(office):
    """rules: D13"""
    reference, complainant = office.receive(kind="complaint")
    office.hal.act(reference, "settlement", outcomes=["apology"], text="Sorry; it is mended.")
    assert told(complainant, reference) == (HAL, {**HAL, "deputy": DORA})


def test_whoever_takes_over_is_told_as_well(office):
    reference, complainant = office.receive()
    named = {"handler": office.ceo.id, "point_of_contact": office.hal.id}
    office.hal.act(reference, "initial-response", **ANSWER, **named)
    ceo = {"name": "Ceo", "telephone": None, "email": None}
    assert told(complainant, reference) == (ceo, {**HAL, "deputy": DORA})
    both = {"handler": office.dora.id, "point_of_contact": office.dora.id}
    office.ceo.act(reference, "assignment", **both)
    assert told(complainant, reference) == (DORA, {**DORA, "deputy": None})


def test_a_website_is_told_no_names(office):
    reference, _ = office.receive()
    office.hal.act(reference, "initial-response", **ANSWER)
    status = office.site.get(f"/v1/cases/{reference}")
    assert status.json().keys() == {"reference", "kind", "status", "received_at", "erased_at"}
    listed = office.site.get("/v1/cases").text
    assert "Hal" not in status.text and "Hal" not in listed


def test_nobody_who_is_part_of_it_is_told_as_a_deputy(office):
    reference, complainant = office.receive()
    office.hal.act(reference, "initial-response", **ANSWER)
    office.ceo.act(reference, "subjects", staff=office.dora.id)
    assert told(complainant, reference) == (HAL, {**HAL, "deputy": None})
    office.ceo.act(reference, "subjects/dismissal", text="It was another Dora.")
    assert told(complainant, reference) == (HAL, {**HAL, "deputy": DORA})
    other, friend = office.receive()
    office.hal.act(other, "initial-response", **ANSWER)
    office.ceo.act(other, "conflicts", staff=office.hal.id)  # the case is the Chief Executive's
    handler, contact = told(friend, other)
    assert (handler["name"], contact["name"]) == ("Ceo", "Ceo")


def test_a_deputy_who_has_left_is_none(office):
    reference, complainant = office.receive()
    office.hal.act(reference, "initial-response", **ANSWER)
    office.heed.command("staff", "disable", "--staff", office.dora.id)
    assert told(complainant, reference)[1]["deputy"] is None
    office.heed.command("staff", "enable", "--staff", office.dora.id)
    assert told(complainant, reference)[1]["deputy"] == DORA


def test_what_is_sealed_off_still_names_whom_it_named(office):
    """What becomes of a sealed case, and of those who are part of it, is not to be seen."""
    reference, complainant = office.receive()
    untold, stranger = office.receive()
    office.hal.act(reference, "initial-response", **ANSWER)
    before = told(complainant, reference)
    officer = office.safeguarding_officer
    for each in (reference, untold):
        office.ceo.act(each, "safeguarding", 204, staff=officer.id, text="A child.")
    for person in (office.hal, office.dora):
        officer.act(reference, "subjects", staff=person.id)
    assert told(complainant, reference) == before == (HAL, {**HAL, "deputy": DORA})
    assert told(stranger, untold) == (None, None)


def test_what_is_said_anew_is_told_at_once(office):
    reference, complainant = office.receive()
    office.hal.act(reference, "initial-response", **ANSWER)
    office.say("contact", office.hal, "--email", "hal.new@example.org")
    office.say("deputy", office.hal, "--none")
    changed = {"name": "Hal", "telephone": None, "email": "hal.new@example.org"}
    assert told(complainant, reference) == (changed, {**changed, "deputy": None})
