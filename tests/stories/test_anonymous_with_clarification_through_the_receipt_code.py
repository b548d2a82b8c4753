"""Somebody without a name writes by the website, and is asked back: the receipt code is the way."""

from promise import ended, met, running

NOTICES = [
    {"code": code, "version": 1} for code in ("confidentiality", "no_disadvantage", "anonymous")
]


def test_anonymous_with_clarification_through_the_receipt_code(begin):
    """rules: A14, A15, A17, A20, B1, C10, C14, D14, D15"""
    story = begin("2026-06-10 21:30")
    hal = story.person("Hal", "handler")
    case = story.posts(
        reader=hal,
        kind="complaint",
        category="access",
        narrative="The lift has been out of order for weeks and nobody minds.",
        notices_shown=NOTICES,
    )
    view = hal.reads(case)
    assert (view["anonymous"], view["customer"]) == (True, None)
    assert view["history"][0]["facts"]["notices_shown"] == NOTICES
    three, ten, fortnight = story.working_days(3), story.working_days(10), story.fortnight()
    case.shows(initial_response=running(three), stage=running(ten), progress=running(fortnight))

    # The code opens this case and no other; a wrong one opens none.
    somebody = case.complainant
    other = story.posts(reader=hal, kind="complaint", narrative="Another one.")
    hal.takes(other)
    assert somebody.get(other).status_code == 404
    assert somebody.post("message", other, text="Mine?").status_code == 404
    assert other.complainant.get(case).status_code == 404
    answer = story.nobody.get(f"/v1/cases/{case.reference}")
    assert answer.status_code == 401

    # Asked back, answered, and asked in turn.
    story.time("2026-06-11 10:00")
    hal.does("initial_response", case, text="Hal deals with it.", medium="web")
    hal.does("clarification_asked", case, text="Which of the two lifts?", medium="web")
    case.shows(initial_response=met(three), progress=[met(fortnight), running(story.fortnight())])
    assert somebody.hears(case)[-1] == ("clarification_asked", "Which of the two lifts?")
    assert hal.cannot("remedy_done", case, text="Mended?") == "no_open_remedy"
    story.time("2026-06-11 23:05")
    somebody.does("clarification_given", case, text="The one at the back. When is it mended?")
    assert somebody.cannot("clarification_given", case, text="And:") == "no_open_request"
    assert somebody.is_told("message", case, text="!", occurred_at="2026-06-01T10:00:00Z") == [
        ("/occurred_at", "not_allowed_here")
    ]
    somebody.does("question", case, text="May I come in by the goods lift?")
    question = story.working_days(2)
    case.shows(question=running(question))
    story.time("2026-06-15 16:50")
    hal.does("answer", case, text="Yes: ring twice.", medium="web")
    case.shows(question=met(question))

    # What is done by one without a name cannot be done to another case, nor by staff's routes.
    for act, body in (("outcome", {"outcomes": ["apology"]}), ("note", {"text": "Hm."})):
        assert somebody.post(act, case, **body).status_code == 401
    hal.does("outcome", case, outcomes=["apology", "explanation"])
    hal.does("written_outcome", case, text="It is mended on Friday. We are sorry.", medium="web")
    *before, last = case.promises["progress"]
    case.shows(
        stage=met(ten),
        written_outcome=met(story.working_days(5)),
        progress=[*before, ended(last.due)],
    )
    assert somebody.hears(case)[-1][1] == "It is mended on Friday. We are sorry."
    story.closes(hal, case)

    # The other one was a mistake: its writer takes it back.
    other.complainant.does("withdrawn", other, text="Never mind.")
    other.is_open = False
    other.shows(initial_response=ended(three), stage=ended(ten), progress=ended(fortnight))
    story.ends()


def test_a_letter_from_the_suggestion_box_has_no_way_back(begin):
    """rules: A14, A20, B9, C10, D14"""
    story = begin("2026-06-10 09:00")
    hal = story.person("Hal", "handler")
    case = story.enters(
        hal, kind="complaint", channel="suggestion_box", narrative="Your chairs are broken."
    )
    assert hal.reads(case)["anonymous"] is True
    hal.takes(case)
    three, ten, fortnight = story.working_days(3), story.working_days(10), story.fortnight()
    hal.does("outcome", case, outcomes=["policy_review"], text="New chairs.")
    hal.does("no_route", case, text="No name, no code: the outcome hangs next to the box.")
    # Neither met nor breached, and counted apart.
    case.shows(
        initial_response=running(three),
        stage=met(ten),
        progress=ended(fortnight),
        written_outcome=ended(story.working_days(5)),
    )
    story.closes(hal, case, feedback_given="no")
    case.shows(initial_response=ended(three))
    counted = {row["standard"]: (row["ended"], row["no_route"]) for row in story.standards()}
    assert counted["written_outcome"] == counted["progress"] == (1, 1)
    assert counted["initial_response"] == (1, 0)  # closing has ended that
    story.ends()
