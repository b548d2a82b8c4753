"""What the service tells whoever complained by itself. That a case is sealed must not show by it.
Rules: D4, D17."""

from dataclasses import replace
from datetime import datetime

from model import life
from model.calendar import Calendar
from model.case import Case
from model.clocks import Clocks
from model.history import Event


def tell_of_meetings(case: Case, calendar: Calendar, now: datetime) -> bool:
    """Once it is settled; whether there was anything to tell."""
    clocks = _public_clocks(case, calendar, now) if case.is_sealed else case.clocks
    told = clocks.say(_standards(case), now)
    for key in told:
        case.clocks.said[key] = clocks.said[key]
        stages = case.stage, case.public_stage
        case.events.append(Event(case.version + 1, "meeting_changed", now, {}, *stages))
    return told != []


def _public_clocks(case: Case, calendar: Calendar, now: datetime) -> Clocks:
    """As if nothing was sealed."""
    hidden = [event for event in case.events if event.type in life.HIDDEN]
    ended = {event.occurred_at for event in hidden}
    known = {
        key: replace(clock, ended_at=None if clock.ended_at in ended else clock.ended_at)
        for key, clock in case.clocks.known.items()
    }
    breaches, said = dict(case.clocks.breaches), dict(case.clocks.said)
    public = Clocks(known=known, breaches=breaches, said=said)
    events = [
        replace(event, stage=event.public_stage, to=event.public_to)
        for event in case.events
        if event not in hidden
    ]
    meetings = case.house.meetings
    public.settle(_standards(case), events, calendar, now, case.recorded_at, meetings)
    return public


def _standards(case: Case):
    return case.procedure.standards_of(case.kind, case.channel, case.category)
