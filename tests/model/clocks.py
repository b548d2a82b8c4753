"""The clocks of a case, told by its history. Rules: A5, A15, A18, B3, C13, D1, D2, D4, D7.

Events count in the order in which they happened. A clock that is decided keeps
its due day for ever; a breach that was found stays, and gets a correction when
history shows it to be none.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from model.calendar import DAY, Calendar, Due, local_day, local_midnight
from model.events import DECISIONS
from model.house import Meeting
from model.life import REPLIES
from model.procedure import STEPS, Standard

if TYPE_CHECKING:
    from model.history import Event


# Of the time before a case was entered no more unmet periods of one run are told: a year of
# fortnights. The next one begins on the day of the entry.
PERIODS_BEFORE_HEED = 26


class Key(NamedTuple):
    standard: str
    started_by: int
    period: int


@dataclass
class Clock:
    started_at: datetime
    due: Due
    first_due_on: date | None = None
    due_by: str = "timescale"
    meeting: str | None = None  # that it waits for
    met_at: datetime | None = None
    ended_at: datetime | None = None
    is_breached: bool = False  # as known now
    is_superseded: bool = False
    reckoned: tuple = ()  # since when, how long: what a timescale made of it

    @property
    def is_running(self) -> bool:
        return not (self.met_at or self.ended_at or self.is_breached or self.is_superseded)

    @property
    def is_decided(self) -> bool:
        return bool(self.met_at or self.ended_at)


class Breach(NamedTuple):
    due: Due
    before_heed: bool


@dataclass
class Run:
    """From an event that starts a standard to the one that meets or ends it."""

    started_by: Event
    closed_by: Event | None = None
    is_met: bool = False
    agreed_days: int = 0  # with the customer; 0: what the standard says
    extended_to: date | None = None
    tabled: str | None = None  # the meeting for which it was tabled last


def as_it_happened(events: list[Event]) -> list[Event]:
    """With where the case stood then: what was recorded last, of all that had moved it, says so;
    which steps had begun and not ended; and for which of them it waited: until it was decided. Rules:
    C11, C12."""
    in_time, newest, open_steps, steps = [], None, frozenset(), frozenset()
    for event in sorted(events, key=lambda event: (event.occurred_at, event.seq)):
        if event.to and (not newest or event.seq > newest.seq):
            newest = event
        is_undone = _never_stood(event, events)
        begun = {event.type} & STEPS.keys()
        ended = {begins for begins, ends in STEPS.items() if ends == event.type}
        open_steps = (open_steps | begun) - ended
        steps = (steps | begun) - ended
        if event.type in DECISIONS and not is_undone:
            steps = frozenset()
        in_time.append(
            dataclasses.replace(
                event,
                state=newest.to if newest else "",
                steps=steps,
                open_steps=open_steps,
                is_undone=is_undone,
            )
        )
    return in_time


def _never_stood(outcome: Event, events: list[Event]) -> bool:
    """Whether what took it back, as recorded, had happened before it was there. Rules: C11, D1."""
    standing = ("decided", "answered")
    if outcome.to not in standing or outcome.type not in (*DECISIONS, *REPLIES):
        return False
    later = [event for event in events if event.seq > outcome.seq]
    moves = [event for event in later if event.to not in ("", *standing)]
    undoing = min(moves, key=lambda event: event.seq, default=None)
    return undoing is not None and undoing.occurred_at < outcome.occurred_at


def runs(standard: Standard, in_time: list[Event], meetings: dict[str, Meeting]) -> list[Run]:
    if standard.each:
        return [
            _run_of_its_own(standard, event, in_time[number + 1 :])
            for number, event in enumerate(in_time)
            if standard.starts(event)
        ]
    return list(_runs_one_after_the_other(standard, in_time, meetings))


def _run_of_its_own(standard: Standard, start: Event, after: list[Event]) -> Run:
    """An answer closes what it answers; what answers nothing closes all."""
    for event in after:
        is_closing = standard.is_met(event) or standard.is_ended(event)
        if is_closing and event.facts.get("concerns", start.seq) == start.seq:
            return Run(start, event, standard.is_met(event))
    return Run(start)


def _runs_one_after_the_other(standard, in_time, meetings) -> Iterator[Run]:
    running: Run | None = None
    agreed_days = 0
    for event in in_time:
        ends = standard.is_ended(event) or standard.is_left(event)
        closes = running and (standard.is_met(event) or ends)
        if closes:
            running.closed_by, running.is_met = event, standard.is_met(event)
            yield running
            begins_again = running.is_met and standard.repeats
            running = Run(event, agreed_days=agreed_days) if begins_again else None
        if not running and standard.starts(event):
            running = Run(event, agreed_days=agreed_days)
        # What was agreed does not change the promise that was just kept.
        if event.type == "interval_agreed" and standard.agreeable:
            agreed_days = event.facts["interval_days"]
            if running:
                running.agreed_days = agreed_days
        if running and event.type == "tabled":
            meeting = meetings.get(event.facts["meeting"])
            if meeting and meeting.body == standard.body:
                running.tabled = meeting.id
        if running and event.type == "extended" and standard.extendable:
            if event.facts["standard"] == standard.code:
                running.extended_to = event.facts["until"]
    if running:
        yield running


@dataclass
class Clocks:
    known: dict[Key, Clock] = field(default_factory=dict)
    breaches: dict[Key, Breach] = field(default_factory=dict)
    corrections: set[Key] = field(default_factory=set)
    changes: dict[Key, list[tuple[date, date]]] = field(default_factory=dict)  # from, to
    # What whoever complained was told last of what waits for a meeting: the day, the meeting.
    said: dict[Key, tuple[date, str | None]] = field(default_factory=dict)

    def settle(
        self,
        standards: tuple[Standard, ...],
        events: list[Event],
        calendar: Calendar,
        now: datetime,
        entered_at: datetime,
        meetings: dict[str, Meeting],
    ):
        found: dict[Key, Clock] = {}
        in_time = as_it_happened(events)
        for standard in standards:
            for run in runs(standard, in_time, meetings):
                found.update(self._periods(standard, run, calendar, now, entered_at, meetings))
        for key, clock in found.items():
            before = self.known.get(key)
            clock.first_due_on = before.first_due_on if before else clock.due.on
            if not before and clock.due_by == "meeting":
                self.said.setdefault(key, (clock.due.on, clock.meeting))
            if before and before.due.on != clock.due.on:
                self.changes.setdefault(key, []).append((before.due.on, clock.due.on))
            self.known[key] = clock
            if clock.is_breached and key not in self.breaches:
                self.breaches[key] = Breach(clock.due, clock.due.at <= entered_at)
        for key in self.known.keys() - found.keys():
            self.known[key] = dataclasses.replace(
                self.known[key], is_superseded=True, is_breached=False
            )
        for key in self.breaches:
            if not self.known[key].is_breached:
                self.corrections.add(key)

    def say(self, standards: tuple[Standard, ...], now: datetime) -> list[Key]:
        """Whoever complained is told when a meeting discusses it, as far as they were told other or
        nothing. Rule: D4."""
        waiting = {each.code for each in standards if each.due == "next_meeting"}
        told = []
        for key, clock in self.known.items():
            is_waiting = clock.is_running and now < clock.due.at and key.standard in waiting
            is_ours = clock.due_by in ("meeting", "timescale")
            if is_waiting and is_ours and self.said.get(key) != (clock.due.on, clock.meeting):
                self.said[key] = clock.due.on, clock.meeting
                told.append(key)
        return sorted(told, key=lambda key: self.known[key].due.at)

    def result(self, key: Key) -> str:
        """What a review counts a period as."""
        clock = self.known[key]
        if clock.is_breached:
            return "breached"
        if key in self.breaches:
            return "corrected"
        if clock.met_at:
            return "met"
        return "ended" if clock.ended_at else "running"

    def results(self) -> Iterator[tuple[Key, date, str, bool, bool]]:
        """(key, due day, result, due before it was entered, met later than first promised) of all
        that counts."""
        for key, clock in self.known.items():
            if not clock.is_superseded or key in self.breaches:
                before_heed = key in self.breaches and self.breaches[key].before_heed
                postponed = bool(clock.met_at) and local_day(clock.met_at) > clock.first_due_on
                yield key, clock.due.on, self.result(key), before_heed, postponed

    def _periods(
        self, standard, run: Run, calendar, now, entered_at, meetings
    ) -> Iterator[tuple[Key, Clock]]:
        start, period = run.started_by.occurred_at, 1
        until = run.closed_by.occurred_at if run.closed_by else now
        while True:
            key = Key(standard.code, run.started_by.seq, period)
            clock = self._clock(standard, run, key, start, calendar, meetings)
            clock = _as_told(self.known.get(key), clock, now)
            is_over = until >= clock.due.at
            is_last_before = period == PERIODS_BEFORE_HEED and clock.due.at <= entered_at
            was_over_before = is_last_before and run.closed_by and until <= entered_at
            if not (is_over and standard.repeats) or was_over_before:
                break
            clock.is_breached = True
            yield key, clock
            start = clock.due.at if standard.unit == "hours" else local_midnight(clock.due.on)
            if is_last_before:
                start = local_midnight(local_day(entered_at))
            period += 1
        if standard.watched and is_over:  # a limit that is not ours: it just ends
            clock.ended_at = clock.due.at
        else:
            clock.is_breached = is_over
            if run.closed_by and run.is_met:
                clock.met_at = until
            elif run.closed_by:
                clock.ended_at = until
        yield key, clock

    def _clock(self, standard, run: Run, key: Key, start, calendar, meetings) -> Clock:
        known = self.known.get(key)
        if known and (known.is_decided or key in self.breaches):
            told = known.due_by, known.meeting
            return Clock(known.started_at, known.due, None, *told, reckoned=known.reckoned)
        if run.extended_to:
            return Clock(start, _end_of(run.extended_to), None, "extension")
        if standard.due == "set_date" and "until" in run.started_by.facts:
            return Clock(start, _end_of(run.started_by.facts["until"]), None, "set_date")
        if standard.due == "next_meeting":
            meeting = _meeting_for(standard, run, start, calendar, meetings)
            if meeting:
                due = _end_of(local_day(meeting.starts_at))
                return Clock(start, due, None, "meeting", meeting.id)
            counted_from = _put_off(standard, run, start, calendar, meetings)
        else:
            counted_from = start
        amount, unit = standard.amount, standard.unit
        if run.agreed_days:
            amount, unit = run.agreed_days, "calendar_days"
        due = calendar.due(counted_from, amount, unit, standard.roll)
        return Clock(start, due, reckoned=(counted_from, amount, unit))


def _as_told(known: Clock | None, clock: Clock, now: datetime) -> Clock:
    """Another calendar does not put it into the past. Rule: B3."""
    is_moved = known and known.reckoned == clock.reckoned != () and clock.due.at < known.due.at
    if is_moved and clock.due.at <= now:
        return dataclasses.replace(clock, due=known.due, due_by="kept")
    return clock


def _end_of(on: date) -> Due:
    return Due(on, local_midnight(on + DAY))


def _meeting_for(standard, run: Run, start, calendar, meetings) -> Meeting | None:
    """The one that it was tabled for, else the first ordinary one, if it is near. Rule: D4."""
    tabled = meetings.get(run.tabled)
    if tabled and not tabled.is_cancelled:
        return tabled
    coming = [
        meeting
        for meeting in meetings.values()
        if meeting.body == standard.body
        and meeting.starts_at > start
        and not (meeting.is_special or meeting.is_cancelled)
    ]
    first = min(coming, key=lambda meeting: meeting.starts_at, default=None)
    latest = calendar.working_day_after(local_day(start), standard.within)
    return first if first and local_day(first.starts_at) <= latest else None


def _put_off(standard, run: Run, start: datetime, calendar, meetings) -> datetime:
    """Since when no meeting is near: the start, or when one that was near was put off."""
    latest = calendar.working_day_after(local_day(start), standard.within)
    since = start
    for meeting in meetings.values():
        for was_to_start, changed_at in meeting.changes:
            could_take_it = meeting.body == standard.body and not meeting.is_special
            is_near = could_take_it and start < was_to_start and local_day(was_to_start) <= latest
            if is_near or meeting.id == run.tabled:
                since = max(since, changed_at)
    return since
