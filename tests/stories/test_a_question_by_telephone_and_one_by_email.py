"""Two questions to the point of contact: one rung in, a day to answer; one written, two working
days. The clocks are each their own."""

from promise import breached, kept_late, met, running


def test_a_question_by_telephone_and_one_by_email(begin):
    """rules: A5, A6, A15, B1, B2, D1, D2, D15"""
    story = begin("2026-06-03 09:00")
    hal, pia = story.person("Hal", "handler"), story.person("Pia", "handler")
    case = story.enters(
        hal,
        kind="complaint",
        channel="email",
        narrative="My appointment was cancelled twice.",
        customer={"name": "Mr Reed", "email": "reed@example.org"},
        needs={"contact": "By e-mail; by telephone only before noon."},
    )
    reed = case.complainant
    three, ten, fortnight = story.working_days(3), story.working_days(10), story.fortnight()
    view = hal.does(
        "initial_response", case, text="Ask Pia.", medium="email", point_of_contact=pia.id
    )
    assert (view["handler"], view["point_of_contact"]) == (hal.id, pia.id)
    assert hal.cannot("answer", case, text="Yes.") == "no_open_question"
    case.shows(
        initial_response=met(three),
        stage=running(ten),
        progress=[met(fortnight), running(fortnight)],
    )

    # Friday evening: he writes; then he rings, too. A weekend counts for the one alone.
    story.time("2026-06-05 18:15")
    reed.does("question", case, medium="email", text="Who cancelled it?")
    written = case.seq("question")
    two_days = story.working_days(2)
    hal.does("question", case, medium="telephone", text="Is Thursday kept?")
    rung = case.seq("question")
    a_day = story.hours(24, case.when("question"))
    assert (str(two_days.on), str(a_day.on)) == ("2026-06-09", "2026-06-06")
    case.shows(question=running(two_days), telephone_question=running(a_day))

    # Nobody rings back on Saturday. The answer on Monday is late, and answers that question alone.
    story.time("2026-06-06 19:00")
    case.shows(telephone_question=breached(a_day))
    story.time("2026-06-08 10:00")
    assert pia.is_told("answer", case, text="Which?", concerns=1) == [
        ("/concerns", "not_concerned")
    ]
    pia.does("answer", case, concerns=rung, medium="telephone", text="Thursday is kept.")
    case.shows(telephone_question=kept_late(a_day), question=running(two_days))
    assert pia.is_told("answer", case, text="Twice?", concerns=rung) == [
        ("/concerns", "not_concerned")
    ]
    story.time("2026-06-09 17:00")
    pia.does("answer", case, concerns=written, medium="email", text="The doctor was ill.")
    case.shows(question=met(two_days))
    assert [text for type, text in reed.hears(case) if type == "answer"] == [
        "Thursday is kept.",
        "The doctor was ill.",
    ]

    # By the website's form it is two working days as well; each has a clock of its own.
    reed.does("question", case, text="May my wife come?")
    reed.does("question", case, medium="instant_message", text="And our dog?")
    two_more = story.working_days(2)
    case.shows(question=[met(two_days), running(two_more), running(two_more)])
    pia.does("answer", case, text="Your wife, gladly.")
    case.shows(question=[met(two_days), met(two_more), running(two_more)])
    reed.does("needs_changed", case, needs={"companion": "My wife."})
    assert hal.reads(case)["needs"] == {
        "companion": "My wife.",
        "do_not_write": False,
        "do_not_ring": False,
        "do_not_leave_messages": False,
    }
    story.ends()
