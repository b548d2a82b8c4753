"""A plan made while the tables are empty is kept while they fill: it must use the right index.

Two indexes of an empty table look alike; one of them would read a whole organisation.
"""

import re

import psycopg
import pytest

from support.places import REPOSITORY

SETTINGS = ("enable_seqscan = off", "jit = off", "plan_cache_mode = force_generic_plan")
# Query: the types of its parameters, and the column that its index must be asked for.
LOOKUPS = {
    "case_by_id": ("uuid, uuid", "(id = $2)"),
    "case_by_reference": ("uuid, text", "(reference = $2)"),
    "case_lock": ("uuid, text", "(reference = $2)"),
    "case_status": ("uuid, text, uuid", "(reference = $2)"),
    "case_save": (
        "uuid, uuid, text, text, int, uuid, uuid, timestamptz, bool, bool, text, text,"
        " date, bool",
        "(id = $2)",
    ),
}


# What the policy of case_file and the table of access.def ask about somebody and a case.
BONDS = ("case_person", "case_admission", "case_investigator")
IS_BEFORE = "select prosrc from pg_proc where proname = 'heed_is_before'"


def query(name: str, file: str = "case") -> str:
    text = (REPOSITORY / "sql" / "queries" / f"{file}.sql").read_text()
    found = re.search(rf"-- name: {name}\n(.*?)(?=-- name:|\Z)", text, re.S)
    lines = [line for line in found[1].splitlines() if not line.startswith("--")]
    return "\n".join(lines).strip().rstrip(";")


def planned(heed, types: str, text: str) -> str:
    nulls = ", ".join(["null"] * len(types.split(",")))
    with psycopg.connect(heed.servers.url("api_database"), autocommit=True) as session:
        for setting in SETTINGS:
            session.execute(f"set {setting}")
        session.execute(f"prepare looked_up ({types}) as {text}")
        rows = session.execute(f"explain execute looked_up ({nulls})").fetchall()
    return "\n".join(row[0] for row in rows)


def asked_of(plan: str, table: str) -> list[str]:
    """By what every look-up of this table is made."""
    found = re.findall(rf" on {table}\b.*((?:\n\s+(?:Index Cond|Filter|Recheck Cond): .*)*)", plan)
    return [re.sub(r"\n\s+Filter: .*", "", each) for each in found]


@pytest.mark.parametrize("name", LOOKUPS)
def test_a_case_is_looked_up_by_its_own_index(heed, name):
    """rules: B4, B12"""
    types, condition = LOOKUPS[name]
    plan = planned(heed, types, query(name))
    [asked] = re.findall(r" on case_file .*\n\s*Index Cond: (.*)", plan)
    assert condition in asked, plan
    joined = re.findall(r" on case_key_1 .*\n\s*Index Cond: (.*)", plan)
    assert all("(case_id = case_file.id)" in each for each in joined), plan


def test_intake_asks_for_nobodys_sight(heed):
    """Row-level security costs it nothing but the check of the organisation. rules: B12"""
    text = query("intake_insert", "intake")
    types = dict(re.findall(r"\$(\d+)::(\w+\[\])", text))
    plan = planned(heed, ", ".join(types[number] for number in sorted(types, key=int)), text)
    assert "Insert on case_key" in plan and "Insert on case_event" in plan
    assert "heed_sees" not in plan and not re.findall(r"Scan.* on case_", plan), plan


def test_how_somebody_stands_to_a_case_is_looked_up_by_either(heed):
    """By row-level security, for every case that is read, and by the API. rules: A12"""
    bonds = query("case_bonds_read", "case_person")
    for plan in (
        planned(heed, "uuid, uuid", query("case_by_id")),
        planned(heed, "uuid, uuid, uuid, uuid, uuid", bonds),
    ):
        for table in BONDS:
            asked = asked_of(plan, table)
            narrow = ["case_id = " in each or "staff_id = " in each for each in asked]
            assert narrow and all(narrow), (table, plan)


# Queries that ask for somebody's part in a case, and the types of their parameters.
PARTS = [
    ("case_person", "handovers_find", "uuid, uuid"),
    ("case_person", "investigations_find", "uuid, uuid"),
    ("case_person", "case_bonds_read", "uuid, uuid, uuid, uuid, uuid"),
    ("notification", "recipients_find", "uuid[], uuid[], text[], text[], bool[], uuid[]"),
    ("notification", "notification_list", "uuid, uuid, uuid, bool, uuid, int"),
    ("dashboard", "safeguarding_figures", "uuid, uuid"),
]


@pytest.mark.parametrize("file, name, types", PARTS, ids=[part[1] for part in PARTS])
def test_somebodys_part_in_a_case_is_looked_up_by_both(heed, file, name, types):
    """Within the query's own plan, not by a call for every row. rules: C11"""
    plan = planned(heed, types, query(name, file))
    assert "heed_part" not in plan, plan
    asked = asked_of(plan, "case_person")
    assert any("(staff_id = " in each and "(case_id = " in each for each in asked), plan
    assert all("staff_id = " in each for each in asked), plan


def test_readings_are_found_by_case_by_person_or_by_time(heed):
    """rules: A12"""
    types = "uuid, uuid, text, uuid, timestamptz, timestamptz, int"
    plan = planned(heed, types, query("reading_list", "reading"))
    for name, condition in (
        ("case_reading_case", "(case_id = "),
        ("case_reading_staff", "(staff_id = $4)"),
        ("case_reading_pkey", "(organisation_id = $1)"),
    ):
        [asked] = re.findall(rf"Scan.* (?:using|on) {name} .*\n\s*Index Cond: (.*)", plan)
        assert condition in asked and "(id < " in asked, plan


def test_what_a_week_brought_is_found_by_its_days(heed):
    """However long the history is; what is not of the week is not even looked at. rules: A22"""
    plan = planned(heed, "uuid, timestamptz", query("dashboard_weeks", "dashboard"))
    for name, column, week in (
        ("case_file_received", "received_at", ("starts_at", "next_at")),
        ("case_file_closed", "closed_at", ("starts_at", "next_at")),
        ("case_clock_breached", "due_on", ("starts_on", "next_on")),
    ):
        [asked] = re.findall(rf"Scan.* (?:using|on) {name} .*\n\s*Index Cond: (.*)", plan)
        for condition in (f">= week.{week[0]})", f"< week.{week[1]})"):
            assert f"({column} {condition}" in asked, plan


def test_what_comes_before_a_meeting_is_looked_up_by_the_case(heed):
    """rules: A12, A16"""
    with heed.superuser() as session:
        [source] = session.execute(IS_BEFORE).fetchone()
    text = "select " + re.search(r"return (.*?);", source, re.S)[1]
    for name, number in (("organisation", 1), ("subject", 2), ("bodies", 3)):
        text = re.sub(rf"\b{name}\b", f"${number}", text)
    plan = planned(heed, "uuid, uuid, text[]", text)
    for table in ("case_clock", "case_event"):
        asked = asked_of(plan, table)
        assert asked and all("case_id = $2" in each for each in asked), (table, plan)
