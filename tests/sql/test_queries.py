"""Every query prepares and may be run as the role of each program that runs it. rules: B12"""

import re

import psycopg
import pytest

from program_queries import queries_of, read_queries

QUERIES = read_queries()
USED = [(role, name) for role in ("api", "worker") for name in sorted(queries_of(role))]


@pytest.fixture(scope="module")
def connections(heed):
    with heed.as_role("api") as api, heed.as_role("worker") as worker:
        yield {"api": api, "worker": worker}


def test_every_query_is_run_by_a_program():
    """Also shows that the reading of the C files finds what it should."""
    assert {name for _, name in USED} == set(QUERIES)
    assert ("api", "intake_insert") in USED and ("worker", "intake_insert") not in USED
    assert ("worker", "outbox_delete_old") in USED and ("api", "outbox_delete_old") not in USED


@pytest.mark.parametrize("role, name", USED, ids=[f"{role}-{name}" for role, name in USED])
def test_it_prepares_and_may_be_run(connections, role, name):
    """Explaining a prepared query checks the rights that running it needs."""
    connection, text = connections[role], QUERIES[name]
    count = max((int(number) for number in re.findall(r"\$(\d+)", text)), default=0)
    connection.execute(f"prepare {name} as {text}")
    nothing = ", ".join(["null"] * count)
    connection.execute(f"explain execute {name}{f'({nothing})' if count else ''}")


def test_a_query_without_the_right_is_found(connections):
    """The way of the test above does see a missing right."""
    connection = connections["api"]
    connection.execute("prepare forbidden as delete from case_event where seq = $1")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("explain execute forbidden(null)")
