"""What the contract documents of acts besides what every operation answers: what they
change, for staff and for the complainant, and why they are refused. rules: A12, A13, B4, B6, C11, D15
"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from answers import (
    OPERATIONS,
    break_seal,
    chosen,
    id_of,
    name_as_subject,
    request_in_flight,
    those,
)
from calls import OF_RIGHT, OWN, PATHS, expect, new_key, success, with_headers

OWN_STATUSES = {200, 204, 409, 412, 428, 500}
ACTS = chosen(*PATHS)
STAFF_ACTS = chosen(*(name for name in PATHS if name not in OWN))
OF_SEALED_CASES = ("acknowledge_handover", "close_safeguarding", "split_case")
FORBIDDABLE = chosen(
    *(name for name in PATHS if name not in OF_SEALED_CASES and name not in OF_RIGHT)
)
SHARED_ACTS = those(lambda one: {"receipt": []} in one.security and one.id in {*PATHS} - {*OWN})


@pytest.mark.parametrize("operation", SHARED_ACTS)
def test_the_complainant_does_it_too(calls, client, operation):
    """Whatever has changed meanwhile: no If-Match is needed. rules: B1, D15"""
    case = calls.case_for(operation)
    answer = expect(
        client, {**calls.act(operation, case), "headers": calls.complainant(case)}, 200
    )
    assert answer.json()["messages"][-1]["actor_kind"] == "complainant"
    assert "ETag" not in answer.headers


def test_the_complainant_reads_what_was_said(calls, client):
    """rules: B1"""
    case = calls.case_after("record_note", "ask_question", "answer_question")
    call = {**calls.read_case(), "url": f"/v1/cases/{case['reference']}"}
    answer = expect(client, {**call, "headers": calls.complainant(case)}, 200)
    said = [message["type"] for message in answer.json()["messages"]]
    assert said == ["received", "question", "answer"]


@pytest.mark.parametrize("operation", chosen("name_subject", "declare_conflict"))
def test_whoever_turns_out_to_be_part_of_it_sees_it_no_more(calls, client, operation):
    """rules: C11"""
    call = calls.make(operation)
    expect(client, {**call, "json": {"staff": calls.organisation.staff}}, 204)
    expect(client, {**call, "json": {"staff": calls.organisation.staff}}, 404, "not-found")


def test_whoever_hands_over_to_safeguarding_sees_it_no_more(calls, client):
    """rules: A13"""
    call = with_headers(calls.make("convert_to_safeguarding"), **calls.colleagues)
    expect(client, call, 204)
    expect(client, call, 404, "not-found")


@pytest.mark.parametrize("operation", STAFF_ACTS)
def test_a_receipt_code_is_no_credential_of_staff(calls, client, operation):
    call = with_headers(calls.ready(operation), Authorization=None, Receipt_Code="0000")
    status = 404 if {"receipt": []} in OPERATIONS[operation].security else 401
    expect(client, call, status, "not-found" if status == 404 else "not-signed-in")


@pytest.mark.parametrize("operation", ["read_case", *OWN])
def test_a_wrong_receipt_code_opens_nothing(calls, client, operation):
    """rules: B1"""
    other = calls.new_case()["receipt_code"]
    for code in (other, "", "nonsense"):
        call = with_headers(calls.ready(operation), Authorization=None, Receipt_Code=code)
        expect(client, call, 404, "not-found")


@pytest.mark.parametrize("operation", OWN)
def test_staff_do_not_speak_for_the_complainant(calls, client, operation):
    """rules: D15"""
    expect(client, {**calls.ready(operation), "headers": calls.staff}, 403, "not-allowed")


@pytest.mark.parametrize("operation", ACTS)
def test_a_website_may_not_act(calls, client, operation):
    """rules: A12"""
    expect(client, {**calls.ready(operation), "headers": {**calls.site}}, 403, "not-allowed")


@pytest.mark.parametrize("operation", STAFF_ACTS)
def test_a_change_needs_if_match(calls, client, operation):
    expect(client, with_headers(calls.ready(operation), If_Match=None), 428, "if-match-missing")


@pytest.mark.parametrize("operation", ACTS)
@pytest.mark.parametrize("version", ['"99"', '"other"', '"01"', '"9999999999999"'])
def test_a_change_of_another_version_is_refused(calls, client, operation, version):
    expect(client, with_headers(calls.ready(operation), If_Match=version), 412, "version-stale")


@pytest.mark.parametrize("operation", ACTS)
@pytest.mark.parametrize("version", ["7", 'W/"1"', '"1", "2"', ""])
def test_an_if_match_of_another_form_is_refused(calls, client, operation, version):
    expect(client, with_headers(calls.ready(operation), If_Match=version), 400, "parameter-invalid")


@pytest.mark.parametrize("operation", FORBIDDABLE)
def test_an_act_that_the_procedure_does_not_allow(strict, client, operation):
    """rules: A20"""
    call = strict.act(operation, strict.new_case())
    answer = expect(client, call, 409, "act-not-allowed")
    is_own = operation in OWN
    where = "" if is_own else " in stage informal"
    right = "erasure_asked" if is_own else "receipt_code_issued, hold_placed"
    assert answer.json()["errors"][-1] == {
        "pointer": "",
        "code": "allowed_now",
        "detail": f"a case that is received{where} allows you: {right}",
    }


@pytest.mark.parametrize("operation", OF_RIGHT)
def test_an_act_that_no_procedure_can_forbid(strict, client, operation):
    """rules: B7, D18"""
    expect(client, strict.act(operation, strict.new_case()), success(operation))


@pytest.mark.parametrize("operation", OF_SEALED_CASES)
def test_an_act_that_is_for_sealed_cases(calls, client, operation):
    """rules: A12, A13 — what was not handed over is nobody's to acknowledge."""
    expect(client, calls.act(operation, calls.new_case()), 403, "not-allowed")


def test_a_sealed_case_is_not_worked_on_once_more(calls, client):
    """rules: A13"""
    steps = ("convert_to_safeguarding", "acknowledge_handover", "close_safeguarding")
    expect(client, calls.act("reopen_case", calls.case_after(*steps)), 403, "not-allowed")


@pytest.mark.parametrize("operation", ACTS)
def test_a_repeated_act_is_done_once(calls, client, operation):
    """rules: B4"""
    call = with_headers(calls.make(operation), Idempotency_Key=new_key())
    first, again = client.request(**call), client.request(**call)
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert first.headers.get("ETag") == again.headers.get("ETag")


@pytest.mark.parametrize("operation", STAFF_ACTS)
def test_an_act_is_repeated_by_whoever_may_not_see_the_case_any_more(
    calls, client, heed, organisation, operation
):
    """rules: B4, C11"""
    call = with_headers(calls.make(operation), Idempotency_Key=new_key())
    expect(client, call, success(operation))
    name_as_subject(heed, call["url"].split("/")[3], organisation.staff)
    again = expect(client, call, 201 if operation == "split_case" else 204)
    assert again.headers["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize("operation", ACTS)
def test_a_key_that_was_used_with_another_body_is_refused(calls, client, operation):
    """rules: B4"""
    call = with_headers(calls.make(operation), Idempotency_Key=new_key())
    assert client.request(**call).status_code == success(operation)
    other = {**call, "json": {**call["json"], "text": "Something else."}}
    expect(client, other, 422, "idempotency-key-reused")


def test_the_same_act_still_in_flight(calls, client, heed, organisation):
    """Each waits a second for the one before it: some of them at once. rules: B4"""

    def do_it_twice(operation, call):
        reference = call["url"].split("/")[3]
        scope = f"POST /v1/cases/:reference/{PATHS[operation]} {reference}"
        caller = id_of(heed, reference) if operation in OWN else organisation.staff
        with request_in_flight(heed, organisation, caller, scope):
            return expect(client, call, 409, "in-flight")

    ready = [with_headers(calls.ready(name), Idempotency_Key="in flight") for name in PATHS]
    with ThreadPoolExecutor(4) as threads:
        assert len(list(threads.map(do_it_twice, PATHS, ready))) == len(PATHS)


@pytest.mark.parametrize("operation", ACTS)
def test_a_record_whose_seal_is_broken_is_told_of(calls, client, heed, operation):
    """rules: B6"""
    call = calls.make(operation)
    break_seal(heed, call["url"].split("/")[3])
    expect(client, call, 500, "seal-broken")


def test_every_documented_answer_to_an_act_was_shown(contract, request):
    """Runs last; with a choice of tests it says nothing."""
    if request.session.testscollected < 700:
        pytest.skip("not every test of the file was chosen")
    documented = {(name, status) for name in PATHS for status in OPERATIONS[name].responses}
    own = {(name, status) for name, status in documented if status in OWN_STATUSES}
    assert not own - contract.shown
    for status in (409, 412, 428):
        codes = {code for _, shown, code in contract.codes_shown if shown == status}
        assert codes == OPERATIONS["record_update"].codes(status)
