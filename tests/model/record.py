"""What the database holds about cases, in the model's words, and what the model expects."""

from dataclasses import astuple, dataclass
from datetime import date

import psycopg

from model.calendar import Calendar, local_day
from model.case import Case
from model.clocks import Key

OF_CASES = "join case_file on (case_file.organisation_id, id) = (t.organisation_id, case_id)"
CLOCKS = f"""
select reference, standard, started_by, period, started_at, due_on, due_at, met_at, ended_at,
       breached_at, superseded_at is not null, first_due_on, due_by, meeting_id::text
  from case_clock as t {OF_CASES} where reference = any (%s)
"""
BREACHES = f"""
select reference, standard, started_by, period, due_on, due_at, before_heed
  from breach as t {OF_CASES} where reference = any (%s)
"""
CORRECTIONS = f"""
select reference, standard, started_by, period
  from breach_correction as t {OF_CASES} where reference = any (%s)
"""
CHANGES = f"""
select reference, standard, started_by, period, due_from, due_to
  from clock_change as t {OF_CASES} where reference = any (%s)
 order by n
"""
RESULTS = f"""
select reference, standard, started_by, t.period, due_on, result, before_heed, postponed
  from case_fact_standard as t {OF_CASES} where reference = any (%s)
"""
MOVEMENTS = f"""
select reference, seq, movement, t.kind, moved_on
  from case_movement as t {OF_CASES} where reference = any (%s)
"""
FACTS = f"""
select reference, t.version, t.kind, t.channel, t.category, received_on, closed_on,
       working_days_to_close, outcomes
  from case_fact as t {OF_CASES} where reference = any (%s)
"""


@dataclass
class Record:
    """Of one case. What is a set has no order in the database either."""

    clocks: dict[Key, tuple]
    breaches: dict[Key, tuple]
    corrections: set[Key]
    changes: dict[Key, list[tuple[date, date]]]  # due days moved from, to
    results: dict[Key, tuple]
    movements: set[tuple]
    fact: tuple | None


PARTS = ("clocks", "breaches", "corrections", "changes", "results", "movements", "fact")


def read_records(connection: psycopg.Connection, references: list[str]) -> dict[str, Record]:
    """Of many cases, from one snapshot. The connection must see every organisation."""
    records = {each: Record({}, {}, set(), {}, {}, set(), None) for each in references}

    def rows(query):
        return connection.execute(query, [references]).fetchall()

    with connection.transaction():
        connection.execute("set transaction isolation level repeatable read")
        for reference, standard, started_by, period, *rest in rows(CLOCKS):
            records[reference].clocks[Key(standard, started_by, period)] = tuple(rest)
        for reference, standard, started_by, period, *rest in rows(BREACHES):
            records[reference].breaches[Key(standard, started_by, period)] = tuple(rest)
        for reference, *key in rows(CORRECTIONS):
            records[reference].corrections.add(Key(*key))
        for reference, standard, started_by, period, *days in rows(CHANGES):
            changes = records[reference].changes
            changes.setdefault(Key(standard, started_by, period), []).append(tuple(days))
        for reference, standard, started_by, period, *rest in rows(RESULTS):
            records[reference].results[Key(standard, started_by, period)] = tuple(rest)
        for reference, *movement in rows(MOVEMENTS):
            records[reference].movements.add(tuple(movement))
        for reference, *fact, outcomes in rows(FACTS):
            records[reference].fact = (*fact, sorted(outcomes))
    return records


def expected_record(case: Case, calendar: Calendar) -> Record:
    clocks = case.clocks
    closed_on = case.closed_on
    days = calendar.working_days_between(case.received_on, closed_on) if closed_on else None
    return Record(
        clocks={
            key: (
                clock.started_at,
                *astuple(clock.due),
                clock.met_at,
                clock.ended_at,
                clock.due.at if clock.is_breached else None,
                clock.is_superseded,
                clock.first_due_on,
                clock.due_by,
                clock.meeting,
            )
            for key, clock in clocks.known.items()
        },
        breaches={
            key: (*astuple(breach.due), breach.before_heed)
            for key, breach in clocks.breaches.items()
        },
        corrections=clocks.corrections,
        changes=clocks.changes,
        results={key: tuple(rest) for key, *rest in clocks.results()},
        movements=set(case_movements(case)),
        fact=(
            case.version,
            case.kind,
            case.channel,
            case.category,
            case.received_on,
            closed_on,
            days,
            sorted(case.outcomes),
        ),
    )


def case_movements(case: Case):
    for event in case.movements:
        yield event.seq, event.type, case.kind, local_day(event.occurred_at)


def differences(found: Record, expected: Record) -> str:
    """What differs, in words; empty when nothing does."""
    lines = []
    for part in PARTS:
        is_, should = getattr(found, part), getattr(expected, part)
        if is_ == should:
            continue
        if isinstance(is_, dict):
            for key in sorted(is_.keys() | should.keys()):
                if is_.get(key) != should.get(key):
                    lines.append(
                        f"{part} {key}:\n  is     {is_.get(key)}\n  should {should.get(key)}"
                    )
        elif isinstance(is_, set):
            lines.append(f"{part}: too many {is_ - should}, missing {should - is_}")
        else:
            lines.append(f"{part}:\n  is     {is_}\n  should {should}")
    return "\n".join(lines)
