"""Every operation gives every answer that the contract documents, and no other.

Each answer is held to openapi/openapi.yaml by the client itself (contract.py). The last
test fails when a documented answer was never shown. rules: A12, B4, B12
"""

import pytest
from answers import OPERATIONS, break_seal, chosen, request_in_flight, those
from calls import MAKING, OWN, PATHS, expect, with_body, with_headers, with_query
from key_calls import KEYS
from meeting_calls import MEETINGS
from webhook_calls import WEBHOOKS

import contract as contracts
import test_sign_in_answers
from support.heed import AMPLE_QUOTAS

# What the other files of answers show.
SHOWN_THERE = {(name, status) for name in PATHS for status in (204, 409, 412, 428, 500)}
SHOWN_THERE |= {(name, status) for name in MEETINGS for status in (404, 409, 500)}
SHOWN_THERE |= {("see_notification", status) for status in (404, 415)}
SHOWN_THERE |= {(name, status) for name in KEYS for status in (404, 409, 415, 422)}
SHOWN_THERE |= {(name, status) for name, shown in WEBHOOKS.items() for status in shown}
SHOWN_THERE |= {("preflight_case", 403), ("preflight_form", 403)}
# What an operation answers that did what was asked, if not 200.
SUCCESS = {name: 201 for name in OPERATIONS if name.startswith("create_")}
SUCCESS |= {"rotate_key": 201, **dict.fromkeys(MAKING, 201)}
SUCCESS |= dict.fromkeys(("preflight_case", "preflight_form"), 204)
DOCUMENTED = {(one.id, status) for one in OPERATIONS.values() for status in one.responses}
CODES = {
    code for name, status in DOCUMENTED - SHOWN_THERE for code in OPERATIONS[name].codes(status)
}
# Cannot be brought about from outside: the service would have to be broken.
NEVER_SHOWN = {"internal-fault"} | test_sign_in_answers.CODES
WITH_BODY = those(lambda one: one.body)
WITH_CREDENTIAL = those(lambda one: one.security)
READS = ("read_case", "read_erasure")
STAFF_ACTS = chosen(*(name for name in PATHS if name not in OWN))


@pytest.mark.parametrize("operation", chosen())
def test_success(calls, client, operation):
    expect(client, calls.make(operation), SUCCESS.get(operation, 200))


@pytest.mark.parametrize("operation", those(lambda one: one.method == "GET"))
def test_head_answers_as_get_without_a_body(calls, client, operation):
    call = calls.make(operation)
    answer = expect(client, {**call, "method": "HEAD"}, 200)
    assert answer.headers["Content-Type"] == client.request(**call).headers["Content-Type"]


@pytest.mark.parametrize("operation", chosen())
def test_an_unknown_parameter_is_refused(calls, client, operation):
    answer = expect(
        client, with_query(calls.ready(operation), "colour=red"), 400, "parameter-invalid"
    )
    assert answer.json()["errors"][0]["code"] == "unknown_parameter"


@pytest.mark.parametrize(
    "operation, query", [("list_cases", "limit=1&limit=2"), ("calculate_due", "amount=4")]
)
def test_a_parameter_given_twice_is_refused(calls, client, operation, query):
    answer = expect(client, with_query(calls.make(operation), query), 400, "parameter-invalid")
    assert [error["code"] for error in answer.json()["errors"]] == ["duplicate"]


@pytest.mark.parametrize("operation", chosen())
def test_a_header_that_may_stand_once_is_refused_twice(calls, client, operation):
    """attacks: 15"""
    call = calls.ready(operation)
    headers = [*call["headers"].items(), ("X-Request-Id", "one"), ("X-Request-Id", "two")]
    expect(client, {**call, "headers": headers}, 400, "malformed")


@pytest.mark.parametrize("operation", WITH_BODY)
def test_a_body_that_is_not_json_is_refused(calls, client, operation):
    expect(client, with_body(calls.ready(operation), b'{"kind": '), 400, "malformed")


def test_a_website_needs_an_idempotency_key(calls, client):
    """rules: B4"""
    call = with_headers(calls.create_case(), Idempotency_Key=None)
    expect(client, call, 400, "idempotency-key-missing")


@pytest.mark.parametrize("operation", ["create_case", *PATHS])
@pytest.mark.parametrize("key", ["", '""', "x" * 256, "tab\tbetween"])
def test_an_idempotency_key_of_another_form_is_refused(calls, client, operation, key):
    call = with_headers(calls.ready(operation), Idempotency_Key=key)
    code = expect(client, call, 400).json()["code"]
    assert code == "parameter-invalid"


@pytest.mark.parametrize("operation", WITH_CREDENTIAL)
@pytest.mark.parametrize("credential", [None, "Bearer heed_sk_UNKNOWN", "Bearer eyJh.eyJh.YQ", "Basic YTpi", "Bearer"])
def test_who_has_not_proved_who_they_are(calls, client, operation, credential):
    call = with_headers(calls.ready(operation), Authorization=credential, Receipt_Code=None)
    answer = expect(client, call, 401, "not-signed-in")
    wanted = 'Bearer error="invalid_token"' if credential else "Bearer"
    assert answer.headers["WWW-Authenticate"] == wanted


@pytest.mark.parametrize("operation", WITH_CREDENTIAL)
def test_who_has_no_role_in_the_organisation_may_not(calls, client, heed, operation):
    """An analyst of all organisations sees no case. rules: A12"""
    token = getattr(heed, "analyst_token", None) or heed.create_analyst_token()
    heed.analyst_token = token
    call = with_headers(calls.ready(operation), Authorization=f"Bearer {token}")
    expect(client, call, 403, "not-allowed")


def test_a_key_that_has_ended_is_told_so(calls, client, heed, organisation):
    key = heed.create_key(organisation.slug, organisation.site, "secret")
    here = ("--organisation", organisation.slug, "--overlap", "PT0S")
    heed.command("key", "rotate", *here, heed.key_id(key))
    call = with_headers(calls.create_case(), Authorization=f"Bearer {key}")
    expect(client, call, 401, "credential-expired")


def test_a_key_that_is_for_something_else_may_not(calls, client, heed, organisation):
    """rules: A12"""
    key = heed.create_key(organisation.slug, organisation.site, "secret", "--scope", "cases:status")
    call = with_headers(calls.create_case(), Authorization=f"Bearer {key}")
    expect(client, call, 403, "scope-missing")


@pytest.mark.parametrize("operation", WITH_CREDENTIAL)
def test_a_publishable_key_may_not(calls, client, organisation, operation):
    """It stands in every visitor's browser, so it is no proof of anything. attacks: 30"""
    publishable = f"Bearer {organisation.publishable_key}"
    expect(client, with_headers(calls.ready(operation), Authorization=publishable), 403)


@pytest.mark.parametrize("operation", [*READS, *PATHS])
@pytest.mark.parametrize("reference", ["DEMO-00000-000000", "nonsense"])
def test_an_unknown_case_is_not_found(calls, client, operation, reference):
    call = calls.ready(operation)
    address = call["url"].split("/")
    address[3] = reference
    expect(client, {**call, "url": "/".join(address)}, 404, "not-found")


@pytest.mark.parametrize("operation", [*chosen(*READS), *STAFF_ACTS])
def test_a_case_of_another_organisation_is_not_found(calls, client, heed, operation):
    """rules: B12. attacks: 31"""
    roles = "ceo,chair,safeguarding_officer"
    other = getattr(heed, "other", None) or heed.create_organisation(roles=roles)
    heed.other = other
    stranger = f"Bearer {other.staff_token}"
    call = with_headers(calls.ready(operation), Authorization=stranger)
    expect(client, call, 404, "not-found")


def test_a_wrong_receipt_code_and_an_unknown_reference_are_answered_alike(calls, client):
    """rules: B1"""
    call = calls.read_status()
    wrong_code = {**call["json"], "receipt_code": calls.new_case()["receipt_code"]}
    wrong_reference = {**call["json"], "reference": "DEMO-00000-000000"}
    answers = [
        expect(client, {**call, "json": body}, 404, "not-found").json()
        for body in (wrong_code, wrong_reference)
    ]
    for answer in answers:
        del answer["request_id"]
    assert answers[0] == answers[1]


def test_other_things_that_are_not_there(client):
    for address in ("/problems/nothing", "/v1/calendar/due?start=2026-06-12&amount=1&unit=hours"
                    "&organisation=nobody", "/v1/cases/", "/v2",
                    "/v1/organisations/nobody/procedure",
                    "/v1/organisations/nobody/procedure/flow-chart",
                    "/v1/organisations/nobody/form"):
        expect(client, {"method": "GET", "url": address}, 404, "not-found")


@pytest.mark.parametrize("operation", chosen())
@pytest.mark.parametrize("method", ["DELETE", "PATCH", "PUT"])
def test_another_method_is_refused_with_those_there_are(calls, client, operation, method):
    answer = expect(client, {**calls.ready(operation), "method": method}, 405, "method-not-allowed")
    assert OPERATIONS[operation].method in answer.headers["Allow"].split(", ")


@pytest.mark.parametrize("operation", chosen())
def test_an_answer_that_the_caller_cannot_read_is_not_given(calls, client, operation):
    call = with_headers(calls.ready(operation), Accept="image/png")
    expect(client, call, 406, "not-acceptable")


@pytest.mark.parametrize("operation", chosen())
def test_a_body_that_is_too_long_is_refused(calls, client, operation):
    body = b'{"text": "' + b"x" * 300_000 + b'"}'
    expect(client, with_body(calls.ready(operation), body), 413, "body-too-large")


@pytest.mark.parametrize("operation", chosen())
def test_an_address_that_is_too_long_is_refused(calls, client, operation):
    call = with_query(calls.ready(operation), "x=" + "y" * 4100)
    expect(client, call, 414, "address-too-long")


@pytest.mark.parametrize("operation", WITH_BODY)
@pytest.mark.parametrize("kind", ["text/xml", "application/json; charset=latin1", None])
def test_a_body_of_another_type_is_refused(calls, client, operation, kind):
    """attacks: 22"""
    call = with_body(calls.ready(operation), b"{}", kind)
    expect(client, call, 415, "media-type-unsupported")


@pytest.mark.parametrize("operation", WITH_BODY)
def test_an_encoded_body_is_refused(calls, client, operation):
    call = with_headers(calls.ready(operation), Content_Encoding="gzip")
    expect(client, call, 415, "media-type-unsupported")


@pytest.mark.parametrize("operation", chosen())
@pytest.mark.parametrize("headers", [[("X-Much", "x" * 17_000)], [("X-Many", "x")] * 65])
def test_too_many_headers_are_refused(calls, client, operation, headers):
    call = calls.ready(operation)
    headers = [*call["headers"].items(), *headers]
    expect(client, {**call, "headers": headers}, 431, "headers-too-large")


@pytest.mark.parametrize("operation", WITH_BODY)
def test_a_body_with_a_mistake_is_refused(calls, client, operation):
    call = calls.ready(operation)
    expect(client, {**call, "json": {**call["json"], "colour": 1}}, 422, "fields-invalid")


def test_a_repeated_request_is_done_once(calls, client):
    """rules: B4"""
    call = calls.make("create_case")
    first, again = client.request(**call), client.request(**call)
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (first.status_code, first.json()) == (again.status_code, again.json())


def test_a_key_that_was_used_with_another_body_is_refused(calls, client):
    """rules: B4"""
    call = calls.make("create_case")
    assert client.request(**call).status_code == 201
    other = {**call, "json": {**call["json"], "narrative": "Something else."}}
    expect(client, other, 422, "idempotency-key-reused")


@pytest.mark.parametrize("who", ["site", "staff"])
def test_a_case_that_has_not_changed_is_not_sent_again(calls, client, who):
    call = {**calls.read_case(), "headers": getattr(calls, who)}
    etag = client.request(**call).headers["ETag"]
    for names in (etag, f'"other", W/{etag}', "*"):
        answer = expect(client, with_headers(call, If_None_Match=names), 304)
        assert answer.headers["ETag"] == etag and not answer.content
    expect(client, with_headers(call, If_None_Match='"other"'), 200)


@pytest.mark.parametrize("operation", chosen("read_procedure", "read_flow_chart", "read_form"))
@pytest.mark.parametrize("kind", ["application/json", "text/html", "image/svg+xml"])
def test_what_is_published_and_has_not_changed_is_not_sent_again(calls, client, operation, kind):
    call = with_headers(calls.make(operation), Accept=f"{kind}, */*;q=0.1")
    answer = expect(client, call, 200)
    expect(client, with_headers(call, If_None_Match=answer.headers["ETag"]), 304)


def test_the_contract_that_is_served_is_the_file(client):
    assert client.get("/v1/openapi.yaml").text == contracts.FILE.read_text(encoding="utf-8")


def test_every_code_of_the_contract_has_a_page(client, contract):
    for code in CODES:
        assert code in expect(client, {"method": "GET", "url": f"/problems/{code}"}, 200).text


def test_the_same_request_still_in_flight(calls, client, heed, organisation):
    """rules: B4"""
    calls.new_case()
    call = with_headers(calls.make("create_case"), Idempotency_Key="in flight")
    with request_in_flight(heed, organisation, organisation.site, "POST /v1/cases"):
        expect(client, call, 409, "in-flight")


def test_a_record_whose_seal_is_broken_is_told_of_and_not_shown(calls, client, heed):
    """rules: B6"""
    call = calls.make("read_case")
    break_seal(heed, call["url"].split("/")[3])
    expect(client, call, 500, "seal-broken")


def test_a_repeated_creation_whose_seal_is_broken(calls, client, heed):
    call = calls.create_case()
    break_seal(heed, client.request(**call).json()["reference"])
    expect(client, call, 500, "seal-broken")


def test_a_service_with_another_key_ring_takes_in_nothing(calls, contract, heed):
    """rules: B4"""
    wrong = heed.folder / "wrong_key_ring"
    heed.command("key-ring", "generate", output=wrong)
    other = heed.start_api(ready=False, HEED_KEY_RING_FILE=wrong)
    try:
        with contract.client(other) as client:
            expect(client, calls.create_case(), 500, "key-ring-wrong")
    finally:
        other.stop()


@pytest.fixture(scope="module")
def frugal(contract, heed):
    """A client of a service that lets everybody do one thing an hour."""
    api = heed.start_api(**dict.fromkeys(AMPLE_QUOTAS, "1/3600"))
    with contract.client(api) as client:
        yield client
    api.stop()


@pytest.mark.parametrize("operation", those(lambda one: 429 in one.responses))
def test_more_than_the_quota_is_refused(calls, frugal, operation):
    call = calls.ready(operation)
    frugal.request(**call)
    answer = expect(frugal, call, 429, "quota-exceeded")
    assert f'"{answer.json()["policy"]}";r=0;t=' in answer.headers["RateLimit"]


def test_only_those_who_watch_the_service_are_not_counted():
    uncounted = {name for name, one in OPERATIONS.items() if 429 not in one.responses}
    assert uncounted == {"read_health", "read_readiness", "read_metrics"}


def test_a_case_that_somebody_holds_is_busy(calls, client, heed):
    call = calls.make("record_update")
    with heed.superuser() as connection, connection.transaction():
        connection.execute("select from case_file for update")
        expect(client, call, 503, "busy")


@pytest.fixture(scope="module")
def stopped_database(calls, servers):
    """Calls for every operation, made before the database went away."""
    made = {operation: calls.make(operation) for operation in OPERATIONS}
    servers.stop("postgres")
    yield made
    servers.start("postgres")


@pytest.mark.parametrize("operation", those(lambda one: 503 in one.responses))
def test_while_the_database_is_away(stopped_database, client, operation):
    """rules: B4"""
    code = None if operation == "read_readiness" else "database-unavailable"
    expect(client, stopped_database[operation], 503, code)


@pytest.mark.parametrize("operation", those(lambda one: 503 not in one.responses))
def test_what_needs_no_database_answers_while_it_is_away(stopped_database, client, operation):
    expect(client, stopped_database[operation], 200)


def test_every_documented_answer_was_shown(contract, request):
    """Runs last; with a choice of tests it says nothing."""
    if request.session.testscollected < 400:
        pytest.skip("not every test of the file was chosen")
    assert sorted(DOCUMENTED - SHOWN_THERE - contract.shown) == []
    assert CODES - {code for _, _, code in contract.codes_shown} == NEVER_SHOWN
