"""The default path: a letter to the Chief Executive, the Board, a committee's investigation that
needs more time, findings, an outcome with something owed, and the end."""

from people import ABOUT_STAFF, NOT_ADVICE
from promise import ended, met, running

LETTER = {
    "kind": "complaint",
    "channel": "post",
    "addressed_to": "ceo",
    "category": "conduct",
    "customer_type": "carer",
    "narrative": "The driver left my mother at the wrong door, and it was not the first time.",
    "wanted_outcome": "An apology, and that it never happens again.",
    "customer": {"name": "Mr Lane", "address": "1 High Street"},
    "received_at": "2026-05-29T14:00:00+01:00",  # the stamp on the envelope: a Friday
}


def begin_the_path(story):
    """People, the Board's meeting, and the letter, entered on the Monday after it arrived."""
    cleo = story.person("Cleo", "ceo")
    board = story.meeting("board", "2026-06-17 18:00")
    case = story.enters(story.person("Rita", "intake"), reader=cleo, **LETTER)
    assert case.stands() == ("referred", "received")
    stamped = case.received_at
    case.shows(
        initial_response=running(story.working_days(3, stamped)),
        board_discussion=running(board.due),
        redress_notice=running(story.working_days(3, stamped)),
        progress=running(story.fortnight(stamped)),
    )
    return cleo, board, case


def answer_and_refer(story, cleo, hal, case):
    """Rule: A15, C13. The first answer, with the notice of legal redress; then to the Board."""
    stamped = case.received_at
    view = cleo.does(
        "initial_response",
        case,
        text="Hal deals with it; ask him, or his deputy Dora.",
        medium="post",
        handler=hal.id,
    )
    assert view["handler"] == view["point_of_contact"] == hal.id
    cleo.does("redress_notice", case, medium="post")
    three_days = story.working_days(3, stamped)
    updated = story.fortnight()
    case.shows(
        initial_response=met(three_days),
        redress_notice=met(three_days),
        progress=[met(story.fortnight(stamped)), running(updated)],
    )
    cleo.cannot("initial_response", case, text="Hello again.")
    hal.does("referred", case, text="For the Board.")
    assert case.stands() == ("board", "in_progress")
    again = story.working_days(2)
    case.shows(redress_notice_later=running(again))
    hal.does("redress_notice", case, medium="post")
    case.shows(redress_notice_later=met(again))


def test_a_letter_goes_from_the_chief_executive_to_the_board_and_a_committee(begin):
    """rules: A1, A7, A14, A15, A16, A17, A18, A20, A21, B2, B5, C11, C13, D1, D4, D5, D7, D11"""
    story = begin("2026-06-01 10:00")
    chair = story.person("Cyril", "chair", "trustee")
    hal, dev = story.person("Hal", "handler"), story.person("Dev", "handler")
    olga, tom = story.person("Olga", "handler"), story.person("Tom", "trustee")
    cleo, board, case = begin_the_path(story)
    answer_and_refer(story, cleo, hal, case)
    first_update = story.fortnight()

    # The driver is named: from now on there is no such case for him, even if it were his to see.
    chair.does("assigned", case, handler=hal.id, point_of_contact=dev.id)
    assert case.reference in dev.lists()
    hal.does("subject_named", case, staff=dev.id, text="The driver.")
    dev.does_not_know_of(case)
    named = story.working_days(1)
    chair.does("subject_confirmed", case, text="So the letter says.")
    hal.does("allegation_added", case, text="He left her at the wrong door.")
    hal.does("allegation_added", case, text="He had done so before.")
    case.shows(subject_confirmation=met(named))
    story.time("2026-06-12 09:00")
    hal.does("update", case, text="The Board meets on Wednesday.", medium="post")
    second_update = story.fortnight()

    # The meeting; what it decided is entered on the next morning. Until then it looked broken.
    story.time("2026-06-18 09:30")
    assert case.breaches() == {"board_discussion": 1}
    case.corrected["board_discussion"] = 1
    at_meeting = {"meeting": board.id}  # so it counts from then. Rule: D5
    hal.may_not("investigation_opened", case, members=[olga.id], **at_meeting)
    chair.does("discussed", case, text="A full investigation.", **at_meeting)
    assert chair.is_told("investigation_opened", case, members=[dev.id], **at_meeting) == [
        ("/members", "member_not_detached")
    ]
    chair.does("investigation_opened", case, members=[olga.id, tom.id], **at_meeting)
    ten_days = story.working_days(10, board.starts_at)
    case.shows(
        board_discussion=met(board.due),
        board_decision=ended(ten_days),  # the investigation has its own
        investigation=running(ten_days),
        progress=[
            met(story.fortnight(case.received_at)),
            met(first_update),
            running(second_update),
        ],
    )
    investigate(story, case, chair, olga, dev, ten_days)
    decide(story, case, chair, hal)
    story.ends()


def investigate(story, case, chair, olga, dev, ten_days):
    """Rule: A17, A18. Everybody is heard; twice it takes longer; then the Chair has to agree."""
    assert olga.is_told("investigation_closed", case, text="All is clear.") == [
        ("/not_discussed", "not_discussed")
    ]
    olga.does("clarification_asked", case, text="Which door was it?", medium="post")
    case.complainant.does("clarification_given", case, text="The one behind the kitchen.")
    case.complainant.cannot("clarification_given", case, text="And another thing.")
    story.time("2026-06-24 10:00")
    olga.does("contact", case, party="complainant", medium="telephone", text="He told it all.")
    olga.does("update", case, text="We have still to hear the driver.", medium="post")
    longer = {"standard": "investigation", "text": "The driver is ill."}
    assert olga.is_told("extended", case, **{**longer, "until": "2026-06-30"}) == [
        ("/until", "not_later")
    ]
    olga.does("extended", case, **longer, until="2026-07-08")
    extended = story.extended_to("2026-07-08").instead_of(ten_days)
    updates = case.promises["progress"][:2]
    case.shows(
        investigation=running(extended),
        progress=[
            *updates,
            met(case.promises["progress"][2].due),
            running(story.fortnight()),
        ],
    )
    # The second extension is the Chair's.
    assert olga.post("extended", case, **longer, until="2026-07-15").status_code == 409
    chair.does("extended", case, **longer, until="2026-07-15")
    case.shows(investigation=running(story.extended_to("2026-07-15").instead_of(ten_days)))

    story.time("2026-07-07 15:00")
    olga.does("update", case, text="The driver has been heard.", medium="post")
    olga.does("contact", case, party="subject", staff=dev.id, text="He says it was dark.")
    olga.does("investigation_closed", case, text="The wrong door, twice.")
    *before, last = case.promises["progress"]
    case.shows(
        investigation=met(story.extended_to("2026-07-15").instead_of(ten_days)),
        decision=running(story.working_days(5)),
        progress=[*before, met(last.due), running(story.fortnight())],
    )


def decide(story, case, chair, hal):
    """Rule: A20, A21, B5. Findings, outcomes, what is owed, the letter, the end."""
    decision = story.working_days(5)
    first, second = (
        entry["seq"]
        for entry in hal.reads(case)["history"]
        if entry["type"] == "allegation_added"
    )
    story.time("2026-07-10 12:00")
    chair.does("found", case, concerns=first, finding="upheld", text="He admits it.")
    chair.does("outcome", case, outcomes=["apology", "policy_review", "disciplinary_action"])
    chair.does("remedy_owed", case, text="Drivers wait at the door.", until="2026-08-14")
    letter = story.working_days(5)
    case.shows(
        decision=met(decision),
        written_outcome=running(letter),
        remedy=running(story.by("2026-08-14")),
    )

    story.time("2026-07-16 17:00")
    hal.does("written_outcome", case, text="We are sorry. Drivers now wait.", medium="post")
    *before, last = case.promises["progress"]
    case.shows(written_outcome=met(letter), progress=[*before, ended(last.due)])
    assert case.status() == "answered"
    told = case.complainant.hears(case)[-1][1]
    assert told.startswith(f"We are sorry. Drivers now wait.\n\n{ABOUT_STAFF}\n\n{NOT_ADVICE}")

    # One allegation is still without a finding.
    assert hal.cannot("closed", case) == "findings_missing"
    chair.does("found", case, concerns=second, finding="no_finding", text="Nobody remembers.")
    hal.does("subject_outcome_told", case, text="We found that you went to the wrong door.")
    story.closes(hal, case, subjects_told="yes")
    story.time("2026-08-13 09:00")
    hal.does("remedy_done", case, text="Every driver was told.")
    case.shows(remedy=met(story.by("2026-08-14")))
