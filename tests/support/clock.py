"""The test clock: heed_now() of the database under test, moved at will."""

from datetime import datetime, timedelta

import psycopg

INSTALL = """
create table if not exists public.test_clock (
    only_row boolean primary key default true check (only_row),
    shift    interval not null default '0'
);
insert into public.test_clock default values on conflict do nothing;
grant select on public.test_clock to public;
create or replace function {schema}.heed_now() returns timestamptz
    language sql stable parallel safe
    as $$ select statement_timestamp() + shift from public.test_clock $$;
"""


class Clock:
    """Replaces heed_now() on first use; until then the database is as in production."""

    def __init__(self, connection: psycopg.Connection, wait_for_programs):
        self._connection = connection
        self._wait_for_programs = wait_for_programs
        self._installed = False

    def now(self) -> datetime:
        return self._connection.execute("select heed_now()").fetchone()[0]

    def advance(self, **amount):
        """advance(hours=1): timedelta's arguments. Returns when the programs know."""
        self._install()
        self._connection.execute(
            "update public.test_clock set shift = shift + %s", [timedelta(**amount)]
        )
        self._wait_for_programs()

    def set(self, instant: datetime | str):
        """It is 'instant' now (with a zone, or ISO text) and goes on from there."""
        if isinstance(instant, str):
            instant = datetime.fromisoformat(instant)
        assert instant.tzinfo, "an instant needs a zone"
        self._install()
        self._connection.execute(
            "update public.test_clock set shift = %s - statement_timestamp()", [instant]
        )
        self._wait_for_programs()

    def reset(self):
        """The true time again."""
        if self._installed:
            self._connection.execute("update public.test_clock set shift = '0'")
            self._wait_for_programs()

    def _install(self):
        if self._installed:
            return
        (schema,) = self._connection.execute(
            "select pronamespace::regnamespace::text from pg_proc where proname = 'heed_now'"
        ).fetchone()
        self._connection.execute(INSTALL.format(schema=schema))
        self._installed = True
