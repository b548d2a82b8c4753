"""A service user rings, is heard, gets an apology and a new appointment: all in one call."""

from promise import ended, met, running


def test_a_complaint_is_settled_at_once_on_the_telephone(begin):
    """rules: A7, A8, A9, A15, A20, B1, C10, C14, D13"""
    story = begin("2026-06-05 15:40")  # a Friday
    ada = story.person("Ada", "handler")
    reception = story.person("Rita", "intake")

    # Reception writes it down, and may not read it again.
    case = story.enters(
        reception,
        reader=ada,
        kind="complaint",
        channel="telephone",
        category="unreasonable_delay",
        customer_type="service_user",
        narrative="I waited two hours, and then nobody had time.",
        customer={"name": "Mrs Pool", "telephone": "020 7946 0001"},
    )
    assert reception.get(case).status_code == 403
    first_answer, fortnight = story.working_days(3), story.fortnight()
    case.shows(
        initial_response=running(first_answer),
        stage=running(story.working_days(10)),
        progress=running(fortnight),
    )
    assert case.status() == "received"

    # Nothing can be closed, nor told in writing, before it is settled.
    ada.may_not("closed", case)  # nor before somebody deals with it
    ada.may_not("written_outcome", case)
    assert ada.is_told("settled", case, text="Sorry.", outcomes=["champagne"]) == [
        ("/outcomes/0", "unknown_outcome")
    ]
    view = ada.does(
        "settled",
        case,
        text="We are sorry. You are the first one on Monday.",
        medium="telephone",
        outcomes=["apology", "alternative_offered"],
    )
    assert view["handler"] == view["point_of_contact"] == ada.id
    assert case.stands() == ("informal", "decided")
    case.shows(
        initial_response=met(first_answer),
        stage=met(story.working_days(10)),
        progress=ended(fortnight),
        written_outcome=running(story.working_days(5)),
    )
    type, text = case.complainant.hears(case)[-1]  # with what was not shown before. Rule: C14
    assert type == "settled"
    assert text.startswith("We are sorry. You are the first one on Monday.\n\nWhat you tell us")
    assert "You are not treated worse for complaining" in text

    # The short letter, in time: five working days after.
    letter = story.working_days(5)
    story.time("2026-06-12 16:00")
    ada.does("written_outcome", case, text="As we said on the telephone.", medium="post")
    case.shows(written_outcome=met(letter))
    assert case.status() == "answered"
    story.closes(ada, case)
    ada.cannot("update", case, text="One more thing.")
    story.ends()


def test_whoever_wants_no_letter_gets_none(begin):
    """rules: A20, C10, D13"""
    story = begin("2026-06-08 10:00")
    ada = story.person("Ada", "handler")
    case = story.enters(ada, kind="complaint", channel="in_person", narrative="The tap drips.")
    ada.does("settled", case, text="Mended while she waited.", outcomes=["apology"])
    ada.does("written_outcome_declined", case, text="She said: no letter, please.")
    day = story.working_days
    case.shows(
        initial_response=met(day(3)),
        stage=met(day(10)),
        progress=ended(story.fortnight()),
        written_outcome=ended(day(5)),
    )
    assert case.status() == "answered"
    story.closes(ada, case)
    story.ends()
