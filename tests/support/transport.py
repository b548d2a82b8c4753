"""HTTP without waiting: a request goes out at once, although its headers and its body are two writes.

Otherwise the second waits for the receiver's delayed acknowledgement of the first: 40 ms a post.
"""

import socket

import httpx
from httpcore.backends.sync import SyncBackend

from support.slowness import before_request


class Promptly(SyncBackend):
    def connect_tcp(self, *arguments, **options):
        stream = super().connect_tcp(*arguments, **options)
        stream.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return stream


class Transport(httpx.HTTPTransport):
    """Reads no certificates: everything under test is on this machine."""

    def __init__(self, **options):
        super().__init__(verify=False, **options)
        self._pool._network_backend = Promptly()  # the library lets nobody choose one

    def handle_request(self, request):
        before_request()
        return super().handle_request(request)


def ask(method: str, url: str, **options) -> httpx.Response:
    """One request on a connection of its own."""
    with httpx.Client(transport=Transport()) as client:
        return client.request(method, url, **options)
