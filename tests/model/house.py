"""An organisation as its cases see it: who works there, and when they meet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from model.access import SUITED


@dataclass
class Meeting:
    id: str
    body: str
    starts_at: datetime
    is_special: bool = False  # only what is tabled for it waits for it
    is_cancelled: bool = False
    changes: list[tuple[datetime, datetime]] = field(default_factory=list)  # was to start, when


@dataclass(eq=False)
class House:
    people: dict[str, frozenset[str]]  # id → roles, in the order in which they came
    meetings: dict[str, Meeting] = field(default_factory=dict)
    deputies: dict[str, str] = field(default_factory=dict)  # who → by whom they are stood in for
    away: set[str] = field(default_factory=set)

    def roles(self, person: str) -> frozenset[str]:
        return self.people[person]

    def knows_all(self, people: Iterable[str | None]) -> bool:
        return all(person is None or person in self.people for person in people)

    def suits(self, people: Iterable[str | None]) -> bool:
        """Whether a case can be given to all of them."""
        return all(self.people.get(person, SUITED) & SUITED for person in people)

    def has_meeting(self, meeting: str | None) -> bool:
        return meeting is None or (
            meeting in self.meetings and not self.meetings[meeting].is_cancelled
        )

    def stands_in(self, person: str, absent: str | None) -> bool:
        """Whether this person does for that one, who is away. Rule: D9."""
        return absent in self.away and self.deputies.get(absent) == person

    def stood_in_for_by(self, person: str) -> list[str]:
        """Those who are away and for whom this person deputises. Rule: D9."""
        return [each for each, deputy in self.deputies.items() if deputy == person and each in self.away]

    def first_with(self, roles: Iterable[str], excluded: set[str]) -> str | None:
        """Of the first role that somebody holds who is there and not part of it, whoever came
        first; when nobody is there, of those who are away."""
        for asked in (self.people.keys() - self.away, self.away):
            for role in roles:
                for person, held in self.people.items():
                    if role in held and person in asked - excluded:
                        return person
        return None


class Anybody(House):
    """Where it does not matter who is who."""

    def roles(self, person):
        return frozenset()

    def knows_all(self, people):
        return True

    def suits(self, people):
        return True

    def has_meeting(self, meeting):
        return True


ANYBODY = Anybody({})
