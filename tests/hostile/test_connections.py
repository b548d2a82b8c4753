"""Many connections, ended anyhow; requests that are damaged at random."""

import random

import pytest
from conftest import bounded, figure, in_parallel, lean, resident_megabytes
from support.programs import wait_until
from wire import HOST, LAST, Wire, statuses

MOST, MOST_FROM_ONE = 24, 8
REQUEST = b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"


@pytest.fixture(scope="module")
def narrow(heed):
    return heed.start_api(
        HEED_MAX_CONNECTIONS=MOST, HEED_MAX_CONNECTIONS_PER_ADDRESS=MOST_FROM_ONE,
        HEED_REQUEST_SECONDS=60, ASAN_OPTIONS=lean(heed),
    )  # fmt: skip


class Crowd:
    """Connections that stay open; use as a context manager."""

    def __init__(self, api):
        self.api, self.wires = api, []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for wire in self.wires:
            wire.socket.close()

    def is_let_in(self, source: str) -> bool:
        """Whether a further connection from there is answered; it stays open when it is."""
        wire = Wire(self.api, source=source)
        self.wires.append(wire)
        return wire.send(REQUEST) and wire.reply() is not None


def test_one_address_gets_so_many_connections_and_others_are_served(narrow):
    """attacks: 6"""
    with Crowd(narrow) as crowd:
        assert [crowd.is_let_in("127.0.0.2") for _ in range(MOST_FROM_ONE)] == [True] * MOST_FROM_ONE
        assert [crowd.is_let_in("127.0.0.2") for _ in range(20)] == [False] * 20
        assert crowd.is_let_in("127.0.0.3")
        assert statuses(narrow, LAST) == [200]
    wait_until("there is room again", lambda: figure(narrow, "http_connections") == 1)
    with Crowd(narrow) as crowd:
        assert crowd.is_let_in("127.0.0.2")


def test_all_addresses_together_get_so_many(narrow):
    """attacks: 6"""
    with Crowd(narrow) as crowd:
        for number in range(MOST):
            assert crowd.is_let_in(f"127.0.1.{number // MOST_FROM_ONE}")
        assert not any(crowd.is_let_in(f"127.0.2.{number}") for number in range(1, 20))
        for wire in crowd.wires[:3]:
            wire.socket.close()
        wait_until("there is room again", lambda: crowd.is_let_in("127.0.3.1"))
    wait_until("all have gone", lambda: figure(narrow, "http_connections") == 1)


def test_a_connection_costs_little(narrow, heed):
    """Each has a thread, its stack, and the library's memory. attacks: 6"""
    wide = heed.start_api(
        HEED_MAX_CONNECTIONS=500, HEED_MAX_CONNECTIONS_PER_ADDRESS=500,
        HEED_REQUEST_SECONDS=60, ASAN_OPTIONS=lean(heed),
    )  # fmt: skip
    with Crowd(wide) as crowd:
        crowd.is_let_in("127.0.0.1")
        before = resident_megabytes(wide)
        assert all(crowd.is_let_in("127.0.0.1") for _ in range(400))
        assert resident_megabytes(wide) - before < 400 * 0.5
        for wire in crowd.wires:
            wire.send(b"POST /v1/status HTTP/1.1\r\n" + HOST + b"Content-Length: 260000\r\n\r\n")
            wire.send(b"x" * 250_000)
        assert resident_megabytes(wide) - before < 400 * 1.2
    wait_until("all have gone", lambda: figure(wide, "http_connections") == 1, 20)
    wide.stop()


def damaged(chance: random.Random, request: bytes) -> bytes:
    """The request, cut, mixed or with some of its bytes changed."""
    data = bytearray(request)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) or 1)
        what = chance.randrange(5)
        if what == 0:
            data[at : at + 1] = bytes([chance.randrange(256)])
        elif what == 1:
            data[at:at] = chance.choice([b"\r\n", b"\0", b"\n", b" ", b":", b"%00", b"%s%n", b"\xff" * 9])
        elif what == 2:
            del data[at : at + chance.randrange(1, 9)]
        elif what == 3:
            data[at:at] = data[at : at + chance.randrange(1, 40)]
        else:
            del data[at + 1 :]
    return bytes(data)


def test_thousands_of_damaged_requests_that_are_broken_off_harm_nothing(api, post, organisation):
    """attacks: 9"""
    token = b"Authorization: Bearer " + organisation.staff_token.encode() + b"\r\n"
    requests = [
        REQUEST,
        b"GET /v1/cases?kind=complaint&limit=3&received_from=2026-01-01 HTTP/1.1\r\n" + HOST + token + b"\r\n",
        post(b'{"kind": "complaint", "narrative": "x", "needs": ["large_print"]}'),
        post(b"", more=b"Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n"),
        b"POST /v1/status HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n5;a=b\r\n{\"a\":\r\n2\r\n1}\r\n0\r\n\r\n",
        b"OPTIONS /v1/cases HTTP/1.1\r\n" + HOST + b"Origin: https://heed.example\r\nCookie: a=b; c=\"d\"\r\n\r\n",
    ]  # fmt: skip

    def break_off(seed):
        chance = random.Random(seed)
        for _ in range(400):
            with Wire(api) as wire:
                wire.send(damaged(chance, chance.choice(requests)))
                if chance.random() < 0.5:
                    wire.abort()

    def read_all(seed):
        chance = random.Random(seed)
        for _ in range(150):
            with Wire(api) as wire:
                wire.send(damaged(chance, chance.choice(requests)) + b"\r\n\r\n" + LAST)
                wire.abort() if chance.random() < 0.3 else wire.socket.recv(65536)

    with bounded(api, 60):
        assert in_parallel(break_off, range(4)) == [None] * 4
        assert in_parallel(read_all, range(4, 8)) == [None] * 4
        assert statuses(api, LAST) == [200]
