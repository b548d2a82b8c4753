"""How the keys of a provider are asked for, and what of an answer is taken."""

import json
import ssl
import time
from datetime import datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from conftest import INTERVAL
from support.programs import wait_until
from support.provider import MadeProvider, add_provider, link
from support.tokens import Key, claims, signed

AUDIENCE = "https://heed.example.org"


@pytest.fixture
def key():
    return Key("ES256", "one")


@pytest.fixture
def provider(heed, key):
    """Of an organisation of its own, which knows Ann."""
    with MadeProvider(key) as made:
        here = heed.create_organisation(roles="intake")
        add_provider(heed, here.slug, made.issuer, AUDIENCE, {"handlers": "handler"})
        link(heed, here.slug, here.staff, made.issuer, "ann")
        yield made


def call(api, key, provider, **header):
    token = signed(key, claims(provider.issuer, AUDIENCE, "ann"), **header)
    with api.client(token) as client:
        return client.get("/v1/cases").status_code


def test_however_many_keys_are_unknown_the_provider_is_asked_once_an_interval(api, provider, key):
    """rules: A12. attacks: 28"""
    wait_until("the keys are known", lambda: call(api, key, provider) == 200)
    asked, began = provider.requests.count("/keys"), time.monotonic()
    flood = [signed(key, claims(provider.issuer, AUDIENCE, "ann"), kid=f"k{n}") for n in range(50)]
    with api.client() as client:
        while time.monotonic() - began < 2 * INTERVAL:
            for token in flood:
                answer = client.get("/v1/cases", headers={"Authorization": f"Bearer {token}"})
                assert answer.status_code == 401
    asked = provider.requests.count("/keys") - asked
    assert 1 <= asked <= 1 + (time.monotonic() - began) / INTERVAL
    assert call(api, key, provider) == 200


def test_while_the_provider_is_away_its_keys_count_up_to_their_age_and_then_it_is_closed(
    heed, provider, key
):
    """rules: A12. attacks: 29"""
    api = heed.start_api(
        HEED_PROVIDER_LOOPBACK=1, HEED_PROVIDER_SECONDS=1, HEED_PROVIDER_AGE_SECONDS=4
    )
    wait_until("the keys are known", lambda: call(api, key, provider) == 200)
    fetched = time.monotonic()
    provider.is_away = True
    # Remembered for three seconds at most; each of these is another token.
    while time.monotonic() - fetched < 2.5:
        assert call(api, key, provider, extra=time.monotonic()) == 200
    wait_until("the keys are too old", lambda: call(api, key, provider, extra=time.time()) == 503)
    assert time.monotonic() - fetched < 8
    provider.is_away = False
    wait_until("the provider is back", lambda: call(api, key, provider) == 200)
    api.stop()


def test_a_key_that_the_provider_took_back_counts_no_more_after_the_next_asking(
    api, provider, key
):
    """rules: A12"""
    wait_until("the keys are known", lambda: call(api, key, provider) == 200)
    new = Key("EdDSA", "two")
    provider.show(new)
    wait_until("the new key is known", lambda: call(api, new, provider) == 200)
    time.sleep(0.1)
    assert call(api, key, provider, extra=1) == 401


def test_without_the_setting_a_provider_of_this_machine_is_not_asked(heed, provider, key):
    """rules: A12"""
    api = heed.start_api(HEED_PROVIDER_SECONDS=1)
    asked = len(provider.requests)
    wait_until("it is missed", lambda: '"fetch":"address"' in api.log)
    assert call(api, key, provider) == 503
    assert len(provider.requests) == asked
    api.stop()


def check(heed, provider, status=1, **settings):
    """What heed provider check tells of it."""
    file = heed.folder / "checked.json"
    roles = [{"value": "handlers", "role": "handler"}]
    file.write_text(
        json.dumps({"issuer": provider.issuer, "audience": "x", "roles": roles, **settings})
    )
    ended = heed.run("provider", "check", file, HEED_PROVIDER_LOOPBACK=1)
    assert ended.returncode == status, ended.stdout + ended.stderr
    return ended.stdout + ended.stderr


def test_the_check_tells_the_keys_and_how_many_are_of_no_use(heed, keys):
    with MadeProvider() as provider:
        weak, encrypts = Key("RS256", "weak", bits=1024), Key("ES256", "encrypts")
        odd = [
            {"kty": "oct", "k": "c2VjcmV0", "kid": "oct"},
            weak.public_jwk(),
            encrypts.public_jwk() | {"use": "enc"},
            Key("ES256", "private").private_jwk(),
            Key("ES256", "off").public_jwk() | {"x": "AAAA"},
            Key("RS256", "other").public_jwk() | {"alg": "PS256"},
        ]
        shown = [key.public_jwk() for key in keys.values()]
        provider.answers["/keys"] = {"keys": odd + shown}
        told = check(heed, provider, status=0)
        assert f"{provider.issuer}/keys\t3 keys\t6 passed over" in told
        for name in keys:
            assert f"{name}\tkey-{name}" in told
        assert "weak" not in told and "oct" not in told


def dripping(seconds):
    def answer():
        time.sleep(seconds)
        return {"keys": []}

    return answer


DOCUMENT, KEYS = "/.well-known/openid-configuration", "/keys"
ANSWERS = [
    ("it is elsewhere", DOCUMENT, lambda p: (302, {"Location": p.issuer + "/d"}, b""), "but 302"),
    ("so are its keys", KEYS, lambda p: (307, {"Location": p.issuer + "/k"}, b""), "but 307"),
    ("it is broken", KEYS, lambda p: (500, {}, b"{}"), "but 500"),
    ("it is large", KEYS, lambda p: (200, {}, b'{"keys": [], "x": "%s"}' % (b"x" * 70_000)), "64"),
    ("it is no JSON", KEYS, lambda p: (200, {}, b"<html>"), "not what it should be"),
    ("no keys", KEYS, lambda p: {"keys": []}, "not what it should be"),
    ("another's", DOCUMENT, lambda p: {"issuer": "https://x", "jwks_uri": p.issuer}, "another"),
    (
        "keys at another server",
        DOCUMENT,
        lambda p: {"issuer": p.issuer, "jwks_uri": "https://127.0.0.1:9/keys"},
        "at another server",
    ),
    (
        "keys in a file",
        DOCUMENT,
        lambda p: {"issuer": p.issuer, "jwks_uri": "file:///etc/passwd"},
        "at another server",
    ),
    ("it takes its time", KEYS, lambda p: dripping(4), "in time"),
]


@pytest.mark.parametrize("why, path, answer, told", ANSWERS, ids=[one[0] for one in ANSWERS])
def test_what_no_keys_are_taken_from(heed, why, path, answer, told):
    """rules: A12"""
    with MadeProvider(Key("ES256", "one")) as provider:
        good = dict(provider.answers)
        provider.answers |= {"/d": good[DOCUMENT], "/k": good[KEYS], path: answer(provider)}
        began = time.monotonic()
        explained = check(heed, provider)
        assert told in explained
        assert time.monotonic() - began < 8
        assert not {"/d", "/k"} & set(provider.requests)


def test_keys_at_another_server_are_taken_when_an_administrator_says_so(heed):
    """rules: A12"""
    with MadeProvider(Key("ES256", "one")) as keys, MadeProvider() as provider:
        told = check(heed, provider, status=0, keys_url=f"{keys.issuer}/keys")
        assert f"{keys.issuer}/keys\t1 keys" in told
        assert provider.requests == []


def test_nobody_answers(heed):
    with MadeProvider() as provider:
        pass
    assert "nobody answers" in check(heed, provider)


def own_certificate(folder):
    """A server's TLS with a certificate that it has signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.utcnow() - timedelta(days=1))
        .not_valid_after(datetime.utcnow() + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = folder / "tls.pem"
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    file.write_bytes(
        key.private_bytes(pem, form, serialization.NoEncryption()) + certificate.public_bytes(pem)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_a_certificate_of_ones_own_making_is_not_trusted(heed, tmp_path):
    """rules: A12"""
    with MadeProvider(Key("ES256", "one"), tls=own_certificate(tmp_path)) as provider:
        wait_until("the certificate is looked at", lambda: "certificate" in check(heed, provider))
        assert provider.requests == []
