"""A second organisation has a procedure of its own: the person at the desk has five working days,
the manager ten, the trustees twenty. Its promises are those, over Christmas and the New Year."""

from pathlib import Path

from promise import breached, ended, met, running
from support.programs import wait_until

DOCUMENT = Path(__file__).parent / "three_stages.json"
FORM = {
    "kind": "complaint",
    "category": "transport",
    "narrative": "The minibus forgot me, and I had paid.",
    "customer": {"name": "Mr Hill", "telephone": "020 7946 0002"},
}


def take_over(story, who):
    """Checked, imported, in force from now on."""
    story.heed.command("procedure", "check", DOCUMENT)
    here = ("--organisation", story.slug)
    story.heed.command("procedure", "import", DOCUMENT, *here, "--staff", who.id)
    assert '"Three stages"' in story.heed.command("procedure", "export", *here)
    assert "Three stages" in published(story)
    wait_until("cases follow it", lambda: not refuses_transport(who))


def published(story) -> str:
    """Rule: C1."""
    answer = story.nobody.get(f"/v1/organisations/{story.slug}/procedure")
    assert answer.status_code == 200, answer.text
    return answer.text


def refuses_transport(who) -> bool:
    """Whether the category is still unknown: a case of the far future is never taken in."""
    body = {**FORM, "received_at": "2099-01-01T00:00:00Z"}
    mistakes = who.client.post("/v1/cases", json=body).json()["errors"]
    return "unknown_category" in {each["code"] for each in mistakes}


def week(story, since=None):
    """News is promised every week."""
    return story.fortnight(since, days=7)


def test_an_organisation_with_three_stages_of_its_own(begin):
    """rules: A5, A7, A18, A20, A21, B2, B3, B5, B12, C1, C11, C13, D1, D7"""
    first = begin("2025-12-18 09:00")
    usual = first.person("Una", "handler")
    story = begin("2025-12-18 10:00")
    hal, mia = story.person("Hal", "handler"), story.person("Mia", "manager")
    chair = story.person("Cyril", "chair")

    # What was there before keeps the procedure under which it came in.
    before = story.enters(hal, kind="complaint", channel="telephone", narrative="Too early.")
    take_over(story, chair)
    by_default = {
        "initial_response": running(story.working_days(3)),
        "stage": running(story.working_days(10)),
        "progress": running(story.fortnight()),
    }
    before.shows(**by_default)
    assert before.stands() == ("informal", "received")
    other = first.enters(usual, channel="telephone", **{**FORM, "category": "other"})
    other.shows(**by_default)
    assert refuses_transport(usual)
    assert hal.get(other).status_code == 404

    case = story.posts(reader=hal, **FORM)
    assert case.stands() == ("desk", "received")
    two, five, first_week = story.working_days(2), story.working_days(5), week(story)
    assert [str(due.on) for due in (two, five, first_week)] == [
        "2025-12-22",
        "2025-12-29",
        "2025-12-24",  # the 25th is Christmas Day: the working day before
    ]
    case.shows(
        initial_response=running(two), stage_desk=running(five), progress=running(first_week)
    )
    at_the_desk(story, case, hal, two, five, first_week)
    with_the_manager(story, case, mia)
    with_the_trustees(story, case, chair, mia)
    for each in (before, other):
        is_forgotten(story, each)
    story.ends()
    first.ends()


def at_the_desk(story, case, hal, two, five, first_week):
    """Answered in time, and not to Mr Hill's liking."""
    story.time("2025-12-19 15:00")
    hal.does("initial_response", case, text="Hal asks the driver.", medium="telephone")
    assert hal.is_told("outcome", case, outcomes=["explanation"]) == [
        ("/outcomes/0", "unknown_outcome")
    ]
    second_week = week(story)
    story.time("2025-12-24 12:00")
    hal.does("outcome", case, outcomes=["apology"])
    three = story.working_days(3)
    assert str(three.on) == "2025-12-31"
    story.time("2025-12-24 16:00")
    hal.does("written_outcome", case, text="We are sorry.", medium="email")
    case.shows(
        initial_response=met(two),
        stage_desk=met(five),
        progress=[met(first_week), ended(second_week)],
        written_outcome=met(three),
    )


def with_the_manager(story, case, mia):
    """Rule: C11, D7. Ten working days go by, and nothing is heard."""
    story.time("2026-01-02 11:00")
    hill = case.complainant
    assert "mediation_asked" not in hill.may_do(case)  # not part of this procedure
    hill.does("referred", case, text="Sorry is not my five pounds.")
    assert case.stands() == ("manager", "in_progress")
    ten, two, third_week = story.working_days(10), story.working_days(2), week(story)
    assert str(ten.on) == "2026-01-16"
    case.shows(
        stage_manager=running(ten),
        redress_notice_later=running(two),
        progress=[*case.promises["progress"], running(third_week)],
    )
    story.time("2026-01-05 09:00")
    mia.does("redress_notice", case, medium="email")
    story.time("2026-01-17 00:30")
    fourth_week = week(story, since=story.instant(f"{third_week.on} 00:00"))
    *earlier, _ = case.promises["progress"]
    fifth_week = week(story, since=story.instant(f"{fourth_week.on} 00:00"))
    case.shows(
        redress_notice_later=met(two),
        stage_manager=breached(ten),
        progress=[*earlier, breached(third_week), breached(fourth_week), running(fifth_week)],
    )


def with_the_trustees(story, case, chair, mia):
    """Rule: A18, B5, C11. He leaves the manager out; twenty days and a few more; his money back."""
    story.time("2026-01-19 20:00")
    case.complainant.does("bypassed", case)
    assert case.stands() == ("trustees", "in_progress")
    for act in ("referred", "bypassed"):
        case.complainant.cannot(act, case)
    twenty, two = story.working_days(20), story.working_days(2)
    assert str(twenty.on) == "2026-02-16"
    case.shows(
        stage_trustees=running(twenty),
        redress_notice_later=[*case.promises["redress_notice_later"], running(two)],
    )
    chair.does("redress_notice", case, medium="email")
    agreed = {"interval_days": 42, "agreed_by": "complainant", "agreed_in": "letter"}
    chair.does("interval_agreed", case, **agreed)
    six_weeks = story.fortnight(days=42)
    *earlier, last = case.promises["progress"]
    progress = [*earlier, met(last.due)]
    notices = [case.promises["redress_notice_later"][0], met(two)]
    case.shows(redress_notice_later=notices, progress=[*progress, running(six_weeks)])
    story.time("2026-02-13 10:00")
    chair.does(
        "extended", case, standard="stage_trustees", until="2026-02-27", text="The books are away."
    )
    extended = story.extended_to("2026-02-27").instead_of(twenty)
    case.shows(stage_trustees=running(extended))
    story.time("2026-02-25 10:00")
    chair.does("outcome", case, outcomes=["refund"])
    chair.does("remedy_owed", case, text="Five pounds.", until="2026-03-31")
    chair.does("written_outcome", case, text="Your money comes by post.", medium="post")
    case.shows(
        stage_trustees=met(extended),
        written_outcome=[*case.promises["written_outcome"], met(story.working_days(3))],
        remedy=running(story.by("2026-03-31")),
        progress=[*progress, ended(six_weeks)],
    )
    story.closes(mia, case)


def is_forgotten(story, case):
    """Rule: D7. Of which nobody has thought since: broken by the rules of the usual procedure."""
    missed = [case.promises["progress"][0].due]
    while missed[-1].at <= story.heed.clock.now():
        missed.append(story.fortnight(since=story.instant(f"{missed[-1].on} 00:00")))
    case.shows(
        initial_response=breached(case.promises["initial_response"][0].due),
        stage=breached(case.promises["stage"][0].due),
        progress=[*map(breached, missed[:-1]), running(missed[-1])],
    )
