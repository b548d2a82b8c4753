"""Sites are told of changes to their cases by signed webhooks.

rules: B4, B10
"""

from dataclasses import replace
from uuid import UUID

import pytest
from deliveries import queue_event
from support.office import Office
from support.programs import wait_until
from support.receiver import ALLOW, Endpoint, Receiver, forget_endpoints, signed_by


@pytest.fixture(autouse=True, scope="module")
def worker(heed):
    return heed.start_worker(HEED_WEBHOOK_ALLOW=ALLOW)


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api, roles=("ceo",)) as office:
        yield office


@pytest.fixture
def receiver():
    with Receiver() as receiver:
        yield receiver


@pytest.fixture(autouse=True)
def no_endpoint_is_left(heed, office):
    yield
    settled(heed)
    forget_endpoints(heed)


@pytest.fixture
def endpoint(heed, office, receiver):
    return Endpoint.create(heed, office.organisation, f"{receiver.url}/heed?x=1")


def settled(heed):
    """Every event has been reacted to."""
    waiting = "select count(*) from outbox where state in (0, 1)"
    wait_until("no event waits", lambda: heed.owner.execute(waiting).fetchone() == (0,))


def test_a_site_is_told_what_it_could_read_and_nothing_else(heed, office, endpoint, receiver):
    """rules: B10"""
    reference, complainant = office.receive()
    [first] = receiver.wait_for(1)
    assert first.path == "/heed?x=1"
    assert first.headers["content-type"] == "application/json"
    assert first.json == {
        "type": "case.received",
        "timestamp": office.site.get(f"/v1/cases/{reference}").json()["received_at"],
        "data": {"reference": reference, "status": "received"},
    }
    assert signed_by(endpoint.secret, first)

    office.ceo.act(reference, "initial-response", text="We look into it.")
    office.ceo.act(reference, "notes", text="Between ourselves.")
    complainant.act(reference, "messages", text="Thank you.")
    assert receiver.wait_for(2)[1].told == ("case.status_changed", "in_progress")
    complainant.act(reference, "withdrawal", text="It is settled.")
    assert receiver.wait_for(3)[2].told == ("case.closed", "closed")
    settled(heed)
    endpoint.come_to(*[("sent", 1, "taken")] * 3)
    assert len({each.id for each in receiver.received}) == 3


def test_a_change_is_told_once_however_often_its_event_comes(heed, office, endpoint, receiver):
    office.receive()
    receiver.wait_for(1)
    organisation, case = heed.owner.execute(
        "select organisation_id, subject_id from outbox order by seq desc limit 1"
    ).fetchone()
    for topic in ("case.received", "case.changed", "case.changed"):
        queue_event(heed, organisation, case, topic)
    settled(heed)
    endpoint.come_to(("sent", 1, "taken"))
    assert len(receiver.received) == 1


def test_several_workers_send_each_message_once(heed, office, endpoint, receiver):
    workers = [heed.start_worker(HEED_WEBHOOK_ALLOW=ALLOW) for _ in range(2)]
    references = {office.receive()[0] for _ in range(30)}
    receiver.wait_for(30)
    endpoint.come_to(*[("sent", 1, "taken")] * 30)
    assert {each.json["data"]["reference"] for each in receiver.received} == references
    assert len(receiver.received) == 30
    for each in workers:
        each.stop()


def test_each_site_hears_of_its_own_cases_alone(heed, api, office, endpoint, receiver):
    """rules: B10, B12"""
    entered = {"kind": "complaint", "channel": "telephone", "narrative": "Nobody came."}
    assert office.ceo.client.post("/v1/cases", json=entered).status_code == 201
    site = heed.last_word(
        *("site", "create", "--organisation", office.organisation.slug, "--name", "Partner")
    )
    with api.client(heed.create_key(office.organisation.slug, site, "secret")) as partner:
        key = {"Idempotency-Key": "partner"}
        posted = partner.post("/v1/cases", headers=key, json={**entered, "channel": "web"})
        assert posted.status_code == 201
    with Receiver() as other_receiver, Office(heed, api, roles=()) as other:
        endpoint_there = Endpoint.create(heed, other.organisation, other_receiver.url)
        there, here = other.receive()[0], office.receive()[0]
        [elsewhere], [own] = other_receiver.wait_for(1), receiver.wait_for(1)
        settled(heed)
        assert elsewhere.json["data"]["reference"] == there
        assert own.json["data"]["reference"] == here
        assert signed_by(endpoint_there.secret, elsewhere)
        assert not signed_by(endpoint.secret, elsewhere)
        assert len(endpoint.rows()) == len(endpoint_there.rows()) == 1


def test_what_changed_before_an_endpoint_was_there_is_not_told(heed, office, receiver):
    reference, complainant = office.receive()
    settled(heed)
    heed.clock.advance(minutes=1)
    endpoint = Endpoint.create(heed, office.organisation, receiver.url)
    complainant.act(reference, "messages", text="Are you there?")
    office.ceo.act(reference, "initial-response", text="We look into it.")
    assert receiver.wait_for(1)[0].told == ("case.status_changed", "in_progress")
    endpoint.do("disable")
    office.receive()
    settled(heed)
    heed.clock.advance(minutes=1)
    endpoint.do("enable")
    complainant.act(reference, "withdrawal")
    assert receiver.wait_for(2)[1].told == ("case.closed", "closed")
    settled(heed)
    assert len(endpoint.rows()) == len(receiver.received) == 2


def test_two_secrets_sign_while_one_takes_the_place_of_the_other(heed, office, endpoint, receiver):
    """attacks: 42"""
    newer = endpoint.do("rotate", "--overlap", "PT1H")
    office.receive()
    [both] = receiver.wait_for(1)
    assert len(both.headers["webhook-signature"].split(" ")) == 2
    assert signed_by(newer, both) and signed_by(endpoint.secret, both)
    heed.clock.advance(hours=2)
    office.receive()
    one = receiver.wait_for(2)[1]
    assert len(one.headers["webhook-signature"].split(" ")) == 1
    assert signed_by(newer, one) and not signed_by(endpoint.secret, one)


def test_neither_addresses_nor_secrets_stand_in_the_clear(heed, endpoint, receiver):
    """rules: A12"""
    with heed.superuser() as database:
        for table in ("webhook_endpoint", "webhook_secret"):
            told = str(database.execute(f"select * from {table}").fetchall())
            assert str(receiver.port) not in told and endpoint.secret not in told
    listed = heed.command("webhook", "list", "--organisation", endpoint.slug)
    assert receiver.url in listed and endpoint.secret not in listed


def test_the_endpoint_of_a_partner_who_is_complained_about_hears_no_more(heed, office, receiver):
    """What was waiting for its next try is dropped. rules: D12"""
    with Receiver(500) as deaf:
        endpoint = Endpoint.create(heed, office.organisation, deaf.url)
        reference, _ = office.receive()
        endpoint.come_to(("waiting", 1, "status"))
        office.ceo.act(reference, "partners", site=office.organisation.site, text="The bus.")
        office.ceo.act(reference, "initial-response", text="We look into it.")
        settled(heed)
        heed.clock.advance(minutes=10)
        endpoint.come_to(("dropped", 1, "status"))
        assert len(deaf.received) == 1


def test_a_site_hears_that_a_case_was_erased_and_deletes_its_own_copy(
    heed, office, endpoint, receiver
):
    """Once, closed or not, and only when it was carried out; it could read the same.

    rules: B7, B10, D17, D18"""
    erased, people = [], []
    for _ in range(4):
        reference, complainant = office.receive()
        erased.append(reference)
        people.append(complainant)
    kept = erased.pop()  # by a legal hold
    taken_back = erased.pop()
    people[0].act(erased[0], "withdrawal")
    office.ceo.act(kept, "legal-hold", text="The court asked.")
    told = receiver.wait_for(5)
    for reference, complainant in zip((*erased, taken_back, kept), people):
        complainant.act(reference, "erasure-request")
    people[2].act(taken_back, "erasure-request/withdrawal")
    unerased = office.site.get(f"/v1/cases/{erased[0]}")
    assert unerased.json()["erased_at"] is None
    settled(heed)
    assert len(receiver.received) == 5
    heed.clock.advance(days=16)
    receiver.wait_for(7)
    settled(heed)
    endpoint.come_to(*[("sent", 1, "taken")] * 7)
    last = [each.json for each in told[5:]]
    assert {each["data"]["reference"] for each in last} == set(erased)
    assert {(each["type"], each["data"]["status"]) for each in last} == {("case.erased", "closed")}
    for each in last:
        view = office.site.get(f"/v1/cases/{each['data']['reference']}")
        assert view.json()["erased_at"][:19] == each["timestamp"][:19]
        assert view.json()["status"] == "closed" and view.headers["ETag"] != unerased.headers["ETag"]
    for reference in (taken_back, kept):
        assert office.site.get(f"/v1/cases/{reference}").json()["erased_at"] is None


def test_what_a_request_was_called_is_forgotten_with_the_case(heed, office, endpoint, receiver):
    """Also by what was on its way when it was erased. rules: B7, D18"""
    traced = {"traceparent": f"00-{'4' * 32}-{'5' * 16}-01"}
    office.site.headers.update(traced)
    reference, complainant = office.receive()
    del office.site.headers["traceparent"]
    receiver.wait_for(1)
    assert endpoint.rows("traceparent") == [(traced["traceparent"],)]
    complainant.act(reference, "erasure-request")
    heed.clock.advance(days=16)
    assert receiver.wait_for(2)[1].told == ("case.erased", "closed")
    settled(heed)
    assert endpoint.rows("traceparent") == [(None,)] * 2
    with heed.superuser() as database:
        told = "delete from webhook_delivery where endpoint_id = %s returning organisation_id, case_id"
        place = database.execute(told, [endpoint.id]).fetchone()
    queue_event(heed, *place, **traced)
    settled(heed)
    assert endpoint.rows("type, traceparent") == [("case.received", None), ("case.erased", None)]


def test_what_is_old_is_deleted(heed, office, endpoint, receiver):
    """A message after 90 days, a secret when it signs no more."""
    endpoint.do("rotate", "--overlap", "P1D")
    office.receive()
    endpoint.come_to(("sent", 1, "taken"))
    heed.clock.advance(days=91)
    office.receive()
    endpoint.come_to(*[("sent", 1, "taken")] * 2)
    sweeper = heed.start_worker(HEED_WEBHOOK_ALLOW=ALLOW)  # does so at once
    endpoint.come_to(("sent", 1, "taken"))
    count = "select count(*) from webhook_secret where endpoint_id = %s"
    with heed.superuser() as database:
        forgotten = lambda: database.execute(count, [endpoint.id]).fetchone() == (1,)
        wait_until("the old secret is forgotten", forgotten)
    sweeper.stop()


def test_an_endpoint_that_is_deleted_leaves_nothing(heed, office, endpoint, receiver):
    office.receive()
    receiver.wait_for(1)
    replace(endpoint, id=str(UUID(int=0))).do("delete", status=2)  # nobody's
    endpoint.do("delete")
    with heed.superuser() as database:
        for table in ("webhook_delivery", "webhook_secret"):
            count = f"select count(*) from {table} where endpoint_id = %s"
            assert database.execute(count, [endpoint.id]).fetchone() == (0,)
    endpoint.do("delete", status=1)
