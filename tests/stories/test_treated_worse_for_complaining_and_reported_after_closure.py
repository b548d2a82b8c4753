"""Long after the end somebody is treated worse for having complained: the Chair answers, in three
working days, and nobody else can."""

from promise import breached, ended, kept_late, met, running


def closed_complaint(story, hal):
    case = story.enters(
        hal,
        kind="complaint",
        channel="in_person",
        narrative="The club is always cold.",
        customer={"name": "Mrs Frost"},
    )
    hal.does("settled", case, text="The heating is on.", medium="in_person", outcomes=["apology"])
    hal.does("written_outcome", case, text="It stays on.", medium="post")
    story.closes(hal, case)
    case.shows(
        initial_response=met(story.working_days(3)),
        stage=met(story.working_days(10)),
        progress=ended(story.fortnight()),
        written_outcome=met(story.working_days(5)),
    )
    return case


def test_treated_worse_for_complaining_and_reported_after_closure(begin):
    """rules: B1, C14, D1, D15"""
    story = begin("2026-06-01 10:00")
    hal, cleo = story.person("Hal", "handler"), story.person("Cleo", "ceo")
    chair = story.person("Cyril", "chair")
    case = closed_complaint(story, hal)

    story.time("2026-08-27 21:00")  # the Thursday before a bank holiday
    frost = case.complainant
    assert "disadvantage_reported" in frost.may_do(case)
    frost.does("disadvantage_reported", case, text="I am no longer asked to the club.")
    three = story.working_days(3)
    assert str(three.on) == "2026-09-02"
    case.shows(disadvantage=running(three))
    assert (case.stands(), case.status()) == (("informal", "closed"), "closed")
    for somebody in (hal, cleo):
        somebody.may_not("disadvantage_answered", case, text="Surely not.")

    # A second report, before the first is answered, has three days of its own.
    story.time("2026-08-28 09:00")
    hal.does("disadvantage_reported", case, text="Her husband rang: he is sent away, too.")
    third = story.working_days(3)
    assert str(third.on) == "2026-09-03"
    first = [entry for entry in entries(hal, case, "disadvantage_reported")][0]
    case.shows(disadvantage=[running(three), running(third)])
    story.time("2026-09-02 18:00")
    chair.does("disadvantage_answered", case, concerns=first, text="I have asked them both.")
    case.shows(disadvantage=[met(three), running(third)])
    assert frost.hears(case)[-1] == ("disadvantage_answered", "I have asked them both.")

    # The second is forgotten: broken, also on a case that was closed long ago.
    story.time("2026-09-04 00:30")
    case.shows(disadvantage=[met(three), breached(third)])
    chair.does("disadvantage_answered", case, text="You are both welcome, always.")
    case.shows(disadvantage=[met(three), kept_late(third)])
    assert chair.cannot("disadvantage_answered", case, text="Once more.") == "no_open_report"
    story.ends()


def entries(who, case, type) -> list[int]:
    return [each["seq"] for each in who.reads(case)["history"] if each["type"] == type]
