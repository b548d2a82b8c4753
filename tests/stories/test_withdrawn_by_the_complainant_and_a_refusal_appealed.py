"""Two ends that are nobody's wish: one complaint is taken back, one not taken on, at first."""

from promise import breached, ended, met, running


def test_withdrawn_by_the_complainant(begin):
    """rules: B1, B9, C11, D15"""
    story = begin("2026-06-01 10:00")
    hal = story.person("Hal", "handler")
    case = story.posts(reader=hal, kind="complaint", narrative="The bus was late.")
    three, ten, fortnight = story.working_days(3), story.working_days(10), story.fortnight()
    case.complainant.does("question", case, text="Can I take it back?")
    two = story.working_days(2)
    hal.does("initial_response", case, text="Whenever you like.")
    story.time("2026-06-02 23:10")
    case.complainant.does("withdrawn", case, text="It was my watch.")
    case.is_open = False
    assert (case.stands(), case.status()) == (("informal", "closed"), "closed")
    case.shows(
        initial_response=met(three),
        stage=ended(ten),
        progress=[met(fortnight), ended(fortnight)],
        question=ended(two),
    )
    case.complainant.cannot("withdrawn", case)
    case.complainant.cannot("referred", case)
    assert case.complainant.cannot("appealed", case) == "nothing_declined"
    case.complainant.does("message", case, text="Sorry for the trouble.")
    hal.does("reopened", case, text="His neighbour says the same.")
    case.is_open = True
    case.shows(
        initial_response=[met(three), running(story.working_days(3))],
        stage=[ended(ten), running(story.working_days(10))],
        progress=[met(fortnight), ended(fortnight), running(story.fortnight())],
    )
    story.ends()


def test_a_refusal_is_appealed(begin):
    """rules: A20, B9, C11, C13, D4, D15, D19"""
    story = begin("2026-06-01 10:00")
    hal, mia = story.person("Hal", "handler"), story.person("Mia", "manager")
    chair = story.person("Cyril", "chair")
    board = story.meeting("board", "2026-06-10 18:00")
    first = story.enters(hal, kind="complaint", channel="email", narrative="The pool is cold.")
    case = story.enters(hal, kind="complaint", channel="email", narrative="Cold, I said!")
    three, ten, fortnight = story.working_days(3), story.working_days(10), story.fortnight()

    # A reasoned decision of somebody senior, told in writing like any other.
    hal.may_not("declined", case, ground="duplicate", text="Again.")
    assert mia.is_told("declined", case, text="Again.") == [("/ground", "required")]
    hal.takes(case)
    assert hal.is_told("linked", case, reference="AUTUS-1") == [("/reference", "unknown_case")]
    hal.does("linked", case, reference=first.reference)
    mia.does("declined", case, ground="duplicate", text="We deal with your first letter.")
    letter = story.working_days(5)
    case.shows(
        initial_response=running(three),
        stage=met(ten),
        progress=running(fortnight),
        written_outcome=running(letter),
    )
    mia.does("written_outcome", case, text="Your first letter has it all. You may appeal.")
    case.shows(written_outcome=met(letter), progress=ended(fortnight))
    story.closes(mia, case)
    case.shows(initial_response=ended(three))

    # Closed or not, it can be appealed against: the Board has it.
    story.time("2026-06-04 10:00")
    case.complainant.does("appealed", case, text="It is another pool.")
    case.is_open = True
    assert case.stands() == ("board", "in_progress")
    news = story.fortnight()
    case.shows(
        board_discussion=running(board.due), progress=[ended(fortnight), running(news)]
    )
    assert case.complainant.cannot("appealed", case) == "nothing_declined"
    story.time("2026-06-10 19:00")
    chair.does("discussed", case, meeting=board.id, text="So it is.")
    chair.does("outcome", case, outcomes=["apology"], sent_on="2026-06-10")
    case.shows(
        board_discussion=met(board.due),
        board_decision=met(story.working_days(10)),
        written_outcome=[met(letter), met(story.working_days(5))],
        progress=[ended(fortnight), ended(news)],
    )
    story.closes(chair, case)
    assert outcomes(story, case) == {"declined_duplicate", "apology"}
    first.shows(
        initial_response=breached(three),
        stage=running(ten),
        progress=running(fortnight),
    )
    story.ends()


def outcomes(story, case) -> set[str]:
    rows = story.database.execute(
        "select outcome from case_outcome join case_file on case_file.id = case_id"
        " where reference = %s",
        [case.reference],
    )
    return {outcome for (outcome,) in rows}
