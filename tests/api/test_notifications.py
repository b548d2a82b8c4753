"""What staff are told of cases: who, of what, and that nobody else sees it. rules: A12, B12"""

from uuid import UUID

import pytest

from support.office import Office

MEMBERS = {"id", "reference", "type", "standard", "due_on", "stood_in_for", "created_at", "seen_at"}


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api) as office:
        yield office


@pytest.fixture
def small(heed, api):
    """An office of its own for one test."""
    with Office(heed, api, roles=("handler", "ceo")) as small:
        yield small


# --- of what, and who ---


def test_whoever_gets_a_case_is_told_and_not_who_gave_it(office):
    """rules: A15, D9"""
    reference, _ = office.receive()
    office.ceo.act(reference, "assignment", handler=office.handler.id)
    assert office.handler.types(reference) == ["assigned"]
    assert office.ceo.types(reference) == []


def test_whoever_takes_a_case_needs_not_be_told(office):
    reference, _ = office.receive()
    office.handler.act(reference, "assignment")
    assert office.handler.types(reference) == []


def test_whoever_had_a_case_before_is_not_told_again(office):
    reference, _ = office.receive()
    office.ceo.act(reference, "assignment", handler=office.handler.id)
    office.ceo.act(
        reference, "initial-response", text="Hal deals with it.", handler=office.handler.id
    )
    assert office.handler.types(reference) == ["assigned"]


def test_what_the_complainant_writes_is_told_to_the_handler(office):
    """rules: D15"""
    reference, complainant = office.receive()
    office.ceo.act(reference, "assignment")
    complainant.act(reference, "messages", text="One thing more.")
    (told,) = office.ceo.told(reference)
    assert (told["type"], told["standard"], told["due_on"]) == ("message", None, None)
    assert office.handler.types(reference) == []


def test_without_a_handler_whoever_is_responsible_for_the_stage_is_told(office):
    """rules: C11, D15"""
    reference, complainant = office.receive()
    complainant.act(reference, "messages", text="One thing more.")
    assert office.handler.types(reference) == ["message"]


def test_a_substitute_is_told_where_nobody_has_the_role(heed, api):
    """rules: D9"""
    with Office(heed, api, roles=("chair",)) as office:
        reference, complainant = office.receive()
        complainant.act(reference, "messages", text="One thing more.")
        assert office.chair.types(reference) == ["message"]


def test_a_question_goes_to_the_point_of_contact_with_the_day_by_which_to_answer(office):
    """rules: A7, A15"""
    reference, complainant = office.receive()
    office.handler.act(
        reference, "initial-response", text="Cy will talk to you.", point_of_contact=office.ceo.id
    )
    complainant.act(reference, "questions", text="When will I hear?")
    (told,) = office.ceo.told(reference)
    promises = office.ceo.client.get(f"/v1/cases/{reference}").json()["promises"]
    (question,) = [one for one in promises if one["standard"] == "question"]
    assert (told["type"], told["standard"]) == ("message", "question")
    assert told["due_on"] == question["due_on"]
    assert office.handler.types(reference) == []


def test_a_question_on_the_telephone_is_told_by_whoever_took_it(office):
    """rules: A15"""
    reference, _ = office.receive()
    office.ceo.act(reference, "assignment")
    office.chair.act(reference, "questions", text="When?", medium="telephone")
    (told,) = office.ceo.told(reference)
    assert (told["type"], told["standard"]) == ("message", "telephone_question")


def test_a_stage_left_out_is_told_to_the_handler_and_to_whoever_is_responsible_now(office):
    """rules: C11, D15"""
    reference, complainant = office.receive()
    office.handler.act(reference, "assignment")
    complainant.act(reference, "bypass")
    assert office.handler.types(reference) == ["message"]
    assert office.ceo.types(reference) == ["referred"]


def test_a_withdrawal_is_told(office):
    """rules: D15"""
    reference, complainant = office.receive()
    office.handler.act(reference, "assignment")
    complainant.act(reference, "withdrawal")
    assert office.handler.types(reference) == ["message"]


@pytest.mark.parametrize("by", ["complainant", "handler"])
def test_being_treated_worse_is_told_to_the_chair_and_not_to_the_handler(office, by):
    """rules: C14, D15"""
    reference, complainant = office.receive()
    office.ceo.act(reference, "assignment", point_of_contact=office.handler.id)
    who = complainant if by == "complainant" else office.handler
    who.act(reference, "disadvantage-reports", text="They turned me away.")
    (told,) = office.chair.told(reference)
    assert (told["type"], told["standard"]) == ("disadvantage", "disadvantage")
    assert office.handler.types(reference) == office.ceo.types(reference) == []


def test_of_what_is_closed_and_was_nobodys_whoever_leads_is_told(office):
    """Handlers see no closed case that was not theirs. rules: D9, D15"""
    reference, complainant = office.receive()
    complainant.act(reference, "withdrawal")
    complainant.act(reference, "messages", text="I should have said why.")
    assert office.ceo.types(reference) == ["message", "message"]
    assert office.handler.types(reference) == []


def test_a_trustee_is_told_of_what_they_see_alone(heed, api):
    """rules: A12, A16, D9"""
    with Office(heed, api, roles=("trustee", "ceo")) as office:
        office.hire("manager", "manager")
        reference, complainant = office.receive()
        office.ceo.act(reference, "assignment")
        office.manager.act(reference, "subjects", staff=office.ceo.id)
        assert office.trustee.types(reference) == ["assigned", "named"]  # it is theirs now
        other, _ = office.receive()
        office.manager.act(other, "assignment")
        office.manager.act(other, "subjects", staff=office.ceo.id)
        assert office.trustee.told(other) == []
        with heed.superuser() as everything:
            asked = everything.execute(
                "select from notification where staff_id = %s", [office.trustee.id]
            )
            assert asked.rowcount == 2  # nor is it kept where nobody sees it


# --- who is part of a case ---


def test_naming_somebody_is_told_to_the_ceo_who_gets_the_case(office):
    """rules: C11, D10"""
    reference, complainant = office.receive()
    office.handler.act(reference, "assignment")
    complainant.act(reference, "messages", text="It is about Hal.")
    office.chair.act(reference, "subjects", staff=office.handler.id)
    told = {one["type"]: one for one in office.ceo.told(reference)}
    assert told.keys() == {"assigned", "named"}
    assert told["named"]["standard"] == "subject_confirmation"
    assert told["assigned"]["standard"] is None


def test_when_the_ceo_is_named_the_chair_is_told(office):
    """rules: C11, D9"""
    reference, _ = office.receive()
    office.handler.act(reference, "assignment")
    office.handler.act(reference, "subjects", staff=office.ceo.id)
    assert office.chair.types(reference) == ["named"]
    assert office.ceo.types(reference) == []


def test_whoever_withdraws_for_a_conflict_is_told_of_to_the_ceo(office):
    """rules: C11"""
    reference, _ = office.receive()
    office.handler.act(reference, "assignment")
    office.handler.act(reference, "conflicts", status=204)
    assert sorted(office.ceo.types(reference)) == ["assigned", "named"]


def test_whoever_is_part_of_a_case_sees_nothing_that_they_were_told_of_it(office):
    """rules: C11, D10"""
    reference, complainant = office.receive()
    office.handler.act(reference, "assignment")
    complainant.act(reference, "messages", text="One thing more.")
    (told,) = office.handler.told(reference)
    office.ceo.act(reference, "subjects", staff=office.handler.id)
    assert office.handler.types(reference) == []
    seen = office.handler.client.post(f"/v1/notifications/{told['id']}/seen")
    assert seen.status_code == 404
    complainant.act(reference, "messages", text="And another.")
    assert office.handler.types(reference) == []
    assert office.ceo.types(reference)[-1] == "message"
    office.ceo.act(reference, "subjects/dismissal", text="It was somebody else.")
    assert office.handler.types(reference) == []  # it is somebody else's now
    office.ceo.act(reference, "assignment", handler=office.handler.id)
    assert office.handler.types(reference) == ["message", "assigned"]


def test_when_everybody_is_part_of_a_case_nobody_is_told_and_the_act_is_done(small):
    """rules: C11, D10"""
    reference, complainant = small.receive()
    small.ceo.act(reference, "subjects", staff=small.handler.id)
    small.ceo.act(reference, "subjects", status=204, staff=small.ceo.id)
    complainant.act(reference, "messages", text="Is anybody there?")
    assert small.ceo.types() == small.handler.types() == []


# --- safeguarding ---


def test_a_hand_over_is_told_to_the_officer_alone(office):
    """rules: A13"""
    reference, complainant = office.receive()
    office.ceo.act(reference, "assignment", handler=office.handler.id)
    office.ceo.act(
        reference,
        "safeguarding",
        status=204,
        text="A child may be at risk.",
        staff=office.safeguarding_officer.id,
    )
    (told,) = office.safeguarding_officer.told(reference)
    assert (told["type"], told["standard"]) == ("handed_over", "handover_alarm")
    complainant.act(reference, "messages", text="I am worried.")
    assert office.safeguarding_officer.types(reference) == ["handed_over", "message"]
    for name in ("handler", "ceo", "chair", "trustee", "safeguarding_trustee"):
        assert office.people[name].types(reference) == [], name


def test_of_a_sealed_case_even_the_chair_is_not_told(office):
    """rules: A13, C14"""
    reference, complainant = office.receive()
    officer = office.safeguarding_officer
    office.ceo.act(reference, "safeguarding", status=204, text="A risk.", staff=officer.id)
    complainant.act(reference, "disadvantage-reports", text="They turned me away.")
    assert office.chair.types(reference) == []
    assert officer.types(reference) == ["handed_over", "disadvantage"]


# --- the list ---


def test_nothing_personal_is_told(office):
    reference, complainant = office.receive()
    complainant.act(reference, "messages", text="My neighbour Gwen saw it.")
    for one in office.handler.told():
        assert one.keys() == MEMBERS
        assert "Gwen" not in str(one)


def test_the_newest_stands_first_and_pages_join(small):
    told = []
    for _ in range(5):
        reference, complainant = small.receive()
        complainant.act(reference, "messages", text="One thing more.")
        told.insert(0, reference)
    page = small.handler.client.get("/v1/notifications", params={"limit": 2})
    found = [one["reference"] for one in page.json()["notifications"]]
    assert page.json()["has_more"]
    while "Link" in page.headers:
        link = page.headers["Link"]
        page = small.handler.client.get(link[1 : link.index(">")])
        found += [one["reference"] for one in page.json()["notifications"]]
    assert found == told
    assert (page.json()["has_more"], page.json()["next"]) == (False, None)


def test_what_was_seen_is_seen_once_and_can_be_left_out(small):
    references = []
    for _ in range(3):
        reference, complainant = small.receive()
        complainant.act(reference, "messages", text="One thing more.")
        references.append(reference)
    middle = small.handler.told()[1]
    assert middle["seen_at"] is None
    address = f"/v1/notifications/{middle['id']}/seen"
    first, again = (small.handler.client.post(address) for _ in range(2))
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json() == {**middle, "seen_at": first.json()["seen_at"]}
    assert first.json()["seen_at"] >= middle["created_at"]
    unseen = small.handler.client.get("/v1/notifications", params={"unseen": "true", "limit": 1})
    assert [one["reference"] for one in unseen.json()["notifications"]] == [references[2]]
    assert "unseen=true" in unseen.headers["Link"]
    left = small.handler.told(unseen="true")
    assert [one["reference"] for one in left] == [references[2], references[0]]
    assert len(small.handler.told(unseen="false")) == 3


def test_nobody_sees_or_marks_what_others_were_told(office, small):
    """rules: B12"""
    reference, complainant = office.receive()
    complainant.act(reference, "messages", text="One thing more.")
    told = office.handler.told(reference)[0]
    for person in (office.ceo, small.handler):
        assert person.told(reference) == []
        answer = person.client.post(f"/v1/notifications/{told['id']}/seen")
        assert answer.status_code == 404
    assert office.handler.told(reference)[0]["seen_at"] is None
    for each in ("nonsense", small.ceo.id, UUID(int=0)):
        address = f"/v1/notifications/{each}/seen"
        assert office.handler.client.post(address).status_code == 404


def test_everybody_on_the_staff_has_an_inbox_and_no_website(office):
    for role in ("intake", "auditor", "review_panel", "register_keeper", "organisation_admin"):
        assert office.hire(role, role).told() == []
    assert office.site.get("/v1/notifications").status_code == 403


@pytest.mark.parametrize(
    "query, code",
    [
        ("starting_after=here", "not_a_cursor"),
        (f"starting_after={UUID(int=0)}", "not_a_cursor"),
        ("unseen=yes", "unknown_word"),
        ("limit=201", "out_of_range"),
        ("colour=red", "unknown_parameter"),
    ],
)
def test_a_mistaken_address_is_refused(office, query, code):
    answer = office.ceo.client.get(f"/v1/notifications?{query}")
    assert answer.status_code == 400
    assert [error["code"] for error in answer.json()["errors"]] == [code]
