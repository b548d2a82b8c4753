"""Everybody who could deal with a case is part of it: it goes outside, and is never forgotten."""

from contextlib import contextmanager

import pytest
from support.acts import CHECKLIST
from support.office import Office
from support.places import REPOSITORY

EVERYBODY = ("handler", "manager", "ceo", "chair", "vice_chair", "trustee", "review_panel")
REASON = (
    "Everybody here who could deal with it is part of it: it is for somebody outside to deal with."
)


@pytest.fixture
def office_of(heed, api):
    """An office with these people, besides somebody who gives them their roles."""

    @contextmanager
    def open_office(*roles):
        with Office(heed, api, roles=roles) as office:
            yield office
            heed.command("verify", "--organisation", office.organisation.slug)

    return open_office


def admin_of(office):
    """Whoever gives people their roles, and what they were told."""
    with office.api.client(office.organisation.staff_token) as client:
        answer = client.get("/v1/notifications")
        assert answer.status_code == 200, answer.text
        return [(one["type"], one["reference"]) for one in answer.json()["notifications"]]


def kept(heed, reference):
    with heed.superuser() as connection:
        return connection.execute(
            "select state, stage, handler from case_file where reference = %s", [reference]
        ).fetchone()


def name_all(office, reference, by, *others):
    """'by' names the others, and at last himself."""
    for other in others:
        by.act(reference, "subjects", staff=office.people[other].id)
    by.act(reference, "subjects", staff=by.id, status=204)


def test_when_everybody_is_named_the_case_goes_to_the_outside_body(heed, office_of):
    """rules: C11, D9, D10"""
    with office_of(*EVERYBODY) as office:
        reference, complainant = office.receive()
        name_all(office, reference, office.handler, "trustee", "review_panel", *EVERYBODY[1:5])
        assert kept(heed, reference) == ("in_progress", "external", None)
        for person in office.people.values():
            assert person.client.get(f"/v1/cases/{reference}").status_code in (403, 404)
            assert person.types() == []
        view = complainant.client.get(f"/v1/cases/{reference}").json()
        last = view["messages"][-1]
        assert (last["type"], last["actor_kind"], last["text"]) == ("quorum_lost", "program", REASON)
        # When nobody who leads was left to hear of it, and when nobody at all was.
        assert admin_of(office) == [("nobody_left", None)] * 2


def test_the_case_waits_for_somebody_new(heed, office_of):
    """rules: C11, D10"""
    with office_of("handler", "ceo") as office:
        reference, _ = office.receive()
        name_all(office, reference, office.ceo, "handler")
        new = office.hire("new", "chair")
        view = new.client.get(f"/v1/cases/{reference}").json()
        assert [each["type"] for each in view["history"]][-2:] == ["subject_named", "quorum_lost"]
        assert {"assigned", "subject_dismissed", "outcome"} <= set(view["allowed_actions"])
        new.act(reference, "assignment")
        new.act(reference, "subjects/dismissal", text="He was not even there.")
        new.act(reference, "assignment", handler=office.handler.id)
        assert office.handler.client.get(f"/v1/cases/{reference}").status_code == 200


def test_whoever_is_left_may_take_it(heed, office_of):
    """rules: D9, D10"""
    with office_of("handler", "ceo", "manager") as office:
        reference, _ = office.receive()
        name_all(office, reference, office.handler, "ceo")
        assert kept(heed, reference) == ("received", "informal", None)
        office.manager.act(reference, "assignment")
        assert admin_of(office) == []


@pytest.mark.parametrize("left", ["trustee", "handler"])
def test_what_is_taken_from_its_handler_goes_to_whoever_is_left(heed, office_of, left):
    """rules: C11, D9"""
    with office_of("ceo") as office:
        reference, _ = office.receive()
        last = office.hire("last", left)
        office.ceo.act(reference, "assignment")
        office.ceo.act(reference, "conflicts", status=204)
        assert str(kept(heed, reference)[2]) == last.id
        assert "assigned" in last.types()


def test_a_trustee_who_alone_is_left_is_given_the_case(heed, office_of):
    """rules: D9, D10"""
    with office_of("handler", "ceo", "trustee") as office:
        reference, _ = office.receive()
        office.handler.act(reference, "subjects", 204, staff=office.ceo.id)
        assert str(kept(heed, reference)[2]) == office.trustee.id
        assert {"assigned", "named"} <= set(office.trustee.types(reference))
        office.trustee.act(reference, "subjects/confirmation", text="The letter names her.")


def test_when_nobody_who_leads_is_left_the_longest_serving_trustee_does(heed, office_of):
    """Whoever dealt with it is asked about it still. rules: C11, D9, D10"""
    with office_of("handler", "manager", "ceo") as office:
        old, new = office.hire("old", "trustee"), office.hire("new", "trustee")
        reference, _ = office.receive()
        office.handler.act(reference, "assignment")
        for subject in (office.manager, office.ceo):
            office.handler.act(reference, "subjects", staff=subject.id)
        assert str(kept(heed, reference)[2]) == old.id
        assert "assigned" in old.types(reference) and new.types() == []
        view = office.handler.act(reference, "notes", text="It is Old's now.")
        assert view["point_of_contact"] == office.handler.id
        old.act(reference, "subjects/dismissal", text="She was not even there.")
        assert admin_of(office) == []


def test_what_nobody_is_left_to_hear_an_administrator_hears_of(heed, office_of):
    """No Chair, no vice-chair, no trustee; the log tells of it as well. rules: C11, D9, D10"""
    with office_of("handler", "ceo") as office:
        reference, complainant = office.receive()
        office.handler.act(reference, "assignment")
        office.handler.act(reference, "subjects", staff=office.ceo.id)
        assert office.handler.types(reference) == []
        assert admin_of(office) == [("nobody_left", None)]
        complainant.act(reference, "disadvantage-reports", text="They laugh at me.")
        assert admin_of(office) == [("nobody_left", None)] * 2


def test_a_case_that_is_closed_stays_closed(heed, office_of):
    """rules: D10"""
    with office_of("handler") as office:
        reference, _ = office.receive()
        office.handler.act(reference, "assignment")
        office.handler.act(reference, "outcomes", outcomes=["apology"])
        office.handler.act(reference, "written-outcome", text="We are sorry.")
        office.handler.act(reference, "close", **CHECKLIST)
        name_all(office, reference, office.handler)
        assert kept(heed, reference)[:2] == ("closed", "informal")
        assert admin_of(office) == [("nobody_left", None)]


def test_what_is_answered_stays_answered(heed, office_of):
    """rules: A20, D10"""
    with office_of("handler") as office:
        reference, _ = office.receive()
        office.handler.act(reference, "assignment")
        office.handler.act(reference, "outcomes", outcomes=["apology"])
        office.handler.act(reference, "written-outcome", text="We are sorry.")
        name_all(office, reference, office.handler)
        assert kept(heed, reference)[:2] == ("answered", "external")


def test_a_procedure_without_an_outside_body_keeps_the_case_where_it_is(heed, office_of):
    """rules: C11, D10"""
    with office_of("handler") as office:
        file = REPOSITORY / "tests" / "stories" / "three_stages.json"
        heed.command("procedure", "import", "--organisation", office.organisation.slug, file)
        reference, complainant = office.receive()
        name_all(office, reference, office.handler)
        assert kept(heed, reference)[:2] == ("received", "desk")
        view = complainant.client.get(f"/v1/cases/{reference}").json()
        assert view["messages"][-1]["type"] == "quorum_lost"
        assert admin_of(office) == [("nobody_left", None)]


def test_an_administrator_who_is_part_of_it_is_not_told(heed, office_of):
    """rules: C11, D10"""
    with office_of("handler") as office:
        reference, _ = office.receive()
        office.handler.act(reference, "subjects", staff=office.organisation.staff)
        name_all(office, reference, office.handler)
        assert kept(heed, reference)[1] == "external"
        assert admin_of(office) == []


@pytest.mark.parametrize("entered_by", ["intake", "site"])
def test_a_matter_of_safeguarding_for_which_nobody_is_there_is_for_the_local_authority(
    office_of, entered_by
):
    """Whoever raised it is told at once, and whoever gives people their roles. rules: A13, D9, D10"""
    asked = {"kind": "complaint", "narrative": "A child.", "safeguarding": "safeguarding_officer"}
    key = {"Idempotency-Key": "00000000-0000-4000-8000-00000000beef"}
    with office_of("intake", "handler", "manager") as office:
        client = office.site if entered_by == "site" else office.intake.client
        asked |= {} if entered_by == "site" else {"channel": "post"}
        answer = client.post("/v1/cases", json=asked, headers=key)
        assert answer.status_code == 201, answer.text
        assert "local authority" in answer.json()["turn_to"]
        assert admin_of(office) == [("nobody_left", None)]
        office.hire("chair", "chair")
        again = client.post("/v1/cases", json=asked, headers=key)
        assert again.status_code == 201 and "turn_to" not in again.json()
        assert office.chair.types() == ["handed_over"]
