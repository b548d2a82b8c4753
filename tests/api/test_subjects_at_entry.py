"""Whom a case is about may be said when it is entered: they never see it."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from support.office import Office

ROLES = ("intake", "handler", "manager", "ceo", "chair", "safeguarding_officer")
LETTER = {"kind": "complaint", "channel": "post", "narrative": "He shouted at me."}


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api, roles=ROLES) as office:
        yield office
        heed.command("verify", "--organisation", office.organisation.slug)


def enter(person, key=None, **members):
    headers = {"Idempotency-Key": key} if key else {}
    return person.client.post("/v1/cases", headers=headers, json={**LETTER, **members})


def entered(person, *subjects, **members):
    """The answer to a case about these people."""
    answer = enter(person, subjects=[each.id for each in subjects], **members)
    assert answer.status_code == 201, answer.text
    return answer.json()


def knows(person, reference):
    listed = person.client.get("/v1/cases").json()["cases"]
    found = person.client.get(f"/v1/cases/{reference}").status_code
    assert (found == 200) == (reference in [case["reference"] for case in listed])
    assert found in (200, 404)
    return found == 200


def mistakes(answer):
    assert answer.status_code == 422, answer.text
    return [(each["pointer"], each["code"]) for each in answer.json()["errors"]]


def test_whom_it_is_about_never_sees_it(office):
    """rules: C11, D10"""
    created = entered(office.intake, office.handler, office.manager)
    reference = created["reference"]
    assert created["receipt_code"] and created["promises"]
    assert not knows(office.handler, reference) and not knows(office.manager, reference)
    view = office.ceo.client.get(f"/v1/cases/{reference}").json()
    assert [(each["type"], each["facts"].get("staff")) for each in view["history"]] == [
        ("received", None),
        ("subject_named", office.handler.id),
        ("subject_named", office.manager.id),
    ]
    assert {each["actor"] for each in view["history"]} == {office.intake.id}
    assert (view["version"], view["state"], view["stage"]) == (3, "received", "informal")
    (told,) = office.ceo.told(reference)
    assert (told["type"], told["standard"]) == ("named", "subject_confirmation")
    assert "named" not in office.handler.types(reference) + office.chair.types(reference)


def test_it_is_provisional_as_any_naming_is(office):
    """rules: D10"""
    reference = entered(office.intake, office.handler)["reference"]
    office.ceo.act(reference, "subjects/dismissal", text="He was away that day.")
    assert knows(office.handler, reference)
    view = office.ceo.client.get(f"/v1/cases/{reference}").json()
    [confirmation] = [
        each for each in view["promises"] if each["standard"] == "subject_confirmation"
    ]
    assert confirmation["state"] == "met"


def test_a_complaint_about_the_chief_executive_is_the_chairs_from_the_first(office):
    """rules: A14, C11, D9, D10"""
    reference = entered(office.intake, office.ceo, addressed_to="ceo")["reference"]
    assert not knows(office.ceo, reference)
    assert office.ceo.types(reference) == []
    assert office.chair.types(reference) == ["named"]
    office.chair.act(reference, "initial-response", text="I deal with it.")
    assert office.chair.client.get(f"/v1/cases/{reference}").json()["stage"] == "referred"


def test_whoever_enters_a_case_about_themselves_gets_no_key_to_it(office):
    """rules: B1, C10, C11"""
    key, body = str(uuid.uuid4()), {"subjects": [office.handler.id]}
    first, again = enter(office.handler, key, **body), enter(office.handler, key, **body)
    created = first.json()
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert created == again.json()
    assert (created["receipt_code"], created["promises"], created["status"]) == (
        None,
        [],
        "received",
    )
    assert not knows(office.handler, created["reference"])
    office.ceo.act(created["reference"], "outcomes", outcomes=["apology"])
    assert enter(office.handler, key, **body).json() == created


def test_whoever_is_named_later_is_not_given_the_key_again(office):
    """rules: B1, C11"""
    key = str(uuid.uuid4())
    created = enter(office.handler, key).json()
    assert enter(office.handler, key).json() == created
    office.ceo.act(created["reference"], "subjects", staff=office.handler.id)
    again = enter(office.handler, key).json()
    assert (again["reference"], again["receipt_code"]) == (created["reference"], None)


def test_it_is_done_once(heed, office):
    """rules: B4, B6"""
    key, body = str(uuid.uuid4()), {"subjects": [office.handler.id]}
    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(lambda _: enter(office.intake, key, **body), range(8)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({one.json()["reference"] for one in answers if one.status_code == 201}) == 1
    other = enter(office.intake, key, subjects=[office.manager.id])
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


def test_all_that_is_wrong_with_it_is_told_at_once(heed, office):
    """rules: C11, B12"""
    stranger = heed.create_organisation().staff
    subjects = [office.handler.id, stranger, str(uuid.uuid4()), office.handler.id]
    assert mistakes(enter(office.intake, subjects=subjects, category="nonsense")) == [
        ("/subjects/1", "unknown_staff"),
        ("/subjects/2", "unknown_staff"),
        ("/subjects/3", "named_twice"),
        ("/category", "unknown_category"),
    ]
    assert mistakes(enter(office.intake, subjects=["Hal"]))[0][0] == "/subjects/0"


def test_a_website_does_not_know_who_works_here(office):
    """rules: A12, C11"""
    answer = office.site.post(
        "/v1/cases",
        headers={"Idempotency-Key": str(uuid.uuid4())},
        json={"kind": "complaint", "subjects": [office.handler.id]},
    )
    assert mistakes(answer) == [("/subjects", "not_allowed_here")]


def test_a_matter_of_safeguarding_goes_past_whom_it_is_about(office):
    """rules: A13, C11"""
    reference = entered(office.intake, office.manager, safeguarding="manager")["reference"]
    assert not knows(office.manager, reference)
    assert office.safeguarding_officer.types(reference) == ["named", "handed_over"]
    view = office.safeguarding_officer.client.get(f"/v1/cases/{reference}").json()
    assert [each["type"] for each in view["history"]] == [
        *("received", "subject_named", "safeguarding")
    ]


def test_it_is_not_taken_in_where_nobody_could_deal_with_it(heed, office):
    """rules: A13, C11"""
    subjects = [office.safeguarding_officer, office.manager, office.chair, office.ceo]
    key, body = str(uuid.uuid4()), {"subjects": [each.id for each in subjects]}
    answer = enter(office.intake, key, **body, safeguarding="manager")
    assert mistakes(answer) == [("/subjects", "nobody_left")]
    assert enter(office.intake, key, **body).status_code == 201  # nothing of it was kept


def test_a_case_about_everybody_goes_outside_at_once(heed, api):
    """rules: C11, D9, D10"""
    with Office(heed, api, roles=("intake", "handler", "ceo")) as office:
        created = entered(office.intake, office.handler, office.ceo)
        assert created["status"] == "in_progress"
        with heed.superuser() as connection:
            found = connection.execute(
                "select stage, array(select type from case_event where case_id = id order by seq)"
                " from case_file where reference = %s",
                [created["reference"]],
            ).fetchone()
        assert found == ("external", ["received", "subject_named", "subject_named", "quorum_lost"])
        heed.command("verify", "--organisation", office.organisation.slug)
