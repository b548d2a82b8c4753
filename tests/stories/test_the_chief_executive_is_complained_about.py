"""A complaint about the Chief Executive goes past her to the Chair; she never hears of it here."""

from people import ABOUT_STAFF, NOT_ADVICE
from support.acts import CHECKLIST
from promise import ended, met, running

SECRETS = ("A warning", "disciplinary", "Cleo", "does not wish", "You said it", "6 July")
LETTER = {
    "kind": "complaint",
    "channel": "post",
    "category": "discrimination",
    "customer_type": "client",
    "narrative": "The Chief Executive told me that the group was not for people like me.",
    "customer": {"name": "Ms Rao", "address": "2 High Street"},
}


def test_the_chief_executive_is_complained_about(begin):
    """rules: A12, A14, A15, A16, A17, A19, A21, C11, C13, D4, D9, D10, D11"""
    story = begin("2026-06-01 10:00")
    chair, vice = story.person("Cyril", "chair"), story.person("Viv", "vice_chair")
    cleo, hal = story.person("Cleo", "ceo", "manager"), story.person("Hal", "handler")
    board = story.meeting("board", "2026-06-24 18:00")

    # She asks for the Board at once, and need not say why.
    case = story.enters(story.person("Rita", "intake"), reader=chair, bypass_to="board", **LETTER)
    assert case.stands() == ("board", "received")
    view = chair.does("subject_named", case, staff=cleo.id, text="The Chief Executive.")
    cleo.does_not_know_of(case)
    three, named = story.working_days(3), story.working_days(1)
    case.shows(
        initial_response=running(three),
        board_discussion=running(board.due),
        redress_notice=running(three),
        progress=running(story.fortnight()),
        subject_confirmation=running(named),
    )
    vice.does("subject_confirmed", case, text="The letter names her.")
    chair.does("initial_response", case, text="I deal with it.", medium="post", handler=vice.id)
    chair.does("redress_notice", case, medium="post")
    first = story.fortnight()
    case.shows(
        initial_response=met(three),
        redress_notice=met(three),
        subject_confirmation=met(named),
        progress=[met(first), running(first)],
    )
    for act, body, where in (
        ("assigned", {"handler": cleo.id}, ("/handler", "not_detached")),
        (
            "investigation_opened",
            {"members": [hal.id, cleo.id]},
            ("/members", "member_not_detached"),
        ),
    ):
        assert chair.is_told(act, case, **body) == [where]

    # The Board meets without her; an officer looks into it, and hears her as well.
    story.time("2026-06-12 10:00")
    vice.does("update", case, text="The Board meets on the 24th.", medium="post")
    second = story.fortnight()
    story.time("2026-06-24 20:00")
    vice.does("discussed", case, meeting=board.id, text="One of us looks into it.")
    vice.does("investigation_opened", case, meeting=board.id, members=[chair.id])
    ten = story.working_days(10)
    vice.does("update", case, text="The Chair looks into it.", medium="post")
    third = story.fortnight()
    story.time("2026-07-02 10:00")
    chair.does("contact", case, party="complainant", medium="in_person", text="She told it again.")
    view = chair.does("subject_told", case, text="You said it.", medium="post", until="2026-07-06")
    assert view["history"][-1]["text"].endswith("Please reply by 6 July 2026.")
    assert chair.is_told("investigation_closed", case, text="Heard.") == [
        ("/not_discussed", "not_discussed")
    ]
    chair.does(
        "investigation_closed",
        case,
        text="It was said. She was asked twice and does not wish to speak about it.",
        not_discussed=["subject"],
    )
    decision = story.working_days(5)
    case.shows(
        board_discussion=met(board.due),
        board_decision=ended(ten),
        investigation=met(ten),
        decision=running(decision),
        progress=[met(first), met(first), met(second), running(third)],
    )

    # What was done about her is nobody's business outside, nor that anything was.
    story.time("2026-07-03 10:00")
    chair.does("outcome", case, outcomes=["apology", "disciplinary_action"], text="A warning.")
    letter = story.working_days(5)
    vice.does("written_outcome", case, text="The Board apologises.", medium="post")
    case.shows(
        decision=met(decision),
        written_outcome=met(letter),
        progress=[met(first), met(first), met(second), ended(third)],
    )
    heard = case.complainant.get(case).text
    for secret in (*SECRETS, cleo.id, chair.id):
        assert secret not in heard
    told = f"The Board apologises.\n\n{ABOUT_STAFF}\n\n{NOT_ADVICE}"
    assert case.complainant.hears(case)[-1][1].startswith(told)
    assert vice.is_told("closed", case, **CHECKLIST, subjects_told="yes") == [
        ("/subjects_told", "letter_missing")
    ]
    view = chair.does("subject_outcome_told", case, text="It is upheld.", medium="post")
    assert view["history"][-1]["text"] == f"It is upheld.\n\n{ABOUT_STAFF}"
    story.closes(vice, case, subjects_told="yes")
    cleo.does_not_know_of(case)
    story.ends()


def test_what_the_chief_executive_deals_with_passes_to_the_chair(begin):
    """rules: C11, D9, D10"""
    story = begin("2026-06-02 09:00")
    cleo, chair = story.person("Cleo", "ceo"), story.person("Cyril", "chair")
    case = story.enters(cleo, addressed_to="ceo", **LETTER)
    cleo.does("initial_response", case, text="I deal with it.")
    case.complainant.does("message", case, text="But it is about you!")
    assert cleo.does("subject_named", case, staff=cleo.id) == {}
    cleo.does_not_know_of(case)
    case.reader = chair
    view = chair.reads(case)
    assert view["handler"] == view["point_of_contact"] == chair.id
    # No meeting is scheduled: the Chair has five working days to do something about that.
    case.shows(
        initial_response=met(story.working_days(3)),
        board_discussion=running(story.working_days(5)),
        redress_notice=running(story.working_days(3)),
        progress=[met(story.fortnight()), running(story.fortnight())],
        subject_confirmation=running(story.working_days(1)),
    )
    story.ends()
