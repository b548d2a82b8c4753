"""Procedures made by chance: one that can be used, with some of its parts changed."""

import copy
import json

from hypothesis import strategies as st
from model.events import ACTS
from model.procedure import CHANNELS, KINDS, STATES
from support.places import REPOSITORY

FILES = {
    "default": REPOSITORY / "common" / "procedure" / "autus.json",
    "three-stages": REPOSITORY / "tests" / "stories" / "three_stages.json",
    "odd": REPOSITORY / "tests" / "property" / "odd.json",
}
BASES = [json.loads(file.read_text(encoding="utf-8")) for file in FILES.values()]
# What moves cases, and so what matters most.
MOVING = (
    "initial_response referred bypassed settled outcome declined resolution_agreed appealed"
    " written_outcome no_route closed withdrawn reopened safeguarding handover_acknowledged"
    " safeguarding_closed found action_recorded update mediation_referred investigation_opened"
).split()
EVENTS = st.one_of(st.sampled_from(MOVING), st.sampled_from(list(ACTS)))
SOME_EVENTS = st.lists(EVENTS, min_size=1, max_size=3, unique=True)
SOME_STATES = st.lists(st.sampled_from(STATES), min_size=1, max_size=4, unique=True)
BODIES = ("board", "committee", "review_panel")


def _stage(draw, document) -> str:
    return draw(st.sampled_from([each["code"] for each in document["stages"]]))


def _row(draw, document) -> dict:
    row = {"events": draw(SOME_EVENTS), "from": draw(SOME_STATES)}
    if draw(st.booleans()):
        row["stages"] = [_stage(draw, document)]
    if draw(st.booleans()):
        row["to"] = draw(st.sampled_from(STATES))
    if draw(st.booleans()):
        row["next_stage"] = _stage(draw, document)
    return row


def a_row_goes(draw, document):
    document["transitions"].remove(draw(st.sampled_from(document["transitions"])))


def a_row_comes(draw, document):
    number = draw(st.integers(0, len(document["transitions"])))
    document["transitions"].insert(number, _row(draw, document))


def an_event_goes(draw, document):
    """It is never allowed any more, or not by this row."""
    row = draw(st.sampled_from([row for row in document["transitions"] if row["events"]]))
    row["events"].remove(draw(st.sampled_from(row["events"])))
    if not row["events"]:
        document["transitions"].remove(row)


def a_row_has_other_states(draw, document):
    draw(st.sampled_from(document["transitions"]))["from"] = draw(SOME_STATES)


def a_row_has_other_stages(draw, document):
    row = draw(st.sampled_from(document["transitions"]))
    row["stages"] = sorted({_stage(draw, document) for _ in range(2)})


def a_row_leads_elsewhere(draw, document):
    row = draw(st.sampled_from(document["transitions"]))
    row["to"] = draw(st.sampled_from((*STATES, None)))


def a_row_leads_to_another_stage(draw, document):
    row = draw(st.sampled_from(document["transitions"]))
    row["next_stage"] = draw(st.one_of(st.none(), st.just(_stage(draw, document))))


def a_stage_comes(draw, document):
    """After the others, or between them."""
    number = draw(st.integers(0, len(document["stages"])))
    stage = {"code": "one_more", "title": "One more", "responsible": "chair"}
    if all(each["code"] != "one_more" for each in document["stages"]):
        document["stages"].insert(number, stage)
        row = {"events": ["referred"], "from": ["received", "in_progress"], "to": "in_progress"}
        came_from = {"stages": [_stage(draw, document)], "next_stage": "one_more"}
        document["transitions"].insert(0, {**row, **came_from})


def a_stage_goes(draw, document):
    if len(document["stages"]) > 1:
        document["stages"].remove(draw(st.sampled_from(document["stages"])))


def cases_start_elsewhere(draw, document):
    entry = draw(st.sampled_from(document["entries"]))
    entry["stage"] = _stage(draw, document)
    entry["kinds"] = draw(st.lists(st.sampled_from(KINDS), max_size=2, unique=True))


def a_promise_goes(draw, document):
    document["standards"].remove(draw(st.sampled_from(document["standards"])))


def a_promise_comes(draw, document):
    number = len(document["standards"])
    standard = {"code": f"promise_{number}", "title": "A promise", "roll": "none"}
    standard["amount"] = draw(st.integers(1, 40))
    standard["unit"] = draw(st.sampled_from(("hours", "calendar_days", "working_days")))
    for name in ("starts_with", "met_by", "ended_by"):
        standard[name] = draw(SOME_EVENTS)
    standard["ended_by"] = sorted({*standard["ended_by"], "closed", "withdrawn", "safeguarding"})
    document["standards"].append(standard)


def a_promise_says_otherwise(draw, document):
    standard = draw(st.sampled_from(document["standards"]))
    name = draw(st.sampled_from(("each", "extendable", "agreeable", "watched", "repeats")))
    standard[name] = not standard.get(name, False)


def a_promise_is_due_otherwise(draw, document):
    standard = draw(st.sampled_from(document["standards"]))
    standard["due"] = draw(st.sampled_from((None, "next_meeting", "set_date")))
    standard["body"] = draw(st.sampled_from((None, *BODIES)))
    standard["within"] = draw(st.sampled_from((None, 5, 30)))


def a_promise_starts_or_stops_otherwise(draw, document):
    standard = draw(st.sampled_from(document["standards"]))
    standard[draw(st.sampled_from(("starts_with", "met_by", "ended_by")))] = draw(SOME_EVENTS)


def a_promise_is_for_others(draw, document):
    standard = draw(st.sampled_from(document["standards"]))
    name, words = draw(st.sampled_from((("kinds", KINDS), ("channels", CHANNELS))))
    standard[name] = draw(st.lists(st.sampled_from(words), max_size=3, unique=True))


def a_word_is_missing(draw, document):
    """A section, a notice, a category, an outcome."""
    part = document[draw(st.sampled_from(("sections", "notices", "categories", "outcomes")))]
    part.remove(draw(st.sampled_from(part)))


def another_is_responsible(draw, document):
    stage = draw(st.sampled_from(document["stages"]))
    stage["responsible"] = draw(st.sampled_from(("trustee", "auditor", "intake", "manager")))


def a_stage_has_another_quorum(draw, document):
    stage = draw(st.sampled_from(document["stages"]))
    stage["quorum"] = draw(st.sampled_from((0, 1, 2, 3)))


CHANGES = (
    a_row_goes,
    a_row_comes,
    an_event_goes,
    a_row_has_other_states,
    a_row_has_other_stages,
    a_row_leads_elsewhere,
    a_row_leads_to_another_stage,
    a_stage_comes,
    a_stage_goes,
    cases_start_elsewhere,
    a_promise_goes,
    a_promise_comes,
    a_promise_says_otherwise,
    a_promise_is_due_otherwise,
    a_promise_starts_or_stops_otherwise,
    a_promise_is_for_others,
    a_word_is_missing,
    another_is_responsible,
    a_stage_has_another_quorum,
)


@st.composite
def procedures(draw) -> dict:
    """A document: about half of these can be used."""
    document = copy.deepcopy(draw(st.sampled_from(BASES)))
    for change in draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4)):
        if all(document[part] for part in ("transitions", "standards", "sections", "notices")):
            change(draw, document)
    return document
