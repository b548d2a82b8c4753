"""Wherever a complaint waits, more is promised than news: a day for what comes next."""

from promise import breached, ended, kept_late, met, running

LETTER = {
    "kind": "complaint",
    "channel": "email",
    "narrative": "The hall was locked, and we stood in the rain.",
    "customer": {"name": "Mr Elm", "email": "elm@example.org"},
}


def test_the_board_discusses_it_and_needs_longer(begin):
    """rules: A16, A18, C11, D4"""
    story = begin("2026-06-01 10:00")
    cleo, chair = story.person("Cleo", "ceo"), story.person("Cyril", "chair")
    june = story.meeting("board", "2026-06-10 18:00")
    july = story.meeting("board", "2026-07-08 18:00")
    case = story.enters(cleo, addressed_to="ceo", **LETTER)
    story.answers(cleo, case, board_discussion=running(june.due))

    # Neither decided nor investigated: the decision has its day, from the meeting on.
    story.time("2026-06-11 09:00")
    chair.does("discussed", case, meeting=june.id, text="We want to hear the caretaker.")
    case.corrected["board_discussion"] = 1
    ten = story.working_days(10, june.starts_at)
    story.updates(cleo, case, board_discussion=met(june.due), board_decision=running(ten))

    # The next meeting is soon enough, if whoever complained is told so before.
    story.time("2026-06-23 15:00")
    longer = {"standard": "board_decision", "text": "The caretaker is away: the Board meets again."}
    chair.does("extended", case, **longer, until="2026-07-08")
    assert "the Board meets again" in case.complainant.hears(case)[-1][1]
    extended = story.extended_to("2026-07-08").instead_of(ten)
    story.updates(cleo, case, board_decision=running(extended))
    story.time("2026-07-06 09:00")
    story.updates(cleo, case)
    story.time("2026-07-08 20:00")
    chair.does("discussed", case, meeting=july.id, text="The caretaker was heard.")
    case.shows()
    chair.does("outcome", case, outcomes=["apology"])
    case.shows(board_decision=met(extended), written_outcome=running(story.working_days(5)))
    story.ends()


def test_a_decision_that_does_not_come_is_on_record(begin):
    """rules: A16, A22, C11"""
    story = begin("2026-06-01 10:00")
    cleo, chair = story.person("Cleo", "ceo"), story.person("Cyril", "chair")
    board = story.meeting("board", "2026-06-08 18:00")
    case = story.enters(cleo, addressed_to="ceo", **LETTER)
    story.answers(cleo, case, board_discussion=running(board.due))
    story.time("2026-06-08 20:00")
    chair.does("discussed", case, meeting=board.id)
    ten = story.working_days(10)
    story.updates(cleo, case, board_discussion=met(board.due), board_decision=running(ten))
    story.time("2026-06-22 00:30")
    story.updates(cleo, case)
    story.time("2026-06-23 00:30")
    case.shows(board_decision=breached(ten))
    chair.does("outcome", case, outcomes=["apology"])
    case.shows(board_decision=kept_late(ten), written_outcome=running(story.working_days(5)))
    story.ends()


def test_what_the_chair_determines_comes_to_a_decision(begin):
    """rules: A19, C11, D4"""
    story = begin("2026-06-01 10:00")
    cleo, chair = story.person("Cleo", "ceo"), story.person("Cyril", "chair")
    case = story.enters(cleo, addressed_to="ceo", **LETTER)
    five = story.working_days(5)  # no meeting is near
    story.answers(cleo, case, board_discussion=running(five))
    chair.does("course_determined", case, text="Our sister charity looks into it.")
    ten = story.working_days(10)
    case.shows(board_discussion=ended(five), board_decision=running(ten))
    chair.does("referred", case, text="Let the Board have it, then.")
    case.shows(
        board_discussion=[ended(five), running(five)],
        board_decision=ended(ten),
        redress_notice_later=running(story.working_days(2)),
    )
    story.ends()


def test_who_leaves_the_board_before_it_met_waits_for_it_no_more(begin):
    """rules: A16, C11"""
    story = begin("2026-06-01 10:00")
    cleo = story.person("Cleo", "ceo")
    june = story.meeting("board", "2026-06-10 18:00")
    case = story.enters(cleo, addressed_to="ceo", **LETTER)
    story.answers(cleo, case, board_discussion=running(june.due))
    # From the Chief Executive to the Board the promise stays what it was.
    cleo.does("referred", case, text="Let the Board have it.")
    case.shows(redress_notice_later=running(story.working_days(2)))
    case.complainant.does("bypassed", case, stage="external")
    case.shows(
        board_discussion=ended(june.due), mediation_referral=running(story.working_days(10))
    )
    story.ends()


def test_outside_there_is_a_first_step_and_a_decision_at_the_end(begin):
    """rules: A19, A20, C11, C12"""
    story = begin("2026-06-01 10:00")
    cleo = story.person("Cleo", "ceo")
    case = story.enters(cleo, bypass_to="external", **LETTER)
    elm = case.complainant
    assert case.stands() == ("external", "received")
    ten = story.working_days(10)
    story.answers(cleo, case, mediation_referral=running(ten))
    cleo.does("mediation_offered", case, text="Somebody from outside would listen to both.")
    case.shows()  # an offer is no step yet
    elm.does("mediation_accepted", case, text="Gladly.")
    cleo.does("mediation_referred", case, text="On Friday.", until="2026-06-12")
    agreed = story.by("2026-06-12")
    case.shows(mediation_referral=ended(ten), mediation=running(agreed))

    story.time("2026-06-12 16:00")
    cleo.does("mediation_result", case, text="Both want a key at the neighbour's.")
    five = story.working_days(5)
    story.updates(cleo, case, mediation=met(agreed), decision=running(five))
    elm.does("question", case, text="And now?")
    cleo.does("answer", case, text="We decide by Friday.")
    case.shows(question=met(story.working_days(2)))
    story.time("2026-06-19 10:00")
    cleo.does("outcome", case, outcomes=["apology"], informal=True)
    case.shows(decision=met(five), written_outcome=running(story.working_days(5)))
    story.ends()


def test_outside_without_mediation_there_is_a_decision(begin):
    """rules: C11, C12"""
    story = begin("2026-06-01 10:00")
    cleo = story.person("Cleo", "ceo")
    case = story.enters(cleo, bypass_to="external", **LETTER)
    ten = story.working_days(10)
    story.answers(cleo, case, mediation_referral=running(ten))
    cleo.does("mediation_offered", case, text="A mediator?")
    case.complainant.does("mediation_declined", case, text="I want an answer.")
    case.shows()
    story.time("2026-06-10 10:00")
    cleo.does("outcome", case, outcomes=["apology"])
    case.shows(mediation_referral=met(ten), written_outcome=running(story.working_days(5)))
    story.ends()


def test_what_is_decided_is_not_promised_again_until_it_is_taken_up(begin):
    """rules: A16, A20, C11, D7"""
    story = begin("2026-06-01 10:00")
    cleo, chair = story.person("Cleo", "ceo"), story.person("Cyril", "chair")
    june = story.meeting("board", "2026-06-03 18:00")
    case = story.enters(cleo, addressed_to="ceo", **LETTER)
    story.answers(cleo, case, board_discussion=running(june.due))
    cleo.does("outcome", case, outcomes=["apology"])
    letter, fortnight = story.working_days(5), story.fortnight()
    case.shows(board_discussion=ended(june.due), written_outcome=running(letter))

    # The Board hears of it all the same, before the answer goes out and after it.
    story.time("2026-06-03 20:00")
    chair.does("discussed", case, meeting=june.id, text="The Board is sorry, too.")
    case.shows()
    cleo.does("written_outcome", case, text="We are sorry.", medium="email")
    *before, _ = case.promises["progress"]
    case.shows(written_outcome=met(letter), progress=[*before, ended(fortnight)])
    chair.does("course_determined", case, text="Next time the caretaker has a key.")
    story.time("2026-06-30 10:00")
    case.shows()

    # She wants more; and what is decided then is overtaken before it is told.
    five, two = story.working_days(5), story.working_days(2)
    case.complainant.does("referred", case, text="Nobody has explained it.")
    news = [*case.promises["progress"], running(story.fortnight())]
    case.shows(
        board_discussion=[ended(june.due), running(five)],
        progress=news,
        redress_notice_later=running(two),
    )
    chair.does("outcome", case, outcomes=["explanation"])
    more = story.working_days(5)
    case.shows(
        board_discussion=[ended(june.due), ended(five)],
        written_outcome=[met(letter), running(more)],
    )
    case.complainant.does("referred", case, text="Somebody from outside should look at it.")
    case.shows(
        written_outcome=[met(letter), ended(more)],
        mediation_referral=running(story.working_days(10)),
    )
    story.ends()
