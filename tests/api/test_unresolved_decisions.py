"""A decision that leaves somebody unsatisfied tells of legal means once more. rules: C13"""

from datetime import datetime

import pytest
from model.calendar import local_day
from support.office import Office

LETTER = "This is our answer."
ALWAYS = (
    "This is information, not legal advice.",
    "your complaint with us is not closed, paused or made worse by it",
    "Legal time limits run on",
    "Short time limits may apply, some under three months. Get advice now.",
    "Citizens Advice",
)


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api, roles=("handler", "ceo")) as office:
        yield office
        heed.command("verify", "--organisation", office.organisation.slug)


def told(complainant, reference):
    messages = complainant.client.get(f"/v1/cases/{reference}").json()["messages"]
    [*_, last] = [each for each in messages if each["type"] == "written_outcome"]
    return last["text"]


def decide(office, complainant, reference, **members):
    office.ceo.act(reference, "outcomes", outcomes=["explanation"])
    office.ceo.act(reference, "written-outcome", text=LETTER, **members)
    return told(complainant, reference)


def assert_notice(text):
    for words in ALWAYS:
        assert words in text


def test_each_decision_beyond_the_first_stage_tells_of_them(office):
    reference, complainant = office.receive()
    assert decide(office, complainant, reference) == LETTER  # the first stage may still settle it
    for _ in ("the Chief Executive", "the Board"):
        complainant.act(reference, "referral", text="I am not satisfied.")
        text = decide(office, complainant, reference)
        assert text.startswith(f"{LETTER}\n\n")
        assert_notice(text)


def test_what_both_agree_on_needs_none(office):
    """rules: A19, C13"""
    reference, complainant = office.receive(bypass_to="board")
    office.ceo.act(reference, "informal-resolution", text="Another date?")
    complainant.act(reference, "informal-resolution/agreement")
    office.ceo.act(reference, "written-outcome", text=LETTER)
    assert told(complainant, reference) == LETTER


def test_whoever_is_refused_is_told_of_them_in_any_stage(office):
    """rules: C13, D19"""
    reference, complainant = office.receive()
    office.ceo.act(reference, "refusal", text="Too long ago.", ground="late")
    office.ceo.act(reference, "written-outcome", text=LETTER)
    assert_notice(told(complainant, reference))


def test_a_letter_that_went_out_with_the_decision_is_followed_by_them(office):
    reference, complainant = office.receive(bypass_to="board")
    view = office.ceo.client.get(f"/v1/cases/{reference}").json()
    today = local_day(datetime.fromisoformat(view["received_at"]))
    office.ceo.act(reference, "outcomes", outcomes=["explanation"], sent_on=today.isoformat())
    assert_notice(told(complainant, reference))


def test_only_complaints_are_told_of_them(office):
    reference, complainant = office.receive(kind="request", bypass_to="board")
    assert decide(office, complainant, reference) == LETTER
