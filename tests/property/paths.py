"""Whether a case can still come to its end, and how: searched in the model alone."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from model import life
from model.access import COMPLAINANT
from model.case import Case, Refused
from model.clocks import as_it_happened, runs
from model.erasing import OF_RIGHT
from model.events import ACTS
from model.house import House
from model.procedure import Standard

LONGEST = 150
NO_LETTERS = {"subjects_told": "no", "text": "They wished for none."}
Goal = Callable[[Case], bool]
# What is for the complainant to want, or for nobody: no way out that staff can count on.
WISHES = frozenset(
    "withdrawn resolution_agreed mediation_accepted written_outcome_declined appealed"
    " safeguarding".split()
)
BY_ALL = ACTS.keys() - OF_RIGHT
BY_STAFF = BY_ALL - WISHES


@dataclass(frozen=True)
class Step:
    actor: str  # id of a member of staff, or "complainant"
    type: str
    facts: dict


@dataclass(frozen=True)
class Way:
    """A path, from its end back to where it began."""

    step: Step
    before: "Way | None"

    def steps(self) -> list[Step]:
        return [*(self.before.steps() if self.before else ()), self.step]


def path_to_closed(
    case: Case, house: House, now: datetime, choices=(BY_STAFF, BY_ALL)
) -> list[Step] | None:
    """Steps that close the case, each allowed when its turn comes; None when there are none.

    'choices' are the acts that it may be made of, the best first.
    """
    keys = (_roughly, _exactly)
    return _path(case, house, now, lambda case: case.state == "closed", keys, choices)


def path_to_stop(
    case: Case, house: House, now: datetime, standard: Standard, started_by: int
) -> list[Step] | None:
    """Steps by which a promise comes to its end."""

    def is_over(case: Case) -> bool:
        in_time = as_it_happened(case.events)
        open = [each for each in runs(standard, in_time, house.meetings) if not each.closed_by]
        return not any(not standard.each or run.started_by.seq == started_by for run in open)

    def waiting(case: Case):
        return tuple(len(life.can_settle(case.events, type)) for type in sorted(standard.met_by))

    keys = [lambda case, key=key: (key(case), waiting(case)) for key in (_roughly, _exactly)]
    return _path(case, house, now, is_over, keys, (BY_STAFF, BY_ALL))


def _path(case, house, now, is_there: Goal, keys, choices) -> list[Step] | None:
    if is_there(case):
        return []
    for key in keys:
        for types in choices:
            found = _search(case, house, now, sorted(types), key, is_there)
            if found is not None:
                return found
    return None


def _roughly(case: Case):
    return (
        case.state,
        case.stage,
        len(life.waiting(case.events, "allegation_added")),
        life.last(case.events, "action_recorded") is None,
        life.is_last(case.events, "safeguarding", "handover_acknowledged"),
        life.is_last(case.events, "investigation_opened", "investigation_closed"),
    )


def _exactly(case: Case):
    return (_roughly(case), frozenset(filter(case.allows, ACTS)))


def _search(case, house, now, types, key: Callable, is_there: Goal) -> list[Step] | None:
    seen, waiting = {key(case)}, deque([(case, None, 0)])
    while waiting:
        at, way, length = waiting.popleft()
        for type in types:
            if not at.allows(type) or length == LONGEST:
                continue
            step = _step(at, house, type)
            next = step and _tried(at, step, now)
            if next is None:
                continue
            further = Way(step, way)
            if is_there(next):
                return further.steps()
            if key(next) in seen:
                continue
            seen.add(key(next))
            waiting.append((next, further, length + 1))
    return None


def _step(case: Case, house: House, type: str) -> Step | None:
    facts = usual_facts(case, type)
    if set(ACTS[type].required) - facts.keys() - {"text"}:
        return None
    able = [id for id in house.people if type in case.may(id)]
    if able:
        return Step(able[-1], type, facts)
    return Step(COMPLAINANT, type, facts) if type in case.may(None) else None


def _tried(case: Case, step: Step, now: datetime) -> Case | None:
    try:
        return after(case, step, now)
    except Refused:
        return None


def after(case: Case, step: Step, now: datetime) -> Case:
    """Another case, that goes on from there; its clocks are not told."""
    next = case.copy()
    by = None if step.actor == COMPLAINANT else step.actor
    if step.type == "outcome":
        next.decide(occurred_at=now, now=now, by=by, **step.facts)
    else:
        next.act(step.type, now, now, by, **step.facts)
    return next


def usual_facts(case: Case, type: str) -> dict:
    """What makes such an act a good one; nothing for those that cannot move a case."""
    outcomes = [case.procedure.outcomes[0]]
    excluded = life.excluded(case.events)
    detached = [id for id in case.house.people if id not in excluded]
    actor = detached[-1] if detached else None  # then nobody does it
    return {
        "contact": {"party": "complainant"},
        "assigned": {"handler": actor},
        "interval_agreed": {
            "interval_days": 14,
            "agreed_by": "complainant",
            "agreed_in": "email",
        },
        "investigation_opened": {"members": [actor]},
        "investigation_closed": {"not_discussed": ["complainant", "subject"]},
        "found": {"finding": "no_finding"},
        "settled": {"outcomes": outcomes},
        "outcome": {"outcomes": outcomes},
        "written_outcome": {"not_as_needed": "Nobody here can print it."},
        "closed": dict.fromkeys(life.CHECKLIST, "yes") | NO_LETTERS,
        "declined": {"ground": "out_of_remit"},
        "safeguarding": {"staff": actor},
    }.get(type, {})
