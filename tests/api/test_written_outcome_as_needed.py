"""Whoever complained is told in the format and language that they need, or it is on record why not.

rules: A6, A20
"""

import pytest
from support.office import Office
from support.problems import mistakes

LETTER = {"text": "We are sorry."}
NEEDED = {"format": "large print", "language": "cy"}
WHY = "The printer is broken; the large print follows."


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api, roles=("handler",)) as office:
        yield office
        heed.command("verify", "--organisation", office.organisation.slug)


@pytest.fixture
def decide(office):
    def decide(**members):
        """(reference, complainant) of a decided case."""
        reference, complainant = office.receive(**members)
        office.handler.act(reference, "assignment")
        office.handler.act(reference, "outcomes", outcomes=["apology"])
        return reference, complainant

    return decide


def refused(office, reference, path="written-outcome", **body):
    answer = office.handler.act(reference, path, status=422, **body)
    return mistakes(answer)


def test_a_letter_that_says_nothing_of_what_is_needed_is_refused(office, decide):
    reference, _ = decide(needs=NEEDED)
    both = [("/format", "not_as_needed"), ("/language", "not_as_needed")]
    assert refused(office, reference, **LETTER) == both
    assert refused(office, reference, **LETTER, format="plain", language="cy") == both[:1]
    view = office.handler.act(
        reference, "written-outcome", **LETTER, format="Large print", language="CY"
    )
    entry = view["history"][-1]
    assert (entry["format"], entry["language"]) == ("Large print", "CY")


def test_why_it_is_not_as_needed_is_for_staff(office, decide):
    reference, complainant = decide(needs=NEEDED)
    view = office.handler.act(reference, "written-outcome", **LETTER, not_as_needed=WHY)
    assert view["history"][-1]["not_as_needed"] == WHY
    seen = complainant.client.get(f"/v1/cases/{reference}")
    assert seen.status_code == 200 and WHY not in seen.text
    assert seen.json()["messages"][-1]["text"] == LETTER["text"]


def test_what_is_needed_now_counts(office, decide):
    """rules: D15"""
    reference, complainant = decide(needs=NEEDED)
    complainant.act(reference, "needs", needs={"format": "Braille"})
    assert refused(office, reference, **LETTER, **NEEDED) == [("/format", "not_as_needed")]
    office.handler.act(reference, "written-outcome", **LETTER, format="braille")


def test_a_letter_told_of_with_the_outcome_says_nothing_of_its_format(office):
    today = office.handler.client.get("/healthz").json()["time"][:10]
    reference, _ = office.receive(needs=NEEDED)
    office.handler.act(reference, "assignment")
    told = {"outcomes": ["apology", "cake"], "sent_on": today}
    assert refused(office, reference, "outcomes", **told) == [
        ("/sent_on", "needs_recorded"),
        ("/outcomes/1", "unknown_outcome"),
    ]


def test_where_nothing_is_needed_nothing_is_asked(office, decide):
    for members in ({}, {"needs": {"contact": "After noon."}}):
        reference, _ = decide(**members)
        office.handler.act(reference, "written-outcome", **LETTER)
