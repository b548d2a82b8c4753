"""HTTP as bytes: what is sent is written by the test, what comes back is read strictly."""

import json
import re
import socket
import struct
import time
from dataclasses import dataclass, field

STATUS_LINE = re.compile(rb"HTTP/1\.1 ([1-5][0-9]{2}) [ -~]*")
FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([ -~]*?)[ \t]*")

HOST = b"Host: heed\r\n"
END = b"\r\n"
# The last request of a conversation: whoever answers it closes the connection.
LAST = b"GET /healthz HTTP/1.1\r\n" + HOST + b"Connection: close\r\n" + END


class Malformed(AssertionError):
    """What came back is not a reply of HTTP."""


@dataclass(frozen=True)
class Reply:
    status: int
    fields: dict[str, str] = field(repr=False)  # names in small letters
    body: bytes

    @property
    def closes(self) -> bool:
        return self.fields.get("connection", "").lower() == "close"

    @property
    def problem(self) -> dict:
        """The problem that it must be, if the library did not refuse by itself."""
        assert self.fields["content-type"] == "application/problem+json", self
        return json.loads(self.body)


class Wire:
    """A connection; use as a context manager. 'source': the address that it comes from."""

    def __init__(self, api, source: str = "", seconds: float = 20, receive: int = 0):
        host, port = api.url.removeprefix("http://").split(":")
        self.socket = socket.socket()
        self.socket.settimeout(seconds)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if receive:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
        if source:
            self.socket.bind((source, 0))
        self.socket.connect((host, int(port)))
        self._rest = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data: bytes) -> bool:
        """False when it is no longer taken."""
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True

    def abort(self):
        """Ends with a reset, in the middle of whatever is going on."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def reply(self, without_body: bool = False) -> Reply | None:
        """The next one; None when the connection ended instead. 'without_body': to a HEAD."""
        head = self._until(b"\r\n\r\n")
        if head is None:
            return None
        first, *lines = head.split(b"\r\n")
        status = STATUS_LINE.fullmatch(first)
        found = [FIELD.fullmatch(line) for line in lines]
        if not status or not all(found):
            raise Malformed(repr(head))
        fields = {one[1].decode().lower(): one[2].decode() for one in found}
        reply = Reply(int(status[1]), fields, b"")
        if without_body or reply.status in (100, 204, 304):
            return reply
        return Reply(reply.status, fields, self._bytes(int(fields["content-length"])))

    def replies(self) -> list[Reply]:
        """All until the other side closes. Behind one that closes nothing may be answered."""
        found = []
        while (reply := self.reply()) is not None:
            found.append(reply)
            if reply.closes:
                rest = self._rest + self.rest()
                assert not re.search(rb"HTTP/1\.1 [^4]", rest), rest
                break
        return found

    def rest(self) -> bytes:
        """What else is sent until the other side has closed."""
        found = b""
        while piece := self._receive():
            found += piece
        return found

    def closed_after(self) -> float:
        """Seconds until the other side has closed."""
        began = time.monotonic()
        self.rest()
        return time.monotonic() - began

    def _receive(self) -> bytes:
        try:
            return self.socket.recv(65536)
        except ConnectionResetError:
            return b""

    def _until(self, mark: bytes) -> bytes | None:
        while mark not in self._rest:
            piece = self._receive()
            if not piece and self._rest:
                raise Malformed(f"it ends in the middle: {self._rest!r}")
            if not piece:
                return None
            self._rest += piece
        found, self._rest = self._rest.split(mark, 1)
        return found

    def _bytes(self, count: int) -> bytes:
        while len(self._rest) < count:
            piece = self._receive()
            if not piece:
                raise Malformed(f"{len(self._rest)} of {count} bytes of a body came")
            self._rest += piece
        found, self._rest = self._rest[:count], self._rest[count:]
        return found


def talk(api, data: bytes) -> list[Reply]:
    """The replies to these bytes, until the connection is closed."""
    with Wire(api) as wire:
        wire.send(data)
        return wire.replies()


def statuses(api, data: bytes) -> list[int]:
    return [reply.status for reply in talk(api, data)]
