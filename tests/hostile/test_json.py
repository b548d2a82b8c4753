"""Bodies that readers of JSON take differently, that go deep, or that cost more than they weigh."""

import json

import pytest
from conftest import MOST_BODY, bounded, in_parallel
from wire import LAST, talk

CASE = b'{"kind": "enquiry", "narrative": "When are you open?"%s}'


@pytest.fixture
def refusal(api, post):
    """refusal(body): the status, and the mistakes of a problem."""

    def refusal(body: bytes, **others):
        first, last = talk(api, post(body, **others) + LAST)
        assert last.status == 200
        told = {(one["pointer"], one["code"]) for one in first.problem.get("errors", [])}
        return first.status, told

    return refusal


@pytest.mark.parametrize(
    "more",
    [
        b', "kind": "complaint"',
        b', "kind": "enquiry"',
        b', "k\\u0069nd": "complaint"',
        b', "customer": {"name": "A", "name": "B"}',
        b', "customer": {"name": "A", "\\u006eame": "B"}',
        b', "customer": {"name": "A"}, "customer": null',
        b', "a": 1, "a": 1',
        b', "": 1, "": 1',
    ],
)
def test_a_member_twice_is_refused(refusal, more):
    """attacks: 17"""
    assert refusal(CASE % more) == (400, {("", "duplicate_member")})


@pytest.mark.parametrize(
    "text, code",
    [
        (b"\\u0000", "null_character"),
        (b"a\\u0000b", "null_character"),
        (b"\0", "not_json"),
        (b"\\ud800", "not_json"),
        (b"\\udc00", "not_json"),
        (b"\\udc00\\ud800", "not_json"),
        (b"\\ud800\\ud800", "not_json"),
        (b"\\ud800x", "not_json"),
        (b"\\ud83d\\u0041", "not_json"),
        (b"\\u12", "not_json"),
        (b"\\x41", "not_json"),
        (b"\xff", "not_utf8"),
        (b"\x80", "not_utf8"),
        (b"\xc0\x80", "not_utf8"),
        (b"\xe0\x80\x80", "not_utf8"),
        (b"\xed\xa0\x80", "not_utf8"),
        (b"\xed\xa0\xbd\xed\xb8\x80", "not_utf8"),
        (b"\xf4\x90\x80\x80", "not_utf8"),
        (b"\xf8\x88\x80\x80\x80", "not_utf8"),
        (b"\xc3", "not_utf8"),
        (b"\n", "not_json"),
        (b"\x1b[2J", "not_json"),
    ],
)
@pytest.mark.parametrize("place", ["value", "name"])
def test_text_that_is_no_text_is_refused(refusal, text, code, place):
    """attacks: 18"""
    more = b', "other_category": "%s"' if place == "value" else b', "%s": 1'
    assert refusal(CASE % (more % text)) == (400, {("", code)})


@pytest.mark.parametrize("text", [b"\\u0001", b"\\u001b[2J", b"\\u007f", b"a\\rb", b"\x7f"])
def test_control_characters_are_refused_in_text(refusal, text):
    """attacks: 18"""
    body = b'{"kind": "enquiry", "narrative": "%s"}' % text
    assert refusal(body) == (422, {("/narrative", "control_character")})


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + CASE % b"",
        (CASE % b"").decode().encode("utf-16"),
        (CASE % b"").decode().encode("utf-16-le"),
        CASE % b"" + CASE % b"",
        CASE % b"" + b"\0",
        CASE % b"" + b"]",
        CASE % b", ",
        CASE % b" /* no comment */",
        b"'kind'",
        b"{kind: 1}",
        CASE % b', "a": NaN',
        CASE % b', "a": Infinity',
        CASE % b', "a": 01',
        CASE % b', "a": +1',
        CASE % b', "a": .5',
        CASE % b', "a": 1e999',
        CASE % b', "a": -1e999',
        CASE % b', "a": 9223372036854775808',
        CASE % (b', "a": ' + b"9" * 10_000),
        CASE % (b', "a": 0.' + b"1" * 10_000 + b"e" + b"9" * 1000),
        b"\0" * 1000,
        b"\xff" * 1000,
        b"<?xml version='1.0'?><a/>",
    ],
)
def test_what_is_almost_json_is_refused(refusal, body):
    """attacks: 18"""
    status, told = refusal(body)
    assert status == 400 and len(told) == 1


def nested(depth: int, opening=b"[", closing=b"]") -> bytes:
    """A body whose deepest object or list is the depth-th."""
    return CASE % (b', "a": ' + opening * (depth - 1) + b"1" + closing * (depth - 1))


@pytest.mark.parametrize("pair", [(b"[", b"]"), (b'{"a": ', b"}"), (b'[{"a": ', b"}]")])
def test_what_is_deeper_than_16_is_refused(refusal, pair):
    """attacks: 19"""
    per_pair = 2 if pair[0].startswith(b"[{") else 1
    assert refusal(nested(16 // per_pair, *pair)) == (422, {("/a", "unknown_member")})
    for depth in (17, 100, 2000, MOST_BODY // 16):
        assert refusal(nested(depth, *pair)) == (400, {("", "too_deep")}), depth
    assert refusal(pair[0] * 3000)[0] == 400
    assert refusal(pair[1] * 3000)[0] == 400


def test_brackets_within_text_are_text(refusal):
    """attacks: 19"""
    for text in (b"[" * 400, b"{" * 400, b'\\"[[' * 100, b"\\\\"):
        assert refusal(CASE % (b', "a": "%s"' % text)) == (422, {("/a", "unknown_member")})


def filled(piece: bytes, before: bytes, after: bytes) -> bytes:
    """As often as the limit lets it."""
    return before + piece * ((MOST_BODY - len(before) - len(after)) // len(piece)) + after


HEAVY = {
    "objects": filled(b"{},", b'{"a": [', b"1]}"),
    "lists": filled(b"[],", b'{"a": [', b"1]}"),
    "numbers": filled(b"1,", b'{"a": [', b"1]}"),
    "nulls": filled(b"null,", b'{"needs": [', b"null]}"),
    "objects in needs": filled(b"{},", b'{"needs": [', b"{}]}"),
    "empty texts": filled(b'"",', b'{"a": [', b"1]}"),
    "members": b"{" + b"".join(b'"%d":1,' % number for number in range(20_000)) + b'"z":1}',
    "long names": b"{" + b",".join(b'"%s%d":1' % (b"n" * 1000, n) for n in range(250)) + b"}",
    "one text": filled(b"x", b'{"a": "', b'"}'),
    "escapes": filled(b"\\u00e9", b'{"a": "', b'"}'),
    "escaped quotes": filled(b'\\"', b'{"narrative": "', b'"}'),
    "open": b"{" * MOST_BODY,
    "blanks": filled(b" ", b"{", b"}"),
    "commas": b"," * MOST_BODY,
}


def test_bodies_that_weigh_more_than_they_look_stay_bounded(api, post):
    """Eight at once of each kind, at the limit. attacks: 20"""

    def send(body):
        return [talk(api, post(body) + LAST)[0].status for _ in range(2)]

    for name, body in HEAVY.items():
        assert MOST_BODY * 0.6 < len(body) <= MOST_BODY, name
        with bounded(api, 64):
            for found in in_parallel(send, [body] * 8):
                assert set(found) <= {400, 422}, (name, found)


def test_as_many_mistakes_as_can_be_told_are_told(api, post):
    """attacks: 20"""
    body = json.dumps({f"stranger_{number}": "x" * 50 for number in range(200)}).encode()
    [reply, _] = talk(api, post(body) + LAST)
    assert reply.status == 422
    assert len(reply.problem["errors"]) <= 50 and len(reply.body) < 20_000


SMUGGLED = {
    "id": "01890000-0000-7000-8000-000000000001",
    "organisation_id": "01890000-0000-7000-8000-000000000002",
    "organisation": "other",
    "site_id": "01890000-0000-7000-8000-000000000003",
    "case_id": "01890000-0000-7000-8000-000000000004",
    "staff_id": "01890000-0000-7000-8000-000000000005",
    "reference": "DEMO-00000-000000",
    "receipt_code": "00000-00000",
    "sealed": True,
    "sealed_off": False,
    "role": "ceo",
    "roles": ["organisation_admin"],
    "actor": {"kind": "staff"},
    "state": "closed",
    "status": "closed",
    "version": 7,
    "created_at": "2020-01-01T00:00:00Z",
    "promises": [],
    "__proto__": {"role": "ceo"},
}


def test_members_that_are_not_the_callers_to_say_are_refused(refusal, cases):
    """attacks: 21"""
    before = cases()
    told = {(f"/{name}", "unknown_member") for name in SMUGGLED}
    body = {"kind": "enquiry", "narrative": "When are you open?"}
    assert refusal(json.dumps({**body, **SMUGGLED}).encode()) == (422, told)
    for name, value in SMUGGLED.items():
        within = json.dumps({**body, "customer": {"name": "Ann", name: value}}).encode()
        assert refusal(within) == (422, {(f"/customer/{name}", "unknown_member")})
    assert cases() == before


@pytest.mark.parametrize(
    "kind",
    [
        b"",
        b"text/plain",
        b"application/x-www-form-urlencoded",
        b"multipart/form-data; boundary=x",
        b"application/json, text/plain",
        b"text/plain, application/json",
        b"application/json; charset=utf-7",
        b"application/json; charset=utf-16",
        b"application/jsonx",
        b"application/json/x",
        b"application/problem+json",
        b"application/json;charset=utf-8;charset=utf-16",
    ],
)
def test_a_body_of_another_type_is_refused(refusal, kind):
    """attacks: 22"""
    assert refusal(CASE % b"", kind=kind) == (415, set())
