"""What could not be shown before somebody complained is told with the first reply.

rules: A14, C14
"""

import pytest
from support import procedures
from support.office import Office

LETTER = {"kind": "complaint", "channel": "post", "narrative": "I waited for two hours."}
NAMED = {"customer": {"name": "Mr Lane", "address": "1 High Street"}}
NOTICES = {one["code"]: one for one in procedures.default()["notices"]}
ASSURED = ("confidentiality", "no_disadvantage")
TEXT = "Hal deals with it."


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api, roles=("handler", "ceo")) as office:
        yield office
        heed.command("verify", "--organisation", office.organisation.slug)


def enter(office, **members):
    answer = office.ceo.client.post("/v1/cases", json={**LETTER, **members})
    assert answer.status_code == 201, answer.text
    return answer.json()["reference"]


def shown(*codes):
    return [{"code": code, "version": NOTICES[code]["version"]} for code in codes]


def said(*codes):
    return "\n\n".join((TEXT, *(NOTICES[code]["text"] for code in codes)))


def reply(office, reference, path="initial-response", **body):
    return office.ceo.act(reference, path, text=TEXT, **body)["history"][-1]


@pytest.mark.parametrize(
    "members, missing",
    [
        (NAMED, ASSURED),
        ({}, (*ASSURED, "anonymous")),
        ({**NAMED, "notices_shown": shown("confidentiality")}, ("no_disadvantage",)),
        ({"notices_shown": shown(*ASSURED, "anonymous")}, ()),
        ({**NAMED, "kind": "suggestion"}, ASSURED),
        ({"kind": "enquiry"}, ()),
    ],
)
def test_the_first_reply_tells_what_was_not_shown_before(office, members, missing):
    """That it was not shown before stays on record: the receipt names what was."""
    reference = enter(office, **members)
    entry = reply(office, reference)
    assert entry["text"] == said(*missing)
    assert entry["facts"].get("notices_shown", []) == shown(*missing)
    first = office.ceo.client.get(f"/v1/cases/{reference}").json()["history"][0]
    assert first["facts"].get("notices_shown", []) == members.get("notices_shown", [])


def test_it_is_told_once(office):
    reference = enter(office, **NAMED)
    reply(office, reference)
    office.ceo.act(reference, "withdrawal")
    office.ceo.act(reference, "reopen", text="There is more to it.")
    entry = reply(office, reference)
    assert (entry["text"], entry["facts"].get("notices_shown")) == (TEXT, None)


def test_what_is_settled_at_once_has_its_only_reply_then(office):
    """rules: C14, D13"""
    reference = enter(office, channel="telephone", **NAMED)
    entry = reply(office, reference, "settlement", outcomes=["apology"])
    assert entry["text"] == said(*ASSURED)


def test_whoever_complained_reads_it(office):
    """rules: B1, C14"""
    reference, complainant = office.receive()
    reply(office, reference)
    view = complainant.client.get(f"/v1/cases/{reference}").json()
    assert view["messages"][-1]["text"] == said(*ASSURED, "anonymous")
