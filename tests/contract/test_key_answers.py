"""What the contract documents of keys and of visitors' pages besides what every operation answers.

Each answer is held to openapi/openapi.yaml by the client itself (contract.py). The last test fails
when such an answer was never shown. rules: A12, B4, B12, D9
"""

import re
import uuid

import pytest

import contract as contracts
from answers import request_in_flight
from calls import expect, new_key, with_body, with_headers
from key_calls import KEYS, PAGE

OPERATIONS = {name: contracts.Contract().operations[name] for name in KEYS}
OF_ONE = [name for name, path in KEYS.items() if path is not None]
MAKING = ("create_key", "rotate_key")
# The mistakes that only these can make.
MISTAKES = {
    *("missing_scope", "unlisted_origin", "too_short"),
    *("not_an_origin", "unknown_site", "not_a_duration"),
}
# Cannot be brought about from outside: the service would have to be broken.
NEVER_SHOWN = set()


def told(answer):
    return {(error["pointer"], error["code"]) for error in answer.json()["errors"]}


@pytest.mark.parametrize("operation", KEYS)
def test_success(calls, client, operation):
    call = getattr(calls, operation)()
    answer = expect(client, call, 201 if operation in MAKING else 200)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_tells_where_the_next_one_is(calls, client):
    made = [calls.new_key_id() for _ in range(2)]
    listed, url = [], "/v1/keys?limit=2&kind=publishable"
    while url:
        answer = expect(client, {**calls.list_keys(), "url": url}, 200)
        listed += [key["id"] for key in answer.json()["keys"]]
        link = re.match("<(.*)>", answer.headers.get("Link", ""))
        url = link and link[1]
    assert len(listed) == len(set(listed)) and set(made) <= set(listed)


@pytest.mark.parametrize("operation", MAKING)
def test_a_key_is_shown_once_and_a_repeated_request_says_so(calls, client, operation):
    """rules: B4"""
    call = with_headers(getattr(calls, operation)(), Idempotency_Key=new_key())
    first, again = (expect(client, call, 201) for _ in range(2))
    assert first.json()["key"] and again.json()["key"] is None
    assert "cannot be shown again" in again.json()["note"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert first.json()["id"] == again.json()["id"]
    assert first.headers["Location"] == again.headers["Location"]
    shown = client.get(first.headers["Location"], headers=calls.staff).text
    assert first.json()["key"] not in shown + client.get("/v1/keys", headers=calls.staff).text


@pytest.mark.parametrize("operation", MAKING)
def test_an_idempotency_key_that_was_used_with_another_body(calls, client, operation):
    call = with_headers(getattr(calls, operation)(), Idempotency_Key=new_key())
    expect(client, call, 201)
    other = {"create_key": {"name": "other"}, "rotate_key": {"overlap": "P8D"}}[operation]
    expect(client, {**call, "json": {**call["json"], **other}}, 422, "idempotency-key-reused")


@pytest.mark.parametrize("operation", MAKING)
def test_the_same_request_still_in_flight(calls, client, heed, organisation, operation):
    calls.new_case()
    call = with_headers(getattr(calls, operation)(), Idempotency_Key="in flight")
    about = "" if operation == "create_key" else call["url"].split("/")[3]
    path = "" if operation == "create_key" else "/:id/rotation"
    name = f"POST /v1/keys{path} {about}".rstrip()
    with request_in_flight(heed, organisation, organisation.staff, name):
        expect(client, call, 409, "in-flight")


@pytest.mark.parametrize("operation", OF_ONE)
@pytest.mark.parametrize("key", [str(uuid.UUID(int=0)), str(uuid.uuid4()), "nonsense"])
def test_an_unknown_key_is_not_found(calls, client, operation, key):
    call = getattr(calls, operation)()
    address = call["url"].split("/")
    address[3] = key
    expect(client, {**call, "url": "/".join(address)}, 404, "not-found")


def test_a_key_that_has_been_revoked_or_rotated_is_over(calls, client):
    rotation = calls.rotate_key()
    expect(client, rotation, 201)
    expect(client, rotation, 409, "key-over")
    revocation = calls.revoke_key()
    expect(client, revocation, 200)
    assert expect(client, revocation, 200).json()["state"] == "revoked"
    for path in ("rotation", "origins"):
        url = revocation["url"].replace("revocation", path)
        expect(client, {**calls.change_key_origins(), "url": url, "json": {}}, 409, "key-over")


@pytest.mark.parametrize(
    "members, mistakes",
    [
        ({"site": str(uuid.UUID(int=7))}, {("/site", "unknown_site")}),
        ({"kind": "staff"}, {("/kind", "unknown_word")}),
        ({"origins": []}, {("/origins", "required")}),
        ({"origins": [PAGE, "*"]}, {("/origins/1", "not_an_origin")}),
        ({"kind": "secret"}, {("/origins", "not_allowed_here")}),
        ({"scopes": ["cases:status"]}, {("/scopes/0", "not_allowed_here")}),
        ({"scopes": ["cases:delete"]}, {("/scopes/0", "unknown_word")}),
        ({"expires_at": "2020-01-01T00:00:00Z"}, {("/expires_at", "not_ahead")}),
        ({"name": "two\nlines"}, {("/name", "control_character")}),
        (
            {"origins": ["null"], "scopes": ["cases:status"], "expires_at": "2020-01-01T00:00:00Z"},
            {
                ("/origins/0", "not_an_origin"),
                ("/scopes/0", "not_allowed_here"),
                ("/expires_at", "not_ahead"),
            },
        ),
    ],
)
def test_every_mistake_of_a_key_is_told(calls, client, members, mistakes):
    call = calls.create_key()
    answer = expect(client, {**call, "json": {**call["json"], **members}}, 422, "fields-invalid")
    assert told(answer) == mistakes


def test_mistakes_of_a_change(calls, client, heed, organisation):
    for overlap in ("", "7", "P91D"):
        call = {**calls.rotate_key(), "json": {"overlap": overlap or "P"}}
        assert told(expect(client, call, 422)) == {("/overlap", "not_a_duration")}
    call = {**calls.change_key_origins(), "json": {"origins": ["https://a.example/"]}}
    assert told(expect(client, call, 422)) == {("/origins/0", "not_an_origin")}
    secret = f"/v1/keys/{heed.key_id(organisation.secret_key)}/origins"
    assert told(expect(client, {**call, "url": secret}, 422)) == {("/origins", "not_allowed_here")}


def test_a_body_of_another_type_is_refused(calls, client):
    call = with_body(calls.revoke_key(), b"now", "text/plain")
    expect(client, call, 415, "media-type-unsupported")


def test_a_page_raises_a_case(calls, client):
    call = with_headers(calls.create_case(), **calls.page())
    answer = expect(client, call, 201)
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE
    short = with_headers(call, Idempotency_Key="1")
    assert told(expect(client, short, 400)) == {("Idempotency-Key", "too_short")}
    elsewhere = with_headers(call, Origin="https://elsewhere.example")
    answer = expect(client, elsewhere, 403, "origin-not-allowed")
    assert told(answer) == {("Origin", "unlisted_origin")}


@pytest.mark.parametrize("operation", ["preflight_case", "preflight_form"])
def test_what_a_browser_is_told(calls, client, operation):
    call = getattr(calls, operation)()
    expect(client, call, 204)
    expect(client, with_headers(call, Origin="https://elsewhere.example"), 403)
    expect(client, with_headers(call, Origin=None), 204)


def test_a_key_for_something_else(calls, client, heed, organisation):
    key = heed.create_key(organisation.slug, organisation.site, "secret", "--scope", "cases:create")
    for operation in ("list_cases", "read_case"):
        call = with_headers(getattr(calls, operation)(), Authorization=f"Bearer {key}")
        answer = expect(client, call, 403, "scope-missing")
        assert told(answer) == {("Authorization", "missing_scope")}


def test_every_answer_of_their_own_was_shown(contract, request):
    """Runs last; with a choice of tests it says nothing. The rest is test_answers.py's to show."""
    if request.session.testscollected < 40:
        pytest.skip("not every test of the file was chosen")
    own = (200, 201, 404, 409, 422)
    documented = {
        (one.id, status) for one in OPERATIONS.values() for status in one.responses if status in own
    }
    assert not documented - contract.shown
    codes = {code for name, status in documented for code in OPERATIONS[name].codes(status)}
    assert codes - {code for _, _, code in contract.codes_shown} == NEVER_SHOWN
    assert MISTAKES <= contract.mistakes_shown
