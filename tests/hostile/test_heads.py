"""Request lines and headers that readers of HTTP take differently, too many of them, too long ones."""

import pytest
from conftest import bounded, in_parallel
from wire import HOST, LAST, Wire, statuses, talk

GET = b"GET /healthz HTTP/1.1\r\n"


@pytest.mark.parametrize("kilobytes", [17, 40, 62, 70, 200])
def test_a_header_that_is_too_long_is_refused(api, kilobytes):
    """attacks: 7"""
    [reply] = talk(api, GET + HOST + b"X-Long: " + b"x" * kilobytes * 1024 + b"\r\n\r\n" + LAST)
    assert reply.status == 431 and reply.closes
    if kilobytes <= 40:
        assert reply.problem["code"] == "headers-too-large"


@pytest.mark.parametrize("count", [65, 500, 5000])
def test_too_many_headers_are_refused(api, count):
    """attacks: 7"""
    [reply] = talk(api, GET + HOST + b"X: y\r\n" * (count - 1) + b"\r\n" + LAST)
    assert reply.status == 431 and reply.closes
    assert statuses(api, GET + HOST + b"X: y\r\n" * 63 + b"\r\n" + LAST) == [200, 200]


def test_whatever_fits_nowhere_is_refused_or_the_connection_ends(api):
    """At every size around the library's own memory; nothing is done, nothing piles up. attacks: 7"""

    def attempt(size):
        return (
            statuses(api, GET + HOST + b"X: " + b"x" * size + b"\r\n\r\n"),
            statuses(api, b"GET /healthz?" + b"x" * size + b" HTTP/1.1\r\n" + HOST + b"\r\n"),
            statuses(api, GET + HOST + b"Cookie: " + b"a=b;" * (size // 4) + b"\r\n\r\n"),
            statuses(api, b"GET /healthz?" + b"a&" * (size // 8) + b" HTTP/1.1\r\n" + HOST + b"\r\n"),
        )

    sizes = [63_000, 64_000, *range(64_600, 65_600, 64), 66_000, 128_000, 1_000_000]
    with bounded(api, 80):
        for size, found in zip(sizes, in_parallel(attempt, sizes)):
            header, address, cookies, parameters = found
            assert header in ([], [431]), (size, found)
            assert address in ([], [414], [431]), (size, found)
            assert cookies in ([], [431]), (size, found)
            assert parameters in ([], [414], [431]), (size, found)


@pytest.mark.parametrize("headers", [b"", HOST + HOST, HOST + b"host: other\r\n"])
def test_http_1_1_names_one_host(api, headers):
    """attacks: 8"""
    [reply] = talk(api, GET + headers + b"\r\n" + LAST)
    assert reply.status == 400 and reply.closes
    assert reply.problem["errors"][0]["pointer"] == "Host"


def test_http_1_0_needs_none_and_ends_after_its_reply(api):
    """attacks: 8"""
    old = b"GET /healthz HTTP/1.0\r\n\r\n"
    assert statuses(api, old + LAST) == [200]
    kept = old.replace(b"\r\n\r\n", b"\r\nConnection: keep-alive\r\n\r\n")
    assert statuses(api, kept + kept + old) == [200, 200, 200]


@pytest.mark.parametrize(
    "line, status",
    [
        (b"GET /healthz", 400),
        (b"GET /healthz HTTP/0.9", 505),
        (b"GET /healthz HTTP/2.0", 505),
        (b"PRI * HTTP/2.0", 505),
        (b"GET /healthz HTTP/1.10", 400),
        (b"GET /healthz http/1.1", 400),
        (b"GET /healthz HTTP/1.1 ", 400),
        (b"GET  /healthz HTTP/1.1", 400),
        (b"GET /healthz  HTTP/1.1", 400),
        (b"GET /healthz /readyz HTTP/1.1", 400),
        (b"GET /healthz\t/readyz HTTP/1.1", 400),
        (b"GET  HTTP/1.1", 400),
        (b"GET /healthz\0 HTTP/1.1", 400),
        (b"GET /healthz\0HTTP/1.1\0\0 HTTP/1.1", 400),
        (b"GET\0 /healthz HTTP/1.1", 400),
        (b"G\x01T /healthz HTTP/1.1", 400),
        (b"G\xc3\x8bT /healthz HTTP/1.1", 400),
        (b"G,T /healthz HTTP/1.1", 400),
        (b"\0GET /healthz HTTP/1.1", 400),
        (b"GET /healthz\r/ HTTP/1.1", 400),
    ],
)
def test_a_request_line_of_another_form_is_refused(api, line, status):
    """attacks: 12"""
    [reply] = talk(api, line + b"\r\n" + HOST + b"\r\n" + LAST)
    assert reply.status == status and reply.closes


def test_what_is_no_request_at_all_ends_the_connection(api):
    """attacks: 9"""
    for data in (b"GET\r\n\r\n", b"nonsense\r\n\r\n", b"GET\t/healthz\tHTTP/1.1\r\n\r\n"):
        assert statuses(api, data + LAST) == []


@pytest.mark.parametrize(
    "headers",
    [
        b"X-A : b\r\n",
        b"X-A\t: b\r\n",
        b" X-A: b\r\n",
        b"X-A: b\r\n c\r\n",
        b"X-A:\r\n\tc\r\n",
        b"X-A: b\r\n \r\n",
        b"X-A: b\r\n Host: other\r\n",
        b"X-A: b\n",
        b"X-A: b\r\r\n",
        b"X-A: b\rX-B: c\r\n",
        b"X-A: b\0\r\n",
        b"X-A: b\0c\r\n",
        b"X-A: \0\r\n",
        b"X-A:\0b\r\n",
        b"X-A\0B: c\r\n",
        b"X-A: \x01\r\n",
        b"X-A: \x1b[31m\r\n",
        b"X-A: \x7f\r\n",
        b": b\r\n",
        b"X A: b\r\n",
        b"X(A): b\r\n",
        b'"X": b\r\n',
        b"X\xc3\x84: b\r\n",
        b"nonsense\r\n",
        b"Authorization: Bearer x\0\r\n",
    ],
)
@pytest.mark.parametrize("place", ["first", "last"])
def test_a_header_of_another_form_is_refused(api, headers, place):
    """Blanks around the name, folded lines, CR or LF alone, NUL. attacks: 1, 12"""
    lines = headers + HOST if place == "first" else HOST + headers
    [reply] = talk(api, GET + lines + b"\r\n" + LAST)
    assert reply.status == 400 and reply.closes


@pytest.mark.parametrize(
    "headers",
    [
        b"X-A:b\r\n",
        b"X-A:\r\n",
        b"X-A: \r\n",
        b"X-A:  \t b  c \t\r\n",
        b"X-A: caf\xc3\xa9 \xff\r\n",
        b"!#$%&'*+-.^_`|~09: b\r\n",
        b"X-A: a: b: c\r\n",
        b"Cookie: =;=;  = ,\",a=\"b\r\nCookie: ;\r\n",
        b"Authorization: Basic AAAA\r\n",
        b"Authorization: Basic " + b"=" * 3001 + b"\r\n",
        b"Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n",
        b"Expect: 200-maybe\r\n",
        b"Range: bytes=0-18446744073709551615,-1\r\n",
    ],
)
def test_a_header_that_is_odd_but_sound_harms_nothing(api, headers):
    """attacks: 9"""
    assert statuses(api, GET + headers + HOST + b"\r\n" + LAST) == [200, 200]


def test_lines_that_all_end_in_lf_alone_are_refused(api):
    """attacks: 1"""
    assert statuses(api, (GET + HOST + b"\r\n").replace(b"\r\n", b"\n") + LAST) == [400]
    assert statuses(api, b"\r\n\r\n" + LAST) == [200]  # empty lines before a request are none


@pytest.mark.parametrize(
    "method", [b"get", b"Get", b"DELETE", b"PATCH", b"TRACE", b"TRACK", b"FOO", b"G" * 3000, b"M-SEARCH"]
)
def test_a_method_that_an_address_does_not_take_is_refused(api, method):
    """attacks: 10"""
    refused, answered = talk(api, method + b" /healthz HTTP/1.1\r\n" + HOST + b"\r\n" + LAST)
    assert (refused.status, answered.status) == (405, 200)
    assert refused.problem["code"] == "method-not-allowed"
    assert "GET" in refused.fields["allow"]


def test_head_answers_without_a_body_on_the_same_connection(api):
    """attacks: 10"""
    with Wire(api) as wire:
        for path, status in ((b"/healthz", 200), (b"/nowhere", 404), (b"/v1/cases", 401)):
            wire.send(b"HEAD " + path + b" HTTP/1.1\r\n" + HOST + b"\r\n")
            reply = wire.reply(without_body=True)
            assert reply.status == status and int(reply.fields["content-length"]) > 0
        wire.send(LAST)
        assert [reply.status for reply in wire.replies()] == [200]


@pytest.mark.parametrize(
    "target, status",
    [
        (b"http://heed/healthz", 200),
        (b"HTTPS://other.example:8443/healthz", 200),
        (b"http://heed/healthz?x=1", 400),
        (b"http://heed", 404),
        (b"http://heed?/healthz", 404),
        (b"http:///healthz", 200),
        (b"http:/healthz", 404),
        (b"ftp://heed/healthz", 404),
        (b"heed:443", 404),
        (b"*", 404),
        (b"healthz", 404),
    ],
)
def test_targets_of_other_forms(api, target, status):
    """The absolute form (RFC 9112, 3.2.2) names the same as the usual one. attacks: 13"""
    assert statuses(api, b"GET " + target + b" HTTP/1.1\r\n" + HOST + b"\r\n" + LAST) == [status, 200]


@pytest.mark.parametrize("line", [b"CONNECT heed:443", b"OPTIONS *", b"TRACE *", b"CONNECT /v1/cases"])
def test_no_tunnel_and_no_echo(api, line):
    """attacks: 10"""
    refused, answered = talk(api, line + b" HTTP/1.1\r\n" + HOST + b"X-Secret: echo\r\n\r\n" + LAST)
    assert refused.status in (404, 405) and answered.status == 200
    assert b"echo" not in refused.body
