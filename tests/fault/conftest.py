"""Fixtures of the faults: each test starts and ends its own programs."""

import pytest
from ledger import Ledger

# Short enough for a test, long enough for a slow machine.
QUICK = {"HEED_LEASE_SECONDS": 3, "HEED_SWEEP_SECONDS": 1}


@pytest.fixture
def ledger(heed):
    """An empty outbox and an organisation of its own."""
    with heed.superuser() as database:
        database.execute("delete from outbox")
    heed.redis.delete("heed:events")
    return Ledger(heed, heed.create_organisation())


@pytest.fixture
def programs(heed):
    """Starts programs that end with the test."""
    started = Programs(heed)
    yield started
    started.end()


class Programs:
    def __init__(self, heed):
        self._heed = heed
        self._started = []

    def api(self, **settings):
        return self._keep(self._heed.start_api(**settings))

    def worker(self, **settings):
        return self._keep(self._heed.start_worker(**{**QUICK, **settings}))

    def end(self):
        try:
            self._heed.check()
        finally:
            for program in self._started:
                program.kill()
                self._heed.programs.remove(program)

    def _keep(self, program):
        self._started.append(program)
        return program
