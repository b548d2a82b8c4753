"""What the contract documents of webhooks besides what every operation answers. rules: B4, B10"""

import re
import uuid

from answers import request_in_flight
from calls import expect, new_key, with_body, with_headers


def test_messages_have_pages(calls, client):
    made = {calls.new_message() for _ in range(3)}
    listed, url = [], "/v1/webhook-deliveries?limit=1&state=given_up"
    while url:
        answer = expect(client, {**calls.list_webhook_deliveries(), "url": url}, 200)
        listed += [each["id"] for each in answer.json()["deliveries"]]
        link = re.match("<(.*)>", answer.headers.get("Link", ""))
        url = link and link[1]
    assert made <= set(listed) and len(listed) == len(set(listed))
    none = {**calls.list_webhook_deliveries(), "url": "/v1/webhook-deliveries?state=sent"}
    assert expect(client, none, 200).json()["deliveries"] == []


def test_a_message_is_sent_again_once_however_often_one_request_comes(calls, client, heed):
    call = with_headers(calls.replay_webhook_delivery(), Idempotency_Key=new_key())
    first = expect(client, call, 200)
    assert (first.json()["state"], first.json()["attempts"]) == ("waiting", 0)
    with heed.superuser() as database:
        database.execute(
            "update webhook_delivery set state = 'sent', next_attempt_at = null where id = %s",
            [first.json()["id"]],
        )
    again = expect(client, call, 200)
    assert again.headers["Idempotency-Replayed"] == "true" and again.json()["state"] == "sent"
    more = expect(client, with_headers(call, Idempotency_Key=new_key()), 200)
    assert more.json()["state"] == "waiting" and "Idempotency-Replayed" not in more.headers


def test_an_idempotency_key_that_was_used_with_another_body(calls, client):
    call = with_headers(calls.replay_webhook_delivery(), Idempotency_Key=new_key())
    expect(client, call, 200)
    expect(client, with_body(call, b"{}"), 422, "idempotency-key-reused")


def test_the_same_request_still_in_flight(calls, client, heed, organisation):
    call = with_headers(calls.replay_webhook_delivery(), Idempotency_Key="in flight")
    name = f"POST /v1/webhook-deliveries/:id/replay {call['url'].split('/')[3]}"
    with request_in_flight(heed, organisation, organisation.site, name):
        expect(client, call, 409, "in-flight")


def test_what_nobody_was_told_is_not_found(calls, client):
    call = calls.replay_webhook_delivery()
    for unknown in ("nonsense", str(uuid.uuid4())):
        url = f"/v1/webhook-deliveries/{unknown}/replay"
        expect(client, {**call, "url": url}, 404, "not-found")


def test_a_body_of_another_type_is_refused(calls, client):
    call = with_body(calls.replay_webhook_delivery(), b"again", "text/plain")
    expect(client, call, 415, "media-type-unsupported")
