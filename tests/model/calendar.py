"""Working days and due times. Rules: B3, D1, D2, D7."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from unit import holiday_rules

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)
SATURDAY = 5
FIRST_YEAR, LAST_YEAR = 2012, 2028  # of the bank holidays shipped


def local_day(instant: datetime) -> date:
    return instant.astimezone(LONDON).date()


def local_midnight(on: date) -> datetime:
    """The instant at which the day begins."""
    return datetime(on.year, on.month, on.day, tzinfo=LONDON).astimezone(timezone.utc)


def local_noon(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 12, tzinfo=LONDON).astimezone(timezone.utc)


@dataclass(frozen=True)
class Due:
    on: date  # the last day in time
    at: datetime  # the first instant that is too late


@dataclass(frozen=True)
class Calendar:
    """Immutable: a holiday more is another calendar."""

    nation: str = "england-and-wales"
    more: frozenset[date] = frozenset()  # holidays besides those of the rules
    closures: frozenset[date] = frozenset()
    holidays: frozenset[date] = field(init=False, repr=False)

    def __post_init__(self):
        years = range(FIRST_YEAR, LAST_YEAR + 1)
        by_rule = set().union(*(holiday_rules.holidays(self.nation, year) for year in years))
        object.__setattr__(self, "holidays", frozenset(by_rule) | self.more)

    def is_working(self, on: date) -> bool:
        return on.weekday() < SATURDAY and on not in self.holidays and on not in self.closures

    def working_day_after(self, start: date, count: int) -> date:
        """The count-th working day after 'start', which is day 0."""
        on = start
        while count:
            on += DAY
            count -= self.is_working(on)
        return on

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after 'start' up to and with 'end'."""
        days = (start + i * DAY for i in range(1, (end - start).days + 1))
        return sum(map(self.is_working, days))

    def due(self, start: datetime, amount: int, unit: str, roll: str) -> Due:
        if unit == "hours":
            at = start + timedelta(hours=amount)
            return Due(local_day(at - INSTANT), at)
        on = self._due_on(local_day(start), amount, unit, roll)
        return Due(on, local_midnight(on + DAY))

    @lru_cache(maxsize=None)
    def _due_on(self, start: date, amount: int, unit: str, roll: str) -> date:
        if unit == "working_days":
            return self.working_day_after(start, amount)
        counted_to = on = start + amount * DAY
        while roll == "preceding" and not self.is_working(on):
            on -= DAY
        return on if on > start else counted_to  # nothing is due before it began
