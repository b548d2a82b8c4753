"""Help with complaining: asked for, offered, given, and noted with the case."""

import uuid

import pytest
from support.acts import PATHS
from support.boardroom import Boardroom
from support.problems import mistakes

NOW = "2026-06-08 10:00"
WRITING = {"writing": "wanted"}


@pytest.fixture
def room(heed, api):
    with Boardroom(heed, api, NOW) as room:
        yield room


def told_by(client, **body):
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    answer = client.post("/v1/cases", json={"kind": "complaint", **body}, headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.json()


def noted(room, case):
    answer = room.ceo.client.get(f"/v1/cases/{case['reference']}")
    assert answer.status_code == 200, answer.text
    return answer.json()["help"]


def note(client, case, help):
    address = f"/v1/cases/{case['reference']}/{PATHS['help_noted']}"
    return client.post(address, json={"help": help}, headers={"If-Match": "*"})


def test_whoever_asks_for_help_need_tell_nothing(room, api):
    """rules: C10"""
    with api.client(room.organisation.secret_key) as site:
        case = told_by(site, help=WRITING)
    assert noted(room, case) == WRITING
    answer = room.ceo.client.get(f"/v1/cases/{case['reference']}")
    assert answer.json()["narrative"] is None


@pytest.mark.parametrize("channel", ["email", "telephone", "post", "in_person", "suggestion_box"])
def test_what_was_offered_is_noted_on_every_channel(room, channel):
    """rules: C10"""
    help = {"writing": "given", "privacy": "declined", "reading": "wanted"}
    case = told_by(room.ceo.client, channel=channel, narrative="The ramp is locked.", help=help)
    assert noted(room, case) == help
    answer = room.ceo.client.get(f"/v1/cases/{case['reference']}")
    assert answer.json()["history"][0]["facts"]["help"] == help


def test_help_that_was_wanted_is_given_later(room):
    """Each kind stands as it was noted last, and the history says who noted it. rules: C10"""
    case = told_by(room.ceo.client, channel="telephone", help={**WRITING, "privacy": "declined"})
    answer = note(room.ceo.client, case, {"writing": "given"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["help"] == {"writing": "given", "privacy": "declined"}
    last = answer.json()["history"][-1]
    assert (last["type"], last["actor"]) == ("help_noted", room.ceo.id)


def test_whoever_complained_asks_for_help_later(room, api):
    """rules: C10, D15"""
    case = told_by(room.ceo.client, channel="post", narrative="Nobody rang back.")
    assert noted(room, case) is None
    with api.client(headers={"Receipt-Code": case["receipt_code"]}) as complainant:
        answer = note(complainant, case, {"reading": "wanted"})
    assert answer.status_code == 200, answer.text
    assert "help_noted" in answer.json()["allowed_actions"]
    assert noted(room, case) == {"reading": "wanted"}


def test_a_note_says_something(room):
    """rules: C10"""
    case = told_by(room.ceo.client, channel="post")
    for help, wrong in (({}, ("/help", "empty")), (None, ("/help", "required"))):
        answer = note(room.ceo.client, case, help)
        assert answer.status_code == 422, answer.text
        assert mistakes(answer) == [wrong]
