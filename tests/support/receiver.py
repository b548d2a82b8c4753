"""A website's own server that is told by webhooks, and how it checks them.

The check is written from Standard Webhooks 1.0, not from the service's code.
"""

import base64
import hashlib
import hmac
import json
import socket
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from support.programs import wait_until

ALLOW = "127.0.0.1"  # as HEED_WEBHOOK_ALLOW: whoever has it reaches a Receiver


@dataclass(frozen=True)
class Received:
    path: str
    headers: dict
    body: bytes
    at: float

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def timestamp(self) -> int:
        return int(self.headers["webhook-timestamp"])

    @property
    def json(self) -> dict:
        return json.loads(self.body)

    @property
    def told(self) -> tuple:
        """(type, status)"""
        return self.json["type"], self.json["data"]["status"]


def signed_by(secret: str, message: Received, body: bytes | None = None) -> bool:
    """Whether one of the message's signatures is by this secret, over this body."""
    assert secret.startswith("whsec_")
    text = f"{message.id}.{message.timestamp}.".encode() + (message.body if body is None else body)
    key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    expected = base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
    signatures = message.headers["webhook-signature"].split(" ")
    return any(hmac.compare_digest(each, f"v1,{expected}") for each in signatures)


class Receiver:
    """Use as a context manager. 'answers' are statuses, or functions that get the handler, for one
    request after the other; the last one stands for all that follow."""

    def __init__(self, *answers, host: str = "127.0.0.1", port: int = 0):
        self.answers = list(answers) or [204]
        self.received: list[Received] = []
        self.is_over = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                number = len(receiver.received)
                receiver.received.append(Received(self.path, headers, body, time.monotonic()))
                answer = receiver.answers[min(number, len(receiver.answers) - 1)]
                if callable(answer):
                    return answer(self)
                self.send_response(answer)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_PUT = do_POST

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *_):
                pass  # whoever asked has gone

        self._server = Server((host, port), Handler)
        self.port = self._server.server_address[1]
        self.url = f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        self._server.shutdown()
        self._server.server_close()

    def wait_for(self, count: int, seconds: float = 10.0) -> list[Received]:
        wait_until(f"{count} webhooks", lambda: len(self.received) >= count, seconds)
        return self.received

    # --- answers ---

    def hang(self, _handler):
        self.is_over.wait()

    def trickle(self, handler):
        """A good start, and then a byte now and then without an end."""
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        try:
            while not self.is_over.wait(0.2):
                handler.wfile.write(b".")
        except OSError:
            self.trickle_ended_at = time.monotonic()

    @staticmethod
    def flood(handler):
        """More than anybody wants to read."""
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        Receiver._go_on(handler, b"x" * 1000)

    @staticmethod
    def boast(handler):
        """A head without an end."""
        handler.wfile.write(b"HTTP/1.1 204 No Content\r\n")
        Receiver._go_on(handler, b"X-More: " + b"x" * 1000 + b"\r\n")

    @staticmethod
    def stutter(handler):
        """The answer is about to begin, again and again."""
        Receiver._go_on(handler, b"HTTP/1.1 100 Continue\r\n\r\n" * 100)

    @staticmethod
    def _go_on(handler, piece: bytes):
        try:
            for _ in range(10_000):
                handler.wfile.write(piece)
        except OSError:
            pass

    @staticmethod
    def redirect_to(url: str, status: int = 302):
        def answer(handler):
            handler.send_response(status)
            handler.send_header("Location", url)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        return answer


@dataclass(frozen=True)
class Endpoint:
    """An endpoint of an organisation's site."""

    heed: object
    slug: str
    id: str
    secret: str

    @classmethod
    def create(cls, heed, organisation, url: str, allow: str = ALLOW) -> "Endpoint":
        printed = heed.command(
            *("webhook", "create", "--organisation", organisation.slug, "--site"),
            *(organisation.site, "--url", url),
            HEED_WEBHOOK_ALLOW=allow,
        )
        return cls(heed, organisation.slug, *printed.split("\t"))

    def do(self, what: str, *more: str, **options) -> str:
        """rotate, disable, enable, delete"""
        arguments = ("webhook", what, "--organisation", self.slug, *more, self.id)
        return self.heed.command(*arguments, **options)

    def rows(self, columns: str = "state, attempts, last_outcome") -> list[tuple]:
        """What the records tell of its messages, oldest first."""
        with self.heed.superuser() as database:
            return database.execute(
                f"select {columns} from webhook_delivery where endpoint_id = %s order by id",
                [self.id],
            ).fetchall()

    def come_to(self, *expected, columns: str = "state, attempts, last_outcome", seconds=10.0):
        """In the end its messages are these."""
        end = time.monotonic() + seconds
        while (rows := self.rows(columns)) != list(expected):
            assert time.monotonic() < end, f"{rows}, not {list(expected)}"
            time.sleep(0.05)


def forget_endpoints(heed):
    with heed.superuser() as database:
        database.execute("delete from webhook_endpoint")


def endpoints_forgotten(heed):
    """A fixture: whatever a test makes goes with it."""
    yield
    forget_endpoints(heed)
