"""A form that is about safeguarding from its first line: whoever opens it hands it over, and from
then on nobody else knows of it. Outside nothing shows."""

from promise import ended, met, running

FORM = {
    "kind": "complaint",
    "customer_type": "carer",
    "narrative": "My son comes home from the club with bruises. Max is alone with the children.",
    "customer": {"email": "petra@example.org"},
    "needs": {"contact": "Only after 8 in the evening.", "must_not_know": "My son's father."},
}


def test_safeguarding_from_the_first_line(begin):
    """rules: A6, A12, A13, B1, B9, C11, D1, D2, D17"""
    story = begin("2026-06-05 19:10")  # a Friday evening
    hal, max = story.person("Hal", "handler"), story.person("Max", "manager")
    cleo, chair = story.person("Cleo", "ceo"), story.person("Cyril", "chair")
    sol = story.person("Sol", "safeguarding_officer")
    deputy = story.person("Dora", "safeguarding_officer")

    # Petra chooses the safeguarding officer; nobody else ever sees what she wrote.
    case = story.posts(reader=sol, safeguarding="safeguarding_officer", **FORM)
    other = story.posts(reader=hal, kind="complaint", narrative="The tea was cold.")
    for somebody in (hal, max, cleo, chair):
        somebody.does_not_know_of(case)
    assert case.reference in deputy.lists() and case.reference in sol.lists()
    assert other.reference not in deputy.lists()
    assert sol.reads(case)["needs"]["must_not_know"] == "My son's father."

    # No promise of a complaint runs on; 24 hours do, though it is the weekend.
    three, ten, fortnight = story.working_days(3), story.working_days(10), story.fortnight()
    other.shows(initial_response=running(three), stage=running(ten), progress=running(fortnight))
    handed_over = case.when("safeguarding")
    four_hours, day = story.hours(4, handed_over), story.hours(24, handed_over)
    case.shows(
        initial_response=ended(three),
        stage=ended(ten),
        progress=ended(fortnight),
        handover_alarm=running(four_hours),
        handover=running(day),
    )
    assert sol.cannot("safeguarding_closed", case, text="Done.") == "handover_open"
    story.time("2026-06-05 22:45")
    sol.does("handover_acknowledged", case, text="I ring the local authority now.")
    case.shows(handover_alarm=met(four_hours), handover=met(day))
    assert sol.cannot("handover_acknowledged", case) == "no_handover"

    # From outside it is a complaint like the other one, which nobody has opened yet.
    assert case.status() == other.status() == "received"
    seen = seen_by_site(story, case)
    assert seen == seen_by_site(story, other)
    assert case.complainant.may_do(case) == other.complainant.may_do(other)
    hal.does("initial_response", other, text="We are sorry. Hal looks into it.")
    other.shows(initial_response=met(three), progress=[met(fortnight), running(fortnight)])
    for word in ("safeguarding", "sealed", "Sol", sol.id, "local authority"):
        assert word not in case.complainant.get(case).text
    case.complainant.does("message", case, text="He will not go there again.")
    assert sol.reads(case)["history"][-1]["text"] == "He will not go there again."

    # It ends where it went, and outside still nothing shows.
    story.time("2026-06-15 10:00")
    hal.does("update", other, text="There is a new kettle.")
    other.shows(progress=[met(fortnight), met(fortnight), running(story.fortnight())])
    sol.does("safeguarding_closed", case, text="The local authority has it.")
    assert case.stands() == ("informal", "closed")
    assert seen_by_site(story, case) == seen
    assert sol.may_do(case).isdisjoint({"reopened", "update", "outcome"})
    for somebody in (hal, max, cleo, chair):
        somebody.does_not_know_of(case)
    case.is_open = False
    story.ends()


def test_a_handler_opens_a_letter_and_hands_it_over_at_once(begin):
    """rules: A13, C11, D10"""
    story = begin("2026-06-08 09:00")
    hal, max = story.person("Hal", "handler"), story.person("Max", "manager")
    sol = story.person("Sol", "safeguarding_officer")
    case = story.enters(hal, channel="post", **FORM)
    hal.does("subject_named", case, staff=max.id)
    max.does_not_know_of(case)
    assert hal.is_told("safeguarding", case, staff=max.id, text="He?") == [
        ("/staff", "officer_not_detached")
    ]
    assert hal.does("safeguarding", case, staff=sol.id, text="Bruises.") == {}
    hal.does_not_know_of(case)
    case.reader = sol
    handed_over = case.when("safeguarding")
    case.shows(
        initial_response=ended(story.working_days(3)),
        stage=ended(story.working_days(10)),
        progress=ended(story.fortnight()),
        subject_confirmation=running(story.working_days(1)),
        handover_alarm=running(story.hours(4, handed_over)),
        handover=running(story.hours(24, handed_over)),
    )
    case.is_open = False
    story.ends()


def seen_by_site(story, case) -> dict:
    """What the website may know, but for the reference."""
    answer = story.site.get(f"/v1/cases/{case.reference}")
    assert answer.status_code == 200
    return {name: answer.json()[name] for name in ("kind", "status")}
