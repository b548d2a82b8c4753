"""Whoever did what took a case out of their own sight may repeat it, and learns nothing by it."""

import uuid

import pytest
from support.acts import PATHS
from support.office import Office

ACTS = {
    "conflict_declared": lambda office: {},
    "subject_named": lambda office: {"staff": office.handler.id},
    "safeguarding": lambda office: {
        "staff": office.safeguarding_officer.id,
        "text": "A child is at risk.",
    },
}


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api) as office:
        yield office


@pytest.fixture
def complaint(office):
    return office.receive()[0]


def post(person, reference, type, key, body):
    headers = {"If-Match": "*", "Idempotency-Key": key}
    return person.client.post(f"/v1/cases/{reference}/{PATHS[type]}", headers=headers, json=body)


@pytest.mark.parametrize("type", ACTS)
def test_an_act_that_took_the_case_away_is_answered_again(office, complaint, type):
    """rules: A13, B4, C11"""
    key, body = str(uuid.uuid4()), ACTS[type](office)
    first = post(office.handler, complaint, type, key, body)
    assert (first.status_code, first.content) == (204, b"")
    assert "Idempotency-Replayed" not in first.headers
    assert office.handler.client.get(f"/v1/cases/{complaint}").status_code == 404
    again = post(office.handler, complaint, type, key, body)
    assert (again.status_code, again.content) == (204, b"")
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "ETag" not in again.headers
    another = post(office.handler, complaint, type, key, {**body, "text": "Something else."})
    assert (another.status_code, another.json()["code"]) == (422, "idempotency-key-reused")


def test_to_everybody_else_and_under_another_key_there_is_no_such_case(office, complaint):
    """rules: A13, B4, C11"""
    key, body = str(uuid.uuid4()), ACTS["safeguarding"](office)
    assert post(office.handler, complaint, "safeguarding", key, body).status_code == 204
    for person, type, another_key in (
        (office.ceo, "safeguarding", key),  # somebody else
        (office.handler, "safeguarding", str(uuid.uuid4())),  # another request
        (office.handler, "update", key),  # another act
    ):
        body = {"text": "."} if type == "update" else body
        answer = post(person, complaint, type, another_key, body)
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
