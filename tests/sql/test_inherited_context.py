"""What somebody who can run any SQL as a program tries, to see what another's context showed.

rules: A12, B12
"""

import psycopg
import pytest
from psycopg.errors import (
    DivisionByZero,
    FeatureNotSupported,
    InFailedSqlTransaction,
    InvalidTextRepresentation,
    QueryCanceled,
    UndefinedTable,
)

from test_access import count, see


@pytest.fixture
def own(two_organisations):
    return two_organisations[0]


def test_a_mistake_within_a_transaction_ends_its_context(role, own):
    """attacks: 36"""
    with pytest.raises(DivisionByZero), role.transaction():
        see(role, own)
        role.execute("select 1 / 0")
    assert count(role, "case_file") == 0
    role.execute("begin")
    see(role, own)
    with pytest.raises(UndefinedTable):
        role.execute("select from nothing_of_that_name")
    with pytest.raises(InFailedSqlTransaction):
        count(role, "case_file")
    assert role.execute("commit").statusmessage == "ROLLBACK"
    assert count(role, "case_file") == 0


def test_a_query_that_is_cancelled_ends_its_context(role, own):
    with pytest.raises(QueryCanceled), role.transaction():
        see(role, own)
        role.execute("set local statement_timeout = 20")
        role.execute("select pg_sleep(10) from case_file")
    assert count(role, "case_file") == 0


def test_a_savepoint_gives_back_the_context_from_before_it(role, two_organisations):
    one, other = two_organisations
    read = "select organisation_id from case_file"
    with role.transaction():
        see(role, one)
        with role.transaction(force_rollback=True):
            see(role, other)
            assert role.execute(read).fetchall() == [(other,)]
        assert role.execute(read).fetchall() == [(one,)]
    assert role.execute(read).fetchall() == []


def test_what_was_prepared_in_a_context_is_run_in_that_of_its_call(role, two_organisations):
    """However it is planned: for each call, or once for all."""
    for mode in ("force_generic_plan", "force_custom_plan"):
        role.execute(f"set plan_cache_mode = {mode}")
        with role.transaction():
            see(role, two_organisations[0])
            role.execute("prepare seen as select organisation_id from case_file")
            role.execute("execute seen")
        for organisation in two_organisations:
            with role.transaction():
                see(role, organisation)
                assert role.execute("execute seen").fetchall() == [(organisation,)]
        assert role.execute("execute seen").fetchall() == []
        role.execute("deallocate seen")


@pytest.mark.parametrize("statement", ["reset all", "discard all", "reset role", "set role none"])
def test_what_sets_a_session_back_sets_no_context(role, own, statement):
    with role.transaction():
        see(role, own)
    role.execute(statement)
    assert count(role, "case_file") == 0
    if statement != "discard all":
        with role.transaction():
            see(role, own)
            role.execute(statement.replace("all", "heed.organisations"))
            assert count(role, "case_file") == (0 if "reset all" in statement else 1)


def test_a_context_that_is_none_shows_nothing(role, own):
    """A word is no organisation, and no member of staff: the query fails."""
    for name, text in (("organisations", "all"), ("organisations", "{}"), ("staff", "nobody")):
        with pytest.raises(InvalidTextRepresentation), role.transaction():
            see(role, own)
            role.execute("select set_config(%s, %s, true)", [f"heed.{name}", text])
            count(role, "case_file")


def test_nothing_is_worked_out_of_a_row_before_it_is_known_to_be_in_sight(role, two_organisations):
    """A mistake would tell that it is there, and its message what is in it."""
    one, other = two_organisations
    with role.transaction():
        see(role, one)
        hidden = f"organisation_id = '{other}'"
        assert count(role, "case_file", f"{hidden} and 1 / (version - version) = 1") == 0
        assert count(role, "case_event", f"{hidden} and type::integer = 1") == 0
        with pytest.raises(DivisionByZero):
            count(role, "case_file", "1 / (version - version) = 1")


def test_copying_out_shows_what_is_in_sight_and_copying_in_is_refused(role, own):
    def copied():
        with role.cursor().copy("copy case_event (organisation_id) to stdout") as rows:
            return {row[0] for row in rows.rows()}

    assert copied() == set()
    with role.transaction():
        see(role, own)
        assert copied() == {str(own)}
    with pytest.raises((FeatureNotSupported, psycopg.errors.InsufficientPrivilege)):
        with role.cursor().copy("copy case_event from stdin"):
            pass


def test_what_the_server_keeps_of_columns_is_not_shown(superuser, role, two_organisations):
    """Its statistics hold the commonest values of every organisation's rows."""
    superuser.execute("analyze case_file, case_event")
    found = "select count(*) from pg_stats where tablename in ('case_file', 'case_event')"
    assert superuser.execute(found).fetchone()[0] > 0
    assert role.execute(found).fetchone()[0] == 0
    for table in ("pg_statistic", "pg_largeobject", "pg_authid"):
        assert count(role, table) is None


def test_no_program_sees_what_another_is_asking(heed):
    """Nor the values that its own kind ask with: statements are prepared."""
    with heed.as_role("api") as api, heed.as_role("worker") as worker, heed.owner.transaction():
        api.execute("select 'a secret of the API'")
        for watcher in (worker, heed.owner):
            shown = watcher.execute("select coalesce(query, '') from pg_stat_activity").fetchall()
            assert "a secret of the API" not in str(shown)
        pids = [api.info.backend_pid, worker.info.backend_pid]
        for watcher, pid in ((worker, pids[0]), (api, pids[1])):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                watcher.execute("select pg_terminate_backend(%s)", [pid])


def test_sequences_tell_no_program_how_many_there_are(superuser, role):
    names = superuser.execute(
        "select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace"
    ).fetchall()
    assert names
    for (name,) in names:
        assert count(role, name) is None
    assert role.execute("select count(last_value) from pg_sequences").fetchone() == (0,)


DEFINERS = """
    select proname, pg_get_userbyid(proowner), coalesce(array_to_string(proconfig, ';'), ''),
           prorettype = 'trigger'::regtype or not has_function_privilege('public', oid, 'execute')
      from pg_proc
     where prosecdef and pronamespace = 'public'::regnamespace
"""


def test_what_runs_with_the_owners_rights_finds_the_owners_tables_and_is_not_for_everybody(superuser):
    """Of a name that somebody else made it would find theirs."""
    found = superuser.execute(DEFINERS).fetchall()
    assert found
    for name, owner, settings, is_kept in found:
        assert owner == "heed_owner" and is_kept, name
        assert settings.startswith("search_path=") and settings.endswith("pg_temp"), name
        schemas = {each.strip() for each in settings.split("=")[1].split(",")}
        assert schemas <= {"pg_catalog", "public", "pg_temp"}, name
