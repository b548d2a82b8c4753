"""An agreement about news, needs that change, a daughter who speaks for her mother: what staff see
before they get in touch, and what the letter must be like."""

from promise import ended, met, running

CAREFUL = {
    "format": "Large print",
    "language": "cy",
    "contact": "Ring after noon.",
    "must_not_know": "Her landlord.",
    "do_not_leave_messages": True,
}


def test_news_every_four_weeks_and_somebody_who_speaks_for_her(begin):
    """rules: A2, A5, A6, A7, A8, A9, A20, D7, D15, D18"""
    story = begin("2026-07-01 10:00")
    hal = story.person("Hal", "handler")
    case = story.enters(
        hal,
        kind="request",
        channel="telephone",
        customer_type="client",
        narrative="Please write the funding plan with me.",
        customer={"name": "Mrs Parry", "telephone": "020 7946 0003"},
        needs=CAREFUL,
    )
    parry, fortnight = case.complainant, story.fortnight()
    case.shows(progress=running(fortnight))
    needs = hal.reads(case)["needs"]
    assert {name: needs[name] for name in CAREFUL} == CAREFUL and needs["do_not_ring"] is False

    # Her funder agreed in the contract: news every four weeks. Who agreed with whom, when and in what
    # form stands in the history.
    story.time("2026-07-08 11:00")
    hal.takes(case)
    wrong = hal.is_told("interval_agreed", case, interval_days=0)
    assert wrong == [
        ("/interval_days", "out_of_range"),
        ("/agreed_by", "required"),
        ("/agreed_in", "required"),
    ]
    agreed = {"interval_days": 28, "agreed_by": "funder", "agreed_in": "contract"}
    hal.does("interval_agreed", case, medium="in_person", **agreed)
    [*_, entry] = hal.reads(case)["history"]
    assert entry["facts"] == {**agreed, "medium": "in_person"}
    assert entry["actor"] == hal.id
    four_weeks = story.fortnight(days=28)
    case.shows(progress=[met(fortnight), running(four_weeks)])
    story.time("2026-08-04 15:00")
    hal.does("update", case, text="The plan is half done.", medium="post")
    following = story.fortnight(days=28)
    assert str(following.on) == "2026-09-01"
    case.shows(progress=[met(fortnight), met(four_weeks), running(following)])

    # Her daughter speaks for her from now on, and no longer a week later.
    ella = {"name": "Ella Parry", "email": "ella@example.org"}
    parry.does("representative_appointed", case, text="My daughter.", representative=ella)
    view = hal.reads(case)
    assert view["history"][-1]["representative"] == view["representative"] == ella
    parry.does("needs_changed", case, needs={"format": "Audio"})
    assert hal.reads(case)["needs"]["format"] == "Audio"
    story.time("2026-08-11 10:00")
    parry.does("representative_removed", case, text="I do it myself.")
    assert hal.reads(case)["representative"] is None

    # She asks to be forgotten; nothing of that happens within fourteen days. Rule: D18.
    story.time("2026-08-20 10:00")
    parry.does("erasure_asked", case, text="When this is over.")
    assert case.stands() == ("informal", "received")

    story.time("2026-08-28 12:00")
    hal.does("outcome", case, outcomes=["explanation"])
    letter = {"text": "Here is the plan.", "language": "cy"}
    for format in ({}, {"format": "Large print"}):
        wrong = hal.is_told("written_outcome", case, **letter, **format)
        assert wrong == [("/format", "not_as_needed")]
    hal.does("written_outcome", case, **letter, format="audio")
    case.shows(
        written_outcome=met(story.working_days(5)),
        progress=[met(fortnight), met(four_weeks), ended(following)],
    )
    # Of what was promised to her, too, it is asked whether there was something better. Rule: A8, A9.
    story.closes(hal, case)
    story.ends()
