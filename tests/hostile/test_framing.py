"""Where a request ends is told in one way only, or it is not done and the connection ends."""

import pytest
from conftest import DEADLINE_SECONDS, MOST_BODY, bounded, chunked, in_parallel
from wire import HOST, LAST, Wire, statuses, talk

CASE = b'{"kind": "complaint", "narrative": "Nobody rang back."}'
LENGTH = b"Content-Length: %d\r\n" % len(CASE)
IN_CHUNKS = b"Transfer-Encoding: chunked\r\n"
# A request within a body: whoever loses the end of the body answers it.
HIDDEN = b"GET /readyz HTTP/1.1\r\n" + HOST + b"\r\n"


@pytest.mark.parametrize(
    "lengths",
    [
        LENGTH + IN_CHUNKS,
        IN_CHUNKS + LENGTH,
        b"Content-Length: 0\r\n" + IN_CHUNKS,
        IN_CHUNKS + b"content-length: 3\r\n",
        IN_CHUNKS + IN_CHUNKS,
        IN_CHUNKS + b"Transfer-Encoding: identity\r\n",
        b"Transfer-Encoding:\tchunked\r\nCONTENT-LENGTH:3\r\n",
    ],
)
def test_a_body_with_two_lengths_is_refused(api, head, cases, lengths):
    """attacks: 1"""
    before = cases()
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(CASE), CASE)
    [reply] = talk(api, head() + lengths + b"\r\n" + body + LAST)
    assert reply.status == 400 and reply.closes
    assert reply.problem["code"] == "malformed"
    assert cases() == before


def test_an_unknown_encoding_ends_at_the_deadline_at_the_latest(api, head, cases):
    """attacks: 2"""
    before = cases()

    def answer(encoding):
        with Wire(api) as wire:
            wire.send(head() + b"Transfer-Encoding: " + encoding + b"\r\n\r\n" + CASE + LAST)
            return wire.rest()

    known_to_others = [
        b"gzip, chunked", b"chunked, gzip", b"identity", b"xchunked", b"chunked;q=1", b"",
        b"chunked ", b"\x0bchunked", b"chun\xc5\xbfed", b"chunked,chunked", b'"chunked"',
    ]  # fmt: skip
    for encoding, answered in zip(known_to_others, in_parallel(answer, known_to_others)):
        assert answered == b"" or answered.startswith(b"HTTP/1.1 400 "), (encoding, answered)
        assert b"HTTP/1.1 2" not in answered, encoding
    assert cases() == before


def test_chunks_are_of_http_1_1(api, head):
    """attacks: 2"""
    old = head().replace(b"HTTP/1.1", b"HTTP/1.0")
    assert statuses(api, old + chunked(CASE) + LAST) == [400]


@pytest.mark.parametrize(
    "lengths",
    [
        LENGTH + LENGTH,
        LENGTH + b"content-length: 3\r\n",
        b"Content-Length: 0\r\n" + LENGTH,
    ],
)
def test_a_length_twice_is_refused(api, head, cases, lengths):
    """attacks: 3"""
    before = cases()
    [reply] = talk(api, head() + lengths + b"\r\n" + CASE + LAST)
    assert reply.status == 400 and reply.closes
    assert reply.problem["errors"][0]["pointer"] == "Content-Length"
    assert cases() == before


@pytest.mark.parametrize(
    "length, status",
    [
        (b"55, 55", 400),
        (b"55 55", 400),
        (b"+55", 400),
        (b"-1", 400),
        (b"0x37", 400),
        (b"55.0", 400),
        (b"5e1", 400),
        (b"", 400),
        (b"abc", 400),
        (b"\xd9\xa5\xd9\xa5", 400),
        (b"18446744073709551616", 413),
        (b"9" * 40, 413),
    ],
)
def test_a_length_that_is_no_number_is_refused(api, head, cases, length, status):
    """attacks: 3"""
    before = cases()
    assert statuses(api, head() + b"Content-Length: " + length + b"\r\n\r\n" + CASE + LAST) == [
        status
    ]
    assert cases() == before


@pytest.mark.parametrize("name", [b"Content-Length", b"Transfer-Encoding"])
@pytest.mark.parametrize(
    "form",
    [
        b"%s : %s\r\n",
        b"%s\t: %s\r\n",
        b" %s: %s\r\n",
        b"X: y\n%s: %s\r\n",
        b"X: y\r%s: %s\r\n",
        b"X:\r\n %s: %s\r\n",
        b"X: \0\r\n%s: %s\r\n",
    ],
)
def test_a_length_that_only_some_would_see_is_refused(api, head, name, form):
    """A proxy that sees it takes what follows for a body, the service for a request. attacks: 1, 3"""
    hidden = form % (name, b"%d" % len(HIDDEN) if name == b"Content-Length" else b"chunked")
    [reply] = talk(api, head() + hidden + b"\r\n" + HIDDEN + LAST)
    assert reply.status == 400 and reply.closes


def padded(length: int) -> bytes:
    return CASE[:-1] + b" " * (length - len(CASE)) + b"}"


def test_the_longest_body_is_taken_and_one_byte_more_is_not(api, head, post, cases):
    """attacks: 4"""
    before = cases()
    most, more = padded(MOST_BODY), padded(MOST_BODY + 1)
    assert statuses(api, post(most, key="longest") + LAST) == [201, 200]
    assert statuses(api, head(key="longest in chunks") + chunked(most[:7], most[7:])) == [201]
    for data in (post(more), head() + chunked(more[:70_000], more[70_000:])):
        [reply] = talk(api, data + LAST)
        assert reply.status == 413 and reply.closes
        assert reply.problem["code"] == "body-too-large"
    assert cases() == before + 2


def test_what_is_cut_at_the_limit_is_never_taken_for_whole(api, head, cases):
    """Up to the limit it is a case. attacks: 4"""
    before = cases()
    body = padded(MOST_BODY)
    assert statuses(api, head() + chunked(body, b" ") + LAST) == [413]
    assert statuses(api, head() + chunked(body, b"x" * 3 * MOST_BODY) + LAST) == [413]
    assert cases() == before


def test_a_body_far_over_the_limit_is_not_kept(api, head):
    """Who still sends at the deadline is told by a reset. attacks: 4"""
    piece = b"x" * 65_536

    def flood(lengths):
        with Wire(api, seconds=3 * DEADLINE_SECONDS) as wire:
            wire.send(head() + lengths + b"\r\n")
            framed = b"10000\r\n" + piece + b"\r\n" if lengths == IN_CHUNKS else piece
            sent = sum(wire.send(framed) for _ in range(160))
            return sent, wire.rest()

    lengths = [b"Content-Length: 1000000000\r\n", IN_CHUNKS] * 8
    with bounded(api, 60):
        for sent, rest in in_parallel(flood, lengths):
            assert sent and b"HTTP/1.1 2" not in rest


@pytest.mark.parametrize(
    "body, status",
    [
        (b"-37\r\n%s\r\n0\r\n\r\n", 400),
        (b"0x37\r\n%s\r\n0\r\n\r\n", 400),
        (b" 37\r\n%s\r\n0\r\n\r\n", 400),
        (b"37 \r\n%s\r\n0\r\n\r\n", 400),
        (b"\r\n%s\r\n0\r\n\r\n", 400),
        (b"zz\r\n%s\r\n0\r\n\r\n", 400),
        (b"36\r\n%s\r\n0\r\n\r\n", 400),
        (b"37\r\n%sX\r\n0\r\n\r\n", 400),
        (b"fffffffffffffffff\r\n%s\r\n0\r\n\r\n", 413),
        (b"37\r\n%s\r\n0\r\nnonsense\r\n\r\n", 400),
        pytest.param(b"37\r\n%s\r\n0\r\n" + b"X: y\r\n" * 20_000 + b"\r\n", 431, id="trailers"),
    ],
)
def test_broken_chunks_are_refused(api, head, cases, body, status):
    """attacks: 1, 2"""
    before = cases()
    assert statuses(api, head() + IN_CHUNKS + b"\r\n" + body % CASE + LAST) == [status]
    assert cases() == before


def test_a_chunk_that_never_ends_is_cut_off(api, head):
    """attacks: 2, 4"""
    endless = [
        b"ffffffffffffffff\r\n" + CASE,
        b"37;" + b"x" * 300_000,
        b"0" * 300_000,
        b"37\r\n" + CASE + b"\r\n0\r\nX: " + b"y" * 300_000,
    ]
    with bounded(api, 40):
        found = in_parallel(
            lambda body: statuses(api, head() + IN_CHUNKS + b"\r\n" + body), endless
        )
    # The library itself says 500 when a line of a chunk doesn't fit.
    assert all(status in ([], [413], [431], [500]) for status in found), found


@pytest.mark.parametrize(
    "body",
    [
        b"37;a=b\r\n%s\r\n0\r\n\r\n",
        b'37;a="\r\n%s\r\n0\r\n\r\n',
        b"37\n%s\n0\n\n",
        b"37;\n%s\r\n0\r\n\r\n",
        b"00000037\r\n%s\r\n000\r\n\r\n",
        b"37\r\n%s\r\n0\r\nX-Request-Id: x\r\nAuthorization: Bearer x\r\nContent-Length: 9\r\n\r\n",
        b"37\r\n%s\r\n0\r\nnobody\n\n",
    ],
)
def test_nothing_is_read_behind_a_body_in_chunks(api, head, body):
    """Whoever reads its lines otherwise sees no other request behind it. attacks: 1, 2"""
    [reply] = talk(api, head(key="chunks") + IN_CHUNKS + b"\r\n" + body % CASE + LAST)
    assert reply.closes
    assert reply.status in (201, 400)


def test_trailers_change_nothing(api, head):
    """attacks: 1"""
    body = b"37\r\n%s\r\n0\r\n%s\r\n"
    trailers = b"Idempotency-Key: other\r\nX-Request-Id: from-a-trailer\r\nHost: other\r\n"
    plain, trailed = (
        talk(api, head(key="trailers") + IN_CHUNKS + b"\r\n" + body % (CASE, more))[0]
        for more in (b"", trailers)
    )
    assert (plain.status, trailed.status) == (201, 201)
    assert trailed.fields["idempotency-replayed"] == "true"
    assert trailed.fields["x-request-id"] != "from-a-trailer"


def test_a_request_behind_a_refused_one_is_answered_or_the_connection_ends(api, post, head):
    """A body that was read whole leaves the next request where it is. attacks: 1, 4"""
    for refused, status in (
        (post(b"{"), 400),
        (post(b"{}"), 422),
        (post(CASE, kind=b"text/plain"), 415),
        (post(CASE, path=b"/v1/nowhere"), 404),
        (post(CASE, path=b"/healthz"), 405),
        (post(CASE, path=b"/v1/cases?x=1"), 400),
        (post(CASE).replace(b"Bearer heed_sk", b"Bearer heed_xx"), 401),
        (post(CASE, more=b"Accept: image/png\r\n"), 406),
        (post(HIDDEN), 400),
    ):
        assert statuses(api, refused + refused + LAST) == [status, status, 200]
    for refused in (post(b"x" * (MOST_BODY + 1)), post(CASE, more=b"X: " + b"y" * 20_000 + b"\r\n")):
        assert len(statuses(api, refused + LAST)) == 1
    assert statuses(api, LAST.replace(b"Connection: close\r\n", b"") * 200 + LAST) == [200] * 201


def test_a_body_where_none_is_needed_is_skipped(api):
    """attacks: 1"""
    for method in (b"GET", b"HEAD", b"DELETE"):
        with Wire(api) as wire:
            wire.send(
                method + b" /healthz HTTP/1.1\r\n" + HOST
                + b"Content-Length: %d\r\n\r\n" % len(HIDDEN) + HIDDEN + LAST
            )  # fmt: skip
            first = wire.reply(without_body=method == b"HEAD")
            assert first.status == (405 if method == b"DELETE" else 200)
            assert [reply.status for reply in wire.replies()] == [200]


def test_whoever_waits_for_leave_to_send_gets_it_once(api, head, cases):
    """attacks: 4"""
    before = cases()
    with Wire(api) as wire:
        wire.send(head(key="expect", more=b"Expect: 100-continue\r\n") + LENGTH + b"\r\n")
        assert wire.reply().status == 100
        wire.send(CASE + LAST)
        assert [reply.status for reply in wire.replies()] == [201, 200]
    with Wire(api) as wire:
        wire.send(head(more=b"Expect: 100-continue\r\n") + b"Content-Length: 99999999\r\n\r\n")
        assert wire.reply().status == 100
        assert wire.closed_after() < 3 * DEADLINE_SECONDS
    assert cases() == before + 1
