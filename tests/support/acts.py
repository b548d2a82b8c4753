"""Everything that can be done about a case: what api/acts.def says, and words to do it with."""

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
    table = (REPOSITORY / "api" / "acts.def").read_text(encoding="utf-8")
    rows = re.findall(r'^ACT\("(\w+)",\s+(\w+),\s+"([^"]+)",\s+(\w+)\)', table, re.M)
    return [Act(operation, event.lower(), path, shape) for operation, event, path, shape in rows]


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
