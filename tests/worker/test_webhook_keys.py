"""A site is told of its cases as long as a key of its own lets it read how they stand.

rules: A12, B10
"""

import time

import pytest
from support.office import Office
from support.receiver import ALLOW, Endpoint, Receiver, endpoints_forgotten

no_endpoint_is_left = pytest.fixture(autouse=True)(endpoints_forgotten)


@pytest.fixture(autouse=True, scope="module")
def worker(heed):
    return heed.start_worker(HEED_WEBHOOK_ALLOW=ALLOW)


@pytest.fixture
def office(heed, api):
    with Office(heed, api, roles=("ceo",)) as office:
        yield office


def new_key(heed, office, *more):
    return heed.create_key(office.organisation.slug, office.organisation.site, "secret", *more)


def revoke(heed, office, key):
    heed.command("key", "revoke", "--organisation", office.organisation.slug, heed.key_id(key))


def why_nothing_is_sent(endpoint):
    return endpoint.heed.command("webhook", "list", "--organisation", endpoint.slug).split("\t")[1]


def test_a_site_whose_last_key_is_revoked_is_told_nothing_within_five_seconds(heed, api, office):
    """What waits ends as well. It may have it sent again once a new key lets it in. attacks: 23"""
    with Receiver(500, 500, 204) as receiver:
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        other = new_key(heed, office)
        reference, complainant = office.receive()
        endpoint.come_to(("waiting", 1, "status"))
        heed.clock.advance(seconds=7)
        endpoint.come_to(("waiting", 2, "status"))  # for minutes
        revoke(heed, office, office.organisation.secret_key)
        office.ceo.act(reference, "initial-response", text="We look into it.")
        endpoint.come_to(("waiting", 2, "status"), ("sent", 1, "taken"))
        assert why_nothing_is_sent(endpoint) == "-"

        revoke(heed, office, other)
        ended = [("dropped", 2, "no_key"), ("sent", 1, "taken")]
        endpoint.come_to(*ended, seconds=5)
        complainant.act(reference, "withdrawal")
        ended += [("dropped", 0, "no_key")]
        endpoint.come_to(*ended)
        heed.clock.advance(days=1)
        time.sleep(1)
        assert len(receiver.received) == 3 and endpoint.rows() == ended
        assert why_nothing_is_sent(endpoint) == "no_key"
        listed = heed.command("webhook", "deliveries", "--organisation", endpoint.slug)
        newest = listed.splitlines()[0].split("\t")
        assert (newest[1], newest[4], newest[7]) == ("case.closed", "dropped", "no_key")

        with api.client(new_key(heed, office)) as site:
            found = site.get("/v1/webhook-deliveries", params={"state": "dropped"}).json()
            assert [each["status"] for each in found["deliveries"]] == ["closed", "received"]
            again = f"/v1/webhook-deliveries/{found['deliveries'][0]['id']}/replay"
            assert site.post(again).json()["state"] == "waiting"
            assert receiver.wait_for(4)[3].told == ("case.closed", "closed")
            office.ceo.act(reference, "reopen", text="It goes on.")
            assert receiver.wait_for(5)[4].told == ("case.status_changed", "received")
        assert why_nothing_is_sent(endpoint) == "-"
        endpoint.come_to(*ended[:2], *[("sent", 1, "taken")] * 2)


@pytest.mark.parametrize("more", [("--days", "1"), ("--scope", "cases:create")])
def test_a_key_that_has_expired_or_is_not_for_reading_lets_nobody_be_told(heed, office, more):
    with Receiver() as receiver:
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        reference, complainant = office.receive()
        endpoint.come_to(("sent", 1, "taken"))
        new_key(heed, office, *more)
        revoke(heed, office, office.organisation.secret_key)
        heed.clock.advance(days=2)
        office.ceo.act(reference, "initial-response", text="We look into it.")
        endpoint.come_to(("sent", 1, "taken"), ("dropped", 0, "no_key"))
        assert why_nothing_is_sent(endpoint) == "no_key"
        new_key(heed, office, "--scope", "cases:status", "--days", "1")
        complainant.act(reference, "withdrawal")
        assert receiver.wait_for(2)[1].told == ("case.closed", "closed")


def test_many_that_wait_for_a_site_without_a_key_end_at_once(heed, office):
    """And hold up none of another site."""
    with Receiver(500) as receiver:
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        for _ in range(20):
            office.receive()
        endpoint.come_to(*[("waiting", 1, "status")] * 20)
        revoke(heed, office, office.organisation.secret_key)
        endpoint.come_to(*[("dropped", 1, "no_key")] * 20, seconds=5)


def test_whoever_makes_an_endpoint_hears_that_nothing_is_sent_yet(heed, office):
    new_key(heed, office, "--scope", "cases:create")
    arguments = ("--organisation", office.organisation.slug, "--site", office.organisation.site)
    create = ("webhook", "create", *arguments, "--url", "https://hooks.example.org/")
    unread = "Nothing is sent yet: the site has no key of the scope cases:status."
    assert unread not in heed.run(*create).stderr
    revoke(heed, office, office.organisation.secret_key)
    made = heed.run(*create)
    assert made.returncode == 0 and unread in made.stderr
