"""The figures of a review, computed from cases. Rules: B9, C15."""

import math
from collections import Counter
from datetime import date

from model.calendar import Calendar, local_day
from model.case import Case

EMPTY = {
    "open_at_start": 0,
    "received": 0,
    "reopened": 0,
    "converted_in": 0,
    "closed": 0,
    "converted_out": 0,
    "open_at_end": 0,
}
RESULTS = ("met", "breached", "corrected", "running", "ended")


def nearest_rank(values: list[int], share: float) -> int:
    """The smallest value that at least this share does not exceed; 0 when there is none."""
    return sorted(values)[math.ceil(share * len(values)) - 1] if values else 0


def counted(codes) -> list[dict]:
    return [{"code": code, "count": count} for code, count in sorted(Counter(codes).items())]


def reconciliation(cases: list[Case], start: date, end: date) -> dict:
    figures = dict(EMPTY)
    for movement in (movement for case in cases for movement in case.movements):
        moved_on = local_day(movement.occurred_at)
        change = -1 if movement.type in ("closed", "converted_out") else 1
        if moved_on < start:
            figures["open_at_start"] += change
        elif moved_on <= end:
            figures[movement.type] += 1
        if moved_on <= end:
            figures["open_at_end"] += change
    return figures


def by_kind(cases: list[Case], start: date, end: date) -> list[dict]:
    rows = []
    for kind in sorted({case.kind for case in cases}):
        figures = reconciliation([case for case in cases if case.kind == kind], start, end)
        if figures != EMPTY:
            rows.append({"kind": kind, **figures})
    return rows


def received(cases: list[Case], start: date, end: date) -> dict:
    ours = [case for case in cases if start <= case.received_on <= end]
    return {
        "total": len(ours),
        "by_kind": counted(case.kind for case in ours),
        "by_channel": counted(case.channel for case in ours),
        "by_category": counted(case.category for case in ours),
    }


def closed(cases: list[Case], calendar: Calendar, start: date, end: date) -> dict:
    ours = [case for case in cases if case.closed_on and start <= case.closed_on <= end]
    days = [calendar.working_days_between(case.received_on, case.closed_on) for case in ours]
    return {
        "cases": len(ours),
        "by_outcome": counted(code for case in ours for code in case.outcomes),
        "working_days": {
            "count": len(days),
            "median": nearest_rank(days, 0.5),
            "p90": nearest_rank(days, 0.9),
        },
    }


def ends_without_route(case: Case, key) -> bool:
    """Whether it was settled that whoever complained cannot be reached. Rule: D14."""
    settled = {event.occurred_at for event in case.events if event.type == "no_route"}
    return case.clocks.known[key].ended_at in settled


def standards(cases: list[Case], start: date, end: date) -> list[dict]:
    rows: dict[str, Counter] = {}
    for case in cases:
        for key, due_on, result, before_heed, postponed in case.clocks.results():
            if not start <= due_on <= end:
                continue
            row = rows.setdefault(key.standard, Counter())
            row["due"] += 1
            row[result] += 1
            row["before_heed"] += result == "breached" and before_heed
            row["met_postponed"] += result == "met" and postponed
            row["no_route"] += result == "ended" and ends_without_route(case, key)
    counts = ("due", *RESULTS, "no_route", "before_heed", "met_postponed")
    return [
        {"standard": code, **{name: row[name] for name in counts}}
        for code, row in sorted(rows.items())
    ]


def draft(cases: list[Case], calendar: Calendar, start: date, end: date) -> dict:
    """What 'heed review draft' must print, but for its heading."""
    return {
        "reconciliation": reconciliation(cases, start, end),
        "reconciliation_by_kind": by_kind(cases, start, end),
        "received": received(cases, start, end),
        "closed": closed(cases, calendar, start, end),
        "standards": standards(cases, start, end),
    }
