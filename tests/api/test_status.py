"""How a case stands, for who raised it: by reference and receipt code. rules: B1, A7, A14"""

import itertools

import pytest
from support.acts import CHECKLIST

keys = itertools.count(1)


@pytest.fixture(scope="module")
def site(api, organisation):
    with api.client(organisation.secret_key) as client:
        yield client


@pytest.fixture(scope="module")
def staff(api, organisation):
    with api.client(organisation.staff_token) as client:
        yield client


@pytest.fixture(scope="module")
def anyone(api):
    with api.client() as client:
        yield client


def raise_case(site, **members):
    answer = site.post(
        "/v1/cases",
        headers={"Idempotency-Key": f"status-{next(keys)}"},
        json={"kind": "complaint", **members},
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


def ask(anyone, case, **changed):
    question = {"reference": case["reference"], "receipt_code": case["receipt_code"], **changed}
    return anyone.post("/v1/status", json=question)


def test_a_person_without_a_name_follows_the_case(site, staff, anyone):
    """rules: B1, A14"""
    case = raise_case(site, narrative="The ramp is locked.")
    assert staff.get(f"/v1/cases/{case['reference']}").json()["anonymous"] is True
    answer = ask(anyone, case)
    assert answer.status_code == 200
    told = answer.json()
    assert told["reference"] == case["reference"] and told["status"] == "received"
    assert told["promises"] and "ramp" not in answer.text


def test_the_promises_are_those_that_were_made(site, anyone):
    """rules: A7"""
    case = raise_case(site)
    by_standard = {promise["standard"]: promise for promise in case["promises"]}
    for promise in ask(anyone, case).json()["promises"]:
        assert promise == by_standard.pop(promise["standard"])
    assert not by_standard


def test_the_status_follows_the_acts(site, staff, anyone):
    """A decision is not shown before it went out in writing. rules: A20"""
    case = raise_case(site)
    story = [
        ("initial-response", {"text": "Ann deals with it."}, "in_progress"),
        ("outcomes", {"outcomes": ["apology"], "text": "Sorry."}, "in_progress"),
        ("written-outcome", {"medium": "post"}, "answered"),
        ("close", CHECKLIST, "closed"),
        ("reopen", {"text": "It happened again."}, "received"),
    ]
    for act, body, status in story:
        address = f"/v1/cases/{case['reference']}/{act}"
        assert staff.post(address, headers={"If-Match": "*"}, json=body).status_code == 200
        assert ask(anyone, case).json()["status"] == status, act


def test_a_promise_that_was_kept_is_told(site, staff, anyone):
    """rules: A15"""
    case = raise_case(site)
    staff.post(
        f"/v1/cases/{case['reference']}/initial-response",
        headers={"If-Match": "*"},
        json={"text": "Ann deals with it."},
    )
    told = ask(anyone, case).json()["promises"]
    promises = {(promise["standard"], promise["period"]): promise for promise in told}
    assert promises["initial_response", 1]["state"] == "met"
    assert promises["initial_response", 1]["met_at"] is not None


@pytest.mark.parametrize(
    "typed",
    [str.lower, lambda code: code.replace("-", ""), lambda code: code.replace("-", " ")],
    ids=["small letters", "without hyphens", "with spaces"],
)
def test_both_may_be_typed_as_they_were_read_out(site, anyone, typed):
    """rules: B1"""
    case = raise_case(site)
    answer = ask(
        anyone, case, reference=typed(case["reference"]), receipt_code=typed(case["receipt_code"])
    )
    assert answer.status_code == 200 and answer.json()["reference"] == case["reference"]


def one_character_wrong(code):
    place = code.rindex("-") - 1
    other = "3" if code[place] != "3" else "4"
    return code[:place] + other + code[place + 1 :]


@pytest.mark.parametrize(
    "wrong", [one_character_wrong, lambda code: code[:-1], lambda code: "x" * 64]
)
def test_a_wrong_code_opens_nothing(site, anyone, wrong):
    """rules: B1"""
    case = raise_case(site)
    answer = ask(anyone, case, receipt_code=wrong(case["receipt_code"]))
    assert answer.status_code == 404 and answer.json()["code"] == "not-found"


def test_a_code_opens_its_own_case_only(site, anyone):
    """rules: B1"""
    one, other = raise_case(site), raise_case(site)
    assert ask(anyone, one, receipt_code=other["receipt_code"]).status_code == 404
    assert ask(anyone, one).status_code == ask(anyone, other).status_code == 200


def test_a_credential_is_no_receipt_code(site, staff):
    """Neither a website nor staff learn more here than anyone. rules: A12"""
    case = raise_case(site)
    for client in (site, staff):
        assert ask(client, case, receipt_code="0000-0000-0000-0000-0").status_code == 404


def test_the_code_is_shown_at_creation_only(site, staff, anyone, heed):
    """Only its hash is stored. rules: B1"""
    case = raise_case(site)
    code = case["receipt_code"]
    address = f"/v1/cases/{case['reference']}"
    for answer in (site.get(address), staff.get(address), site.get("/v1/cases"), ask(anyone, case)):
        assert answer.status_code == 200 and code not in answer.text
    with heed.superuser() as connection:
        rows = connection.execute("select case_file::text from case_file").fetchall()
    assert rows and not any(code in row[0] or code.replace("-", "") in row[0] for row in rows)


def test_a_repeated_creation_tells_the_same_code(site, anyone):
    """Derived again, never stored. rules: B1, B4"""
    call = {"headers": {"Idempotency-Key": "again"}, "json": {"kind": "complaint"}}
    first, again = (site.post("/v1/cases", **call).json() for _ in range(2))
    assert first["receipt_code"] == again["receipt_code"]
    assert ask(anyone, again).status_code == 200


def test_nothing_of_it_is_kept_by_caches(site, anyone):
    assert ask(anyone, raise_case(site)).headers["Cache-Control"] == "no-store"


def test_the_code_is_not_taken_in_an_address(site, anyone):
    case = raise_case(site)
    query = {"reference": case["reference"], "receipt_code": case["receipt_code"]}
    assert anyone.get("/v1/status", params=query).status_code == 405
    assert anyone.post("/v1/status", params=query, json=query).status_code == 400


def test_the_code_is_in_no_log(site, anyone, api):
    """rules: A12"""
    case = raise_case(site, narrative="canary in the narrative")
    ask(anyone, case)
    assert case["receipt_code"] not in api.log and "canary" not in api.log
