"""The clocks of a case, told by its history. Rules: B3, D1, D2, D7.

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

from model.calendar import Calendar, Due, local_midnight
from model.procedure import Standard

if TYPE_CHECKING:
    from model.case import Event


class Key(NamedTuple):
    standard: str
    started_by: int
    period: int


@dataclass
class Clock:
    started_at: datetime
    due: Due
    met_at: datetime | None = None
    ended_at: datetime | None = None
    is_breached: bool = False  # as known now
    is_superseded: bool = False

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


def runs(standard: Standard, events: list[Event]) -> list[Run]:
    found: list[Run] = []
    running: Run | None = None
    for event in sorted(events, key=lambda event: (event.occurred_at, event.seq)):
        if running:
            is_met = event.type in standard.met_by
            if is_met or event.type in standard.ended_by:
                running.closed_by, running.is_met = event, is_met
                running = Run(event) if is_met and standard.repeats else None
                found += [running] if running else []
        elif event.type in standard.starts_with:
            running = Run(event)
            found.append(running)
    return found


@dataclass
class Clocks:
    known: dict[Key, Clock] = field(default_factory=dict)
    breaches: dict[Key, Breach] = field(default_factory=dict)
    corrections: set[Key] = field(default_factory=set)
    changes: dict[Key, list[tuple[date, date]]] = field(default_factory=dict)  # from, to

    def settle(
        self,
        standards: tuple[Standard, ...],
        events: list[Event],
        calendar: Calendar,
        now: datetime,
        entered_at: datetime,
    ):
        found: dict[Key, Clock] = {}
        for standard in standards:
            for run in runs(standard, events):
                found.update(self._periods(standard, run, calendar, now))
        for key, clock in found.items():
            before = self.known.get(key)
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

    def results(self) -> Iterator[tuple[Key, date, str, bool]]:
        """(key, due day, result, due before it was entered) of all that counts."""
        for key, clock in self.known.items():
            if not clock.is_superseded or key in self.breaches:
                before_heed = key in self.breaches and self.breaches[key].before_heed
                yield key, clock.due.on, self.result(key), before_heed

    def _periods(
        self, standard: Standard, run: Run, calendar: Calendar, now: datetime
    ) -> Iterator[tuple[Key, Clock]]:
        start, period = run.started_by.occurred_at, 1
        until = run.closed_by.occurred_at if run.closed_by else now
        while True:
            key = Key(standard.code, run.started_by.seq, period)
            due = self._due(standard, key, start, calendar)
            is_missed = until >= due.at
            if not (is_missed and standard.repeats):
                break
            yield key, Clock(start, due, is_breached=True)
            start, period = local_midnight(due.on), period + 1
        clock = Clock(start, due, is_breached=is_missed)
        if run.closed_by and run.is_met:
            clock.met_at = until
        elif run.closed_by:
            clock.ended_at = until
        yield key, clock

    def _due(self, standard: Standard, key: Key, start: datetime, calendar: Calendar) -> Due:
        known = self.known.get(key)
        if known and (known.is_decided or key in self.breaches):
            return known.due
        return calendar.due(start, standard.amount, standard.unit, standard.roll)
