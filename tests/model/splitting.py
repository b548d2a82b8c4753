"""A part of a sealed case becomes a case of its own. Rules: A13, C11, D1, D17."""

from datetime import datetime

from model import life
from model.case import NOT_POSSIBLE, Case, Refused


def split(case: Case, occurred_at: datetime, now: datetime, by: str, **facts) -> Case:
    """The act on the sealed case; answers the new one."""
    before = case.copy()
    kept = {name: facts[name] for name in ("medium", "told_by_code") if name in facts}
    subjects = list(dict.fromkeys(facts.get("subjects", ())))
    cleared = set(facts.get("cleared", ()))
    try:
        case.check_allowed("split_off", by, kept)
        _check(case, facts, subjects, cleared)
        case.act("split_off", occurred_at, now, by, **kept)
        part = _part(case, facts, now)
        if not facts.get("anonymous") and life.represented(case.events):
            if part.allows("representative_appointed"):
                part.act("representative_appointed", now, now)
        for person in life.people(case.events):
            is_carried = person.standing != "dismissed" and person.staff not in (None, *cleared)
            if is_carried and person.staff not in (*subjects, *life.excluded(part.events)):
                part.act("conflict_declared", now, now, staff=person.staff)
        for staff in subjects:
            part.act("subject_named", now, now, staff=staff)
            part.act("subject_confirmed", now, now)
    except Refused:
        case.__dict__.update(before.__dict__)
        raise
    return part


def _check(case: Case, facts: dict, subjects: list[str], cleared: set[str]):
    category = facts.get("category")
    wrong = {
        "no such category": category and category not in case.procedure.categories,
        "no entry": not case.procedure.entry(facts["kind"]),
        "nobody here": not case.house.knows_all(subjects),
        "no part of it": cleared - life.excluded(case.events),
    }
    for why, is_wrong in wrong.items():
        if is_wrong:
            raise Refused(NOT_POSSIBLE, why)


def _part(case: Case, facts: dict, now: datetime) -> Case:
    """Where the sealed case began, if it is of the same kind: it may have left stages out."""
    entry, began = case.procedure.entry(facts["kind"]), case.events[0].stage
    skips = facts["kind"] == case.kind and case.procedure.is_later(began, entry)
    part = Case(
        *(facts["kind"], case.channel, facts.get("category", ""), case.received_at, now),
        procedure=case.procedure,
        house=case.house,
        bypass_to=began if skips else "",
    )
    part.events[0].facts["needs"] = life.needs(case.events)
    return part
