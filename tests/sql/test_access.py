"""Who may touch what: row-level security and the rights of the programs' roles. rules: B12, B6"""

import pytest
from psycopg.errors import InsufficientPrivilege

# Read or written before the organisation of a request is known, or ids only: sql/schema/001, 003, 014
# and 031.
NOT_GUARDED = {
    "organisation_closure",
    "calendar_version",
    "site",
    "api_key",
    "staff_role",
    "staff_token",
    "outbox",
    "identity_provider",
    "identity_provider_role",
    "staff_sign_in",
    "departure",
}
APPEND_ONLY = [
    *("case_event", "breach", "breach_correction", "clock_change", "meeting_change"),
    *("case_admission", "credential_change", "case_reading", "erasure"),
]

TABLES_OF_ORGANISATIONS = """
    select relname, relispartition, relrowsecurity and relforcerowsecurity
      from pg_class
      join pg_attribute on attrelid = pg_class.oid and attname = 'organisation_id'
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
     order by relname
"""


@pytest.fixture(scope="module")
def guarded(superuser, two_organisations):
    tables = [
        name
        for name, is_partition, _ in superuser.execute(TABLES_OF_ORGANISATIONS)
        if not is_partition and name not in NOT_GUARDED
    ]
    assert "case_file" in tables
    return tables


def count(connection, table, where="true"):
    """What can be seen; None when the role may not read the table at all."""
    try:
        return connection.execute(f"select count(*) from {table} where {where}").fetchone()[0]
    except InsufficientPrivilege:
        return None


def see(connection, *organisations):
    connection.execute(
        "select set_config('heed.organisations', %s, true)",
        [",".join(str(organisation) for organisation in organisations)],
    )


def test_every_table_of_organisations_is_guarded_or_on_the_list(superuser):
    found = list(superuser.execute(TABLES_OF_ORGANISATIONS))
    assert {name for name, is_partition, forced in found if not is_partition and not forced} == (
        NOT_GUARDED
    )


def test_partitions_can_be_reached_through_their_table_only(superuser):
    found = superuser.execute(
        "select relname, role from pg_class, unnest(array['heed_api', 'heed_worker']) as role"
        " where relispartition and has_any_column_privilege(role, pg_class.oid, 'select')"
    ).fetchall()
    assert found == []
    assert superuser.execute("select count(*) from pg_class where relispartition").fetchone()[0]


def test_without_an_organisation_nothing_is_seen(role, superuser, guarded):
    """attacks: 35"""
    for table in guarded:
        assert count(superuser, table) >= 2, f"{table} needs rows in records.py"
        assert count(role, table) in (0, None), table


def test_with_an_organisation_its_rows_alone_are_seen(role, superuser, guarded, two_organisations):
    own, other = two_organisations
    seen = 0
    for table in guarded:
        try:
            with role.transaction():
                see(role, own)
                rows = role.execute(f"select distinct organisation_id from {table}").fetchall()
        except InsufficientPrivilege:
            continue
        assert rows == [(own,)], table
        seen += 1
    assert seen >= 5


def test_with_both_organisations_the_rows_of_both_are_seen(role, two_organisations):
    with role.transaction():
        see(role, *two_organisations)
        assert count(role, "case_file") == 2


def test_what_a_transaction_may_see_does_not_leak_into_the_next(role, two_organisations):
    """attacks: 36"""
    with role.transaction():
        see(role, two_organisations[0])
        assert count(role, "case_file") == 1
    assert count(role, "case_file") == 0
    with role.transaction():
        assert count(role, "case_file") == 0


def test_what_a_rolled_back_transaction_may_see_does_not_leak(role, two_organisations):
    with role.transaction(force_rollback=True):
        see(role, two_organisations[0])
        assert count(role, "case_file") == 1
    assert count(role, "case_file") == 0


def test_what_a_pipeline_may_see_changes_with_each_context_and_ends_with_it(
    role, two_organisations
):
    """The executor's way: contexts and reads in turn, one synchronisation for all."""
    read = "select organisation_id from case_file"
    answers = []
    with role.pipeline(), role.transaction():
        for organisation in two_organisations:
            see(role, organisation)
            answers.append(role.execute(read))
    assert [answer.fetchall() for answer in answers] == [[(own,)] for own in two_organisations]
    assert role.execute(read).fetchall() == []


def test_rows_of_another_organisation_cannot_be_written(heed, two_organisations):
    """attacks: 31"""
    own, other = two_organisations
    with heed.as_role("api") as api, api.transaction(force_rollback=True):
        see(api, own)
        with pytest.raises(InsufficientPrivilege, match="row-level security"):
            api.execute(
                "insert into case_outcome (organisation_id, case_id, seq, outcome)"
                " values (%s, gen_random_uuid(), 1, 'apology')",
                [other],
            )


def test_rows_of_another_organisation_are_not_changed(heed, two_organisations):
    own, other = two_organisations
    with heed.as_role("api") as api, api.transaction(force_rollback=True):
        see(api, own)
        changed = api.execute("update case_file set state = 'decided'").rowcount
        assert changed == 1
        changed = api.execute(
            "update case_file set state = 'decided' where organisation_id = %s", [other]
        ).rowcount
        assert changed == 0


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_what_is_append_only_is_neither_changed_nor_deleted(role, table):
    for statement in (
        f"update {table} set organisation_id = organisation_id",
        f"delete from {table}",
        f"truncate {table}",
    ):
        with role.transaction(force_rollback=True), pytest.raises(InsufficientPrivilege):
            role.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "truncate case_file cascade",
        "delete from case_file",
        "delete from case_event",
        "delete from case_clock",
        "delete from organisation",
        "create table public.mine ()",
        "create temporary table case_file ()",
        "create function public.mine() returns int language sql as 'select 1'",
        "create schema mine",
        "create role mine",
        "alter table case_file disable row level security",
        "drop policy own_organisation on case_file",
        "drop table case_file",
        "alter role current_user superuser",
        "alter role current_user bypassrls",
        "grant heed_owner to current_user",
        "set role heed_owner",
        "set role postgres",
        "set session authorization postgres",
        "copy (select 1) to program 'true'",
        "copy outbox from program 'true'",
        "copy (select 1) to '/tmp/heed-must-not-be-written'",
        "select pg_read_file('/etc/passwd')",
        "select lo_import('/etc/passwd')",
        "create or replace function heed_now() returns timestamptz language sql as 'select now()'",
        "select * from schema_migration",
        "insert into key_epoch (epoch) values (99)",
    ],
)
def test_a_program_may_not(role, statement):
    """attacks: 37"""
    with role.transaction(force_rollback=True), pytest.raises(InsufficientPrivilege):
        role.execute(statement)


# Counted again at any time, or of no use after a while.
MAY_BE_DELETED = {
    *("outbox", "idempotency", "notification"),
    "case_key",  # with it all that was sealed. Rule: B7
    *("case_fact", "case_fact_standard", "case_movement"),
    *("staff_role", "staff_deputy", "staff_absence", "stand_in", "departure"),
    *("staff_identity", "identity_provider_role"),
    *("webhook_endpoint", "webhook_secret", "webhook_delivery"),
}
# The sight that it gave whoever was named to investigate, when others are named. Rule: A12, D9.
TAKEN_BY_THE_API = {("heed_api", "DELETE", "case_investigator")}


def test_no_program_can_empty_a_table_and_few_can_be_deleted_from(superuser):
    found = superuser.execute(
        "select grantee, privilege_type, table_name from information_schema.role_table_grants"
        " where grantee in ('heed_api', 'heed_worker')"
        "   and privilege_type not in ('SELECT', 'INSERT', 'UPDATE')"
    ).fetchall()
    deletable = {("heed_worker", "DELETE", table) for table in MAY_BE_DELETED}
    assert set(found) == {*deletable, *TAKEN_BY_THE_API}


def test_row_level_security_cannot_be_turned_off_by_a_program(role):
    role.execute("set row_security = off")
    with pytest.raises(InsufficientPrivilege):
        role.execute("select count(*) from case_file")


def test_the_owner_is_bound_by_row_level_security_too(heed, two_organisations):
    assert count(heed.owner, "case_file") == 0
    with heed.owner.transaction():
        see(heed.owner, two_organisations[0])
        assert count(heed.owner, "case_file") == 1


def test_the_roles_of_programs_have_no_powers_and_are_members_of_nothing(superuser):
    """attacks: 37"""
    powers = superuser.execute(
        "select rolname from pg_roles where rolname in ('heed_api', 'heed_worker', 'heed_owner')"
        " and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)"
    ).fetchall()
    assert powers == []
    memberships = superuser.execute(
        "select member::regrole::text from pg_auth_members"
        " where member::regrole::text in ('heed_api', 'heed_worker')"
    ).fetchall()
    assert memberships == []


def test_nobody_but_the_programs_may_touch_a_table(superuser):
    found = superuser.execute(
        "select grantee, table_name from information_schema.role_table_grants"
        " where table_schema = 'public'"
        "   and grantee not in ('heed_owner', 'heed_api', 'heed_worker')"
    ).fetchall()
    assert found == []


def test_the_api_cannot_administer(heed):
    """Whoever takes over the API can't give himself roles, tokens, or keys that nobody made."""
    with heed.as_role("api") as api:
        for statement in (
            "insert into api_key (id) values (gen_random_uuid())",
            "insert into staff_role default values",
            "insert into staff_token default values",
            "update staff_token set expires_at = null",
            "update api_key set hash = hash",
            "insert into credential_change default values",
            "update credential_change set staff_id = null",
            "delete from credential_use",
            "insert into organisation default values",
            "update bank_holiday set day = day",
        ):
            with pytest.raises(InsufficientPrivilege):
                api.execute(statement)


def test_the_api_destroys_nothing_and_rewrites_nothing_that_was_told(heed):
    """Erasing is for the worker, that a case was erased with it. rules: B6, B7, D18"""
    columns = ("sealed_content", "sealed_customer", "erased_at", "reference", "received_at", "site_id")
    with heed.as_role("api") as api:
        for statement in (
            *(f"update case_file set {column} = null" for column in columns),
            "update case_event set sealed = null",
            "delete from case_key",
            "insert into erasure default values",
            "update webhook_delivery set traceparent = null",
        ):
            with pytest.raises(InsufficientPrivilege):
                api.execute(statement)


@pytest.fixture
def keys(heed):
    """A connection of the API, and for two organisations: id, administrator, another, a key."""
    made = []
    for organisation in (heed.create_organisation(), heed.create_organisation()):
        other, _ = heed.create_person(organisation.slug, "Ben", "ceo,handler")
        [found] = heed.owner.execute(
            "select organisation.id, api_key.id from organisation join api_key"
            " on organisation_id = organisation.id and kind = 'secret' where slug = %s",
            [organisation.slug],
        )
        made.append((found[0], organisation.staff, other, found[1]))
    with heed.as_role("api") as api:
        yield api, *made


def revoked(api, organisation, staff, key):
    """How many keys of that id this member of staff can revoke there."""
    with api.transaction(force_rollback=True):
        see(api, organisation)
        api.execute("select set_config('heed.staff', %s, true)", [str(staff)])
        return api.execute("update api_key set revoked_at = now() where id = %s", [key]).rowcount


def test_only_an_administrator_of_the_organisation_changes_its_keys(keys):
    """rules: A12, B12, D9"""
    api, (own, administrator, other, key), (elsewhere, stranger, _, _) = keys
    assert revoked(api, own, administrator, key) == 1
    assert revoked(api, own, other, key) == 0
    assert revoked(api, own, stranger, key) == 0
    assert revoked(api, elsewhere, administrator, key) == 0
    with api.transaction(force_rollback=True):
        assert api.execute("update api_key set revoked_at = now()").rowcount == 0


def test_every_change_of_a_key_is_recorded_with_who_did_it(keys):
    """rules: D9"""
    api, (own, administrator, _, key), _ = keys
    with api.transaction(force_rollback=True):
        see(api, own)
        api.execute("select set_config('heed.staff', %s, true)", [administrator])
        api.execute("update api_key set revoked_at = now() where id = %s", [key])
        recorded = api.execute(
            "select change, staff_id::text from credential_change where credential_id = %s"
            " order by id",
            [key],
        ).fetchall()
    assert recorded == [("created", None), ("revoked", administrator)]
