"""Leaving the first stage brings a notice of legal means; a limit that staff confirmed is watched,
runs out, and nothing of the complaint changes by it."""

from promise import ended, met, running

RULE = "equality_services_england_and_wales"
LAST_DAY = "2026-07-19"  # six months less one day after 20 January
ALWAYS = (
    "This is information, not legal advice.",
    "your complaint with us is not closed, paused or made worse by it",
    "Legal time limits run on",
    "Citizens Advice",
)
NEVER = ("expired", "too late for", "out of time")


def told(case) -> str:
    """The notice that the complainant was sent last."""
    [*_, notice] = [t for type, t in case.complainant.hears(case) if type == "redress_notice"]
    for words in ALWAYS:
        assert words in notice
    assert not [words for words in NEVER if words in notice]
    return notice


def test_a_notice_of_legal_redress_and_the_limit_that_runs_out(begin):
    """rules: A7, B1, C11, C13, D15"""
    story = begin("2026-06-01 10:00")
    hal, cleo = story.person("Hal", "handler"), story.person("Cleo", "ceo")
    board = story.meeting("board", "2026-06-24 18:00")
    case = story.posts(
        reader=hal,
        kind="complaint",
        category="discrimination",
        narrative="You did not let me in with my guide dog.",
        happened_on="2026-01-20",
        customer={"email": "gita@example.org"},
    )
    three, ten, fortnight = story.working_days(3), story.working_days(10), story.fortnight()
    hal.does("initial_response", case, text="Hal deals with it.", medium="email")
    case.shows(
        initial_response=met(three),
        stage=running(ten),
        progress=[met(fortnight), running(fortnight)],
    )

    # She goes on to the next stage; nobody has confirmed the rule yet, so no limit is told.
    story.time("2026-06-04 22:00")
    case.complainant.does("referred", case, text="To the Chief Executive, please.")
    assert case.stands() == ("referred", "in_progress")
    assert case.complainant.post("referred", case).status_code == 200  # and on to the Board
    assert case.stands() == ("board", "in_progress")
    two = story.working_days(2)
    case.shows(
        stage=ended(ten), board_discussion=running(board.due), redress_notice_later=running(two)
    )
    assert hal.is_told("redress_notice", case, rule="magna_carta") == [("/rule", "unknown_rule")]
    story.time("2026-06-08 17:00")
    hal.does("redress_notice", case, rule=RULE, medium="email")
    case.shows(redress_notice_later=met(two))
    notice = told(case)
    assert "Short time limits may apply, some under three months. Get advice now." in notice
    assert "July" not in notice and "Six months" not in notice

    # Confirmed by the organisation, and the ground by Hal: words, date, and the watch begins.
    arguments = ("--organisation", story.slug, "--staff", cleo.id)
    story.heed.command("redress", "confirm", RULE, *arguments)
    hal.does("redress_notice", case, rule=RULE, medium="email")
    limit = story.by(LAST_DAY)
    case.shows(redress_limit=running(limit))
    notice = told(case)
    assert "The County Court" in notice and "Six months less one day" in notice
    assert "Last day, if it happened on 20 January 2026: 19 July 2026" in notice

    # Going to court closes nothing, pauses nothing.
    case.complainant.does("message", case, text="My solicitor has written to the court.")
    assert case.stands() == ("board", "in_progress")
    case.shows()
    story.time("2026-06-12 10:00")
    hal.does("update", case, text="The Board meets on the 24th.", medium="email")
    second = story.fortnight()
    story.time("2026-06-24 19:00")
    cleo.does("discussed", case, meeting=board.id)
    hal.does("update", case, text="It was discussed.", medium="email")
    third = story.fortnight()
    decision = story.working_days(10)
    case.shows(
        board_discussion=met(board.due),
        board_decision=running(decision),
        progress=[met(fortnight), met(fortnight), met(second), running(third)],
    )
    story.time("2026-07-07 10:00")
    hal.does("update", case, text="We write the letter.", medium="email")
    fourth = story.fortnight()
    longer = {"standard": "board_decision", "text": "We ask the council first."}
    cleo.does("extended", case, **longer, until="2026-07-31")
    case.shows(
        board_decision=running(story.extended_to("2026-07-31").instead_of(decision)),
        progress=[met(fortnight), met(fortnight), met(second), met(third), running(fourth)],
    )

    # The limit is somebody else's: it ends, and was never ours to keep or to break.
    story.time("2026-07-20 00:30")
    progress = [met(fortnight), met(fortnight), met(second), met(third), running(fourth)]
    case.shows(redress_limit=ended(limit), progress=progress)
    hal.does("redress_notice", case, rule=RULE, medium="email")
    assert "19 July 2026" in told(case)  # for most limits can be extended
    case.shows(redress_limit=[ended(limit), ended(limit)])
    assert case.stands() == ("board", "in_progress")
    story.ends()


def test_without_the_day_the_rule_is_told_in_words(begin):
    """rules: C13"""
    story = begin("2026-06-01 10:00", nation="scotland")
    cleo = story.person("Cleo", "ceo")
    arguments = ("--organisation", story.slug, "--staff", cleo.id)
    story.heed.command("redress", "confirm", "equality_services_scotland", *arguments)
    case = story.enters(cleo, kind="complaint", channel="post", addressed_to="ceo")
    cleo.does("redress_notice", case, rule="equality_services_scotland")
    notice = told(case)
    assert "Six months less one day" in notice and "The sheriff court" in notice
    assert "Citizens Advice Scotland" in notice and "Last day" not in notice
    wrong = cleo.is_told("redress_notice", case, rule=RULE)
    assert wrong == [("/rule", "unknown_rule")]  # another nation's
    three = story.working_days(3)
    case.shows(
        initial_response=running(three),
        redress_notice=met(three),
        board_discussion=running(story.working_days(5)),
        progress=running(story.fortnight()),
    )
    story.ends()
