"""Both sides are stuck. A body from outside mediates, at the complainant's wish."""

from promise import ended, met, running
from support import procedures

BY_DEFAULT = "Whom we would ask, outside our organisation: Croydon Voluntary Action"
IS_ARBITRATION = "This would be arbitration, not mediation."
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
    view = hal.does("mediation_offered", case, text="Somebody whom neither of you knows would.")
    assert view["history"][-1]["facts"]["outside_body"] == "croydon_voluntary_action"
    offered = oak.hears(case)[-1][1]
    assert offered.startswith("Somebody whom neither of you knows would.")
    assert BY_DEFAULT in offered and RUNS_ON in offered and MAY_BIND in offered
    assert IS_ARBITRATION not in offered
    assert oak.cannot("mediation_asked", case) == "mediation_open"
    assert hal.cannot("mediation_result", case, text="Peace.") == "no_mediation"
    oak.does("mediation_accepted", case, text="Gladly.")
    view = hal.does("mediation_referred", case, text="On Friday.", until="2026-07-10")
    assert view["history"][-1]["facts"]["outside_body"] == "croydon_voluntary_action"
    assert BY_DEFAULT in oak.hears(case)[-1][1]
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
        decision=met(story.working_days(5)),
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
        decision=[met(week), met(week)],
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


def test_arbitration_is_told_apart_and_binds_whoever_agrees_to_it(begin):
    """rules: A19, C12"""
    story = begin("2026-06-01 10:00")
    document = procedures.default()
    document["outside_bodies"] += [
        {"code": "wise_women", "title": "Wise Women"},
        {"code": "arbiters", "title": "Arbiters of Croydon", "arbitrates": True},
    ]
    procedures.follow(story.heed, story.organisation, document)
    hal, chair = story.person("Hal", "handler"), story.person("Cyril", "chair")
    case = story.posts(reader=hal, kind="complaint", narrative="You still owe me the deposit.")
    oak = case.complainant
    hal.does("initial_response", case, text="Hal deals with it.", medium="email")

    # The Chair names a body of the procedure; no other is known.
    unknown = [("/outside_body", "unknown_body")]
    for body in ("of_cats", "croydon"):
        asked = {"text": "Ask them.", "outside_body": body}
        assert chair.is_told("course_determined", case, **asked) == unknown
    view = chair.does("course_determined", case, text="Ask them.", outside_body="wise_women")
    assert view["history"][-1]["facts"] == {"outside_body": "wise_women"}

    # Mediation by them needs no more than a yes; she would rather have a decision.
    hal.does("mediation_offered", case, text="The Wise Women?", outside_body="wise_women")
    assert "Wise Women" in oak.hears(case)[-1][1]
    oak.does("mediation_declined", case, text="Somebody has to decide.")

    # Only who arbitrates can be asked to; the offer says what it leads to.
    arbitration = {"text": "Arbitration?", "arbitration": True}
    refused = hal.is_told("mediation_offered", case, **arbitration, outside_body="wise_women")
    assert refused == unknown
    view = hal.does("mediation_offered", case, **arbitration)
    assert view["history"][-1]["facts"] == {"outside_body": "arbiters", "arbitration": True}
    offered = oak.hears(case)[-1][1]
    for told in ("Arbiters of Croydon", IS_ARBITRATION, RUNS_ON, MAY_BIND):
        assert told in offered

    # To accept is one consent, to be bound another.
    unbound = [("/agrees_to_be_bound", "not_bound")]
    assert oak.is_told("mediation_accepted", case, text="Yes.") == unbound
    assert oak.is_told("mediation_accepted", case, agrees_to_be_bound=False) == unbound
    assert hal.cannot("mediation_referred", case, text="At once.") == "mediation_not_accepted"
    oak.does("mediation_accepted", case, text="Yes.", agrees_to_be_bound=True)
    accepted = hal.reads(case)["history"][-1]
    assert (accepted["type"], accepted["facts"]) == (
        "mediation_accepted",
        {"agrees_to_be_bound": True},
    )
    view = hal.does("mediation_referred", case, text="The papers are with them.")
    assert view["history"][-1]["facts"]["outside_body"] == "arbiters"
    assert IS_ARBITRATION in oak.hears(case)[-1][1]
    follow_up = story.working_days(20)

    hal.does("mediation_result", case, text="You get the deposit.")
    hal.does("outcome", case, outcomes=["apology"], informal=True)
    hal.does("written_outcome", case, text="Here it is.", medium="email")
    case.shows(
        initial_response=met(story.working_days(3)),
        stage=ended(story.working_days(10)),
        mediation=met(follow_up),
        decision=met(story.working_days(5)),
        written_outcome=met(story.working_days(5)),
        progress=[met(story.fortnight()), ended(story.fortnight())],
    )
    story.closes(hal, case)
    story.ends()
