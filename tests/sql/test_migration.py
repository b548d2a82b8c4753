"""heed migrate: forward only, whole files, one at a time, nothing behind one's back."""

import itertools
import subprocess
from pathlib import Path

import psycopg
import pytest

from support.places import PROGRAMS, REPOSITORY
from support.programs import environment

FILES = sorted(file.name for file in Path(REPOSITORY, "sql", "schema").glob("*.sql"))
numbers = itertools.count(1)


class Database:
    """A further database of the same server, and 'heed migrate' for it."""

    def __init__(self, heed, superuser):
        self._heed = heed
        self.name = f"migrated_{next(numbers)}"
        superuser.execute(f"create database {self.name} owner heed_owner")
        self.url = self.url_of("owner")
        self.owner = psycopg.connect(self.url, autocommit=True)

    def url_of(self, role):
        return self._heed.servers.url(f"{role}_database").replace("/heed?", f"/{self.name}?")

    def start(self, *arguments, **settings):
        given = {
            "HEED_OWNER_DATABASE_URL": self.url,
            "HEED_DATABASE_URL": self._heed.servers.url("worker_database"),
            "HEED_KEY_RING_FILE": self._heed.key_ring,
        }
        return subprocess.Popen(
            [PROGRAMS / "heed", "migrate", *arguments],
            env=environment(self._heed.reports, {**given, **settings}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def migrate(self, *arguments, status=0, **settings):
        """What it printed on standard output and standard error."""
        program = self.start(*arguments, **settings)
        printed, explained = program.communicate(timeout=120)
        assert program.returncode == status, explained
        return printed + explained

    def applied(self):
        return self.owner.execute(
            "select name, encode(sha256, 'hex'), applied_at from schema_migration order by number"
        ).fetchall()

    def value(self, query):
        return self.owner.execute(query).fetchone()[0]


@pytest.fixture
def database(heed, superuser):
    made = Database(heed, superuser)
    yield made
    made.owner.close()
    superuser.execute(f"drop database {made.name} with (force)")


def test_the_first_run_applies_every_file_in_order_and_imports_the_bank_holidays(database):
    database.migrate()
    assert [name for name, _, _ in database.applied()] == FILES
    times = [at for _, _, at in database.applied()]
    assert times == sorted(times)
    assert database.value("select count(*) from bank_holiday") > 400
    assert database.value("select count(*) from calendar_version") == 1


def test_the_checksum_is_that_of_the_file(database):
    database.migrate()
    for name, checksum, _ in database.applied():
        ended = subprocess.run(
            ["sha256sum", REPOSITORY / "sql" / "schema" / name], capture_output=True, text=True
        )
        assert ended.stdout.split()[0] == checksum


def test_a_second_run_changes_nothing(database):
    database.migrate()
    before = database.applied()
    assert "0 of" in database.migrate()
    assert database.applied() == before
    assert database.value("select count(*) from calendar_version") == 1


def test_two_at_once_do_it_once(database):
    both = [database.start(), database.start()]
    explained = [program.communicate(timeout=120)[1] for program in both]
    assert [program.returncode for program in both] == [0, 0], explained
    assert [name for name, _, _ in database.applied()] == FILES
    assert database.value("select count(*) from calendar_version") == 1
    assert sum(f"{len(FILES)} of {len(FILES)}" in text for text in explained) == 1


def test_the_status_lists_what_is_pending_and_changes_nothing(database):
    lines = database.migrate("--status").splitlines()
    assert [line.split("\t")[:2] for line in lines] == [["pending", name] for name in FILES]
    assert database.value("select to_regclass('schema_migration')") is None


def test_the_status_lists_what_is_applied(database):
    database.migrate()
    lines = database.migrate("--status").splitlines()
    assert [line.split("\t")[:2] for line in lines] == [["applied", name] for name in FILES]


def test_a_changed_file_is_refused_and_nothing_done(database):
    database.migrate()
    database.owner.execute("delete from schema_migration where name = %s", [FILES[-1]])
    database.owner.execute(
        "update schema_migration set sha256 = sha256('') where name = %s", [FILES[1]]
    )
    before = database.applied()
    explained = database.migrate(status=1)
    assert FILES[1] in explained and "changed since it was applied" in explained
    assert database.applied() == before
    assert FILES[1] in database.migrate("--status", status=1)


def test_a_database_newer_than_the_program_is_refused(database):
    database.migrate()
    database.owner.execute(
        "insert into schema_migration (number, name, sha256)"
        " values (999, '999_future.sql', sha256(''))"
    )
    explained = database.migrate(status=1)
    assert "999_future.sql" in explained and "newer than the program" in explained


def test_a_file_before_one_already_applied_is_refused(database):
    database.migrate()
    database.owner.execute("delete from schema_migration where name = %s", [FILES[-2]])
    explained = database.migrate(status=1)
    assert FILES[-2] in explained and "give it a higher number" in explained


def test_a_file_that_fails_leaves_nothing_behind_and_can_be_repeated(database):
    """A table in the way of the third file: the first two stay, the third is undone whole."""
    database.owner.execute("create table outbox_open ()")
    explained = database.migrate(status=1)
    assert "003_outbox.sql" in explained and "42P07" in explained
    assert [name for name, _, _ in database.applied()] == FILES[:2]
    assert database.value("select to_regclass('outbox')") is None
    database.owner.execute("drop table outbox_open")
    database.migrate()
    assert [name for name, _, _ in database.applied()] == FILES


def test_a_migration_that_is_killed_can_be_repeated(database):
    database.migrate(status=-9, HEED_FAILPOINT="schema_before_commit=kill#2")
    assert [name for name, _, _ in database.applied()] == FILES[:1]
    database.migrate()
    assert [name for name, _, _ in database.applied()] == FILES


def test_only_the_owner_makes_tables_afterwards(database):
    """A temporary table of the same name would be found before ours."""
    database.owner.execute("grant create on schema public to public")
    database.migrate()
    for role in ("heed_api", "heed_worker"):
        assert database.value(
            f"select not has_schema_privilege('{role}', 'public', 'create')"
            f" and not has_database_privilege('{role}', current_database(), 'temporary')"
        )


def test_a_database_that_cannot_be_reached_is_said_to_be(database):
    database.url = "host=/nowhere dbname=heed"
    assert "HEED_OWNER_DATABASE_URL" in database.migrate(status=1)


def test_roles_are_made_when_they_are_missing_and_may_be_made(database, superuser):
    superuser.execute("alter role heed_worker rename to heed_worker_away")
    try:
        explained = database.migrate(status=1)
        assert "heed_worker" in explained and "create role heed_worker" in explained
        superuser.execute("alter role heed_owner createrole")
        database.migrate(HEED_DATABASE_URL="unused")
        assert not superuser.execute(
            "select rolcanlogin from pg_roles where rolname = 'heed_worker'"
        ).fetchone()[0]
    finally:
        superuser.execute("alter role heed_owner nocreaterole")
        url = database.url_of("superuser")
        with psycopg.connect(url, autocommit=True) as everywhere:
            if everywhere.execute("select to_regrole('heed_worker')").fetchone()[0]:
                everywhere.execute("drop owned by heed_worker")
        superuser.execute("drop role if exists heed_worker")
        superuser.execute("alter role heed_worker_away rename to heed_worker")
