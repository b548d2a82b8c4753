"""What a member of staff is shown of the tables of a case by row-level security, the second wall:
of a case that they may not know of neither its key nor what it led to.

rules: A12, A13, B7, C11
"""

import uuid

import pytest
from psycopg.errors import InsufficientPrivilege

from records import RECEIVED, case_alone, insert

# Whoever sees the case.
BY_SIGHT = {"case_file", "case_key", "case_outcome", "clock_change", "erasure"}
# Nobody: programs and sites read it.
BY_NOBODY = {"webhook_delivery"}
# The worker alone may read what reviews count, and acts for nobody.
BY_THE_WORKER = {"case_fact", "case_fact_standard", "case_movement"}
# Auditors who see the case.
BY_AUDITORS = {"case_reading"}
# Whom it is for, whether or not they see the case: an alarm reaches somebody who does not. The worker
# acts for nobody.
BY_WHOM_IT_CONCERNS = {"notification", "idempotency"}
# What the sight of a case is reckoned from cannot follow it, and what is joined with that would cost
# too much: whoever is of the organisation. Ids and codes, and what only the key of the case opens.
BY_ORGANISATION = {
    *("case_event", "case_clock", "case_person", "case_admission", "case_investigator"),
    *("breach", "breach_correction"),
}
# No row-level security: ids only.
BY_ANYBODY = {"outbox"}
NAMES_OF_A_CASE = {"case_file": "id", "idempotency": "resource_id", "outbox": "subject_id"}
WHATEVER_THEY_SEE = BY_ORGANISATION | BY_THE_WORKER | BY_ANYBODY
EVERY = BY_SIGHT | BY_AUDITORS | BY_NOBODY | BY_WHOM_IT_CONCERNS | WHATEVER_THEY_SEE

TABLES_OF_A_CASE = """
    select distinct relname
      from pg_class
      join pg_attribute on attrelid = pg_class.oid and attname in ('case_id', 'resource_id', 'subject_id')
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
"""


@pytest.fixture(scope="module")
def case(heed, superuser):
    return case_alone(heed, superuser)


@pytest.fixture(scope="module")
def person(superuser, case):
    """person("ceo"): somebody with this role."""

    def person(role):
        staff = uuid.uuid4()
        insert(superuser, "staff", id=staff, sealed=b"sealed")
        insert(superuser, "staff_role", staff_id=staff, organisation_id=case[0], role=role)
        return staff

    return person


def seen(role, case, staff) -> set[str]:
    """The tables of which this member of staff (None: a program or site) is shown a row of the case,
    as far as the program may read them at all."""
    found = set()
    for table in EVERY:
        name = NAMES_OF_A_CASE.get(table, "case_id")
        try:
            with role.transaction():
                role.execute(
                    "select set_config('heed.organisations', %s, true),"
                    " set_config('heed.staff', %s, true)",
                    [str(case[0]), str(staff or "")],
                )
                if role.execute(f"select from {table} where {name} = %s", [case[1]]).rowcount:
                    found.add(table)
        except InsufficientPrivilege:
            continue
    return found


@pytest.fixture
def readable(role):
    """The tables that the program may read."""
    rows = role.execute("select relname from pg_class where has_any_column_privilege(oid, 'select')")
    return EVERY & {row[0] for row in rows}


@pytest.fixture
def anyhow(role, readable):
    """What of them a member of staff is shown who does not see the case."""
    is_worker = role.info.user == "heed_worker"
    return readable & (WHATEVER_THEY_SEE | (BY_WHOM_IT_CONCERNS if is_worker else set()))


def test_every_table_of_a_case_is_told_of_here(superuser):
    found = {row[0] for row in superuser.execute(TABLES_OF_A_CASE)}
    assert found | {"case_file"} == EVERY


def test_what_the_worker_alone_reads_is_not_for_the_api(superuser):
    for table in BY_THE_WORKER:
        may = "select has_any_column_privilege('heed_api', %s, 'select')"
        assert superuser.execute(may, [table]).fetchone() == (False,), table


def test_programs_and_sites_are_shown_all_that_is_theirs_to_read(role, case, readable):
    assert seen(role, case, None) == readable
    assert "case_key" in readable


@pytest.mark.parametrize("own", ["ceo", "auditor"])
def test_whoever_sees_the_case_is_shown_what_is_of_it(role, case, person, readable, anyhow, own):
    shown = BY_SIGHT | (BY_AUDITORS if own == "auditor" else set())
    assert seen(role, case, person(own)) == anyhow | (shown & readable)


def test_whoever_does_not_see_the_case_is_shown_nothing_of_it(role, case, person, anyhow):
    assert seen(role, case, person("intake")) == anyhow


def test_nor_is_whoever_is_part_of_it(superuser, role, case, person, anyhow):
    """Their key opens nothing for them, whatever rows they come by."""
    staff = person("ceo")
    place = {"organisation_id": case[0], "case_id": case[1], "seq": 77}
    part = {"staff_id": staff, "part": "subject", "standing": "provisional"}
    insert(superuser, "case_person", **place, **part)
    assert seen(role, case, staff) == anyhow
    superuser.execute("delete from case_person where staff_id = %s", [staff])


def test_whom_a_row_concerns_is_shown_it(heed, superuser, case, person):
    """And nobody else: what they were told, and what they asked for."""
    own, other = person("safeguarding_trustee"), person("ceo")
    told = {"id": uuid.uuid4(), "staff_id": own, "type": "alarm", "created_at": RECEIVED}
    insert(superuser, "notification", organisation_id=case[0], case_id=case[1], **told)
    superuser.execute(
        "insert into idempotency select organisation_id, %s, operation, 'own', fingerprint, status,"
        " resource_id, created_at from idempotency where resource_id = %s limit 1",
        [own, case[1]],
    )
    with heed.as_role("api") as api:
        assert seen(api, case, own) >= BY_WHOM_IT_CONCERNS
        assert not seen(api, case, other) & BY_WHOM_IT_CONCERNS


def test_who_comes_to_see_a_case_is_shown_its_key(superuser, role, case, person):
    """Within one transaction: nothing is remembered of how it was before."""
    staff = person("intake")
    key = "select from case_key where case_id = %s"
    with role.transaction(force_rollback=True):
        role.execute(
            "select set_config('heed.organisations', %s, true), set_config('heed.staff', %s, true)",
            [str(case[0]), str(staff)],
        )
        assert role.execute(key, [case[1]]).rowcount == 0
        insert(superuser, "staff_role", staff_id=staff, organisation_id=case[0], role="ceo")
        assert role.execute(key, [case[1]]).rowcount == 1
        superuser.execute("delete from staff_role where staff_id = %s", [staff])
        assert role.execute(key, [case[1]]).rowcount == 0
