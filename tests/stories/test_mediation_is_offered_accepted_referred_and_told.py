"""Both sides are stuck. A body from outside mediates, at the complainant's wish."""

from promise import ended, met, running

RUNS_ON = "Legal time limits run on"
MAY_BIND = "The decision of an arbitrator may bind you"


def test_mediation_is_offered_accepted_referred_and_told(begin):
    """rules: A5, A19, A20, C11, C12, C13, D15"""
    story = begin("2026-06-01 10:00")
    cleo, hal = story.person("Cleo", "ceo"), story.person("Hal", "handler")
    case = story.enters(
        hal,
        kind="complaint",
        channel="email",
        category="conduct",
        narrative="The choir and I no longer speak.",
        customer={"name": "Ms Oak", "email": "oak@example.org"},
    )
    oak = case.complainant
    three, ten, fortnight = story.working_days(3), story.working_days(10), story.fortnight()
    hal.does("initial_response", case, text="Hal deals with it.", medium="email")
    case.shows(
        initial_response=met(three),
        stage=running(ten),
        progress=[met(fortnight), running(fortnight)],
    )

    # An informal resolution, which she refuses.
    assert oak.cannot("resolution_agreed", case) == "no_offer"
    hal.does("resolution_offered", case, text="Another choir?", medium="email")
    assert hal.cannot("resolution_offered", case, text="Or two?") == "offer_open"
    oak.does("resolution_refused", case, text="No: this one.")

    # She asks; it is offered with its warnings; she accepts; only then is it referred.
    story.time("2026-06-03 11:00")
    for act, why in (
        ("mediation_accepted", "mediation_not_offered"),
        ("mediation_declined", "mediation_not_offered"),
    ):
        assert oak.cannot(act, case) == why
    oak.does("mediation_asked", case, text="Can somebody from outside help?")
    assert hal.cannot("mediation_referred", case, text="At once.") == "mediation_not_accepted"
    hal.does("mediation_offered", case, text="Croydon Voluntary Action would.")
    offered = oak.hears(case)[-1][1]
    assert offered.startswith("Croydon Voluntary Action would.")
    assert RUNS_ON in offered and MAY_BIND in offered
    assert oak.cannot("mediation_asked", case) == "mediation_open"
    assert hal.cannot("mediation_result", case, text="Peace.") == "no_mediation"
    oak.does("mediation_accepted", case, text="Gladly.")
    hal.does("mediation_referred", case, text="To Croydon Voluntary Action.", until="2026-07-10")
    followed_up = story.by("2026-07-10")
    case.shows(stage=ended(ten), mediation=running(followed_up))

    # News only every four weeks until then: she agreed by e-mail.
    agreed = {"interval_days": 28, "agreed_by": "complainant", "agreed_in": "email"}
    hal.does("interval_agreed", case, medium="email", **agreed)
    four_weeks = story.fortnight(days=28)
    case.shows(progress=[met(fortnight), met(fortnight), running(four_weeks)])

    # The result; what follows from it.
    story.time("2026-06-30 15:00")
    hal.does("mediation_result", case, text="Both have agreed to sing again, at either end.")
    assert "sing again" in oak.hears(case)[-1][1]
    hal.does("outcome", case, outcomes=["explanation"], informal=True)
    hal.does("written_outcome", case, text="You sing at either end.", medium="email")
    case.shows(
        mediation=met(followed_up),
        written_outcome=met(story.working_days(5)),
        progress=[met(fortnight), met(fortnight), ended(four_weeks)],
    )
    # Without an agreed day it is followed up after twenty working days.
    hal.does("mediation_offered", case, text="Once more?")
    oak.does("mediation_accepted", case)
    cleo.does("mediation_referred", case, text="To the same body.")
    assert case.stands() == ("informal", "in_progress")
    again, more_weeks = story.working_days(20), story.fortnight(days=28)
    progress = case.promises["progress"]
    case.shows(
        mediation=[met(followed_up), running(again)], progress=[*progress, running(more_weeks)]
    )
    cleo.does("mediation_result", case, text="They still sing.")
    cleo.does("outcome", case, outcomes=["explanation"])
    cleo.does("written_outcome", case, text="As before.", medium="email")
    week = story.working_days(5)
    case.shows(
        mediation=[met(followed_up), met(again)],
        written_outcome=[met(week), met(week)],
        progress=[*progress, ended(more_weeks)],
    )
    story.closes(hal, case)
    story.ends()


def test_mediation_is_declined(begin):
    """rules: A19, C12, D15"""
    story = begin("2026-06-01 10:00")
    hal = story.person("Hal", "handler")
    case = story.posts(reader=hal, kind="complaint", narrative="Too few chairs.")
    hal.takes(case)
    hal.does("mediation_offered", case, text="A mediator?")
    case.complainant.does("mediation_declined", case, text="For chairs?")
    assert hal.cannot("mediation_referred", case, text="Still.") == "mediation_not_accepted"
    case.complainant.does("mediation_asked", case)
    case.complainant.does("mediation_declined", case)
    hal.does("resolution_offered", case, text="Ten more chairs.")
    case.complainant.does("resolution_agreed", case)
    assert case.stands() == ("informal", "decided")
    case.shows(
        initial_response=running(story.working_days(3)),
        stage=met(story.working_days(10)),
        progress=running(story.fortnight()),
        written_outcome=running(story.working_days(5)),
    )
    story.ends()
