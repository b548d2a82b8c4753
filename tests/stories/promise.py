"""What a story expects of a promise: where it stands and until when it is to be kept.

Days are reckoned by model/calendar.py alone, which shares nothing with the service.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from model.calendar import DAY, local_midnight


@dataclass(frozen=True)
class Due:
    """The last day in time, and the first instant that is too late."""

    on: date
    at: datetime
    by: str = "timescale"  # what says so
    first_on: date | None = None  # as first promised, where that was another day
    meeting: str | None = None  # that it waits for

    @classmethod
    def end_of(cls, on: date, by: str) -> "Due":
        return cls(on, local_midnight(on + DAY), by)

    def instead_of(self, earlier: "Due") -> "Due":
        """This one, but another was promised first."""
        return replace(self, first_on=earlier.first_on or earlier.on)


@dataclass(frozen=True)
class Promise:
    state: str
    due: Due
    late: bool = False  # breached, and kept later

    def is_shown_by(self, view: dict) -> bool:
        due = self.due
        return (
            view["state"] == self.state
            and view["due_on"] == due.on.isoformat()
            and view["first_due_on"] == (due.first_on or due.on).isoformat()
            and datetime.fromisoformat(view["due_at"]) == due.at
            and (view["due_by"], view.get("meeting_id")) == (due.by, due.meeting)
            and view["provisional"] is False
            and self._is_met_as_shown_by(view)
        )

    def _is_met_as_shown_by(self, view: dict) -> bool:
        if view["met_at"] is None:
            return self.state != "met" and not self.late
        met_at = datetime.fromisoformat(view["met_at"])
        return met_at < self.due.at if self.state == "met" else self.late and met_at >= self.due.at


def running(due: Due) -> Promise:
    return Promise("running", due)


def met(due: Due) -> Promise:
    return Promise("met", due)


def breached(due: Due) -> Promise:
    return Promise("breached", due)


def kept_late(due: Due) -> Promise:
    """Breached for good, and kept after all."""
    return Promise("breached", due, late=True)


def ended(due: Due) -> Promise:
    """Neither kept nor broken: something else made an end of it."""
    return Promise("ended", due)
