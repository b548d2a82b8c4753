"""What a case's history is made of."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Event:
    seq: int
    type: str
    occurred_at: datetime
    facts: dict = field(default_factory=dict)
    stage: str = ""  # of the case after it
    public_stage: str = ""  # as the outside sees it
    to: str = ""  # where it moved the case; "": it stayed
    public_to: str = ""
    is_idle: bool = False  # by the complainant of a sealed case, where it moves nothing. Rule: D17
    # Clocks fill these, by what had happened until then:
    state: str = ""  # of the case after it
    steps: frozenset[str] = frozenset()  # that it waits for then, by what began them
    open_steps: frozenset[str] = frozenset()  # that have not ended, waited for or not
    is_undone: bool = False  # an outcome that never stood


@dataclass(frozen=True)
class Movement:
    """Of a case into the reckoning of reviews, or out of it. Rule: B9."""

    seq: int
    type: str
    occurred_at: datetime
