"""What came of a case for a member of staff is for those who need to know, inside too. rules: A21"""

import pytest
from support.boardroom import boardroom

room = pytest.fixture(boardroom)
SAID = "A final warning, for twelve months."
TOLD = "You are warned."


def entries(person, reference):
    answer = person.client.get(f"/v1/cases/{reference}")
    assert answer.status_code == 200, answer.text
    return answer.json()["history"]


def texts(history, *types):
    """(text, whether it is withheld) of the entries of these types."""
    found = [each for each in history if each["type"] in types]
    return [(each["text"], each.get("withheld", False)) for each in found]


@pytest.fixture
def hal(room):
    return room.person("Hal", "handler")


@pytest.fixture
def case(room, hal):
    """Hal deals with it, and it is before the Board on 16 June."""
    reference = room.letter(addressed_to=None)
    room.act("assigned", reference, handler=hal.id)
    room.act("tabled", reference, meeting=room.meets("2026-06-16 18:00")["id"])
    return reference


def test_disciplinary_detail_is_read_by_those_alone_who_lead(room, hal, case):
    """rules: A12, A17"""
    clerk = room.person("Clara", "trustee")
    room.act("investigation_opened", case, members=[clerk.id])
    room.act("outcome", case, who=room.chair, outcomes=["apology"], text="We were wrong.")
    room.act("outcome", case, who=room.chair, outcomes=["disciplinary_action"], text=SAID)
    for person in (room.chair, room.ceo):
        assert texts(entries(person, case), "outcome") == [
            ("We were wrong.", False),
            (SAID, False),
        ]
    for person in (hal, clerk):
        assert texts(entries(person, case), "outcome") == [
            ("We were wrong.", False),
            (None, True),
        ]
        answer = person.client.get(f"/v1/cases/{case}")
        assert SAID not in answer.text and "disciplinary_action" in answer.text


def test_the_answer_to_an_act_withholds_it_too(room, hal, case):
    room.act("outcome", case, who=room.chair, outcomes=["disciplinary_action"], text=SAID)
    answer = room.tries("note", case, who=hal, text="They rang.")
    assert answer.status_code == 200 and SAID not in answer.text


def test_a_letter_to_a_subject_after_it_is_withheld_as_well(room, hal, case):
    """rules: D11"""
    room.act("subject_named", case)
    room.act("subject_confirmed", case, text="So it is.")
    room.act("outcome", case, outcomes=["apology"])
    room.act("subject_outcome_told", case, text="It is upheld.")
    room.act("outcome", case, outcomes=["disciplinary_action"])
    room.act("subject_outcome_told", case, text=TOLD)
    (before, was_withheld), after = texts(entries(hal, case), "subject_outcome_told")
    assert before.startswith("It is upheld.") and not was_withheld
    assert after == (None, True)
    assert texts(entries(room.ceo, case), "subject_outcome_told")[1][0].startswith(TOLD)


def test_whoever_wrote_it_reads_it_and_another_handler_does_not(room, hal, case):
    room.act("outcome", case, who=hal, outcomes=["disciplinary_action"], text=SAID)
    assert texts(entries(hal, case), "outcome") == [(SAID, False)]
    other = room.person("Ben", "handler")
    room.act("assigned", case, handler=other.id)
    assert texts(entries(other, case), "outcome") == [(None, True)]


def test_the_pack_of_a_trustee_does_not_hold_it(room, case):
    """A trustee who was given the case stands in for those who lead. rules: A16, D9"""
    room.act("outcome", case, outcomes=["disciplinary_action"], text=SAID)
    [meeting] = room.ceo.client.get("/v1/meetings").json()["meetings"]
    [packed] = room.trustee.pack(meeting)["cases"]
    assert texts(packed["history"], "outcome") == [(None, True)]
    page = room.trustee.page(meeting)
    assert SAID not in page and "What it says is for those who need to know." in page
    assert SAID in room.chair.page(meeting)
    room.act("assigned", case, handler=room.trustee.id)
    assert SAID in room.trustee.page(meeting)


def test_safeguarding_reads_what_was_done(room, case):
    """rules: A13"""
    officer = room.person("Olga", "safeguarding_officer")
    room.act("outcome", case, outcomes=["disciplinary_action"], text=SAID)
    room.act("safeguarding", case, staff=officer.id, text="At risk.")
    assert texts(entries(officer, case), "outcome") == [(SAID, False)]
