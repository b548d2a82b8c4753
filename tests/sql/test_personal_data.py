"""sql/personal_data.csv tells of every column of the schema what it says of a person. rules: B7, C5

class: direct (names or reaches a person), free-text (may hold anything), quasi (leads to a
person together with other columns), operational (runs the service), statistic (counts).
action, when a case is erased: encrypt (sealed; ends with the key, and is emptied), null (emptied, or
its row goes), coarsen (its day tells no more than the history, which is kept for its chain: no program
does it yet), keep.
"""

import csv
from collections import Counter

from support.places import REPOSITORY

FILE = REPOSITORY / "sql" / "personal_data.csv"
CLASSES = {"direct", "free-text", "quasi", "operational", "statistic"}
ACTIONS = {"encrypt", "null", "coarsen", "keep"}
# Sealed columns: bytes that nobody reads without the key of the case or of the directory.
SEALED = "bytea"

COLUMNS = """
    select table_name, column_name, data_type
      from information_schema.columns
      join pg_class on relname = table_name and relnamespace = 'public'::regnamespace
     where table_schema = 'public' and not relispartition and table_name <> 'test_clock'
"""

with open(FILE, encoding="utf-8", newline="") as opened:
    ROWS = list(csv.DictReader(opened))


def test_the_list_is_well_formed_and_in_order():
    assert list(ROWS[0]) == ["table", "column", "class", "action"]
    for row in ROWS:
        assert row["class"] in CLASSES and row["action"] in ACTIONS, row
    tables = [row["table"] for row in ROWS]
    assert tables == sorted(tables)


def test_it_lists_every_column_once_and_none_that_is_not_there(superuser):
    there = {(table, column) for table, column, _ in superuser.execute(COLUMNS)}
    listed = Counter((row["table"], row["column"]) for row in ROWS)
    assert not [column for column, count in listed.items() if count > 1]
    assert there - set(listed) == set(), "not classified"
    assert set(listed) - there == set(), "not in the schema"


def test_what_reaches_a_person_or_may_hold_anything_is_sealed(superuser):
    """Nothing direct and no free text stands in the clear. rules: A12"""
    kinds = {(table, column): kind for table, column, kind in superuser.execute(COLUMNS)}
    personal = [row for row in ROWS if row["class"] in ("direct", "free-text")]
    assert personal
    for row in personal:
        assert row["action"] == "encrypt", row
        assert kinds[row["table"], row["column"]] == SEALED, row


def test_every_sealed_column_is_personal(superuser):
    named = {(row["table"], row["column"]): row for row in ROWS}
    sealed = [
        (table, column)
        for table, column, kind in superuser.execute(COLUMNS)
        if kind == SEALED and column.startswith("sealed")
    ]
    assert sealed
    for place in sealed:
        assert named[place]["action"] == "encrypt", place


def test_nothing_that_leads_to_a_person_is_kept_but_what_the_chain_has_hashed():
    """A history that was anonymised still verifies; its actors are surrogates. rules: B6"""
    for row in ROWS:
        if row["class"] == "quasi" and row["table"] != "case_event":
            assert row["action"] != "keep", row
