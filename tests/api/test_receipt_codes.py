"""Staff give whoever complained a new receipt code: from then on the one before opens nothing.

rules: B1, B4, B6, C11, D15
"""

import json
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from support.office import Office
from support.problems import mistakes

ROLES = (
    *("intake", "handler", "manager", "ceo", "chair", "trustee", "safeguarding_officer", "auditor"),
)
PATH = "receipt-code"
LOST = {"reason": "lost", "medium": "telephone"}


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api, roles=ROLES) as office:
        office.hire("contact", "handler")
        office.hire("eve", "handler")
        yield office
        heed.command("verify", "--organisation", office.organisation.slug)


@pytest.fixture
def anyone(api):
    with api.client(None) as client:
        yield client


def taken(office, **members) -> tuple:
    """(reference, code) of a case that the handler deals with."""
    answer = office.site.post(
        "/v1/cases",
        headers={"Idempotency-Key": str(uuid.uuid4())},
        json={"kind": "complaint", "narrative": "Nobody rang back.", **members},
    )
    created = answer.json()
    people = {"handler": office.handler.id, "point_of_contact": office.contact.id}
    office.manager.act(created["reference"], "assignment", **people)
    return created["reference"], created["receipt_code"]


def issue(person, reference, key=None, **changed):
    """Whatever comes of it."""
    headers = {"If-Match": "*"} | ({"Idempotency-Key": key} if key else {})
    path = f"/v1/cases/{reference}/{PATH}"
    return person.client.post(path, headers=headers, json={**LOST, **changed})


def issued(person, reference, **changed) -> str:
    answer = issue(person, reference, **changed)
    assert answer.status_code == 201, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json()["reference"] == reference
    return answer.json()["receipt_code"]


def opens(anyone, reference, code) -> bool:
    """By the header and by the body alike."""
    read = anyone.get(f"/v1/cases/{reference}", headers={"Receipt-Code": code}).status_code
    asked = {"reference": reference, "receipt_code": code}
    assert anyone.post("/v1/status", json=asked).status_code == read
    assert read in (200, 404)
    return read == 200


def last_of(person, reference) -> dict:
    return person.client.get(f"/v1/cases/{reference}").json()["history"][-1]


def test_staff_who_complain_themselves_follow_their_case_like_anybody(office, anyone):
    """Who enters a case that they are part of gets no code; whoever deals with it gives them one.
    rules: B1, C11, D15"""
    key = str(uuid.uuid4())
    body = {"kind": "complaint", "channel": "in_person", "narrative": "I was left alone."}
    body |= {"subjects": [office.eve.id]}
    headers = {"Idempotency-Key": key}
    created = office.eve.client.post("/v1/cases", headers=headers, json=body).json()
    reference = created["reference"]
    assert created["receipt_code"] is None
    assert issue(office.eve, reference).status_code == 404
    office.ceo.act(reference, "assignment", handler=office.handler.id)
    code = issued(office.handler, reference, reason="never_given", medium="in_person")

    complainant = {"Receipt-Code": code}
    address = f"/v1/cases/{reference}"
    assert opens(anyone, reference, code)
    said = anyone.post(f"{address}/messages", headers=complainant, json={"text": "On Monday."})
    assert said.status_code == 200
    assert [each["type"] for each in said.json()["messages"]] == ["received", "message"]
    assert anyone.post(f"{address}/{PATH}", headers=complainant, json=LOST).status_code == 401
    assert office.eve.client.get(address).status_code == 404
    again = office.eve.client.post("/v1/cases", headers=headers, json=body).json()
    assert again["receipt_code"] is None


def test_the_code_before_is_dead_at_once(office, anyone):
    reference, first = taken(office)
    second = issued(office.handler, reference)
    assert (opens(anyone, reference, first), opens(anyone, reference, second)) == (False, True)
    third = issued(office.contact, reference, reason="given_to_somebody_else")
    assert len({first, second, third}) == 3
    assert [opens(anyone, reference, code) for code in (first, second, third)] == [
        False,
        False,
        True,
    ]


def test_many_wrong_tries_before_do_not_keep_the_new_code_out(office, anyone):
    """Tries of a reference are slowed down, never locked out. rules: B1"""
    reference, first = taken(office)
    issued(office.handler, reference)
    assert not any(opens(anyone, reference, first) for _ in range(4))
    assert opens(anyone, reference, issued(office.handler, reference))


def test_the_history_has_why_and_how_and_nothing_has_the_code(heed, api, office, anyone):
    """rules: B1, B6, A12"""
    reference, first = taken(office)
    code = issued(office.handler, reference, text="She read us the reference.")
    entry = last_of(office.handler, reference)
    assert (entry["type"], entry["actor"]) == ("receipt_code_issued", office.handler.id)
    assert entry["facts"] == {"medium": "telephone", "reason": "lost"}
    assert entry["text"] == "She read us the reference."
    shown = anyone.get(f"/v1/cases/{reference}", headers={"Receipt-Code": code}).json()
    assert "receipt_code_issued" not in json.dumps(shown)
    told = [office.manager.client.get(f"/v1/cases/{reference}").text, api.log]
    with heed.superuser() as database:
        for table in ("case_event", "idempotency", "outbox", "notification", "case_file"):
            told += [row[0] for row in database.execute(f"select t::text from {table} t")]
    for secret in (first, code):
        for text in (secret, secret.replace("-", "")):
            assert not any(text in each for each in told)


def test_the_proof_of_lodging_stays(office, anyone):
    reference, first = taken(office)
    asked = {"reference": reference, "receipt_code": first}
    proof = anyone.post("/v1/status", json=asked).json()["proof_of_lodging"]
    code = issued(office.handler, reference)
    asked["receipt_code"] = code
    assert anyone.post("/v1/status", json=asked).json()["proof_of_lodging"] == proof
    checked = anyone.post("/v1/lodging-proofs/check", json={"proof_of_lodging": proof}).json()
    assert (checked["is_genuine"], checked["reference"]) == (True, reference)


@pytest.mark.parametrize("name", ["handler", "contact", "manager", "ceo", "chair"])
def test_those_who_deal_with_it_may(office, anyone, name):
    """rules: A12"""
    reference, _ = taken(office)
    seen = office.people[name].client.get(f"/v1/cases/{reference}").json()
    assert "receipt_code_issued" in seen["allowed_actions"]
    assert opens(anyone, reference, issued(office.people[name], reference))


@pytest.mark.parametrize(
    ("name", "status"),
    [
        *(("eve", 404), ("trustee", 404), ("safeguarding_officer", 404)),
        *(("intake", 403), ("auditor", 403)),
    ],
)
def test_others_may_not(office, anyone, name, status):
    """rules: A12"""
    reference, code = taken(office)
    assert issue(office.people[name], reference).status_code == status
    assert opens(anyone, reference, code)


def test_neither_a_website_nor_an_investigator_may(office, anyone):
    """rules: A12, A17, D15"""
    reference, code = taken(office)
    path = f"/v1/cases/{reference}/{PATH}"
    assert office.site.post(path, json=LOST).status_code == 403
    office.ceo.act(reference, "investigation", members=[office.eve.id], text="To be looked into.")
    assert "receipt_code_issued" not in office.eve.client.get(f"/v1/cases/{reference}").json()[
        "allowed_actions"
    ]
    assert issue(office.eve, reference).status_code == 403
    assert opens(anyone, reference, code)


def test_a_sealed_case_is_for_those_who_care_for_it(office, anyone):
    """rules: A13, D17"""
    reference, first = taken(office)
    officer = office.safeguarding_officer
    before = issued(office.handler, reference)
    office.handler.act(reference, "safeguarding", status=204, text="A child.", staff=officer.id)
    for person in (office.handler, office.contact, office.manager, office.ceo):
        assert issue(person, reference).status_code in (403, 404)
    status = office.site.get(f"/v1/cases/{reference}")
    code = issued(officer, reference)
    assert [opens(anyone, reference, each) for each in (first, before, code)] == [
        False,
        False,
        True,
    ]
    after = office.site.get(f"/v1/cases/{reference}")
    assert (after.json(), after.headers["ETag"]) == (status.json(), status.headers["ETag"])


def test_a_part_that_was_split_off_is_told_with_its_first_code_alone(office, anyone):
    """rules: A13, B1"""
    reference, code = taken(office)
    officer = office.safeguarding_officer
    office.handler.act(reference, "safeguarding", status=204, text="A child.", staff=officer.id)
    part = officer.act(
        *(reference, "safeguarding/split-off", 201),
        **{"kind": "complaint", "narrative": "The hall is cold.", "text": "Agreed.", "medium": "web"},
        told_by_code=True,
    )

    def further():
        told = anyone.get(f"/v1/cases/{reference}", headers={"Receipt-Code": code}).json()
        return told.get("further_cases")

    assert further() == [{name: part[name] for name in ("reference", "receipt_code")}]
    issued(office.manager, part["reference"])
    assert further() is None


def test_a_website_that_posts_again_is_never_shown_a_code_that_staff_issued(office, anyone):
    """rules: B1, B4"""
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    body = {"kind": "complaint", "narrative": "Nobody rang back."}
    first = office.site.post("/v1/cases", headers=headers, json=body).json()
    assert office.site.post("/v1/cases", headers=headers, json=body).json() == first
    issued(office.manager, first["reference"])
    again = office.site.post("/v1/cases", headers=headers, json=body)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json() == {**first, "receipt_code": None}


def test_a_repeated_request_shows_the_same_code_while_it_opens_the_case(office, anyone):
    """rules: B4"""
    reference, _ = taken(office)
    key = str(uuid.uuid4())
    first, again = issue(office.handler, reference, key), issue(office.handler, reference, key)
    assert (first.json(), again.status_code) == (again.json(), 201)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert opens(anyone, reference, first.json()["receipt_code"])
    current = issued(office.manager, reference)
    late = issue(office.handler, reference, key)
    assert (late.status_code, late.json()) == (201, {"reference": reference, "receipt_code": None})
    assert opens(anyone, reference, current)
    assert issue(office.handler, reference, key, reason="never_given").status_code == 422


def test_who_may_not_issue_any_more_is_not_shown_it_again(office, anyone):
    """rules: A12, B4, C11"""
    reference, _ = taken(office)
    key = str(uuid.uuid4())
    assert issue(office.handler, reference, key).status_code == 201
    office.manager.act(reference, "assignment", handler=office.contact.id)
    again = issue(office.handler, reference, key)
    assert (again.status_code, again.content) == (204, b"")
    assert again.headers["Idempotency-Replayed"] == "true"


def test_of_many_at_once_one_code_opens_it_in_the_end(office, anyone):
    """rules: B4, B6"""
    reference, _ = taken(office)
    with ThreadPoolExecutor(4) as people:
        answers = list(people.map(lambda _: issue(office.handler, reference), range(8)))
    codes = {one.json()["receipt_code"] for one in answers if one.status_code == 201}
    assert len([code for code in codes if code and opens(anyone, reference, code)]) == 1


def test_who_waits_with_the_old_code_while_it_is_replaced_does_nothing(heed, api, office, anyone):
    """They were let in, and then held up by the act that replaces it. rules: B1"""
    reference, old = taken(office)
    slow = heed.start_api(HEED_FAILPOINT="act_before_commit=sleep:700#1", HEED_RELAY=0)
    headers = {**office.handler.client.headers, "If-Match": "*"}
    with ThreadPoolExecutor(2) as people, slow.client(None, headers=headers) as handler:
        path = f"/v1/cases/{reference}"
        issuing = people.submit(lambda: handler.post(f"{path}/{PATH}", json=LOST))
        time.sleep(0.3)
        acting = people.submit(
            lambda: anyone.post(f"{path}/withdrawal", headers={"Receipt-Code": old}, json={})
        )
        time.sleep(0.1)
        assert not issuing.done() and not acting.done()
        assert opens(anyone, reference, issuing.result().json()["receipt_code"])
        assert acting.result().status_code == 404
    slow.stop()
    assert last_of(office.handler, reference)["type"] == "receipt_code_issued"


def test_without_a_reason_or_a_way_nothing_is_issued(office, anyone):
    reference, code = taken(office)
    answer = office.handler.client.post(
        f"/v1/cases/{reference}/{PATH}", headers={"If-Match": "*"}, json={"text": "Again."}
    )
    assert mistakes(answer) == [("/reason", "required"), ("/medium", "required")]
    assert issue(office.handler, reference, reason="bored").status_code == 422
    assert opens(anyone, reference, code)


def test_it_is_done_of_a_closed_case_too(office, anyone):
    reference, code = taken(office)
    withdrawn = anyone.post(
        f"/v1/cases/{reference}/withdrawal", headers={"Receipt-Code": code}, json={}
    )
    assert withdrawn.json()["status"] == "closed"
    assert opens(anyone, reference, issued(office.handler, reference))
