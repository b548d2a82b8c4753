"""Webhooks into networks of one's own, and forged ones.

attacks: 41, 42
"""

import socket
import threading
from contextlib import contextmanager
from dataclasses import replace

import pytest
from names import Resolver, impossible
from support.office import Office
from support.receiver import ALLOW, Endpoint, Receiver, endpoints_forgotten, signed_by

no_endpoint_is_left = pytest.fixture(autouse=True)(endpoints_forgotten)
# Whoever made these endpoints could reach everything; the worker cannot.
EVERYTHING = "0.0.0.0/0, ::/0"
PORT = "{port}"
WITHIN = [
    f"https://127.0.0.2:{PORT}/",
    f"http://127.0.0.2:{PORT}/",
    f"https://localhost:{PORT}/",
    f"https://127.2:{PORT}/",
    f"https://2130706434:{PORT}/",
    f"https://0.0.0.0:{PORT}/",
    f"https://[::1]:{PORT}/",
    f"https://[::ffff:127.0.0.2]:{PORT}/",
    f"https://[::127.0.0.2]:{PORT}/",
    "https://10.0.0.1/",
    "https://172.31.255.1/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "https://[64:ff9b::7f00:2]/",
    "https://[2002:7f00:2::1]/",
    "https://[fd00::1]/",
    "https://[fe80::1]/",
    "http://93.184.216.34/",  # of the internet, but in the clear
]
RESOLVED = {
    "inner": [["10.0.0.5"]],
    "loop": [["127.0.0.2"]],
    "meta": [["169.254.169.254"]],
    "mapped": [["::ffff:127.0.0.2"]],
    "several": [["127.0.0.2", "10.0.0.5", "::1"]],
}


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api, roles=()) as office:
        yield office


@contextmanager
def nobody_comes_in():
    """A port of every address of this machine, at which nobody may have knocked."""
    with socket.socket(socket.AF_INET6) as listener:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listener.bind(("::", 0))
        listener.listen()
        came = []

        def accept():
            while True:
                try:
                    came.append(listener.accept())
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
    assert not came


def are_blocked(heed, office, urls):
    endpoints = [Endpoint.create(heed, office.organisation, url, EVERYTHING) for url in urls]
    office.receive()
    for endpoint, url in zip(endpoints, urls):
        endpoint.come_to((url, "blocked", None), columns=f"'{url}', last_outcome, last_status")


def test_no_webhook_goes_into_a_network_that_is_not_listed(heed, office):
    worker = heed.start_worker(HEED_WEBHOOK_ALLOW="127.0.0.9, 10.99.0.0/16")
    with nobody_comes_in() as port:
        are_blocked(heed, office, [each.replace(PORT, str(port)) for each in WITHIN])
        worker.stop()


@pytest.mark.skipif(impossible() != "", reason=impossible())
def test_nor_does_one_by_a_name_that_leads_there(heed, office):
    with Resolver(**RESOLVED) as resolver, nobody_comes_in() as port:
        with resolver.asked():
            worker = heed.start_worker(HEED_WEBHOOK_ALLOW=ALLOW)
        are_blocked(heed, office, [f"https://{name}.test:{port}/" for name in RESOLVED])
        worker.stop()


@pytest.mark.skipif(impossible() != "", reason=impossible())
def test_nor_one_by_a_name_that_leads_there_later(heed, office):
    """What counts is where the connection goes, at every try: a name may change in between."""
    names = {"rebound": [["127.0.0.1"], ["127.0.0.2"], ["127.0.0.2"], ["127.0.0.1"]]}
    with Resolver(**names) as resolver, Receiver(500, 204) as good:
        with Receiver(host="127.0.0.2", port=good.port) as inner:
            with resolver.asked():
                worker = heed.start_worker(HEED_WEBHOOK_ALLOW=ALLOW)
            url = f"http://rebound.test:{good.port}/"
            endpoint = Endpoint.create(heed, office.organisation, url, EVERYTHING)
            office.receive()
            endpoint.come_to(("waiting", 1, "status"))
            heed.clock.advance(seconds=7)
            endpoint.come_to(("waiting", 2, "blocked"))
            heed.clock.advance(minutes=7)
            endpoint.come_to(("waiting", 3, "blocked"))
            heed.clock.advance(minutes=40)
            endpoint.come_to(("sent", 4, "taken"))
            worker.stop()
            assert not inner.received and len(good.received) == 2


def test_no_proxy_of_the_environment_is_asked(heed, office):
    with Receiver() as proxy, Receiver() as receiver:
        names = ("http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY")
        proxies = dict.fromkeys(names, proxy.url)
        worker = heed.start_worker(HEED_WEBHOOK_ALLOW=ALLOW, **proxies)
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        office.receive()
        endpoint.come_to(("sent", 1, "taken"))
        worker.stop()
        assert not proxy.received


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.org/",
        "https://127.0.0.1/",
        "https://user:secret@hooks.example.org/",
        "https://hooks.example.org/#part",
        "https://hooks.example.org/\r\nX-More: yes",
        "file:///etc/passwd",
        "gopher://hooks.example.org:6379/_FLUSHALL",
    ],
)
def test_an_address_that_cannot_be_meant_is_refused_at_once(heed, organisation, url):
    arguments = ("--organisation", organisation.slug, "--site", organisation.site, "--url", url)
    refused = heed.run("webhook", "create", *arguments)
    assert refused.returncode == 2 and refused.stdout == ""
    assert refused.stderr.startswith("heed: --url: must ")


def test_a_list_of_networks_that_is_none_is_refused_at_the_start(heed):
    worker = heed.start_worker(HEED_WEBHOOK_ALLOW="10.0.0.0/8, localhost")
    worker.expect_end(2)
    assert "HEED_WEBHOOK_ALLOW: must be addresses or networks" in worker.log


def test_a_forged_webhook_is_known_by_its_signature(heed, office):
    """Of the body, the id and the time nothing can be changed."""
    worker = heed.start_worker(HEED_WEBHOOK_ALLOW=ALLOW)
    with Receiver() as receiver:
        endpoint = Endpoint.create(heed, office.organisation, receiver.url)
        office.receive()
        [message] = receiver.wait_for(1)
        endpoint.come_to(("sent", 1, "taken"))
    worker.stop()
    assert signed_by(endpoint.secret, message)
    assert abs(message.timestamp - heed.clock.now().timestamp()) < 30
    assert not signed_by(endpoint.secret, message, message.body.replace(b"received", b"closed"))
    for name in ("webhook-id", "webhook-timestamp"):
        changed = message.headers[name][:-1] + str((int(message.headers[name][-1], 16) + 1) % 10)
        forged = replace(message, headers={**message.headers, name: changed})
        assert not signed_by(endpoint.secret, forged)
