"""A webhook that is not taken is sent again, and whatever an endpoint does holds up nobody else.

Fault 34. rules: B4, B10
"""

import signal
import socket
import struct
import time
from contextlib import ExitStack
from threading import Event

import pytest
from support.office import Office
from support.programs import wait_until
from support.receiver import ALLOW, Endpoint, Receiver, endpoints_forgotten, signed_by

no_endpoint_is_left = pytest.fixture(autouse=True)(endpoints_forgotten)
DEADLINE = 15
LEASE = 60
MINUTE, HOUR = 60, 3600
WAITS = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api, roles=()) as office:
        yield office


@pytest.fixture(scope="module")
def quiet_office(heed, api):
    """Another organisation, whose endpoint does what it should."""
    with Office(heed, api, roles=()) as office:
        yield office


@pytest.fixture
def start_worker(heed):
    started = []

    def start_worker(**settings):
        started.append(heed.start_worker(HEED_WEBHOOK_ALLOW=ALLOW, **settings))
        return started[-1]

    yield start_worker
    for each in started:
        each.stop()


def test_it_is_tried_ten_times_later_and_later_with_the_same_id(heed, office, start_worker):
    """attacks: 42"""
    start_worker()
    with Receiver(500) as receiver:
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        office.receive()
        for attempt, wait in enumerate(WAITS, 1):
            endpoint.come_to(("waiting", attempt), columns="state, attempts")
            [(waits,)] = endpoint.rows("extract(epoch from next_attempt_at - last_attempt_at)")
            assert wait <= waits <= 1.1 * wait + 5
            assert len(receiver.received) == attempt
            heed.clock.advance(seconds=float(waits))
        endpoint.come_to(
            ("given_up", 10, 500, None), columns="state, attempts, last_status, next_attempt_at"
        )
        heed.clock.advance(days=2)
        time.sleep(1)
        received = receiver.received
    assert len(received) == 10
    assert len({each.id for each in received}) == len({each.body for each in received}) == 1
    for before, after, wait in zip(received, received[1:], WAITS):
        assert after.timestamp - before.timestamp >= wait
        assert signed_by(endpoint.secret, after)


def test_one_that_is_taken_at_a_later_try_is_not_sent_again(heed, office, start_worker):
    start_worker()
    with Receiver(503, 200) as receiver:
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        office.receive()
        endpoint.come_to(("waiting", 1, "status"))
        heed.clock.advance(seconds=6)
        endpoint.come_to(("sent", 2, "taken"))
        heed.clock.advance(days=2)
        time.sleep(1)
        assert len(receiver.received) == 2


def test_an_endpoint_that_is_gone_is_disabled(heed, office, start_worker):
    start_worker()
    with Receiver(500, 410, 204) as receiver:
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        office.receive()
        endpoint.come_to(("waiting", 1, "status"))
        office.receive()
        endpoint.come_to(("waiting", 1, "status"), ("given_up", 1, "status"))
        listed = heed.command("webhook", "list", "--organisation", endpoint.slug)
        assert listed.split("\t")[:2] == [endpoint.id, "endpoint"]
        heed.clock.advance(hours=1)
        time.sleep(1)
        assert len(receiver.received) == 2
        endpoint.do("enable")  # what was waiting goes on
        endpoint.come_to(("sent", 2, "taken"), ("given_up", 1, "status"))


def raw(*pieces: bytes):
    """An answer that says this, byte for byte, and hangs up."""
    return lambda handler: [handler.wfile.write(each) for each in pieces]


def reset(handler):
    """A good start, and then the connection is torn down."""
    handler.wfile.write(b"HTTP/1.1 202 Accepted\r\nContent-Length: 20\r\n\r\nWell")
    time.sleep(0.2)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


# Of answers that do not end as they should: what becomes of the message.
TAKEN, REFUSED = ("sent", 1, "taken"), ("waiting", 1, "status")
UNFINISHED = (
    (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nWell"), TAKEN),
    (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nWel"), TAKEN),
    (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnothing of that kind"), TAKEN),
    (raw(b"HTTP/1.1 204 No Content\r\n"), TAKEN),
    (reset, TAKEN),
    (Receiver.flood, TAKEN),
    (Receiver.boast, TAKEN),
    (raw(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 20\r\n\r\nWell"), REFUSED),
    (raw(b"HTTP/1.1 302 Found\r\n"), REFUSED),
    (raw(b"HTTP/1.1 2"), ("waiting", 1, "unreachable")),
    (raw(b"HTTP/1.1 100 Continue\r\n\r\n"), ("waiting", 1, "unreachable")),
    (Receiver.stutter, ("waiting", 1, "too_large")),
)


def test_the_status_of_an_answer_counts_and_nothing_after_it(heed, office, start_worker):
    """Whoever said yes is not told again; whoever has not is."""
    start_worker()
    with ExitStack() as open_ones:
        receivers = [open_ones.enter_context(Receiver(each)) for each, _ in UNFINISHED]
        endpoints = [Endpoint.create(heed, office.organisation, each.url) for each in receivers]
        office.receive()
        for endpoint, (_, expected) in zip(endpoints, UNFINISHED):
            endpoint.come_to(expected)


def test_nobody_there_is_a_failure(heed, office, start_worker):
    start_worker()
    with Receiver() as nobody:
        there = nobody.url
    silent = Endpoint.create(heed, office.organisation, there)
    office.receive()
    silent.come_to(("waiting", 1, "unreachable"))


def test_one_that_hangs_or_trickles_meets_a_deadline_and_holds_up_nobody(
    heed, office, quiet_office, start_worker
):
    """Not even those that come after it to the same endpoint, beyond a few."""
    worker = start_worker()
    with Receiver() as good, Receiver() as bad, Receiver() as worse:
        bad.answers, worse.answers = [bad.hang], [worse.trickle]
        endpoints = [Endpoint.create(heed, office.organisation, each.url) for each in (bad, worse)]
        quiet = Endpoint.create(heed, quiet_office.organisation, good.url)
        for _ in range(6):
            office.receive()
        bad.wait_for(4)
        worse.wait_for(4)
        begun = time.monotonic()
        for number in range(3):
            quiet_office.receive()
            good.wait_for(number + 1, seconds=3)
        quiet.come_to(*[("sent", 1, "taken")] * 3)
        assert len(bad.received) == len(worse.received) == 4
        for endpoint in endpoints:
            outcome = "taken" if endpoint is endpoints[1] else "timed_out"  # it said yes
            ended = lambda: endpoint.rows()[0][2] == outcome
            wait_until("the deadline", ended, DEADLINE + 3 - (time.monotonic() - begun))
        assert time.monotonic() - begun >= DEADLINE - 2
        worker.stop(seconds=5)
        under_way = "state = 'sending', attempts"
        for endpoint in endpoints:
            assert not any(sending for sending, _ in endpoint.rows(under_way))


def test_a_redirection_is_not_followed(heed, office, start_worker):
    """attacks: 41"""
    start_worker()
    with Receiver() as elsewhere, Receiver() as receiver:
        statuses = (301, 302, 303, 307, 308)
        receiver.answers = [
            receiver.redirect_to(f"{elsewhere.url}/{each}", each) for each in statuses
        ]
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        for _ in statuses:
            office.receive()
        receiver.wait_for(len(statuses))
        endpoint.come_to(*[("waiting", 1, "status")] * len(statuses))
        assert not elsewhere.received


def test_one_that_was_sent_and_not_recorded_is_sent_again_with_the_same_id(
    heed, office, start_worker
):
    killed = heed.start_worker(
        HEED_WEBHOOK_ALLOW=ALLOW, HEED_FAILPOINT="webhook_before_record=kill#1"
    )
    with Receiver() as receiver:
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        office.receive()
        killed.expect_end(-signal.SIGKILL)
        endpoint.come_to(("sending", 1, None))
        start_worker()
        time.sleep(1)  # the other's turn is not over
        assert len(receiver.received) == 1
        heed.clock.advance(seconds=LEASE + 1)
        endpoint.come_to(("sent", 2, "taken"))
        first, second = receiver.received
        assert first.id == second.id and first.body == second.body
        assert second.timestamp >= first.timestamp + LEASE


def test_one_that_ends_its_workers_is_given_up_too(heed, office, start_worker):
    """Ten tries are ten, whoever died in the last of them."""
    with Receiver(500, 204) as receiver:
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        first = start_worker()
        office.receive()
        endpoint.come_to(("waiting", 1, "status"))
        first.stop()
        with heed.superuser() as database:
            database.execute("update webhook_delivery set attempts = 9, next_attempt_at = now()")
        killed = heed.start_worker(
            HEED_WEBHOOK_ALLOW=ALLOW, HEED_FAILPOINT="webhook_before_record=kill#1"
        )
        killed.expect_end(-signal.SIGKILL)
        endpoint.come_to(("sending", 10, "status"))
        start_worker()
        heed.clock.advance(seconds=LEASE + 1)
        endpoint.come_to(("given_up", 10, "unrecorded"))
        assert len(receiver.received) == 2


def test_what_comes_of_an_old_try_is_not_taken_for_that_of_a_new_one(heed, office, start_worker):
    """A worker stood still until another had it taken, and sends it again since it was asked to."""
    old_ends, new_ends = Event(), Event()

    def answer(status, ends):
        def answer_later(handler):
            ends.wait(10)
            handler.send_response(status)
            handler.end_headers()

        return answer_later

    standing = start_worker()
    with Receiver(answer(500, old_ends), 204, answer(204, new_ends)) as receiver:
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        office.receive()
        receiver.wait_for(1)
        standing.send(signal.SIGSTOP)
        heed.clock.advance(seconds=LEASE + 1)
        start_worker()
        endpoint.come_to(("sent", 2, "taken"))
        [(message,)] = endpoint.rows("id::text")
        assert office.site.post(f"/v1/webhook-deliveries/{message}/replay").status_code == 200
        receiver.wait_for(3)
        standing.send(signal.SIGCONT)
        old_ends.set()
        wait_until("the old try ends", lambda: '"status":500' in standing.log.replace(" ", ""))
        new_ends.set()
        endpoint.come_to(("sent", 1, "taken"))
        assert len(receiver.received) == 3


def test_an_answer_counts_that_comes_while_the_records_are_away(heed, office, start_worker):
    """It is not taken for none, and the message not sent again."""
    heard = []

    def answer_meanwhile(handler):
        with heed.superuser() as database, database.transaction():
            database.execute("lock table webhook_delivery in access exclusive mode")
            time.sleep(1)
            handler.wfile.write(b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n")
            handler.connection.settimeout(4)
            heard.append(handler.connection.recv(1))  # whoever has read it hangs up

    start_worker()
    with Receiver(answer_meanwhile) as receiver:
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        office.receive()
        endpoint.come_to(("sent", 1, "taken"))
        assert heard == [b""]


def test_a_worker_that_ends_leaves_what_was_under_way_to_others_at_once(heed, office, start_worker):
    ending = heed.start_worker(HEED_WEBHOOK_ALLOW=ALLOW)
    with Receiver() as receiver:
        receiver.answers = [receiver.hang, 204]
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        office.receive()
        receiver.wait_for(1)
        asked = time.monotonic()
        ending.stop()
        assert time.monotonic() - asked < 5
        endpoint.come_to(("waiting", 0, None))
        start_worker()
        endpoint.come_to(("sent", 1, "taken"))
