"""Praise: answered, passed on to those praised, and nothing closed before that is recorded."""

from promise import ended, met, running


def test_a_compliment_is_passed_on(begin):
    """rules: A10, A14, B1, C3, D14"""
    story = begin("2026-06-12 17:30")  # a Friday
    hal, ines = story.person("Hal", "handler"), story.person("Ines", "handler")
    case = story.posts(
        reader=hal,
        kind="compliment",
        customer_type="client",
        narrative="Ines at the desk had time for my father when nobody else had.",
    )
    acknowledged, fortnight = story.working_days(2), story.fortnight()
    case.shows(acknowledgement=running(acknowledged), progress=running(fortnight))
    story.time("2026-06-16 12:00")
    hal.does("initial_response", case, text="Thank you! Ines hears of it today.", medium="web")
    case.shows(
        acknowledgement=met(acknowledged),
        progress=[met(fortnight), running(story.fortnight())],
    )
    last = story.fortnight()
    hal.does("outcome", case, outcomes=["explanation"], informal=True)
    hal.does("written_outcome", case, text="Ines was pleased, and so were we.", medium="web")
    case.shows(
        written_outcome=met(story.working_days(5)), progress=[met(fortnight), ended(last)]
    )

    # Every piece of feedback has an action on record, or the reason for none.
    assert hal.cannot("closed", case) == "action_missing"
    hal.does("action_recorded", case, staff=ines.id, text="Read out at the team meeting.")
    assert hal.does("closed", case)["state"] == "closed"
    case.is_open = False
    assert case.complainant.hears(case)[-2] == (
        "written_outcome",
        "Ines was pleased, and so were we.",
    )
    story.ends()


def test_a_suggestion_is_reviewed_and_its_maker_hears_of_it(begin):
    """rules: A10, C3, D14"""
    story = begin("2026-06-12 10:00")
    hal = story.person("Hal", "handler")
    panel = story.meeting("review_panel", "2026-06-24 10:00")
    case = story.enters(
        hal, kind="suggestion", channel="suggestion_box", narrative="A bench at the bus stop."
    )
    five, fortnight = story.working_days(5), story.fortnight()
    case.shows(acknowledgement=running(five), progress=running(fortnight))
    hal.does("initial_response", case, text="Thank you: a note at the box.", medium="post")
    story.time("2026-06-24 12:00")
    hal.does("discussed", case, meeting=panel.id, text="Not our ground.")
    ten = story.working_days(10)
    hal.does("outcome", case, outcomes=["closure_without_action"])
    hal.does("action_recorded", case, none=True, text="The council owns the bus stop.")
    hal.does("written_outcome", case, text="A notice at the box: we asked the council.")
    case.shows(
        acknowledgement=met(five),
        progress=[met(fortnight), ended(fortnight)],
        feedback=met(ten),
        written_outcome=met(story.working_days(5)),
    )
    assert hal.does("closed", case)["state"] == "closed"
    case.is_open = False
    story.ends()
