"""Which case a member of staff knows of at all: row-level security, the second wall.

rules: A12, A13, C11, D9, D10, D17
"""

import itertools
import uuid

import pytest
from psycopg.errors import InsufficientPrivilege

from records import RECEIVED, case_alone, insert

LEADING = ("manager", "ceo", "chair", "vice_chair")
SEEING_EVERY_CASE = (*LEADING, "auditor")
OTHERS = ("handler", "trustee", "review_panel", "intake", "safeguarding_officer")
OTHERS += ("safeguarding_trustee", "register_keeper", "organisation_admin")
ROLES = (*SEEING_EVERY_CASE, *OTHERS)
numbers = itertools.count(1000)


@pytest.fixture(scope="module")
def case(heed, superuser):
    """(organisation, case): one case, alone in its organisation; somebody deals with it."""
    organisation, made = case_alone(heed, superuser)
    busy = uuid.uuid4()
    insert(superuser, "staff", id=busy, sealed=b"sealed")
    superuser.execute("update case_file set handler = %s where id = %s", [busy, made])
    return organisation, made


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


@pytest.fixture
def changed(superuser, case):
    """changed("handler = null"): the case is so until the test ends."""
    before = superuser.execute(
        "select handler, point_of_contact, state, closed_at, sealed_off from case_file where id = %s",
        [case[1]],
    ).fetchone()

    def changed(setting, *values):
        superuser.execute(f"update case_file set {setting} where id = %s", [*values, case[1]])

    yield changed
    changed(
        "handler = %s, point_of_contact = %s, state = %s, closed_at = %s, sealed_off = %s", *before
    )


@pytest.fixture
def sealed(changed, case):
    changed("sealed_off = true")
    return case


def sees(role, case, staff) -> bool:
    """Whether a transaction on behalf of that member of staff (None: a program) sees the case."""
    with role.transaction():
        role.execute(
            "select set_config('heed.organisations', %s, true),"
            " set_config('heed.staff', %s, true)",
            [str(case[0]), str(staff or "")],
        )
        return role.execute("select from case_file where id = %s", [case[1]]).rowcount == 1


def named(superuser, table, case, staff, **more):
    """A row of this table that says what somebody has to do with the case."""
    place = {"organisation_id": case[0], "case_id": case[1], "seq": next(numbers)}
    insert(superuser, table, **place, staff_id=staff, **more)


@pytest.mark.parametrize("own", SEEING_EVERY_CASE)
def test_who_answers_for_all_cases_sees_them(role, case, person, own):
    assert sees(role, case, person(own))


@pytest.mark.parametrize("own", OTHERS)
def test_who_has_nothing_to_do_with_a_case_does_not(role, case, person, own):
    assert not sees(role, case, person(own))


@pytest.mark.parametrize("place", ["handler", "point_of_contact"])
@pytest.mark.parametrize("own", OTHERS)
def test_who_deals_with_it_sees_it_if_the_role_is_one_that_does(
    role, case, person, changed, own, place
):
    staff = person(own)
    changed(f"{place} = %s", staff)
    assert sees(role, case, staff) is (own in ("handler", "trustee"))


@pytest.mark.parametrize("own", OTHERS)
def test_who_was_named_to_investigate_it_sees_it(superuser, role, case, person, own):
    staff = person(own)
    named(superuser, "case_investigator", case, staff)
    assert sees(role, case, staff) is (own in ("handler", "trustee"))


@pytest.fixture
def stands_in(superuser, case, person):
    """stands_in("handler"): (somebody with this role, for whom they deputise, who is away)."""

    def stands_in(role, first="2000-01-01", last="2100-01-01"):
        staff, away = person(role), person("handler")
        place = {"organisation_id": case[0], "staff_id": away}
        insert(superuser, "staff_deputy", **place, deputy_id=staff)
        insert(superuser, "staff_absence", **place, first_day=first, last_day=last)
        return staff, away

    return stands_in


@pytest.mark.parametrize("place", ["handler", "point_of_contact"])
@pytest.mark.parametrize("own", OTHERS)
def test_who_deputises_for_somebody_away_sees_it_if_the_role_is_one_that_does(
    superuser, role, case, stands_in, changed, own, place
):
    """Until that person is back, or is part of it, or they are themselves. rules: D9"""
    staff, away = stands_in(own)
    changed(f"{place} = %s", away)
    assert sees(role, case, staff) is (own in ("handler", "trustee"))
    superuser.execute("update staff_absence set last_day = '2000-01-02' where staff_id = %s", [away])
    assert not sees(role, case, staff)
    superuser.execute("update staff_absence set last_day = '2100-01-01' where staff_id = %s", [away])
    named(superuser, "case_person", case, staff, part="conflicted", standing="confirmed")
    assert not sees(role, case, staff)


@pytest.mark.parametrize("own", OTHERS)
def test_who_deputises_for_an_investigator_away_sees_it_if_the_role_is_one_that_does(
    superuser, role, case, stands_in, own
):
    """Until that person is back, or is part of it. rules: A17, D9"""
    staff, away = stands_in(own)
    named(superuser, "case_investigator", case, away)
    suited = own in ("handler", "trustee")
    for last, part, is_seen in (
        ("2100-01-01", None, suited),
        ("2000-01-02", None, False),
        ("2100-01-01", "provisional", False),
        ("2100-01-01", "dismissed", suited),
    ):
        superuser.execute(
            "update staff_absence set last_day = %s where staff_id = %s", [last, away]
        )
        superuser.execute("delete from case_person where staff_id = %s", [away])
        if part:
            named(superuser, "case_person", case, away, part="subject", standing=part)
        assert sees(role, case, staff) is is_seen, (last, part)


@pytest.mark.parametrize("own", ROLES)
def test_who_deputises_for_an_officer_away_sees_what_was_handed_to_that_one(
    superuser, role, sealed, stands_in, changed, own
):
    """rules: A13, D9"""
    staff, away = stands_in(own)
    changed("handler = %s, point_of_contact = %s", away, away)
    assert sees(role, sealed, staff) is (own == "safeguarding_officer")
    named(superuser, "case_admission", sealed, away)
    caring = (*LEADING, "safeguarding_officer", "safeguarding_trustee")
    assert sees(role, sealed, staff) is (own in caring)
    named(superuser, "case_person", sealed, away, part="subject", standing="provisional")
    assert sees(role, sealed, staff) is (own == "safeguarding_officer")


@pytest.mark.parametrize("own", OTHERS)
def test_handlers_see_what_nobody_deals_with_until_it_is_closed(role, case, person, changed, own):
    staff = person(own)
    changed("handler = null")
    assert sees(role, case, staff) is (own == "handler")
    changed("state = 'closed', closed_at = received_at")
    assert not sees(role, case, staff)


@pytest.mark.parametrize("own", OTHERS)
@pytest.mark.parametrize("body", ["board", "committee", "review_panel"])
def test_who_meets_sees_what_comes_before_them(superuser, role, case, person, own, body):
    """Whether it waits for a meeting of theirs or was tabled for one."""
    staff, meeting = person(own), uuid.uuid4()
    meets = {"board": "trustee", "committee": "trustee", "review_panel": "review_panel"}
    waits = "update case_clock set awaits = %s, superseded_at = %s where case_id = %s"
    superuser.execute(waits, [body, None, case[1]])
    assert sees(role, case, staff) is (own == meets[body])
    superuser.execute(waits, [body, RECEIVED, case[1]])
    assert not sees(role, case, staff)
    superuser.execute(waits, [None, None, case[1]])
    insert(
        superuser,
        "meeting",
        organisation_id=case[0],
        id=meeting,
        body=body,
        is_special=True,
        starts_at=RECEIVED,
        created_at=RECEIVED,
    )
    tabled = superuser.execute(
        "insert into case_event (organisation_id, case_id, seq, recorded_at, occurred_at,"
        " actor_kind, type, facts, hash) select organisation_id, case_id, %s, recorded_at,"
        " occurred_at, 'program', 'tabled', json_build_object('meeting', %s::text), hash"
        " from case_event where case_id = %s and seq = 1 returning seq",
        [next(numbers), str(meeting), case[1]],
    ).fetchone()
    assert sees(role, case, staff) is (own == meets[body])
    superuser.execute(
        "delete from case_event where case_id = %s and seq = %s", [case[1], tabled[0]]
    )


def test_programs_see_every_case(role, case):
    assert sees(role, case, None)


def test_a_role_elsewhere_is_no_role_here(heed, superuser, role, case, person):
    slug = heed.create_organisation().slug
    other = superuser.execute("select id from organisation where slug = %s", [slug]).fetchone()
    assert not sees(role, case, person("ceo", other[0]))


@pytest.mark.parametrize("part", ["subject", "conflicted"])
def test_whoever_is_part_of_it_does_not_see_that_it_exists(
    superuser, role, case, person, changed, part
):
    """Not as its handler, nor as its investigator, nor as the Chief Executive."""
    staff = person("ceo")
    insert(superuser, "staff_role", staff_id=staff, organisation_id=case[0], role="handler")
    changed("handler = %s", staff)
    named(superuser, "case_investigator", case, staff)
    named(superuser, "case_person", case, staff, part=part, standing="provisional")
    assert not sees(role, case, staff)
    for standing, is_seen in (("confirmed", False), ("dismissed", True)):
        superuser.execute(
            "update case_person set standing = %s where staff_id = %s", [standing, staff]
        )
        assert sees(role, case, staff) is is_seen


@pytest.mark.parametrize("own", ROLES)
def test_of_a_case_that_is_sealed_off_only_officers_know(
    superuser, role, sealed, person, changed, own
):
    """Whoever dealt with it knows of it no longer. attacks: 34"""
    staff = person(own)
    changed("handler = %s, point_of_contact = %s", staff, staff)
    named(superuser, "case_investigator", sealed, staff)
    assert sees(role, sealed, staff) is (own == "safeguarding_officer")


@pytest.mark.parametrize("own", ROLES)
def test_and_whoever_it_was_handed_to(superuser, role, sealed, person, own):
    staff = person(own)
    named(superuser, "case_admission", sealed, staff)
    caring = (*LEADING, "safeguarding_officer", "safeguarding_trustee")
    assert sees(role, sealed, staff) is (own in caring)


@pytest.fixture
def reading(superuser, case):
    """Somebody was shown the case."""
    id = uuid.uuid4()
    row = {"organisation_id": case[0], "case_id": case[1], "staff_id": uuid.uuid4()}
    insert(superuser, "case_reading", id=id, **row, part="case", version=1)
    return id


def sees_reading(heed, case, reading, staff):
    with heed.as_role("api") as api, api.transaction(force_rollback=True):
        api.execute(
            "select set_config('heed.organisations', %s, true),"
            " set_config('heed.staff', %s, true)",
            [str(case[0]), str(staff or "")],
        )
        return api.execute("select from case_reading where id = %s", [reading]).rowcount == 1


@pytest.mark.parametrize("own", ROLES)
def test_auditors_alone_see_who_was_shown_a_case(heed, case, person, reading, own):
    """Whoever else sees the case does not."""
    assert sees_reading(heed, case, reading, person(own)) is (own == "auditor")


def test_an_auditor_sees_no_reading_of_a_case_that_they_may_not_know_of(
    heed, superuser, case, person, reading, changed
):
    auditor, part, both = person("auditor"), person("auditor"), person("auditor")
    insert(superuser, "staff_role", staff_id=both, organisation_id=case[0], role="safeguarding_officer")
    named(superuser, "case_person", case, part, part="subject", standing="provisional")
    assert sees_reading(heed, case, reading, auditor)
    assert not sees_reading(heed, case, reading, part)
    changed("sealed_off = true")
    assert not sees_reading(heed, case, reading, auditor)
    assert sees_reading(heed, case, reading, both)


def test_an_auditor_elsewhere_sees_no_reading_here(heed, superuser, case, person, reading):
    slug = heed.create_organisation().slug
    other = superuser.execute("select id from organisation where slug = %s", [slug]).fetchone()
    assert not sees_reading(heed, case, reading, person("auditor", other[0]))


def test_nobody_writes_what_they_do_not_see(heed, superuser, case, person):
    """An update finds nothing; an insert for another organisation is refused."""
    organisation, case_id = case
    with heed.as_role("api") as api, api.transaction(force_rollback=True):
        api.execute(
            "select set_config('heed.organisations', %s, true),"
            " set_config('heed.staff', %s, true)",
            [str(organisation), str(person("intake"))],
        )
        assert api.execute("update case_file set state = 'decided'").rowcount == 0
    with heed.as_role("api") as api, pytest.raises(InsufficientPrivilege):
        api.execute(
            "insert into case_admission (organisation_id, case_id, staff_id, seq)"
            " values (%s, %s, %s, 1)",
            [organisation, case_id, person("ceo")],
        )
