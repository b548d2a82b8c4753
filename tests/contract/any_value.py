"""Values made from the schemas of the contract: valid, nearly valid, hostile."""

import json
import re

from hypothesis import strategies as st

# What breaks readers, writers, logs and databases.
HOSTILE_TEXTS = [
    "",
    " ",
    "\u0000",
    "\u202e",
    "\ufffe",
    "\U0001f6d1" * 40,
    "x" * 70_000,
    "é" * 9000,
    "\r\nSet-Cookie: a=b",
    "'; drop table case_file; --",
    "${jndi:ldap://x}",
    "%00",
    "%n%s%x",
    "../../etc/passwd",
    "null",
    "<script>alert(1)</script>",
    "1e400",
    "-0",
    "0x10",
    "9" * 400,
    "2026-02-30",
    "9999-12-31T23:59:60Z",
    "00000000-0000-0000-0000-000000000000",
    "\\u0000",
    "{}",
    "[]",
    "true",
    "\x7f",
    "\x1b[31m",
]
HOSTILE_BODIES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"{}{}",
    b"\xff\xfe{\x00}\x00",
    b'{"kind":"complaint","kind":"complaint"}',
    b'{"text":"\\u0000"}',
    b'{"text":"\\ud800"}',
    b'{"text":"\xc3\x28"}',
    b"[" * 3000,
    b'{"a":' * 20 + b"1" + b"}" * 20,
    b"{},",
    b'{"text":1e999}',
    b'{"text":' + b"9" * 5000 + b"}",
    b'{"' + b"k" * 9000 + b'":1}',
    b"\xef\xbb\xbf{}",
    b'{"organisation_id":"x","sealed":true,"role":"ceo"}',
    b" " * 9000 + b"{}",
]
BOUNDS = [-(2**63), -(2**31) - 1, -1, 0, 1, 2**31, 2**53 + 1, 2**63]
hostile_values = st.one_of(
    st.sampled_from(HOSTILE_TEXTS),
    st.sampled_from(BOUNDS),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False)
        | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8), inner, max_size=4),
        max_leaves=8,
    ),
)
FORMATS = {
    "date": st.dates().map(str),
    "date-time": st.datetimes().map(lambda at: at.isoformat() + "Z"),
    "uuid": st.uuids().map(str),
    "uri": st.just("https://example.org/"),
}


def valid(schema):
    """Strategy: a value that conforms, but for what only the whole schema can tell."""
    if schema is True or not schema:
        return st.text(max_size=20)
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return st.one_of([valid(one) for one in schema[several]])
    kind = schema.get("type", "object" if "properties" in schema else "string")
    kind = kind[0] if isinstance(kind, list) else kind
    return MAKERS[kind](schema)


def _text(schema):
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    if "pattern" in schema and _is_narrow(schema["pattern"]):
        return st.from_regex(schema["pattern"].replace(r"\Z", "$").replace("$", r"\Z"))
    least, most = schema.get("minLength", 0), schema.get("maxLength", 60)
    words = st.text(
        st.characters(blacklist_categories=("Cs", "Cc")),
        min_size=max(least, 1),
        max_size=min(most, 60),
    )
    return words | st.just("x" * most) if most <= 40_000 else words


def _is_narrow(pattern):
    return not re.search(r"\\u0000|\[\^", pattern)


def _number(schema):
    least = schema.get("minimum", -1000)
    most = schema.get("maximum", 100_000)
    return st.integers(least, most) | st.sampled_from([least, most])


def _list(schema):
    return st.lists(valid(schema.get("items", {})), max_size=min(schema.get("maxItems", 3), 3))


def _object(schema):
    properties = schema.get("properties", {})
    required = [name for name in schema.get("required", []) if name in properties]
    return st.fixed_dictionaries(
        {name: valid(properties[name]) for name in required},
        optional={name: valid(one) for name, one in properties.items() if name not in required},
    )


MAKERS = {
    "string": _text,
    "integer": _number,
    "number": _number,
    "boolean": lambda schema: st.booleans(),
    "array": _list,
    "object": _object,
    "null": lambda schema: st.none(),
}


@st.composite
def nearly(draw, schema):
    """A valid object with one thing wrong: a member changed, added or missing."""
    value = draw(valid(schema))
    if not isinstance(value, dict):
        return draw(hostile_values)
    names = sorted(schema.get("properties", {})) + [
        "organisation_id",
        "sealed",
        "role",
        "receipt_code",
    ]
    name = draw(st.sampled_from(names))
    if name in value and draw(st.booleans()):
        return {other: one for other, one in value.items() if other != name}
    return {**value, name: draw(hostile_values)}


def as_bytes(value):
    """JSON text; a lone surrogate goes out as its escape."""
    return json.dumps(value).encode("utf-8", "surrogatepass")


def bodies(schema):
    """Strategy: the bytes of a body; most of them valid."""
    good = valid(schema).map(as_bytes)
    wrong = nearly(schema).map(as_bytes)
    hostile = hostile_values.map(as_bytes) | st.sampled_from(HOSTILE_BODIES)
    return st.one_of(good, good, good, good, good, wrong, wrong, hostile)
