"""What closing asks: of whatever somebody wanted, whether there was something better. rules: A8, A9

Of a complaint it asks more, and each question of it is in the stories. rules: C10
"""

import pytest
from support.acts import CHECKLIST, OF_EVERY_WISH
from support.office import Office
from support.problems import mistakes


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api, roles=("ceo",)) as office:
        yield office


def close(office, kind, status, **answers):
    reference, _ = office.receive(kind=kind)
    office.ceo.act(reference, "outcomes", outcomes=["alternative_offered"])
    office.ceo.act(reference, "written-outcome", text="We have something else for you.")
    office.ceo.act(reference, "actions", text="The leaflet says so now.")
    answer = office.ceo.act(reference, "close", status, **answers)
    return answer if status == 200 else mistakes(answer)


@pytest.mark.parametrize("kind", ["enquiry", "request"])
def test_whoever_asked_for_something_may_have_got_something_else(office, kind):
    assert close(office, kind, 422) == [(f"/{each}", "required") for each in OF_EVERY_WISH]
    facts = close(office, kind, 200, **OF_EVERY_WISH)["history"][-1]["facts"]
    assert facts == OF_EVERY_WISH


def test_of_a_complaint_everything_is_asked(office):
    asked = [(f"/{each}", "required") for each in CHECKLIST if each not in OF_EVERY_WISH]
    assert close(office, "complaint", 422, **OF_EVERY_WISH) == asked


@pytest.mark.parametrize("kind", ["suggestion", "compliment"])
def test_praise_and_ideas_ask_for_nothing_else(office, kind):
    """Their action, or the reason for none, is on record before. rules: A10"""
    assert close(office, kind, 200)["state"] == "closed"
