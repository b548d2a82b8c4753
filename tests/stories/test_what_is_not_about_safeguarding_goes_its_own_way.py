"""A letter without a name is about a child and about a cold hall. The one goes to safeguarding; with
its writer's agreement the other goes where cold halls go, and nobody there learns that there is more."""

from promise import ended, met, running


def test_what_is_not_about_safeguarding_goes_its_own_way(begin):
    """rules: A12, A13, A14, B1, B6, B9, C11, D1, D17"""
    story = begin("2026-06-03 10:00")
    cleo, hal = story.person("Cleo", "ceo"), story.person("Hal", "handler")
    max, sol = story.person("Max", "handler"), story.person("Sol", "safeguarding_officer")
    case = story.posts(
        reader=hal,
        kind="complaint",
        narrative="Max shouts at the little ones. And the hall is freezing.",
    )
    three, ten, fortnight = story.working_days(3), story.working_days(10), story.fortnight()
    one = story.working_days(1)
    hal.does("subject_named", case, staff=max.id)
    cleo.does("subject_confirmed", case, text="He takes that group.")
    hal.does("safeguarding", case, staff=sol.id, text="The little ones.")
    case.reader = sol
    handed_over = case.when("safeguarding")
    sol.does("handover_acknowledged", case)
    of_the_whole = {
        "initial_response": ended(three),
        "stage": ended(ten),
        "progress": ended(fortnight),
        "subject_confirmation": met(one),
        "handover_alarm": met(story.hours(4, handed_over)),
        "handover": met(story.hours(24, handed_over)),
    }
    case.shows(**of_the_whole)

    # Whoever wrote left no name: the code is the only way to ask, and to answer.
    sol.does("clarification_asked", case, text="May those who look after the hall know of the cold?")
    case.complainant.does("clarification_given", case, text="Yes, but not who I am.")

    # Two days later it is a case of its own, as if it had come alone: no promise is later for it.
    story.time("2026-06-05 09:00")
    part = story.splits(
        sol,
        case,
        reader=hal,
        kind="complaint",
        category="access",
        narrative="The hall is freezing.",
        medium="web",
        text="Agreed behind the code.",
        told_by_code=True,
    )
    part.shows(initial_response=running(three), stage=running(ten), progress=running(fortnight))
    case.shows(**of_the_whole)
    assert part.received_at == case.received_at
    assert part.stands() == ("informal", "received")
    assert hal.reads(part)["anonymous"] is True

    # Max is kept from both; those of the hall know of one, Sol of the other.
    for somebody in (max, sol):
        somebody.does_not_know_of(part)
    for somebody in (max, hal, cleo):
        somebody.does_not_know_of(case)
    assert cleo.is_told("linked", part, reference=case.reference) == [
        ("/reference", "unknown_case")
    ]

    # The old code leads to the new one, which leads nowhere else.
    told = case.complainant.reads(case)
    assert told["status"] == "received" and "further_cases" not in part.complainant.reads(part)
    [further] = told["further_cases"]
    assert further["reference"] == part.reference
    assert part.complainant.is_proved_by(further["receipt_code"])
    part.complainant.does("message", part, text="Bring blankets, too.")

    # It is settled like any other, while safeguarding goes on.
    hal.does("settled", part, text="The boiler is mended.", outcomes=["apology"])
    hal.does("written_outcome", part, text="The boiler is mended.", medium="web")
    story.closes(hal, part)
    part.shows(
        initial_response=met(three),
        stage=met(ten),
        progress=ended(fortnight),
        written_outcome=met(story.working_days(5)),
    )
    assert case.stands() == ("informal", "safeguarding")
    assert case.status() == "received"
    sol.does("safeguarding_closed", case, text="The authority has it.")
    case.is_open = False
    story.ends()
