"""What may one day stand in the head of a letter by mail cannot end a line of it. rules: A6, A15"""

import json
import uuid

import pytest
from wire import HOST, LAST, talk

END = b"\r\n"
# As JSON writes them: they arrive as the characters themselves.
BREAKS = {
    "CR LF": r"\r\n",
    "LF": r"\n",
    "CR": r"\r",
    "folded": r"\r\n ",
    "tab": r"\t",
    "backspace": r"\b",
    "vertical tab": r"\u000b",
    "escape": r"\u001b",
    "delete": r"\u007f",
    "next line": r"\u0085",
    "other end of line": r"\u009c",
    "line separator": r"\u2028",
    "paragraph separator": r"\u2029",
}
INJECTED = "Gwen{}Bcc: everybody@example.org"
PERSON = ("name", "email", "telephone")


@pytest.fixture
def told(api):
    """told(path, credential, body): the status, and the mistakes of a problem."""

    def told(path, credential, body: str):
        content = body.encode()
        first, _ = talk(
            api,
            b"POST " + path.encode() + b" HTTP/1.1\r\n" + HOST
            + b"Authorization: Bearer " + credential.encode() + END
            + b"Idempotency-Key: " + str(uuid.uuid4()).encode() + END
            + b"If-Match: *\r\nContent-Type: application/json\r\n"
            + b"Content-Length: %d\r\n\r\n" % len(content) + content + LAST,
        )  # fmt: skip
        wrong = first.problem["errors"] if first.status >= 400 else []
        return first.status, {(one["pointer"], one["code"]) for one in wrong}

    return told


def injected(members, text) -> str:
    """A JSON object whose members hold that text, as it is."""
    return "{" + ", ".join(f'"{name}": "{INJECTED.format(text)}"' for name in members) + "}"


def refused(parent, members):
    return 422, {(f"{parent}/{name}", "control_character") for name in members}


@pytest.mark.parametrize("text", BREAKS.values(), ids=BREAKS)
def test_43_no_line_ends_in_who_raises_a_case(told, organisation, cases, text):
    before = cases()
    body = f'{{"kind": "complaint", "customer": {injected(PERSON, text)}}}'
    assert told("/v1/cases", organisation.secret_key, body) == refused("/customer", PERSON)
    assert cases() == before


@pytest.mark.parametrize("text", BREAKS.values(), ids=BREAKS)
def test_43_no_line_ends_in_who_speaks_for_them(told, api, organisation, text):
    with api.client(organisation.secret_key, headers={"Idempotency-Key": str(uuid.uuid4())}) as site:
        reference = site.post("/v1/cases", json={"kind": "complaint"}).json()["reference"]
    body = f'{{"text": "As agreed.", "representative": {injected(PERSON, text)}}}'
    path = f"/v1/cases/{reference}/representative"
    assert told(path, organisation.staff_token, body) == refused("/representative", PERSON)


@pytest.mark.parametrize("text", BREAKS.values(), ids=BREAKS)
def test_43_no_line_ends_in_how_they_need_to_be_met(told, organisation, text):
    """Of what is said in one line."""
    body = f'{{"kind": "enquiry", "needs": {{"language": "cy{text}Bcc: x"}}}}'
    assert told("/v1/cases", organisation.secret_key, body) == refused("/needs", ["language"])


@pytest.mark.parametrize("text", BREAKS.values(), ids=BREAKS)
@pytest.mark.parametrize(
    "path, member, others",
    [
        ("/v1/meetings", "place", {"body": "board", "starts_at": "2999-01-01T10:00:00Z"}),
        ("/v1/keys", "name", {"kind": "secret", "site": str(uuid.uuid4())}),
    ],
)
def test_43_no_line_ends_in_what_staff_name(told, organisation, path, member, others, text):
    body = f'{json.dumps(others)[:-1]}, "{member}": "{INJECTED.format(text)}"}}'
    assert told(path, organisation.staff_token, body) == refused("", [member])


@pytest.mark.parametrize("raw", ["\r\n", "\n", "\r", "\t", "\0", "\x1b"])
def test_43_line_ends_that_json_cannot_hold_are_no_json(told, organisation, raw):
    body = f'{{"kind": "complaint", "customer": {injected(PERSON, raw)}}}'
    assert told("/v1/cases", organisation.secret_key, body) == (400, {("", "not_json")})


@pytest.mark.parametrize("text", ["\r\n", "\n", "\r", "\t", "\x1b", "\x7f", "\x85", "\u2028"])
def test_43_nor_in_what_is_entered_at_the_machine(heed, organisation, text):
    named = INJECTED.format(text)
    here = ("--organisation", organisation.slug)
    someone = ("--staff", organisation.staff)
    for command in (
        ("staff", "contact", *here, *someone, "--email", f"ann{text}@example.org"),
        ("staff", "contact", *here, *someone, "--telephone", f"01632{text}960001"),
        ("staff", "create", *here, "--name", named, "--roles", "handler"),
        ("site", "create", *here, "--name", named),
        ("organisation", "create", "--slug", "injected", "--name", named, "--nation", "scotland"),
    ):
        heed.command(*command, status=2)
