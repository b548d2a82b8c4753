"""A case: its history, and which acts it allows."""

from dataclasses import dataclass, field
from datetime import date, datetime

from model.calendar import Calendar, local_day, local_midnight
from model.clocks import Clocks
from model.procedure import TRANSITIONS, standards_of

NOT_ALLOWED, NOT_POSSIBLE = 409, 422
OPENING_OR_CLOSING = ("received", "closed", "reopened")


class Refused(Exception):
    """An act that the service must refuse, with this status."""

    def __init__(self, status: int, why: str):
        super().__init__(f"{status}: {why}")
        self.status = status


@dataclass(frozen=True)
class Event:
    seq: int
    type: str
    occurred_at: datetime


@dataclass
class Case:
    kind: str
    channel: str
    category: str
    received_at: datetime
    recorded_at: datetime
    state: str = "received"
    events: list[Event] = field(default_factory=list)
    outcomes: set[str] = field(default_factory=set)
    clocks: Clocks = field(default_factory=Clocks, repr=False)

    def __post_init__(self):
        self._append("received", self.received_at)

    @property
    def version(self) -> int:
        return len(self.events)

    def settle(self, calendar: Calendar, now: datetime):
        """Brings the clocks up to date: after every act, and whenever time has passed."""
        self.clocks.settle(
            standards_of(self.kind, self.channel), self.events, calendar, now, self.recorded_at
        )

    # --- acts ---

    def act(self, type: str, occurred_at: datetime, now: datetime):
        self._check(type, occurred_at, now)
        self._append(type, occurred_at)
        self.state = TRANSITIONS[type][self.state] or self.state

    def decide(
        self,
        outcomes: list[str],
        occurred_at: datetime,
        now: datetime,
        sent_on: date | None = None,
    ):
        """An outcome, with the day on which it was sent in writing if it was."""
        sent_at = None
        if sent_on:
            decided_on = local_day(occurred_at)
            sent_at = occurred_at if sent_on == decided_on else local_midnight(sent_on)
            if not occurred_at <= sent_at <= now:
                raise Refused(NOT_POSSIBLE, "sent before it was decided, or in the future")
        self.act("outcome", occurred_at, now)
        self.outcomes |= set(outcomes)
        if sent_at:
            self.act("written_outcome", sent_at, now)

    def send(self, occurred_at: datetime, now: datetime, sent_on: date | None = None):
        """The written outcome, perhaps with the day on which it went out instead of the time."""
        sent_at = occurred_at
        if sent_on:
            decided_at = self._decided_at
            if sent_on == local_day(occurred_at):
                sent_at = occurred_at
            elif sent_on == local_day(decided_at):
                sent_at = decided_at
            else:
                sent_at = local_midnight(sent_on)
            if not decided_at <= sent_at <= now:
                raise Refused(NOT_POSSIBLE, "sent before it was decided, or in the future")
        self.act("written_outcome", sent_at, now)

    @property
    def _decided_at(self) -> datetime:
        """When the outcome was found that was entered last; receipt when there is none."""
        return self._last("outcome")

    @property
    def _answered_at(self) -> datetime:
        """When the written outcome went out that was entered last; receipt when there is none."""
        return self._last("written_outcome")

    def _last(self, type: str) -> datetime:
        entered = [event.occurred_at for event in self.events if event.type == type]
        return entered[-1] if entered else self.received_at

    def _check(self, type: str, occurred_at: datetime, now: datetime):
        if occurred_at > now:
            raise Refused(NOT_POSSIBLE, "in the future")
        if occurred_at < self.received_at:
            raise Refused(NOT_POSSIBLE, "before it was received")
        if type in OPENING_OR_CLOSING and occurred_at < self.opened_or_closed_at:
            raise Refused(NOT_POSSIBLE, "before it was last opened or closed")
        if type == "written_outcome" and occurred_at < self._decided_at:
            raise Refused(NOT_POSSIBLE, "before the outcome that it tells of")
        if type == "closed" and occurred_at < self._answered_at:
            raise Refused(NOT_POSSIBLE, "before the customer was told of the outcome")
        if self.state not in TRANSITIONS[type]:
            raise Refused(NOT_ALLOWED, f"{type} while {self.state}")

    def _append(self, type: str, occurred_at: datetime):
        self.events.append(Event(len(self.events) + 1, type, occurred_at))

    # --- what reviews count ---

    @property
    def movements(self) -> list[Event]:
        return [event for event in self.events if event.type in OPENING_OR_CLOSING]

    @property
    def opened_or_closed_at(self) -> datetime:
        return self.movements[-1].occurred_at

    @property
    def received_on(self) -> date:
        return local_day(self.received_at)

    @property
    def closed_on(self) -> date | None:
        return local_day(self.opened_or_closed_at) if self.state == "closed" else None
