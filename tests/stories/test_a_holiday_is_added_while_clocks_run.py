"""A bank holiday is proclaimed at short notice, and the organisation closes for a day: what runs
moves and says so; what was decided stays."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from model.calendar import Calendar
from promise import breached, met, running
from support.places import REPOSITORY

SHIPPED = REPOSITORY / "sql" / "data" / "bank-holidays.json"
COMPLAINT = {"kind": "complaint", "channel": "telephone", "narrative": "It rains in."}


def proclaim(story, on: date | None):
    """The government's file once more, with that day for all nations, or as it was."""
    holidays = json.loads(SHIPPED.read_text(encoding="utf-8"))
    for division in holidays.values():
        event = {"title": "Jubilee", "date": f"{on}", "notes": "", "bunting": True}
        division["events"] += [event] if on else []
        division["events"].sort(key=lambda each: each["date"])
    file = story.heed.folder / "proclaimed.json"
    file.write_text(json.dumps(holidays), encoding="utf-8")
    story.heed.command("calendar", "import", file)


@pytest.fixture
def proclaimed():
    """proclaimed(story, day) until the story is over."""
    told = []

    def add(story, on):
        told.append(story)
        proclaim(story, on)

    yield add
    proclaim(told[0], None)


def changes(story, case, standard) -> list[tuple[date, date, str]]:
    """Each move of a promise: from, to, why."""
    return story.database.execute(
        "select due_from, due_to, reason from clock_change"
        "  join case_file on case_file.id = case_id"
        " where reference = %s and standard = %s order by n",
        [case.reference, standard],
    ).fetchall()


def test_a_holiday_is_added_while_clocks_run(begin, proclaimed):
    """rules: A7, A15, B2, B3, C11, D1, D7"""
    story = begin("2026-06-10 10:00")
    hal = story.person("Hal", "handler")
    early = story.enters(hal, **COMPLAINT)
    early.shows(
        initial_response=running(story.working_days(3)),
        stage=running(story.working_days(10)),
        progress=running(story.fortnight()),
    )
    promised = dict(early.promises)
    story.time("2026-06-16 09:00")  # nobody has answered until Monday
    late = story.enters(hal, **COMPLAINT)
    first = {
        "initial_response": story.working_days(3),
        "stage": story.working_days(10),
        "progress": story.fortnight(),
    }
    early.shows(initial_response=breached(promised["initial_response"][0].due))
    late.shows(**{standard: running(due) for standard, due in first.items()})

    # Thursday is a holiday now: what runs has a day more, what was broken stays broken.
    thursday = date(2026, 6, 18)
    proclaimed(story, thursday)
    story.calendar = Calendar(more=frozenset({thursday}))
    moved = {
        "initial_response": story.working_days(3).instead_of(first["initial_response"]),
        "stage": story.working_days(10).instead_of(first["stage"]),
    }
    assert moved["initial_response"].on == date(2026, 6, 22)
    late.shows(**{standard: running(due) for standard, due in moved.items()})
    stage = promised["stage"][0].due
    longer = story.working_days(10, early.received_at).instead_of(stage)
    early.shows(stage=running(longer))
    assert changes(story, late, "stage") == [(first["stage"].on, moved["stage"].on, "import")]
    assert changes(story, early, "initial_response") == []

    # This Friday the organisation is closed, and it was last Friday: its own promises alone move,
    # and what was broken on Monday is no less broken for it.
    other = begin("2026-06-16 10:00")
    other.calendar = story.calendar
    ida = other.person("Ida", "handler")
    theirs = other.enters(ida, **COMPLAINT)
    theirs.shows(
        initial_response=running(other.working_days(3)),
        stage=running(other.working_days(10)),
        progress=running(other.fortnight()),
    )
    closure = ("--organisation", story.slug, "--day", "2026-06-19")
    story.heed.command("closure", "add", *closure, "--title", "Move to the new rooms")
    burst = ("--organisation", story.slug, "--day", "2026-06-12", "--title", "A burst pipe")
    story.heed.command("closure", "add", *burst)
    holidays = {"more": frozenset({thursday})}
    last_friday, this_friday = date(2026, 6, 12), date(2026, 6, 19)
    story.calendar = Calendar(closures=frozenset({last_friday, this_friday}), **holidays)
    assert story.working_days(3, early.received_at).on == date(2026, 6, 16)  # it would be now
    twice = {
        "initial_response": story.working_days(3, late.received_at),
        "stage": story.working_days(10, late.received_at),
    }
    assert twice["initial_response"].on == date(2026, 6, 23)
    late.shows(
        **{standard: running(due.instead_of(first[standard])) for standard, due in twice.items()}
    )
    early.shows(stage=running(story.working_days(10, early.received_at).instead_of(stage)))
    theirs.shows()

    # In time by the new day; and what was met does not move when the closure is taken back.
    story.time("2026-06-23 16:00")
    hal.does("initial_response", late, text="A roofer comes.", medium="telephone")
    answered = met(twice["initial_response"].instead_of(first["initial_response"]))
    fortnights = [met(first["progress"]), running(story.fortnight())]
    late.shows(initial_response=answered, progress=fortnights)
    theirs.shows(initial_response=breached(other.working_days(3, theirs.received_at)))
    story.heed.command("closure", "remove", *closure)
    story.calendar = Calendar(closures=frozenset({last_friday}), **holidays)
    late.shows(stage=running(moved["stage"]), initial_response=answered)
    early.shows(stage=running(story.working_days(10, early.received_at).instead_of(stage)))
    assert [why for *_, why in changes(story, late, "stage")] == ["import", "closure", "closure"]
    story.ends()
    other.ends()


def test_who_closes_on_the_day_itself_breaks_no_promise(begin):
    """rules: B2, B3, D7"""
    story = begin("2026-06-01 10:00")
    hal = story.person("Hal", "handler")
    case = story.enters(hal, **COMPLAINT)
    hal.does("initial_response", case, text="A roofer comes.", medium="email")
    three, ten, fortnight = story.working_days(3), story.working_days(10), story.fortnight()
    case.shows(
        initial_response=met(three),
        stage=running(ten),
        progress=[met(fortnight), running(fortnight)],
    )
    # The news is due on Monday; on Monday nobody can come in. By the calendar it was due on Friday.
    story.time("2026-06-15 08:00")
    assert fortnight.on == story.today()
    flood = ("--organisation", story.slug, "--day", "2026-06-15")
    story.heed.command("closure", "add", *flood, "--title", "The cellar is flooded")
    story.calendar = Calendar(closures=frozenset({story.today()}))
    kept = replace(fortnight, by="kept")
    longer = story.working_days(10, case.received_at).instead_of(ten)
    case.shows(stage=running(longer), progress=[met(fortnight), running(kept)])
    assert case.breaches() == Counter()
    hal.does("update", case, text="The roofer swims.", medium="email")
    case.shows(progress=[met(fortnight), met(kept), running(story.fortnight())])
    # Opened after all: the decision was due by Monday, as it is told on Tuesday.
    story.time("2026-06-16 08:00")
    story.heed.command("closure", "remove", *flood)
    case.shows(stage=running(replace(longer, by="kept")))
    story.ends()
