"""What the contract documents of meetings besides what every operation answers.

Each answer is held to openapi/openapi.yaml by the client itself (contract.py). The last test fails
when such an answer was never shown. rules: A12, A16, B4, B12
"""

from contextlib import contextmanager

import psycopg
import pytest

import contract as contracts
from calls import expect, new_key, with_headers
from meeting_calls import BODIES, MEETINGS

OPERATIONS = {name: contracts.Contract().operations[name] for name in MEETINGS}
CHANGES = [name for name in BODIES if name != "create_meeting"]
OF_ONE = ["read_meeting", "read_board_pack", *CHANGES]
# Cannot be brought about from outside: the service would have to be broken.
NEVER_SHOWN = {"internal-fault", "key-ring-wrong"}


@pytest.mark.parametrize("operation", MEETINGS)
def test_success(calls, client, operation):
    expect(client, getattr(calls, operation)(), 201 if operation == "create_meeting" else 200)


def test_a_page_tells_where_the_next_one_is(calls, client):
    calls.new_meeting(), calls.new_meeting()
    call = calls.list_meetings()
    answer = expect(client, {**call, "url": f"{call['url']}?limit=1"}, 200)
    assert answer.json()["has_more"] and answer.headers["Link"]


def test_a_pack_that_holds_everything(calls, client):
    """rules: A16, B5"""
    body = {
        "kind": "complaint",
        "channel": "post",
        "addressed_to": "ceo",
        "category": "conduct",
        "narrative": "The driver was rude.",
        "happened_on": "2026-01-05",
        "customer": {"name": "Gwen"},
        "needs": {"format": "Braille"},
    }
    answer = client.post("/v1/cases", json=body, headers=calls.staff)
    reference = answer.json()["reference"]
    meeting = calls.new_meeting()
    acts = {
        "agenda": {"meeting": meeting},
        "allegations": {"text": "Was rude."},
        "findings": {"finding": "upheld"},
        "remedies": {"text": "An apology.", "until": "2999-01-01"},
    }
    for path, said in acts.items():
        headers = {**calls.staff, "If-Match": "*"}
        answer = client.post(f"/v1/cases/{reference}/{path}", json=said, headers=headers)
        assert answer.status_code == 200, answer.text
    call = {**calls.read_board_pack(), "url": f"/v1/meetings/{meeting}/board-pack"}
    [case] = expect(client, call, 200).json()["cases"]
    assert case["customer"] and case["needs"] and case["allegations"] and case["remedies"]
    expect(client, with_headers(call, Accept="text/html"), 200)


@pytest.mark.parametrize("operation", OF_ONE)
@pytest.mark.parametrize("meeting", ["00000000-0000-7000-8000-000000000000", "nonsense"])
def test_an_unknown_meeting_is_not_found(calls, client, operation, meeting):
    call = getattr(calls, operation)()
    address = call["url"].split("/")
    address[3] = meeting
    expect(client, {**call, "url": "/".join(address)}, 404, "not-found")


@pytest.mark.parametrize("operation", BODIES)
def test_a_body_with_a_mistake_is_refused(calls, client, operation):
    call = getattr(calls, operation)()
    expect(client, {**call, "json": {**call["json"], "colour": 1}}, 422, "fields-invalid")


@pytest.mark.parametrize("operation", BODIES)
def test_a_key_that_was_used_with_another_body_is_refused(calls, client, operation):
    """rules: B4"""
    call = with_headers(getattr(calls, operation)(), Idempotency_Key=new_key())
    first, again = client.request(**call), client.request(**call)
    assert first.status_code == again.status_code < 300
    assert again.headers["Idempotency-Replayed"] == "true"
    changed = {name: f"{value}1" for name, value in BODIES[operation].items() if name != "body"}
    other = {**call, "json": {**call["json"], **changed}}
    expect(client, other, 422, "idempotency-key-reused")


@pytest.mark.parametrize("operation", ["move_meeting", "cancel_meeting"])
def test_a_meeting_that_has_begun_is_not_changed(calls, client, operation):
    """rules: D4"""
    expect(client, calls.change(operation, calls.over_meeting()), 409, "meeting-over")


@pytest.mark.parametrize("operation", CHANGES)
def test_a_meeting_that_was_cancelled_is_not_changed(calls, client, operation):
    """rules: D4"""
    meeting = calls.new_meeting()
    expect(client, calls.change("cancel_meeting", meeting), 200)
    expect(client, calls.change(operation, meeting), 409, "meeting-cancelled")


def test_a_meeting_ahead_has_no_minutes(calls, client):
    """rules: A17"""
    call = calls.change("record_minutes", calls.new_meeting())
    expect(client, call, 409, "meeting-ahead")


@contextmanager
def request_in_flight(heed, organisation, operation):
    """Another transaction that does the same request and has not ended."""
    with heed.superuser() as connection, connection.transaction():
        connection.execute(
            "insert into idempotency select id, %s, %s, 'in flight', decode(repeat('00', 32), 'hex'),"
            " 200, id, heed_now() from organisation where slug = %s",
            [organisation.staff, operation, organisation.slug],
        )
        yield
        raise psycopg.Rollback()


@pytest.mark.parametrize("operation", BODIES)
def test_the_same_request_still_in_flight(calls, client, heed, organisation, operation):
    """rules: B4"""
    call = with_headers(getattr(calls, operation)(), Idempotency_Key="in flight")
    about = "" if operation == "create_meeting" else call["url"].split("/")[3]
    path = "" if operation == "create_meeting" else f"/:id{MEETINGS[operation]}"
    with request_in_flight(heed, organisation, f"POST /v1/meetings{path} {about}".rstrip()):
        expect(client, call, 409, "in-flight")


@pytest.mark.parametrize("operation", ["read_meeting", "read_board_pack", "move_meeting"])
def test_a_change_whose_seal_is_broken_is_told_of_and_not_shown(calls, client, heed, operation):
    """rules: B6"""
    meeting = calls.new_meeting()
    expect(client, calls.change("move_meeting", meeting), 200)
    break_seal(heed, meeting)
    call = getattr(calls, operation)()
    address = call["url"].split("/")
    address[3] = meeting
    expect(client, {**call, "url": "/".join(address)}, 500, "seal-broken")


def test_minutes_and_the_end_of_a_meeting_whose_seal_is_broken(calls, client, heed):
    """rules: B6"""
    meeting = calls.new_meeting()
    expect(client, calls.change("move_meeting", meeting), 200)
    break_seal(heed, meeting)
    expect(client, calls.change("cancel_meeting", meeting), 500, "seal-broken")
    with heed.superuser() as connection:
        begun = "update meeting set starts_at = heed_now() - interval '1 hour' where id = %s"
        connection.execute(begun, [meeting])
    expect(client, calls.change("record_minutes", meeting), 500, "seal-broken")


def break_seal(heed, meeting):
    with heed.superuser() as connection:
        connection.execute(
            "update meeting_change set sealed = sealed || 'x' where meeting_id = %s", [meeting]
        )


def test_every_answer_of_their_own_was_shown(contract, request):
    """Runs last; with a choice of tests it says nothing. The rest is test_answers.py's to show."""
    if request.session.testscollected < 40:
        pytest.skip("not every test of the file was chosen")
    own = (200, 201, 404, 409, 422, 500)
    documented = {
        (one.id, status) for one in OPERATIONS.values() for status in one.responses if status in own
    }
    assert not documented - contract.shown
    codes = {
        code
        for one in OPERATIONS.values()
        for status in own
        if status in one.responses
        for code in one.codes(status)
    }
    assert codes - {code for _, _, code in contract.codes_shown} == NEVER_SHOWN
