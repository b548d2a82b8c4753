"""16: whose address a request is counted by. rules: B12"""

import pytest
from quotas import quotas

PAGE = "/problems/busy"
PLAIN, STANDARD = "X-Forwarded-For", "Forwarded"
# Each row: why, and two lists of headers. Both are the same client, or they are not.
SAME, OTHER = True, False
BEHIND_PROXIES = [
    ("a client is who the proxy says", SAME, [(PLAIN, "192.0.2.1")], [(PLAIN, "192.0.2.1")]),
    ("another address, another client", OTHER, [(PLAIN, "192.0.2.2")], [(PLAIN, "192.0.2.3")]),
    (
        "what a client claims stands before what the proxy saw",
        SAME,
        [(PLAIN, "203.0.113.1, 192.0.2.4")],
        [(PLAIN, "203.0.113.2, 192.0.2.4")],
    ),
    (
        "in a header of its own too",
        SAME,
        [(PLAIN, "203.0.113.3"), (PLAIN, "192.0.2.5")],
        [(PLAIN, "203.0.113.4"), (PLAIN, "192.0.2.5")],
    ),
    (
        "a trusted proxy in between is passed over",
        SAME,
        [(PLAIN, "192.0.2.6, 10.1.2.3, 10.4.5.6")],
        [(PLAIN, "192.0.2.6")],
    ),
    (
        "what is before a host that nobody trusts is not",
        SAME,
        [(PLAIN, "192.0.2.7, 11.0.0.1, 10.4.5.6")],
        [(PLAIN, "192.0.2.8, 11.0.0.1")],
    ),
    ("with a port", SAME, [(PLAIN, "192.0.2.9:4711")], [(PLAIN, "192.0.2.9")]),
    ("IPv4 as IPv6", SAME, [(PLAIN, "::ffff:192.0.2.10")], [(PLAIN, "192.0.2.10")]),
    ("a /64 is one", SAME, [(PLAIN, "2001:db8:1:1::1")], [(PLAIN, "[2001:db8:1:1:9::9]:80")]),
    ("two /64 are two", OTHER, [(PLAIN, "2001:db8:1:2::1")], [(PLAIN, "2001:db8:1:3::1")]),
    (
        "RFC 7239 says the same",
        SAME,
        [(STANDARD, 'proto=https;For="192.0.2.11:443" ; by=10.0.0.1')],
        [(PLAIN, "192.0.2.11")],
    ),
    (
        "for IPv6 as well",
        SAME,
        [(STANDARD, 'for=203.0.113.5, for="[2001:db8:1:4::1]"')],
        [(PLAIN, "2001:db8:1:4::2")],
    ),
    (
        "a client that adds the header its proxy does not write is the proxy",
        SAME,
        [(PLAIN, "192.0.2.12"), (STANDARD, "for=203.0.113.6")],
        [(PLAIN, "192.0.2.13"), (STANDARD, "for=203.0.113.7")],
    ),
    ("what is hidden is the proxy", SAME, [(STANDARD, "for=unknown")], [(STANDARD, "for=_x")]),
    ("what is no address is the proxy", SAME, [(PLAIN, "nonsense")], [(PLAIN, "")]),
    ("whatever its length", SAME, [(PLAIN, "9" * 3000)], [(PLAIN, "," * 3000)]),
    (
        "of a long way the end counts",
        SAME,
        [(PLAIN, "203.0.113.8, " * 200 + "192.0.2.14")],
        [(PLAIN, "192.0.2.14")],
    ),
]


@pytest.fixture(scope="module")
def behind(heed):
    proxies = "127.0.0.1, 10.0.0.0/8"
    return heed.start_api(**quotas(public="1/3600"), HEED_TRUSTED_PROXIES=proxies)


@pytest.fixture
def another_day(heed, behind):
    """On which nobody has asked anything yet."""
    heed.clock.advance(days=1)


@pytest.mark.parametrize(
    "why, is_same, one, other", [pytest.param(*row, id=row[0]) for row in BEHIND_PROXIES]
)
def test_16_a_trusted_proxy_tells_who_asks(behind, another_day, why, is_same, one, other):
    with behind.client() as client:
        assert client.get(PAGE, headers=one).status_code == 200
        assert client.get(PAGE, headers=other).status_code == (429 if is_same else 200), why


@pytest.mark.parametrize("header", [PLAIN, STANDARD])
def test_16_what_anybody_else_says_is_ignored(heed, header):
    """Each claims to be another, and all are the one that they are; somebody is told once."""
    api = heed.start_api(**quotas(public=f"3/36{len(header):02}"))
    with api.client() as client:
        prefix = "for=" if header == STANDARD else ""
        answers = [
            client.get(PAGE, headers={header: f"{prefix}192.0.2.{number}"}).status_code
            for number in range(5)
        ]
    assert answers == [200] * 3 + [429] * 2
    assert api.log.count("forwarded_by_no_trusted_proxy") == 1
    api.stop()
