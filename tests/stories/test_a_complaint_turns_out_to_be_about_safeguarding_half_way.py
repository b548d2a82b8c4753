"""An investigation hears something that belongs to safeguarding: the case is handed over at once,
late acknowledged, and those who looked into it lose sight of it."""

from promise import breached, ended, kept_late, met, running


def test_a_complaint_turns_out_to_be_about_safeguarding_half_way(begin):
    """rules: A12, A13, A17, B9, C11, D2, D17"""
    story = begin("2026-06-03 10:00")
    cleo, olga = story.person("Cleo", "ceo"), story.person("Olga", "handler")
    sol = story.person("Sol", "safeguarding_officer")
    manager = story.person("Mia", "manager")
    case = story.enters(
        cleo,
        kind="complaint",
        channel="email",
        narrative="The evening group is badly run.",
        customer={"name": "Mr Todd", "email": "todd@example.org"},
    )
    three, ten, fortnight = story.working_days(3), story.working_days(10), story.fortnight()
    cleo.does("initial_response", case, text="Olga looks into it.", handler=olga.id)
    cleo.does("investigation_opened", case, members=[olga.id])
    full = story.working_days(10)
    olga.does("resolution_offered", case, text="Another leader?", medium="email")
    case.shows(
        initial_response=met(three),
        stage=running(ten),
        investigation=running(full),
        progress=[met(fortnight), running(fortnight)],
    )

    # Mr Todd says what it is really about. He would rather speak to a manager: that is his choice.
    story.time("2026-06-12 20:00")  # a Friday
    olga.does("contact", case, party="complainant", medium="telephone", text="Children are hit.")
    olga.does("safeguarding", case, staff=manager.id, text="He asks for Mia.")
    case.reader = manager
    handed_over = case.when("safeguarding")
    for somebody in (olga, cleo):
        somebody.does_not_know_of(case)
    assert case.reference in manager.lists()
    assert sol.reads(case)["history"][-1]["text"] == "He asks for Mia."
    alarm, day = story.hours(4, handed_over), story.hours(24, handed_over)
    assert case.status() == "in_progress"
    case.shows(
        stage=ended(ten),
        investigation=ended(full),
        progress=[met(fortnight), ended(fortnight)],
        handover_alarm=running(alarm),
        handover=running(day),
    )

    # Nobody looks at it over the weekend: both are breached, and stay so.
    story.time("2026-06-13 00:30")
    case.shows(handover_alarm=breached(alarm))
    story.time("2026-06-15 09:00")
    case.shows(handover=breached(day))
    case.reader = sol
    sol.does("handover_acknowledged", case, text="I have it now; the authority is told.")
    case.shows(handover_alarm=kept_late(alarm), handover=kept_late(day))
    sol.does("note", case, text="Strategy meeting on Wednesday.")
    assert "Strategy" not in case.complainant.get(case).text
    for act, body in (
        ("update", {"text": "News."}),
        ("outcome", {"outcomes": ["apology"]}),
        ("investigation_closed", {"text": "Over."}),
    ):
        manager.may_not(act, case, **body)
    sol.does("safeguarding_closed", case, text="Closed by the authority.")
    case.is_open = False
    story.ends()


def test_a_closed_complaint_is_handed_over(begin):
    """rules: A13 — at any time, also after the end."""
    story = begin("2026-06-04 10:00")
    hal, sol = story.person("Hal", "handler"), story.person("Sol", "safeguarding_officer")
    case = story.enters(hal, kind="complaint", channel="in_person", narrative="Too loud.")
    hal.does("settled", case, text="We close the door.", outcomes=["apology"])
    hal.does("written_outcome", case, text="The door stays closed.")
    story.closes(hal, case)
    days = story.working_days
    case.shows(
        initial_response=met(days(3)),
        stage=met(days(10)),
        progress=ended(story.fortnight()),
        written_outcome=met(days(5)),
    )
    story.time("2026-06-18 10:00")
    hal.does("safeguarding", case, staff=sol.id, text="It was a child who cried.")
    hal.does_not_know_of(case)
    case.reader = sol
    handed_over = case.when("safeguarding")
    sol.does("handover_acknowledged", case)
    case.shows(
        handover_alarm=met(story.hours(4, handed_over)), handover=met(story.hours(24, handed_over))
    )
    story.ends()
