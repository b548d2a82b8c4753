"""Staff sign in with a real OpenID provider, npm's oidc-provider."""

import time
import uuid

import pytest

from support.programs import wait_until
from support.provider import add_provider, link
from support.tokens import base64url, from_base64url

CASE = {"kind": "complaint", "channel": "telephone"}
ROLES = {"handlers": "handler", "reception": "intake"}
AUDIENCES = ("urn:heed:RS256", "urn:heed:ES256", "urn:heed:EdDSA")


@pytest.fixture(scope="module")
def charity(heed, real):
    """An organisation whose staff sign in with the provider, for each of its algorithms."""
    made = heed.create_organisation("charity", roles="intake")
    for audience in AUDIENCES:
        add_provider(heed, made.slug, real.issuer, audience, ROLES, needs_access_type=True)
    return made


@pytest.fixture(scope="module")
def ann(heed, api, real, charity):
    """Somebody whom the organisation knows, with the login "ann"."""
    staff, _ = heed.create_person(charity.slug, "Ann", "intake")
    link(heed, charity.slug, staff, real.issuer, "ann")
    real.set_accounts(ann={"roles": ["handlers"]}, eve={"roles": ["handlers"]})
    return staff


def status(api, token, path="/v1/cases"):
    with api.client(token) as client:
        return client.get(path).status_code


def token_that_counts(api, real, login, audience=AUDIENCES[0]):
    """An access token, once the API knows the provider's keys."""
    token = real.sign_in(login, audience)["access_token"]
    wait_until("the API knows the keys", lambda: status(api, token) not in (401, 503))
    return token


@pytest.mark.parametrize("audience", AUDIENCES)
def test_who_signs_in_works_on_cases_and_is_the_one_whom_the_history_names(
    heed, api, real, charity, ann, audience
):
    """rules: A12"""
    token = token_that_counts(api, real, "ann", audience)
    with api.client(token) as client, api.client(charity.secret_key) as site:
        key = {"Idempotency-Key": str(uuid.uuid4())}
        location = site.post("/v1/cases", json=CASE, headers=key).headers["Location"]
        assert client.get(location).status_code == 200
        answer = client.post(
            f"{location}/initial-response", json={"text": "Seen."}, headers={"If-Match": "*"}
        )
        assert answer.status_code == 200, answer.text
        assert answer.json()["handler"] == ann


def test_an_id_token_does_not_open_anything(api, real, ann):
    """rules: A12"""
    signed_in = real.sign_in("ann", AUDIENCES[0])
    token_that_counts(api, real, "ann")
    with api.client(signed_in["id_token"]) as client:
        answer = client.get("/v1/cases")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_somebody_whom_nobody_knows_may_do_nothing(api, real, ann):
    """rules: A12"""
    token_that_counts(api, real, "ann")
    token = real.sign_in("eve", AUDIENCES[0])["access_token"]
    assert status(api, token) == 403


def test_roles_follow_the_newest_token_and_no_older_one_brings_them_back(heed, api, real, ann):
    """rules: A12"""
    older = token_that_counts(api, real, "ann")
    assert status(api, older) == 200
    time.sleep(1)
    real.set_accounts(ann={"roles": ["reception"]})
    newer = real.sign_in("ann", AUDIENCES[0])["access_token"]
    assert status(api, newer) == 403
    time.sleep(3.1)
    assert status(api, older) == 403
    held = heed.owner.execute(
        "select role from staff_role where staff_id = %s and provider_id is not null", [ann]
    ).fetchall()
    assert ("intake",) in held
    real.set_accounts(ann={"roles": ["handlers"]})
    time.sleep(1)
    assert status(api, real.sign_in("ann", AUDIENCES[0])["access_token"]) == 200


def test_over_all_roles_and_those_that_nobody_mapped_are_not_given(api, real, ann):
    """rules: A12"""
    real.set_accounts(ann={"roles": ["operator", "analyst", "ceo", "organisation_admin"]})
    time.sleep(1)
    token = real.sign_in("ann", AUDIENCES[1])["access_token"]
    assert status(api, token) == 403
    real.set_accounts(ann={"roles": ["handlers"]})


def test_who_was_disabled_is_refused_within_five_seconds_and_let_in_again(heed, api, real, ann):
    """rules: A12"""
    token = token_that_counts(api, real, "ann", AUDIENCES[2])
    own = heed.create_token("charity", ann)
    assert status(api, token) == 200 and status(api, own, "/v1/notifications") == 200
    heed.command("staff", "disable", "--staff", ann)
    wait_until("the token opens nothing", lambda: status(api, token) == 401, 5)
    wait_until("nor does ours", lambda: status(api, own, "/v1/notifications") == 401, 5)
    assert "disabled" in heed.command("staff", "list", "--organisation", "charity")
    heed.command("staff", "enable", "--staff", ann)
    assert status(api, token) == 200


def test_a_byte_more_or_less_and_the_signature_is_wrong(api, real, ann):
    """rules: A12"""
    header, payload, signature = token_that_counts(api, real, "ann").split(".")
    other = base64url(from_base64url(payload).replace(b'"handlers"', b'"reception"'))
    broken = base64url(bytes([from_base64url(signature)[0] ^ 1, *from_base64url(signature)[1:]]))
    for wrong in (
        f"{header}.{other}.{signature}",
        f"{header}.{payload}.{broken}",
        f"{header}.{payload}.{signature[:-4]}",
        f"{header}.{payload}.",
        f"{header}.{payload}",
    ):
        assert status(api, wrong) == 401


def test_new_keys_are_found_soon_and_the_old_ones_count_no_more(api, real, ann):
    """rules: A12"""
    old = token_that_counts(api, real, "ann")
    real.stop()
    real.rotate()
    real.start()
    new = real.sign_in("ann", AUDIENCES[0])["access_token"]
    began = time.monotonic()
    wait_until("the new key is known", lambda: status(api, new) == 200, 10)
    assert time.monotonic() - began < 5
    time.sleep(3.1)
    assert status(api, old) == 401
