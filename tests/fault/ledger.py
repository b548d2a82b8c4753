"""What must hold after every fault: each acknowledged case is there once, with one effect."""

import itertools
import threading
import time

import httpx
import psycopg

from support.heed import Heed, Organisation
from support.programs import wait_until
from support.transport import ask

# Counts the effects that were committed: 'on conflict do nothing' would hide a second one.
COUNT_EFFECTS = """
create table if not exists public.test_effect (case_id uuid not null);
create or replace function public.test_effect_count() returns trigger
    language plpgsql security definer
    as $$ begin insert into public.test_effect values (new.case_id); return new; end $$;
create or replace trigger test_effect before insert on case_movement
    for each row when (new.movement = 'received') execute function public.test_effect_count();
"""

# One row a case: how often everything that should be there once is there. An act on a case is an
# event more, which has an effect more.
STANDINGS = """
select reference,
       (select count(*) from case_movement
         where case_movement.case_id = case_file.id and movement = 'received'),
       (select count(*) from case_fact where case_fact.case_id = case_file.id),
       (select count(*) from public.test_effect where test_effect.case_id = case_file.id)
       - (select count(*) - 1 from outbox where subject_id = case_file.id),
       (select count(*) from outbox where subject_id = case_file.id and topic = 'case.received')
  from case_file
 where organisation_id = (select id from organisation where slug = %s)
"""

# Effects without a case that was committed.
ORPHANS = """
select count(*)
  from public.test_effect
 where not exists (select from case_file where case_file.id = test_effect.case_id)
"""


OPEN_EVENTS = """
select state, attempt, publish_count, count(*), min(available_at), max(published_at),
       max(lease_until), heed_now()
  from outbox
 where state in (0, 1)
 group by state, attempt, publish_count
"""

BACKENDS = """
select pid, application_name, state, wait_event, now() - query_start, left(query, 60)
  from pg_stat_activity
 where backend_type = 'client backend'
"""


class Ledger:
    """The cases posted for one organisation; any thread may post."""

    def __init__(self, heed: Heed, organisation: Organisation):
        self.heed = heed
        self.organisation = organisation
        self.acknowledged: dict[str, str] = {}  # idempotency key: reference
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        with heed.superuser() as database:
            database.execute(COUNT_EFFECTS)

    # --- posting ---

    def new_key(self) -> str:
        with self._lock:
            return f"key-{next(self._numbers)}"

    def post(self, url: str, key: str, timeout: float = 10, request=ask) -> httpx.Response:
        """Posts one case once; what is acknowledged is remembered. 'request': a client's, say."""
        answer = request(
            "POST",
            f"{url}/v1/cases",
            json={"kind": "complaint", "narrative": f"The bus did not come ({key})."},
            headers={
                "Authorization": f"Bearer {self.organisation.secret_key}",
                "Idempotency-Key": key,
            },
            timeout=timeout,
        )
        if answer.status_code == 201:
            self.acknowledge(key, answer.json()["reference"])
        return answer

    def acknowledge(self, key: str, reference: str):
        with self._lock:
            known = self.acknowledged.setdefault(key, reference)
        assert known == reference, f"{key} was acknowledged as {known} and as {reference}"

    def post_until_acknowledged(self, url, key: str | None = None, seconds: float = 30) -> str:
        """The reference. 'url' may be a function, when the API moves while it is tried."""
        key = key or self.new_key()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.post(url() if callable(url) else url, key).status_code == 201:
                    return self.acknowledged[key]
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise AssertionError(f"{key} was not acknowledged within {seconds} seconds")

    def post_many(self, url: str, count: int) -> list[str]:
        return [self.post_until_acknowledged(url) for _ in range(count)]

    # --- looking ---

    def count(self, condition: str) -> int:
        """How many events are so."""
        with self.heed.superuser() as database:
            return database.execute(f"select count(*) from outbox where {condition}").fetchone()[0]

    def references(self) -> list[str]:
        return [row[0] for row in self._cases("reference")]

    def version(self, reference: str) -> int:
        (found,) = [row[1] for row in self._cases("reference, version") if row[0] == reference]
        return found

    def wait_for(self, condition: str, count: int, seconds: float = 15):
        wait_until(
            f"{count} events with {condition}", lambda: self.count(condition) == count, seconds
        )

    def wait_until_drained(self, seconds: float = 30, but: int = 0):
        """Until no more than 'but' events are open."""
        try:
            wait_until("the outbox is empty", lambda: self._open_events() <= but, seconds)
        except AssertionError as late:
            raise AssertionError(f"{late}\n{self._standing()}") from None

    def _standing(self) -> str:
        """What is open, and what the backends are at."""
        with self.heed.superuser() as database:
            rows = [*database.execute(OPEN_EVENTS), *database.execute(BACKENDS)]
        return "\n".join(" ".join(map(str, row)) for row in rows)

    def _cases(self, columns: str) -> list[tuple]:
        with self.heed.superuser() as database:
            return database.execute(
                f"select {columns} from case_file join organisation"
                " on organisation.id = organisation_id where slug = %s",
                [self.organisation.slug],
            ).fetchall()

    def _open_events(self) -> int:
        try:
            return self.count("state in (0, 1)")
        except psycopg.OperationalError:
            return 1  # away is not empty

    # --- judging ---

    def mistakes(self) -> list[str]:
        """Everything that is not as it should be; the queue has drained."""
        found = []
        with self.heed.superuser() as database:
            cases = database.execute(STANDINGS, [self.organisation.slug]).fetchall()
            if orphans := database.execute(ORPHANS).fetchone()[0]:
                found.append(f"{orphans} effects without a case")
        references = [case[0] for case in cases]
        for lost in set(self.acknowledged.values()) - set(references):
            found.append(f"{lost} was acknowledged and is lost")
        if len(references) != len(set(self.acknowledged.values())):
            found.append(f"{len(references)} cases, {len(self.acknowledged)} acknowledged")
        names = ("movements", "facts", "effects", "events")
        for reference, *counts in cases:
            for name, number in zip(names, counts):
                if number != 1:
                    found.append(f"{reference} has {number} {name}")
        return found

    def check(self, seconds: float = 30):
        """The rule of every fault. Every case that was posted must have been acknowledged."""
        self.wait_until_drained(seconds)
        mistakes = self.mistakes()
        assert not mistakes, f"{len(mistakes)} mistakes: {mistakes[:10]}"
        self.heed.command("verify", "--organisation", self.organisation.slug)
