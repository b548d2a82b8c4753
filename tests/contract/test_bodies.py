"""Nearly valid bodies: the contract and the service agree about what may be posted.

A body that the contract's schema takes is stored, or refused for what only the procedure
knows; any other is refused with every mistake told. No answer is a fault of the service.
rules: A1, A6, A14, C10
"""

import json
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import contract as contracts
from calls import BEFORE, OF_RIGHT, PATHS, new_key, with_body, with_headers
from support.acts import CHECKLIST

OPERATIONS = contracts.Contract().operations
SCHEMA = OPERATIONS["create_case"].body
KNOWN_TO_THE_PROCEDURE = {
    "unknown_category",
    "unknown_notice",
    "not_later_stage",
    "in_future",
    "not_allowed_here",
    "too_long_ago",
}

# Text without white space at its ends, because what is blank is the same as left out.
letters = some.characters(blacklist_categories=["Cs", "Cc", "Zs"])
texts = some.one_of(
    some.text(letters, max_size=60),
    some.sampled_from(["x", "two\r\nlines", "two\nlines", "tab\there", "'; --", "\x7f"]),
    some.sampled_from(["x" * 36, "y" * 51, "z" * 201, "\U0001f600" * 255, "é" * 501]),
    some.sampled_from(["w" * 20_000, "w" * 20_001]),
)
codes = some.sampled_from(
    ["unreasonable_delay", "other", "weather", "x" * 40, "x" * 41, "Other", "_other", ""]
)
days = some.sampled_from(
    ["2026-06-01", "1900-01-01", "2999-12-31", "2024-02-29", "2025-02-29", "2026-6-1", "today", ""]
)
times = some.sampled_from(
    [
        "2026-06-01T10:00:00Z",
        "2026-06-01T10:00:00.123456+01:00",
        "1999-01-01T00:00:00Z",
        "2026-06-01T10:00:00",
        "2026-06-01",
        "2026-06-01T25:00:00Z",
    ]
)
anything = some.one_of(
    some.none(), some.booleans(), some.integers(-5, 5), some.just([]), some.just({}), some.just("?")
)


def nearly(strategy):
    """Mostly of the strategy, now and then of another type."""
    return some.integers(0, 11).flatmap(lambda number: anything if number == 0 else strategy)


def words(name):
    return some.sampled_from([*contracts.words(contracts.load(), name), "other_word", "WEB"])


def members(**strategies):
    """An object with some of these members and, now and then, one that is not known."""
    known = {name: nearly(strategy) for name, strategy in strategies.items()}
    stranger = some.dictionaries(some.sampled_from(["colour", "", "a/b~c"]), anything, max_size=1)
    return some.tuples(
        some.fixed_dictionaries({}, optional=known),
        some.one_of(some.just({}), some.just({}), stranger),
    ).map(lambda both: {**both[0], **both[1]})


customers = members(name=texts, email=texts, telephone=texts, address=texts)
needs = members(
    format=texts,
    language=texts,
    access=texts,
    companion=texts,
    contact=texts,
    must_not_know=texts,
    do_not_write=some.booleans(),
    do_not_ring=some.booleans(),
    do_not_leave_messages=some.booleans(),
)
help = members(**dict.fromkeys(("writing", "privacy", "reading"), words("HelpAnswer")))
ids = some.sampled_from(
    ["0198c5a2-0000-7000-8000-000000000000", "0198C5A2-0000-7000-8000-00000000000A", "Ann", ""]
)
notices = members(code=codes, version=some.integers(0, 1_000_001))
cases = some.tuples(
    some.fixed_dictionaries({}, optional={"kind": nearly(words("Kind"))}),
    some.sampled_from([{}, {"kind": "complaint"}]),
    members(
        channel=words("Channel"),
        category=codes,
        customer_type=words("CustomerType"),
        narrative=texts,
        wanted_outcome=texts,
        happened_on=days,
        customer=customers,
        needs=needs,
        help=help,
        received_at=times,
        addressed_to=words("Role"),
        safeguarding=some.sampled_from(["manager", "safeguarding_officer", "ceo"]),
        bypass_to=codes,
        subjects=some.lists(ids, max_size=2),
        notices_shown=some.lists(nearly(notices), max_size=2),
    ),
).map(lambda parts: {**parts[0], **parts[1], **parts[2]})

numbers = some.sampled_from([0, 1, 28, 366, 367, 1_000_000, 1_000_001])
# Every member that any act takes.
MEMBERS = {
    **dict.fromkeys(("text", "format", "language", "not_as_needed", "reference"), texts),
    **dict.fromkeys(("narrative", "wanted_outcome"), texts),
    **dict.fromkeys(("handler", "point_of_contact", "staff", "meeting", "site"), ids),
    **dict.fromkeys(("stage", "standard", "rule", "category", "outside_body"), codes),
    **dict.fromkeys(("until", "sent_on", "happened_on"), days),
    **dict.fromkeys(("informal", "none", "not_reached", "consented"), some.booleans()),
    **dict.fromkeys(("anonymous", "told_by_code"), some.booleans()),
    **dict.fromkeys(("arbitration", "agrees_to_be_bound"), some.booleans()),
    **dict.fromkeys(("concerns", "interval_days"), numbers),
    **dict.fromkeys((*CHECKLIST, "subjects_told"), words("Answer")),
    "occurred_at": times,
    "medium": words("Channel"),
    "party": words("Party"),
    "finding": words("Finding"),
    "agreed_by": words("Counterpart"),
    "agreed_in": words("Agreement"),
    "ground": words("RefusalGround"),
    "reason": words("ReceiptReason"),
    "help": help,
    "kind": words("Kind"),
    **dict.fromkeys(("members", "subjects", "cleared"), some.lists(ids, max_size=21)),
    "not_discussed": some.lists(words("Party"), max_size=3),
    "outcomes": some.lists(codes, max_size=21),
    "needs": needs,
    "representative": customers,
}


@some.composite
def acts(draw):
    """An act and a body that is nearly of its shape."""
    operation = draw(some.sampled_from(sorted(PATHS)))
    shape = OPERATIONS[operation].body
    own = {name: MEMBERS[name] for name in shape["properties"]}
    wanted = some.fixed_dictionaries({name: own[name] for name in shape.get("required", [])})
    return operation, {**draw(some.one_of(wanted, wanted, some.just({}))), **draw(members(**own))}


often = settings(
    max_examples=300,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


# Members that are text; where any other is blank, it is wrong.
TEXTS = {"text", "narrative", "wanted_outcome", "name", "email", "telephone", "address"}
TEXTS |= {"format", "language", "access", "companion", "contact", "must_not_know", "reference"}


def is_blank(value):
    """Blank text is the same as none, whatever its length."""
    return isinstance(value, str) and not value.strip(" \t\r\n")


def without_blanks(value):
    if not isinstance(value, dict):
        return value
    return {
        name: without_blanks(member)
        for name, member in value.items()
        if name not in TEXTS or not is_blank(member)
    }


@given(body=cases)
@often
def test_a_case_is_taken_when_the_contract_takes_it(calls, client, body):
    call = with_headers(calls.create_case(), Idempotency_Key=new_key())
    answer = client.request(**{**call, "json": body})
    wrong = contracts.mistakes(SCHEMA, without_blanks(body))
    assert answer.status_code in (201, 422), answer.text
    if answer.status_code == 201:
        assert not wrong, f"was taken: {contracts.pretty(body)}"
    elif not wrong:
        codes = {error["code"] for error in answer.json()["errors"]}
        assert codes <= KNOWN_TO_THE_PROCEDURE, f"was refused: {contracts.pretty(body)}"


@given(body=cases)
@often
def test_what_was_taken_is_what_staff_read(calls, client, body):
    """Nothing is lost or changed on the way, but blank text and CR LF. rules: C10"""
    call = with_headers(calls.create_case(), Idempotency_Key=new_key())
    answer = client.request(**{**call, "json": body})
    if answer.status_code != 201:
        return
    read = client.get(f"/v1/cases/{answer.json()['reference']}", headers=calls.staff).json()
    for name in ("kind", "narrative", "wanted_outcome", "happened_on", "category", "customer_type"):
        given_value = body.get(name)
        if is_blank(given_value):
            given_value = None
        if isinstance(given_value, str):
            given_value = given_value.replace("\r\n", "\n")
        assert read[name] == given_value, name


def can_be_forbidden(act) -> bool:
    operation, _ = act
    return {operation, *BEFORE.get(operation, ())}.isdisjoint(OF_RIGHT)


@given(act=acts().filter(can_be_forbidden))
@settings(often, max_examples=600)
def test_an_act_is_read_when_the_contract_takes_it(strict, client, act):
    """Where nothing is allowed, whatever can be read is refused for that alone."""
    operation, body = act
    strict.case = getattr(strict, "case", None) or strict.new_case()
    call = {**strict.act(operation, strict.case), "json": body}
    answer = client.request(**call)
    wrong = contracts.mistakes(OPERATIONS[operation].body, without_blanks(body))
    assert answer.status_code in (403, 409, 422), answer.text
    if answer.status_code != 422:
        assert not wrong, f"{operation} took {contracts.pretty(body)}"
    else:
        assert wrong, f"{operation} refused {contracts.pretty(body)}: {answer.text}"


@given(cut=some.integers(0, 400), put=some.binary(max_size=3))
@often
def test_a_damaged_body_never_breaks_the_service(calls, client, cut, put):
    """Bytes are taken out or put in anywhere."""
    whole = json.dumps(
        {
            "kind": "complaint",
            "narrative": "Nobody rang back. \u00e9 \U0001f600",
            "happened_on": "2026-06-01",
            "customer": {"name": "Gwen", "email": "gwen@example.org"},
            "needs": {"do_not_write": True, "language": "cy"},
        },
        ensure_ascii=False,
    ).encode()
    place = cut % len(whole)
    damaged = whole[:place] + put + whole[place + 1 :]
    answer = client.request(**with_body(calls.create_case(), damaged))
    assert answer.status_code in (201, 400, 422), answer.text


@given(
    start=some.one_of(days, times, some.text(max_size=9)),
    amount=some.one_of(some.integers(-1, 3661).map(str), some.text(max_size=9)),
    unit=words("Unit"),
    roll=some.one_of(some.none(), words("Roll")),
    nation=some.one_of(some.none(), words("Nation")),
)
@often
def test_a_calculation_is_taken_when_the_contract_takes_it(
    client, start, amount, unit, roll, nation
):
    """rules: B2"""
    asked = {"start": start, "amount": amount, "unit": unit, "roll": roll, "nation": nation}
    query = {name: value for name, value in asked.items() if value is not None}
    answer = client.get("/v1/calendar/due", params=query)
    is_taken = nation is not None
    for parameter in OPERATIONS["calculate_due"].parameters:
        if parameter["in"] == "query" and parameter["name"] in query:
            value = query[parameter["name"]]
            if parameter["schema"].get("type") == "integer":
                value = int(value) if re.fullmatch("-?[0-9]+", value) else value
            is_taken = is_taken and not contracts.mistakes(parameter["schema"], value)
    assert answer.status_code == (200 if is_taken else 400), (query, answer.text)
