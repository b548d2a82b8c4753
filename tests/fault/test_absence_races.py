"""Somebody goes away while a worker tells them that they stand in: another worker sees to their own
absence, and nothing waits for either. rules: A17, D9"""

import signal
import time

import pytest
from obstacles import slow_inserts
from support.office import Office
from support.programs import wait_until

NOW = "2026-06-03T10:00:00Z"
JUNE = ("--from", "2026-06-03", "--to", "2026-06-12")
PASSES = 1.5  # seconds, in which a worker looks at absences more than once


@pytest.fixture
def office(heed, programs):
    heed.clock.set(NOW)
    with Office(heed, programs.api(), roles=("ceo", "chair")) as office:
        for name in ("hal", "dora"):
            office.hire(name, "handler")
        yield office
    heed.clock.reset()


def investigated_by(office, member):
    reference, _ = office.receive()
    office.ceo.act(reference, "assignment", handler=office.ceo.id)
    office.chair.act(reference, "investigation", members=[member.id])
    return reference


def rows(office, query: str) -> int:
    with office.heed.superuser() as records:
        return records.execute(query).rowcount


def is_telling(office) -> bool:
    return rows(office, "select from pg_stat_activity where wait_event = 'PgSleep'") == 1


def unseen(office) -> int:
    """Also those that a worker has marked, and has not committed."""
    absences = rows(office, "select from staff_absence where seen_to_at is null")
    return absences + rows(office, "select from departure")


def leaves(office, how: str):
    if how == "goes away":
        office.say("absent", office.dora, *JUNE)
    else:
        office.take_role(office.dora, "handler")


@pytest.mark.parametrize("how", ["goes away", "loses the role"])
def test_a_deputy_who_is_gone_before_they_know_that_they_stand_in_is_stood_in_for(
    office, programs, how
):
    telling, other = programs.worker(), programs.worker()
    reference = investigated_by(office, office.hal)
    office.say("deputy", office.hal, "--deputy", office.dora.id)
    with slow_inserts(office.heed, "notification", 1):
        with other.halted():
            office.say("absent", office.hal, *JUNE)
            wait_until("the deputy is being told", lambda: is_telling(office))
            telling.send(signal.SIGSTOP)
        leaves(office, how)
        time.sleep(PASSES)
        telling.send(signal.SIGCONT)
    wait_until("both are seen to", lambda: not unseen(office))
    assert office.chair.types(reference) == ["investigator_away"]
