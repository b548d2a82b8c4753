"""Tokens that must open nothing, whatever is wrong with them: one answer for all.

The provider is one that shows the keys of the test, so that a token is
wrong in one thing only.
"""

import json
import time

import pytest

from support.programs import wait_until
from support.provider import add_provider, link
from support.tokens import Key, base64url, claims, compact, hmac_signed, signed

AUDIENCE = "https://heed.example.org"
MINUTE = 60


@pytest.fixture(scope="module")
def charity(heed, made):
    organisation = heed.create_organisation(roles="intake")
    add_provider(heed, organisation.slug, made.issuer, AUDIENCE, {"handlers": "handler"})
    link(heed, organisation.slug, organisation.staff, made.issuer, "ann")
    return organisation


@pytest.fixture(scope="module")
def client(heed, api, made, keys, charity):
    """Of an API that knows the provider's keys."""
    good = signed(keys["ES256"], claims(made.issuer, AUDIENCE, "ann"))
    with api.client() as client:
        wait_until("the keys are known", lambda: call(client, good).status_code == 200)
        yield client


def call(client, token, **headers):
    return client.get("/v1/cases", headers={"Authorization": f"Bearer {token}", **headers})


def refused(client, token):
    """The problem that every token of these is answered with."""
    answer = call(client, token)
    assert answer.status_code == 401, (answer.status_code, answer.text)
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'
    return {name: value for name, value in answer.json().items() if name != "request_id"}


@pytest.fixture(scope="module")
def usual(client):
    """What any credential that does not count is answered with."""
    return refused(client, "heed_sk_" + "0" * 57)


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA"])
def test_a_good_one_counts(client, made, keys, algorithm):
    good = signed(keys[algorithm], claims(made.issuer, AUDIENCE, "ann"))
    assert call(client, good).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": None},
        {"aud": AUDIENCE + "/"},
        {"aud": AUDIENCE + " x"},
        {"aud": ["https://other.example.org"]},
        {"aud": {"x": AUDIENCE}},
        {"iss": None},
        {"iss": "https://nobody.example.org"},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
        {"exp": None},
        {"exp": "2999-01-01"},
        {"exp": -1},
        {"exp": 1e300},
        {"exp": int(time.time()) - 2 * MINUTE},
        {"iat": None},
        {"iat": int(time.time()) + 10 * MINUTE},
        {"nbf": int(time.time()) + 10 * MINUTE},
        {"nbf": "soon"},
        {"nonce": "n"},
        {"at_hash": "x"},
        {"c_hash": "x"},
        {"typ": "ID"},
        {"typ": "Refresh"},
        {"cnf": {"jkt": "x"}},
    ],
    ids=json.dumps,
)
def test_claims_of_another(client, usual, made, keys, changes):
    """Wrong or missing audience, issuer, times; an ID token; one that is bound. rules: A12. attacks: 27"""
    token = signed(keys["ES256"], claims(made.issuer, AUDIENCE, "ann", **changes))
    assert refused(client, token) == usual


@pytest.mark.parametrize("typ", ["id+jwt", "logout+jwt", "dpop+jwt", "at+jwt ", "JWE"])
def test_a_token_of_another_type(client, usual, made, keys, typ):
    """rules: A12. attacks: 27"""
    token = signed(keys["ES256"], claims(made.issuer, AUDIENCE, "ann"), typ=typ)
    assert refused(client, token) == usual


@pytest.mark.parametrize(
    "header",
    [
        {"crit": ["exp"]},
        {"crit": []},
        {"zip": "DEF"},
        {"b64": False},
        {"alg": "none"},
        {"alg": "None"},
        {"alg": "es256"},
        {"alg": "ES384"},
        {"alg": "RS256"},
        {"alg": "PS256"},
        {"alg": None},
        {"alg": 7},
        {"kid": "key-RS256"},
        {"kid": 7},
        {"kid": "../../etc/passwd"},
    ],
    ids=json.dumps,
)
def test_a_header_that_says_something_else(client, usual, made, keys, header):
    """rules: A12"""
    token = signed(keys["ES256"], claims(made.issuer, AUDIENCE, "ann"), **header)
    assert refused(client, token) == usual


def test_no_signature_and_none_as_the_algorithm(client, usual, made, keys):
    """rules: A12. attacks: 25"""
    payload = claims(made.issuer, AUDIENCE, "ann")
    for header in ({"alg": "none"}, {"alg": "none", "kid": "key-ES256"}, {"alg": "ES256"}):
        assert refused(client, compact(header, payload, lambda _: b"")) == usual
        assert refused(client, compact(header, payload, lambda _: bytes(64))) == usual
    unsigned = signed(keys["ES256"], payload).rsplit(".", 1)[0]
    assert refused(client, unsigned) == usual
    assert refused(client, unsigned + ".") == usual


def test_the_public_key_is_no_secret_to_sign_with(client, usual, made, keys):
    """HS256 with what everybody knows. rules: A12. attacks: 25"""
    payload = claims(made.issuer, AUDIENCE, "ann")
    for key in keys.values():
        public = key.public_jwk()
        for secret in (key.public_pem(), json.dumps(public).encode(), b"", b"secret"):
            for algorithm in ("HS256", key.algorithm):
                token = hmac_signed(secret, payload, alg=algorithm, kid=key.identifier)
                assert refused(client, token) == usual


def test_a_key_of_ones_own_is_not_taken_from_the_token_nor_fetched(client, usual, made):
    """jwk, jku, x5u, x5c. rules: A12. attacks: 26"""
    own = Key("ES256", "key-ES256")
    shown = own.public_jwk()
    made.answers["/own"] = {"keys": [shown]}
    asked_before = len(made.requests)
    certificate = base64url(b"certificate")
    for header in (
        {"jwk": shown},
        {"jku": f"{made.issuer}/own"},
        {"x5u": f"{made.issuer}/own"},
        {"x5c": [certificate]},
        {"jwk": shown, "kid": "own"},
        {"jku": f"{made.issuer}/own", "kid": None},
    ):
        token = signed(own, claims(made.issuer, AUDIENCE, "ann"), **header)
        assert refused(client, token) == usual
    assert "/own" not in made.requests[asked_before:]


def test_what_a_good_token_offers_besides_is_passed_over(client, made, keys):
    """rules: A12"""
    asked_before = len(made.requests)
    offered = {"jku": f"{made.issuer}/own", "x5u": f"{made.issuer}/own", "jwk": {"kty": "oct"}}
    token = signed(keys["RS256"], claims(made.issuer, AUDIENCE, "ann"), **offered)
    assert call(client, token).status_code == 200
    assert "/own" not in made.requests[asked_before:]


@pytest.mark.parametrize(
    "payload",
    [
        '{"iss": "%s", "aud": "x", "aud": "%s", "sub": "ann", "iat": %d, "exp": %d}',
        '{"iss": "%s", "aud": "%s", "sub": "eve", "sub": "ann", "iat": %d, "exp": %d}',
        '[{"iss": "%s", "aud": "%s", "sub": "ann", "iat": %d, "exp": %d}]',
        '{"iss": "%s", "aud": "%s", "sub": "ann\\u0000", "iat": %d, "exp": %d}',
        '{"iss": "%s", "aud": "%s", "sub": "\\ud800", "iat": %d, "exp": %d}',
        '{"iss": "%s", "aud": "%s", "sub": "ann", "iat": %d, "exp": %d',
        '{"iss": "%s", "aud": "%s", "sub": "ann", "iat": %d, "exp": %d, "x": '
        + "[" * 40 + "]" * 40 + "}",
    ],
)
def test_json_that_two_readers_would_take_differently(client, usual, made, keys, payload):
    """rules: A12"""
    now = int(time.time())
    text = payload % (made.issuer, AUDIENCE, now, now + MINUTE)
    assert refused(client, signed(keys["ES256"], text)) == usual


def test_a_header_with_a_member_twice(client, usual, made, keys):
    """rules: A12"""
    payload = claims(made.issuer, AUDIENCE, "ann")
    text = '{"alg": "none", "alg": "ES256", "typ": "at+jwt", "kid": "key-ES256"}'
    assert refused(client, compact(text, payload, keys["ES256"].sign)) == usual


def test_forms_that_are_no_token(client, usual, made, keys):
    """rules: A12"""
    good = signed(keys["ES256"], claims(made.issuer, AUDIENCE, "ann"))
    header, payload, signature = good.split(".")
    for wrong in (
        f"{good}.{signature}",
        f"{good}=",
        f"{header}.{payload}.{signature}==",
        f"{header}..{signature}",
        f"{header}.{payload}.!{signature}",
        f"{header}.{payload}+.{signature}",
        f"{header}.{payload}.{signature}.",
        f"{good} {good}",
        "eyJ",
        "eyJ..",
        header + "." * 5,
        json.dumps({"protected": header, "payload": payload, "signature": signature}),
    ):
        assert refused(client, wrong) == usual


def test_one_that_is_too_long(client, usual, made, keys):
    """8 KiB are taken. rules: A12"""
    for padding, status in ((5000, 200), (8000, 401)):
        token = signed(keys["ES256"], claims(made.issuer, AUDIENCE, "ann", padding="x" * padding))
        assert call(client, token).status_code == status
    assert refused(client, token) == usual


def test_a_minute_is_forgiven_and_no_more(client, made, keys, heed):
    """By the database's time. rules: A12. attacks: 27"""
    payload = claims(made.issuer, AUDIENCE, "ann")
    now = int(time.time())
    for changes, status in (
        ({"exp": now - 30}, 200),
        ({"exp": now - 70}, 401),
        ({"nbf": now + 30, "iat": now + 30}, 200),
        ({"nbf": now + 90}, 401),
        ({"iat": now + 90}, 401),
    ):
        assert call(client, signed(keys["EdDSA"], payload | changes)).status_code == status, changes


def test_what_was_good_ends_with_its_time_although_it_is_remembered(client, heed, made, keys):
    """rules: A12"""
    payload = claims(made.issuer, AUDIENCE, "ann") | {"exp": int(time.time()) - 58}
    token = signed(keys["EdDSA"], payload)
    assert call(client, token).status_code == 200
    time.sleep(2.2)
    assert call(client, token).status_code == 401


def test_nothing_of_a_token_is_logged(api, client, made, keys):
    """rules: A12"""
    for subject in ("ann", "canary-4711"):
        token = signed(keys["ES256"], claims(made.issuer, AUDIENCE, subject, name="Canary Bird"))
        call(client, token)
        assert token.split(".")[1] not in api.log
    assert "canary" not in api.log.lower()
