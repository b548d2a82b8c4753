"""Everything that can be done about a case: what event.def and acts.def say, and words to do it
with."""

import re
from dataclasses import dataclass

from support.places import REPOSITORY


@dataclass(frozen=True)
class Act:
    operation: str
    event: str  # as in a case's history
    path: str  # below /v1/cases/{reference}/
    shape: str


def read_acts() -> list[Act]:
    events = (REPOSITORY / "common" / "domain" / "event.def").read_text(encoding="utf-8")
    operations = dict(re.findall(r'^EVENT\((\w+),\s+"\w+",\s+\w+,\s+(\w+),', events, re.M))
    table = (REPOSITORY / "api" / "acts.def").read_text(encoding="utf-8")
    rows = re.findall(r'^ACT(?:_MAKING)?\((\w+),\s+"([^"]+)",\s+(\w+)[,)]', table, re.M)
    return [Act(operations[event], event.lower(), path, shape) for event, path, shape in rows]


ACTS = read_acts()
# Event to path.
PATHS = {act.event: act.path for act in ACTS}

# The closing checklist. Rule: A8, A9, C10.
CHECKLIST = {
    "alternative_considered": "no",
    "apology_considered": "yes",
    "feedback_given": "yes",
    "outcome_reviewed": "yes",
}
# Of those what closing an enquiry or a request asks. Rule: A8, A9.
OF_EVERY_WISH = {each: CHECKLIST[each] for each in ("alternative_considered", "apology_considered")}
