"""What tests put in PostgreSQL's way, taken away at the end of a 'with'."""

import contextlib

SLOW = """
create or replace function public.test_slow() returns trigger language plpgsql as $$
begin perform pg_sleep({seconds}); return new; end $$;
create trigger test_slow before insert on {table} for each row execute function public.test_slow();
"""


@contextlib.contextmanager
def slow_inserts(heed, table: str, seconds: float):
    with heed.superuser() as database:
        database.execute(SLOW.format(table=table, seconds=seconds))
    try:
        yield
    finally:
        with heed.superuser() as database:
            database.execute(f"drop trigger test_slow on {table}")


@contextlib.contextmanager
def endless_commits(heed):
    """Each COMMIT is done and does not answer: it waits for a standby that does not exist."""
    with heed.superuser() as database:
        database.execute("alter system set synchronous_standby_names = 'nobody'")
        database.execute("select pg_reload_conf()")
    try:
        yield
    finally:
        with heed.superuser() as database:
            database.execute("set synchronous_commit = local")
            database.execute("alter system reset synchronous_standby_names")
            database.execute("select pg_reload_conf()")


def commits_that_wait(heed) -> list[int]:
    """The backends that wait inside COMMIT."""
    with heed.superuser() as database:
        rows = database.execute("select pid from pg_stat_activity where wait_event = 'SyncRep'")
        return [row[0] for row in rows]
