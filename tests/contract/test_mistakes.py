"""A refused request is told every mistake of its form at once, each with where and what.

Each answer is held to the contract besides; the last test fails when a mistake that the
contract lists was never shown. rules: A15, A20, A21, D1, D7
"""

import socket

import pytest

import contract as contracts
import test_act_mistakes
import test_key_answers
from calls import expect, with_body, with_query

DOCUMENT = contracts.load()
# The default procedure takes in cases of every kind; nobody who sees a sealed case may reopen one,
# nor split one that is not; no case here is erased; tests/api/test_subject_letters.py shows which
# letters are missing, stories who has agreed neither to share with a partner nor to be bound.
NEVER_SHOWN = {"no_entry", "sealed_off", "not_handed_over", "letter_missing"}
NEVER_SHOWN |= {"no_consent", "not_bound", "erased"}
SHOWN_ELSEWHERE = test_act_mistakes.CODES | test_key_answers.MISTAKES
LONG = "x" * 20_001


def told(answer):
    return {(error["pointer"], error["code"]) for error in answer.json()["errors"]}


EVERYTHING_WRONG = {
    "create_case": (
        {
            "channel": "pigeon",
            "category": "Not A Code",
            "customer_type": 7,
            "narrative": LONG,
            "wanted_outcome": "bell \a",
            "happened_on": "2026-02-30",
            "customer": {"name": "two\nlines", "email": "x" * 255, "shoe/size": 98765},
            "needs": [],
            "received_at": "yesterday",
            "colour": "red",
        },
        {
            ("/kind", "required"),
            ("/channel", "unknown_word"),
            ("/category", "not_a_code"),
            ("/customer_type", "wrong_type"),
            ("/narrative", "too_long"),
            ("/wanted_outcome", "control_character"),
            ("/happened_on", "not_a_date"),
            ("/customer/name", "control_character"),
            ("/customer/email", "too_long"),
            ("/customer/shoe~1size", "unknown_member"),
            ("/needs", "wrong_type"),
            ("/received_at", "not_a_time"),
            ("/colour", "unknown_member"),
        },
    ),
    "record_initial_response": (
        {
            "text": " ",
            "handler": "Ann",
            "medium": 1,
            "occurred_at": "2026-06-12T10:00:00",
            "colour": 1,
        },
        {
            ("/text", "empty"),
            ("/handler", "not_a_uuid"),
            ("/medium", "wrong_type"),
            ("/occurred_at", "not_a_time"),
            ("/colour", "unknown_member"),
        },
    ),
    "record_update": (
        {"text": LONG, "medium": "pigeon", "occurred_at": 5, "handler": None},
        {
            ("/text", "too_long"),
            ("/medium", "unknown_word"),
            ("/occurred_at", "wrong_type"),
            ("/handler", "unknown_member"),
        },
    ),
    "record_outcome": (
        {
            "outcomes": ["apology", "Apology", 3],
            "sent_on": "12/06/2026",
            "text": 4,
            "medium": "post",
        },
        {
            ("/outcomes/1", "not_a_code"),
            ("/outcomes/2", "wrong_type"),
            ("/sent_on", "not_a_date"),
            ("/text", "wrong_type"),
            ("/medium", "unknown_member"),
        },
    ),
    "record_written_outcome": (
        {"sent_on": True, "medium": "pigeon", "outcomes": []},
        {
            ("/sent_on", "wrong_type"),
            ("/medium", "unknown_word"),
            ("/outcomes", "unknown_member"),
        },
    ),
    "close_case": (
        {"text": LONG, "occurred_at": "", "sent_on": "2026-06-12", "feedback_given": True},
        {
            ("/text", "too_long"),
            ("/occurred_at", "not_a_time"),
            ("/sent_on", "unknown_member"),
            ("/feedback_given", "wrong_type"),
        },
    ),
    "reopen_case": (
        {"text": None, "occurred_at": "2026-06-12"},
        {("/text", "required"), ("/occurred_at", "not_a_time")},
    ),
    "agree_interval": (
        {"interval_days": 28, "agreed_by": "neighbour", "agreed_in": "song"},
        {("/agreed_by", "unknown_word"), ("/agreed_in", "unknown_word")},
    ),
    "extend_promise": (
        {"standard": "Board!", "until": None},
        {("/text", "required"), ("/standard", "not_a_code"), ("/until", "required")},
    ),
    "open_investigation": (
        {"members": ["Ann"], "meeting": 7},
        {("/members/0", "not_a_uuid"), ("/meeting", "wrong_type")},
    ),
    "answer_question": (
        {"text": "", "concerns": 0, "medium": "pigeon"},
        {("/text", "empty"), ("/concerns", "out_of_range"), ("/medium", "unknown_word")},
    ),
    "change_needs": (
        {"needs": {"do_not_ring": "yes", "shoe_size": 7}},
        {("/needs/do_not_ring", "wrong_type"), ("/needs/shoe_size", "unknown_member")},
    ),
    "appoint_representative": (
        {"representative": {"name": "two\nlines"}},
        {("/text", "required"), ("/representative/name", "control_character")},
    ),
    "read_status": (
        {"reference": "", "receipt": "X"},
        {
            ("/reference", "empty"),
            ("/receipt_code", "required"),
            ("/receipt", "unknown_member"),
        },
    ),
}


@pytest.mark.parametrize("operation", EVERYTHING_WRONG)
def test_every_mistake_of_a_body_is_told_at_once(calls, client, operation):
    body, mistakes = EVERYTHING_WRONG[operation]
    answer = expect(client, {**calls.make(operation), "json": body}, 422, "fields-invalid")
    assert told(answer) == mistakes


def test_no_mistake_quotes_what_was_sent(calls, client):
    """rules: A12"""
    body, _ = EVERYTHING_WRONG["create_case"]
    answer = expect(client, {**calls.create_case(), "json": body}, 422)
    for personal in ("two", "pigeon", "xxx", "yesterday", "98765"):
        assert personal not in answer.text, personal


@pytest.mark.parametrize(
    "operation, members, mistakes",
    [
        ("create_case", {"category": "weather"}, {("/category", "unknown_category")}),
        ("create_case", {"happened_on": "2999-01-01"}, {("/happened_on", "in_future")}),
        ("create_case", {"bypass_to": "informal"}, {("/bypass_to", "not_later_stage")}),
        (
            "create_case",
            {"subjects": ["00000000-0000-7000-8000-000000000000"]},
            {("/subjects", "not_allowed_here")},
        ),
        ("create_case", {"safeguarding": "ceo"}, {("/safeguarding", "unknown_word")}),
        (
            "create_case",
            {"notices_shown": [{"code": "weather", "version": 1}]},
            {("/notices_shown/0", "unknown_notice")},
        ),
        (
            "create_case",
            {
                "category": "weather",
                "happened_on": "2999-01-01",
                "received_at": "2026-01-05T10:00:00Z",
            },
            {
                ("/category", "unknown_category"),
                ("/happened_on", "in_future"),
                ("/received_at", "not_allowed_here"),
            },
        ),
        (
            "record_initial_response",
            {
                "handler": "00000000-0000-7000-8000-000000000000",
                "point_of_contact": "00000000-0000-7000-8000-000000000001",
            },
            {("/handler", "unknown_staff"), ("/point_of_contact", "unknown_staff")},
        ),
        ("record_outcome", {"outcomes": ["apology", "cake"]}, {("/outcomes/1", "unknown_outcome")}),
        ("record_outcome", {"outcomes": []}, {("/outcomes", "empty")}),
        ("record_outcome", {"outcomes": ["apology"] * 21}, {("/outcomes", "too_many")}),
        ("record_outcome", {"sent_on": "2001-01-01"}, {("/sent_on", "before_outcome")}),
        ("record_outcome", {"sent_on": "2999-01-01"}, {("/sent_on", "in_future")}),
        ("record_written_outcome", {"sent_on": "2999-01-01"}, {("/sent_on", "in_future")}),
    ],
)
def test_what_only_the_records_know_to_be_wrong(calls, client, operation, members, mistakes):
    call = calls.make(operation)
    answer = expect(client, {**call, "json": {**call["json"], **members}}, 422, "fields-invalid")
    assert told(answer) == mistakes


@pytest.mark.parametrize(
    "members, mistakes",
    [
        ({}, {("/channel", "required")}),
        (
            {"channel": "post", "received_at": "2999-01-01T00:00:00Z"},
            {("/received_at", "in_future")},
        ),
        (
            {"channel": "post", "received_at": "1999-12-31T12:00:00Z"},
            {("/received_at", "too_long_ago")},
        ),
    ],
)
def test_staff_say_how_and_when_a_case_arrived(calls, client, members, mistakes):
    """rules: D1"""
    call = {**calls.create_case(), "headers": calls.staff, "json": {"kind": "complaint", **members}}
    assert told(expect(client, call, 422, "fields-invalid")) == mistakes


@pytest.mark.parametrize(
    "operation",
    ["record_initial_response", "record_update", "record_outcome", "record_written_outcome",
     "close_case", "reopen_case"],
)
@pytest.mark.parametrize(
    "occurred_at, code",
    [("2999-01-01T00:00:00Z", "in_future"), ("2001-01-01T00:00:00Z", "before_receipt")],
)
def test_an_act_occurs_between_receipt_and_now(calls, client, operation, occurred_at, code):
    """rules: D7"""
    call = calls.make(operation)
    body = {**call["json"], "occurred_at": occurred_at}
    answer = expect(client, {**call, "json": body}, 422, "fields-invalid")
    assert told(answer) == {("/occurred_at", code)}


@pytest.mark.parametrize(
    "starts_at, code", [("2001-01-01T00:00:00Z", "not_ahead"), (None, "unchanged")]
)
def test_a_meeting_is_moved_to_another_time_ahead(calls, client, starts_at, code):
    """rules: D4"""
    meeting = client.get(f"/v1/meetings/{calls.new_meeting()}", headers=calls.staff).json()
    call = calls.change("move_meeting", meeting["id"])
    body = {**call["json"], "starts_at": starts_at or meeting["starts_at"]}
    answer = expect(client, {**call, "json": body}, 422, "fields-invalid")
    assert told(answer) == {("/starts_at", code)}


def test_a_case_is_not_reopened_before_it_was_closed(calls, client):
    """rules: D7"""
    call = calls.make("reopen_case")
    case = client.get(call["url"].rsplit("/", 1)[0], headers=calls.staff).json()
    assert case["received_at"] < case["closed_at"]
    body = {**call["json"], "occurred_at": case["received_at"]}
    answer = expect(client, {**call, "json": body}, 422, "fields-invalid")
    assert told(answer) == {("/occurred_at", "before_opening")}


@pytest.mark.parametrize(
    "body, code",
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b'{"kind": "complaint",}', "not_json"),
        (b'{"narrative": "\xff"}', "not_utf8"),
        (b'{"narrative": "\\u0000"}', "null_character"),
        (b'{"kind": "complaint", "kind": "enquiry"}', "duplicate_member"),
        (b"[]", "not_an_object"),
        (b"7", "not_json"),
        (b'{"needs": ' * 17 + b"{}" + b"}" * 17, "too_deep"),
        (b'{"needs": [' + b"1," * 20_001 + b"1]}", "too_many_values"),
    ],
)
def test_a_body_that_cannot_be_read(calls, client, body, code):
    """attacks: 17, 18, 19"""
    answer = expect(client, with_body(calls.create_case(), body), 400, "malformed")
    assert told(answer) == {("", code)}


@pytest.mark.parametrize(
    "operation, query, mistakes",
    [
        (
            "list_cases",
            "status=open&kind=moan&received_from=1&received_to=2026-13-01&limit=0&colour=red",
            {
                ("status", "unknown_word"),
                ("kind", "unknown_word"),
                ("received_from", "not_a_date"),
                ("received_to", "not_a_date"),
                ("limit", "out_of_range"),
                ("colour", "unknown_parameter"),
            },
        ),
        ("list_cases", "limit=many", {("limit", "wrong_type")}),
        ("list_cases", "limit=201", {("limit", "out_of_range")}),
        ("list_cases", "starting_after=here", {("starting_after", "not_a_cursor")}),
        ("list_cases", "kind=%ff", {("kind", "wrong_encoding")}),
        ("list_cases", "&".join(f"p{n}=" for n in range(33)), {("query", "too_many")}),
        ("list_readings", "case=1&staff=1", {("case", "wrong_format"), ("staff", "not_a_uuid")}),
        ("list_readings", "staff=00000000-0000-0000-0000-000000000000", {("staff", "not_a_uuid")}),
        ("calculate_due", "nation=wales", {("nation", "duplicate")}),
        ("calculate_due", "roll=up", {("roll", "unknown_word")}),
    ],
)
def test_every_mistake_of_an_address_is_told_at_once(calls, client, operation, query, mistakes):
    answer = expect(client, with_query(calls.make(operation), query), 400, "parameter-invalid")
    assert told(answer) == mistakes


@pytest.mark.parametrize(
    "query, mistakes",
    [
        (
            "",
            {
                ("start", "required"),
                ("amount", "required"),
                ("unit", "required"),
                ("nation", "required"),
            },
        ),
        (
            "start=noon&amount=3661&unit=weeks&nation=wales",
            {
                ("start", "not_a_time"),
                ("amount", "out_of_range"),
                ("unit", "unknown_word"),
                ("nation", "unknown_word"),
            },
        ),
    ],
)
def test_every_mistake_of_a_calculation_is_told_at_once(client, query, mistakes):
    """rules: B2"""
    call = {"method": "GET", "url": f"/v1/calendar/due?{query}"}
    assert told(expect(client, call, 400, "parameter-invalid")) == mistakes


def test_an_idempotency_key_of_another_form(calls, client):
    call = calls.create_case()
    call["headers"]["Idempotency-Key"] = ""
    answer = expect(client, call, 400, "parameter-invalid")
    assert told(answer) == {("Idempotency-Key", "wrong_format")}


@pytest.mark.parametrize(
    "version, header, code",
    [
        ("HTTP/1.1", "Content-Length: 2\r\n", "ambiguous_length"),
        ("HTTP/1.0", "", "unknown_encoding"),
    ],
)
def test_a_body_whose_length_is_in_doubt(api, contract, version, header, code):
    host, port = api.url.removeprefix("http://").split(":")
    request = (
        f"POST /v1/status {version}\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"{header}Transfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(request.encode())
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    assert b" 400 " in answer.splitlines()[0]
    assert f'"pointer":"Transfer-Encoding","code":"{code}"'.encode() in answer
    contract.mistakes_shown.add(code)


def test_every_mistake_of_the_contract_was_shown(contract, request):
    """Runs last; with a choice of tests it says nothing."""
    if request.session.testscollected < 50:
        pytest.skip("not every test of the file was chosen")
    listed = set(contracts.words(DOCUMENT, "MistakeCode"))
    assert listed - contract.mistakes_shown - SHOWN_ELSEWHERE == NEVER_SHOWN
