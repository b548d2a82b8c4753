"""Which case a member of staff knows of at all: row-level security. rules: A12, A13, C11, D10, D17"""

import itertools
import uuid

import pytest
from psycopg.errors import InsufficientPrivilege

from records import insert, insert_case

WORKING = ("handler", "manager", "ceo", "trustee", "chair", "vice_chair", "review_panel")
NOT_WORKING = ("intake", "safeguarding_officer", "safeguarding_trustee", "register_keeper")
NOT_WORKING += ("organisation_admin", "auditor")
numbers = itertools.count(1000)


@pytest.fixture(scope="module")
def case(heed, superuser):
    """(organisation, case): one case, alone in its organisation."""
    slug = heed.create_organisation().slug
    heed.command("closure", "add", "--organisation", slug, "--day", "2026-12-29")
    made = insert_case(superuser, slug)
    found = superuser.execute("select id from organisation where slug = %s", [slug]).fetchone()
    return found[0], made


@pytest.fixture
def person(superuser, case):
    """person("ceo"): somebody with this role."""

    def person(role, organisation=case[0]):
        staff = uuid.uuid4()
        insert(superuser, "staff", id=staff, sealed=b"sealed")
        insert(
            superuser, "staff_role", staff_id=staff, organisation_id=organisation, role=role
        )
        return staff

    return person


def sees(role, case, staff) -> bool:
    """Whether a transaction on behalf of that member of staff (None: a program) sees the case."""
    with role.transaction():
        role.execute(
            "select set_config('heed.organisations', %s, true),"
            " set_config('heed.staff', %s, true)",
            [str(case[0]), str(staff or "")],
        )
        return role.execute("select from case_file where id = %s", [case[1]]).rowcount == 1


@pytest.mark.parametrize("own", WORKING)
def test_who_works_on_cases_sees_them(role, case, person, own):
    assert sees(role, case, person(own))


@pytest.mark.parametrize("own", NOT_WORKING)
def test_who_does_not_sees_none(role, case, person, own):
    assert not sees(role, case, person(own))


def test_programs_see_every_case(role, case):
    assert sees(role, case, None)


def test_a_role_elsewhere_is_no_role_here(heed, superuser, role, case, person):
    slug = heed.create_organisation().slug
    other = superuser.execute("select id from organisation where slug = %s", [slug]).fetchone()
    assert not sees(role, case, person("ceo", other[0]))


@pytest.mark.parametrize("part", ["subject", "conflicted"])
def test_whoever_is_part_of_it_does_not_see_that_it_exists(superuser, role, case, person, part):
    staff, (organisation, case_id) = person("ceo"), case
    insert(
        superuser,
        "case_person",
        organisation_id=organisation,
        case_id=case_id,
        seq=next(numbers),
        staff_id=staff,
        part=part,
        standing="provisional",
    )
    assert not sees(role, case, staff)
    for standing, is_seen in (("confirmed", False), ("dismissed", True)):
        superuser.execute(
            "update case_person set standing = %s where staff_id = %s", [standing, staff]
        )
        assert sees(role, case, staff) is is_seen


@pytest.fixture
def sealed(superuser, case):
    superuser.execute("update case_file set sealed_off = true where id = %s", [case[1]])
    yield case
    superuser.execute("update case_file set sealed_off = false where id = %s", [case[1]])


@pytest.mark.parametrize("own", [*WORKING, *NOT_WORKING])
def test_of_a_case_that_is_sealed_off_only_officers_know(role, sealed, person, own):
    """attacks: 34"""
    assert sees(role, sealed, person(own)) is (own == "safeguarding_officer")


def test_and_whoever_it_was_handed_to(superuser, role, sealed, person):
    manager = person("manager")
    organisation, case_id = sealed
    insert(
        superuser,
        "case_admission",
        organisation_id=organisation,
        case_id=case_id,
        staff_id=manager,
        seq=1,
    )
    assert sees(role, sealed, manager)


def test_nobody_writes_what_they_do_not_see(heed, superuser, case, person):
    """An update finds nothing; an insert for another organisation is refused."""
    organisation, case_id = case
    with heed.as_role("api") as api, api.transaction(force_rollback=True):
        api.execute(
            "select set_config('heed.organisations', %s, true),"
            " set_config('heed.staff', %s, true)",
            [str(organisation), str(person("auditor"))],
        )
        assert api.execute("update case_file set state = 'decided'").rowcount == 0
    with heed.as_role("api") as api, pytest.raises(InsufficientPrivilege):
        api.execute(
            "insert into case_admission (organisation_id, case_id, staff_id, seq)"
            " values (%s, %s, %s, 1)",
            [organisation, case_id, person("ceo")],
        )
