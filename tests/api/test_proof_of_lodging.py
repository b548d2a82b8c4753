"""A complainant can prove to anybody that, and when, they complained. rules: B1, A14, D17"""

import itertools
import json

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

keys = itertools.count(1)


@pytest.fixture(scope="module")
def site(api, organisation):
    with api.client(organisation.secret_key) as client:
        yield client


@pytest.fixture(scope="module")
def anyone(api):
    with api.client() as client:
        yield client


@pytest.fixture
def key():
    return {"Idempotency-Key": f"proof-{next(keys)}"}


def lodge(site, key, **members):
    body = {"kind": "complaint", "narrative": "The ramp is locked.", **members}
    answer = site.post("/v1/cases", headers=key, json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def check(anyone, proof):
    answer = anyone.post("/v1/lodging-proofs/check", json={"proof_of_lodging": proof})
    assert answer.status_code == 200, answer.text
    return answer.json()


def changed(proof, part):
    """The proof with one character in the middle of a part replaced by another."""
    parts = proof.split(".")
    middle = len(parts[part]) // 2
    other = "A" if parts[part][middle] != "A" else "B"
    parts[part] = parts[part][:middle] + other + parts[part][middle + 1 :]
    return ".".join(parts)


def test_a_case_without_a_name_has_a_proof_that_names_reference_and_day(site, anyone, key):
    """rules: B1, A14"""
    case = lodge(site, key)
    told = check(anyone, case["proof_of_lodging"])
    assert told["is_genuine"] is True
    assert told["reference"] == case["reference"]
    assert told["received_at"] == case["received_at"]
    assert told["recorded_at"][:10] == case["received_at"][:10]


def test_whoever_would_rather_not_ask_checks_it_with_the_published_key(site, anyone, key):
    """rules: B1"""
    case = lodge(site, key)
    [published] = anyone.get("/v1/signing-keys").json()["keys"]
    proof = case["proof_of_lodging"]
    assert jwt.get_unverified_header(proof)["kid"] == published["kid"]
    claims = jwt.decode(proof, OKPAlgorithm.from_jwk(json.dumps(published)), algorithms=["EdDSA"])
    assert claims["sub"] == case["reference"]


def test_it_holds_neither_the_code_nor_what_was_written(site, key):
    """rules: B1, D17. Nothing leads to the person, and it does not tell what the case is about."""
    case = lodge(site, key, customer={"name": "Gwen Example"}, category="conduct")
    claims = jwt.decode(case["proof_of_lodging"], options={"verify_signature": False})
    assert set(claims) == {"iss", "sub", "organisation", "iat", "received_at"}


def test_it_is_the_same_whenever_it_is_asked_for(site, anyone, key):
    """rules: B1"""
    case = lodge(site, key)
    again = lodge(site, key)
    assert again["proof_of_lodging"] == case["proof_of_lodging"]
    question = {"reference": case["reference"], "receipt_code": case["receipt_code"]}
    told = anyone.post("/v1/status", json=question).json()
    assert told["proof_of_lodging"] == case["proof_of_lodging"]


@pytest.mark.parametrize("part", [0, 1, 2])
def test_one_that_was_changed_is_none(site, anyone, key, part):
    """rules: B1"""
    case = lodge(site, key)
    told = check(anyone, changed(case["proof_of_lodging"], part))
    assert told["is_genuine"] is False
    assert not any(told[member] for member in told)


@pytest.mark.parametrize("text", ["x", "..", "a.b.c", ".", "eyJhbGciOiJub25lIn0.e30."])
def test_what_is_no_proof_is_none(anyone, text):
    """rules: B1"""
    assert check(anyone, text)["is_genuine"] is False


def test_one_signed_by_somebody_else_is_none(site, anyone, key):
    """rules: B1"""
    case = lodge(site, key)
    header = jwt.get_unverified_header(case["proof_of_lodging"])
    claims = jwt.decode(case["proof_of_lodging"], options={"verify_signature": False})
    forged = jwt.encode(claims, Ed25519PrivateKey.generate(), algorithm="EdDSA", headers=header)
    assert check(anyone, forged)["is_genuine"] is False
