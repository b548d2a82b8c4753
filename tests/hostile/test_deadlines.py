"""Whoever takes too long, with whatever part of a request, is cut off; others don't notice."""

import time

from conftest import DEADLINE_SECONDS, bounded, figure, in_parallel
from support.programs import wait_until
from wire import HOST, LAST, Wire, statuses

GET = b"GET /healthz HTTP/1.1\r\n"
CONTRACT = b"GET /v1/openapi.yaml HTTP/1.1\r\n" + HOST + b"\r\n"
DRIP_SECONDS = 0.1
# The watcher comes by five times a second; the machine may be busy.
SLACK_SECONDS = 2.5


def drip(api, first: bytes, drop: bytes) -> float:
    """Sends a drop now and then; seconds until the other side has closed."""
    with Wire(api, seconds=DRIP_SECONDS) as wire:
        began = time.monotonic()
        wire.send(first)
        while time.monotonic() - began < 3 * DEADLINE_SECONDS:
            if drop and not wire.send(drop):
                break
            try:
                if not wire.socket.recv(65536):
                    break
            except TimeoutError:
                continue
            except ConnectionResetError:
                break
        return time.monotonic() - began


def test_who_drips_is_cut_off_at_an_absolute_deadline(api, head):
    """attacks: 5"""
    in_chunks = head() + b"Transfer-Encoding: chunked\r\n\r\n"
    slow = {
        "nothing": (b"", b""),
        "empty lines": (b"", b"\r\n"),
        "part of a line": (b"GE", b""),
        "request line": (b"GET /", b"x"),
        "method": (b"G", b"G"),
        "header": (GET + b"X: ", b"x"),
        "headers": (GET + HOST, b"X: y\r\n"),
        "headers without an end": (GET + HOST, b""),
        "body": (head() + b"Content-Length: 5000\r\n\r\n", b" "),
        "body that never comes": (head() + b"Content-Length: 5000\r\n\r\n", b""),
        "body waited for": (head(more=b"Expect: 100-continue\r\n") + b"Content-Length: 9\r\n\r\n", b""),
        "unknown length": (head() + b"Transfer-Encoding: identity\r\n\r\n", b" "),
        "chunks": (in_chunks, b"1\r\n \r\n"),
        "size of a chunk": (in_chunks, b"0"),
        "extension of a chunk": (in_chunks + b"5;", b"x"),
        "one chunk": (in_chunks + b"5000\r\n", b" "),
        "trailers": (in_chunks + b"0\r\n", b"X: y\r\n"),
        "second request": (GET + HOST + b"\r\n", b"x"),
        "second request's headers": (GET + HOST + b"\r\n" + GET, b"X: y\r\n"),
        "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\0"),
    }
    with bounded(api, 60):
        found = in_parallel(lambda one: drip(api, *one), slow.values())
    for name, seconds in zip(slow, found):
        # A second request's time begins with its line, the first one's rest before it.
        most = (2 if name.startswith("second") else 1) * DEADLINE_SECONDS + SLACK_SECONDS
        assert DEADLINE_SECONDS * 0.8 < seconds < most, (name, seconds)


def test_others_are_served_while_many_drip(api):
    """attacks: 5"""
    wires = [Wire(api) for _ in range(100)]
    try:
        for wire in wires:
            wire.send(GET + b"X: ")
        wait_until("all are there", lambda: figure(api, "http_connections") > len(wires))
        for _ in range(20):
            began = time.monotonic()
            assert statuses(api, LAST) == [200]
            assert time.monotonic() - began < 1
        assert all(wire.closed_after() < DEADLINE_SECONDS + SLACK_SECONDS for wire in wires)
    finally:
        for wire in wires:
            wire.socket.close()


def test_who_does_not_read_is_cut_off(api):
    """Far more replies than the system's buffers hold are asked for at once. attacks: 5"""
    count = 100
    with bounded(api, 60):
        wires = [Wire(api, receive=4096) for _ in range(8)]
        for wire in wires:
            wire.send(CONTRACT * count)
        wait_until("all wait", lambda: figure(api, "http_connections") > len(wires))
        wait_until(
            "all were cut off",
            lambda: figure(api, "http_connections") == 1,
            DEADLINE_SECONDS + SLACK_SECONDS + 2,
        )
    for wire in wires:
        assert wire.rest().count(b"HTTP/1.1 200") < count
        wire.socket.close()


def test_who_reads_slowly_is_cut_off(api):
    """attacks: 5"""

    def read(_):
        with Wire(api, receive=4096) as wire:
            wire.send(CONTRACT * 50)
            began = time.monotonic()
            while time.monotonic() - began < 4 * DEADLINE_SECONDS:
                try:
                    if not wire.socket.recv(2048):
                        break
                except ConnectionResetError:
                    break
                time.sleep(DRIP_SECONDS)
            return time.monotonic() - began

    for seconds in in_parallel(read, range(4)):
        assert seconds < 2 * DEADLINE_SECONDS + SLACK_SECONDS


def test_a_connection_that_rests_is_closed_without_a_reset(api):
    """attacks: 5"""
    with Wire(api) as wire:
        wire.send(GET + HOST + b"\r\n")
        assert wire.reply().status == 200
        began = time.monotonic()
        assert wire.socket.recv(1) == b""
        assert time.monotonic() - began < DEADLINE_SECONDS + SLACK_SECONDS
