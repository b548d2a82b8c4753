"""Every list of roles in the database and in the queries is what the table of who may do what says:
whoever gets a role there, or a new one, is forgotten in none. rules: A12, A13, C11, D9"""

import re
from pathlib import Path

import pytest
from program_queries import read_queries
from support.places import REPOSITORY

DEFINITIONS = """
    select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace
     union all
    select tablename || ' ' || policyname, concat(qual, ' ', with_check) from pg_policies
     union all
    select conname, pg_get_constraintdef(oid) from pg_constraint
     where contype = 'c' and connamespace = 'public'::regnamespace
     union all
    select tgname, pg_get_triggerdef(oid) from pg_trigger
"""
WORDS = re.compile(r"'(?:\{[^}']+\}|\w+)'(?:\s*,\s*'\w+')*")
# Comments, types, and words that are no roles: before which body a case is, whom a telling is for.
OF_NO_ROLE = re.compile(r"--[^\n]*|::text\b|heed_is_before\([^)]*\)|favourite\s+when '\w+'")
ROW = re.compile(r"  (\w+) +(\w+) +(\w+(?:, \w+)*)$", re.M)
# What a case that is not sealed can be to somebody whom it is given to, or who deputises for them.
GIVEN = {
    "its_handler": "work",
    "its_point_of_contact": "talk",
    "on_its_committee": "investigate",
    "deputy_of_handler": "record",
    "deputy_of_contact": "talk",
    "deputy_of_investigator": "investigate",
}


class Table:
    """What heed access table prints, asked as common/domain/access.c does."""

    def __init__(self, heed):
        role_def = Path(REPOSITORY, "common", "domain", "role.def").read_text(encoding="utf-8")
        self.roles = set(re.findall(r'^ROLE\(\w+, +"(\w+)"\)', role_def, re.M))
        printed, _ = heed.command("access", "table").split("\n\n", 1)
        self.rows = [
            (who, relation, groups.split(", "))
            for who, relation, groups in ROW.findall(printed)
            if who in self.roles
        ]

    def told(self) -> set:
        return {who for who, _, _ in self.rows}

    def only(self, wanted: str) -> set:
        """Who may anything in this very relation."""
        return {who for who, relation, _ in self.rows if relation == wanted}

    def who(self, wanted: str, group: str) -> set:
        """Who may do so in this relation, or in any that every case has: access_who()."""
        return {
            who
            for who, relation, groups in self.rows
            if relation in (wanted, "any") and group in groups
        }

    def workers(self) -> set:
        """Who can have any part in a case that can be given to somebody: all of them the same."""
        workers = self.who("deputy_of_handler", "record")
        for relation, group in GIVEN.items():
            assert self.who(relation, group) == workers, relation
        return workers

    def carers(self) -> set:
        """access_carers()"""
        assert self.only("handed_to") == self.only("deputy_of_officer")
        return self.only("sealed") | self.who("deputy_of_officer", "safeguard")


def expected(table: Table) -> dict:
    """By the name of what they stand in, in their order there."""
    officers, carers, workers = table.only("sealed"), table.carers(), table.workers()
    leading, everywhere = table.who("any", "read"), table.only("any")
    leading_what_is_theirs = table.who("its_handler", "decide") - leading
    nobody_of_an_organisation = table.roles - table.told()
    before_the_board = table.only("before_the_board")
    assert before_the_board == table.only("before_a_committee")
    return {
        "heed_deals_with_cases": [carers | workers],
        "heed_may_be_given": [carers, workers],
        "heed_administers": [table.who("no_case", "keyholding")],
        "case_file own_organisation": [
            *(officers, table.only("handed_to")),
            *(everywhere, table.only("unassigned"), workers - everywhere),
            *(before_the_board, table.only("before_a_review_panel")),
        ],
        "case_reading own_organisation": [table.who("no_case", "audit")],
        "case_bonds_read": [leading_what_is_theirs],
        "recipients_find": [
            *(table.only("unassigned"), before_the_board),
            *(officers, carers, leading, workers),
        ],
        "staff_role_role_check": [table.roles],
        "staff_role_check": [nobody_of_an_organisation],
        "identity_provider_role_role_check": [nobody_of_an_organisation],
    }


@pytest.fixture(scope="module")
def table(heed):
    return Table(heed)


def lists_of_roles(text: str, roles: set) -> list[set]:
    listed = (set(re.findall(r"\w+", words)) for words in WORDS.findall(OF_NO_ROLE.sub("", text)))
    return [words for words in listed if words <= roles]


def test_every_list_of_roles_is_what_the_table_says(superuser, table):
    texts = dict(superuser.execute(DEFINITIONS).fetchall()) | read_queries()
    found = {name: lists_of_roles(text, table.roles) for name, text in texts.items()}
    assert {name: lists for name, lists in found.items() if lists} == expected(table)
