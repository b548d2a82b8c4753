"""What the tests of answers share: operations to choose from, and obstacles."""

from contextlib import contextmanager

import psycopg
import pytest

from contract import Contract

OPERATIONS = Contract().operations


def chosen(*names):
    """Parameters for tests, one an operation; all of them when none is named."""
    return [pytest.param(name, id=name) for name in names or OPERATIONS]


def those(condition):
    return chosen(*(one.id for one in OPERATIONS.values() if condition(one)))


def id_of(heed, reference):
    with heed.superuser() as connection:
        asked = connection.execute("select id from case_file where reference = %s", [reference])
        return asked.fetchone()[0]


@contextmanager
def request_in_flight(heed, organisation, caller, operation):
    """Another transaction that does the same request and has not ended."""
    with heed.superuser() as connection, connection.transaction():
        connection.execute(
            "insert into idempotency select organisation_id, %s, %s, 'in flight', fingerprint,"
            " 200, resource_id, created_at from idempotency where organisation_id ="
            " (select id from organisation where slug = %s) limit 1",
            [caller, operation, organisation.slug],
        )
        yield
        raise psycopg.Rollback()


def break_seal(heed, reference):
    """The case's key opens no more."""
    with heed.superuser() as connection:
        connection.execute(
            "update case_key set wrapped = wrapped || 'x' where case_id ="
            " (select id from case_file where reference = %s)",
            [reference],
        )


def name_as_subject(heed, reference, staff):
    """The case is taken from somebody, whatever its state."""
    with heed.superuser() as connection:
        connection.execute(
            "insert into case_person select organisation_id, id, version + 1, %s, 'subject',"
            " 'confirmed' from case_file where reference = %s",
            [staff, reference],
        )
