"""A site sees what its server was told and what came of it, and has it sent again.

rules: B4, B10, B12, D12
"""

from uuid import UUID

import pytest
from support.office import Office
from support.receiver import ALLOW, Endpoint, Receiver


@pytest.fixture(autouse=True, scope="module")
def worker(heed):
    return heed.start_worker(HEED_WEBHOOK_ALLOW=ALLOW)


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api, roles=("ceo",)) as office:
        yield office


def deliveries(client, **query):
    answer = client.get("/v1/webhook-deliveries", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["deliveries"]


def replay(client, delivery, status=200, **headers):
    answer = client.post(f"/v1/webhook-deliveries/{delivery['id']}/replay", headers=headers)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_what_was_given_up_or_taken_is_sent_again_with_the_same_id(heed, office):
    with Receiver(500, 410, 204) as receiver:
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        reference, _ = office.receive()
        endpoint.come_to(("waiting", 1, "status"))
        [waiting] = deliveries(office.site)
        told = ("type", "reference", "status", "state", "attempts", "last_outcome", "last_status")
        assert [waiting[name] for name in told] == [
            *("case.received", reference, "received", "waiting", 1, "status", 500)
        ]
        assert waiting["endpoint_id"] == endpoint.id and waiting["sent_at"] is None
        assert waiting["last_attempt_at"] < waiting["next_attempt_at"]
        assert replay(office.site, waiting)["attempts"] == 1  # it will be tried anyway
        heed.clock.advance(seconds=7)
        endpoint.come_to(("given_up", 2, "status"))
        assert deliveries(office.site, state="waiting") == []
        [given_up] = deliveries(office.site, state="given_up")
        assert given_up["next_attempt_at"] is None
        assert replay(office.site, given_up)["state"] == "waiting"
        endpoint.do("enable")
        endpoint.come_to(("sent", 1, "taken"))
        replay(office.site, given_up, **{"Idempotency-Key": "once"})
        receiver.wait_for(4)
        endpoint.come_to(("sent", 1, "taken"))
        replay(office.site, given_up, **{"Idempotency-Key": "once"})
        endpoint.come_to(("sent", 1, "taken"))
        [sent] = deliveries(office.site)
        assert sent["sent_at"] and sent["last_status"] == 204
        assert {each.id for each in receiver.received} == {sent["id"]}
        listed = heed.command("webhook", "deliveries", "--organisation", endpoint.slug)
        assert listed.split("\t")[:3] == [sent["id"], "case.received", reference]
        assert len(receiver.received) == 4


def test_each_site_sees_its_own_messages_alone(heed, api, office):
    """Of its cases, as far as it may know of them."""
    site = heed.last_word(
        *("site", "create", "--organisation", office.organisation.slug, "--name", "Partner")
    )
    with Receiver() as receiver, Office(heed, api, roles=()) as other:
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        reference, _ = office.receive()
        endpoint.come_to(("sent", 1, "taken"))
        [own] = [one for one in deliveries(office.site) if one["endpoint_id"] == endpoint.id]
        replay(office.site, {"id": str(UUID(int=0))}, status=404)  # nobody's
        key = heed.create_key(office.organisation.slug, site, "secret")
        with api.client(key) as partner:
            for stranger in (partner, other.site):
                assert deliveries(stranger) == []
                replay(stranger, own, status=404)
        office.ceo.act(reference, "partners", site=office.organisation.site, text="The bus.")
        assert own["id"] not in [each["id"] for each in deliveries(office.site)]
        replay(office.site, own, status=404)
