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
        "uuid, uuid, text, text, int, uuid, uuid, timestamptz, bool, bool, text, text",
        "(id = $2)",
    ),
}


def query(name: str) -> str:
    text = (REPOSITORY / "sql" / "queries" / "case.sql").read_text()
    found = re.search(rf"-- name: {name}\n(.*?)(?=-- name:|\Z)", text, re.S)
    lines = [line for line in found[1].splitlines() if not line.startswith("--")]
    return "\n".join(lines).strip().rstrip(";")


@pytest.mark.parametrize("name", LOOKUPS)
def test_a_case_is_looked_up_by_its_own_index(heed, name):
    """rules: B4, B12"""
    types, condition = LOOKUPS[name]
    nulls = ", ".join(["null"] * len(types.split(",")))
    with psycopg.connect(heed.servers.url("api_database"), autocommit=True) as session:
        for setting in SETTINGS:
            session.execute(f"set {setting}")
        session.execute(f"prepare looked_up ({types}) as {query(name)}")
        rows = session.execute(f"explain execute looked_up ({nulls})").fetchall()
    plan = "\n".join(row[0] for row in rows)
    [asked] = re.findall(r" on case_file .*\n\s*Index Cond: (.*)", plan)
    assert condition in asked, plan
    joined = re.findall(r" on case_key_1 .*\n\s*Index Cond: (.*)", plan)
    assert all("(case_id = case_file.id)" in each for each in joined), plan
