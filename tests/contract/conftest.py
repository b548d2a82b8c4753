"""Calls whose answers are held to the contract."""

import pytest

from calls import Calls
from contract import Contract


@pytest.fixture(scope="session")
def contract():
    return Contract()


@pytest.fixture(scope="session")
def client(contract, api):
    with contract.client(api) as client:
        yield client


@pytest.fixture(scope="session")
def organisation(heed):
    """Its staff may do whatever anybody may."""
    roles = "ceo,organisation_admin,handler,intake,manager,chair,safeguarding_officer,auditor"
    return heed.create_organisation(roles=roles)


@pytest.fixture(scope="session")
def calls(client, organisation, heed):
    return Calls(client, organisation, heed)


@pytest.fixture(scope="session")
def strict(client, heed):
    """Calls on cases of an organisation whose procedure allows nothing while a case is open."""
    roles = "ceo,chair,safeguarding_officer"
    organisation = heed.create_organisation(roles=roles)
    with heed.superuser() as connection:
        connection.execute(
            "with strict as (update organisation set procedure_version = 2 where slug = %s"
            " returning id) insert into procedure_version (organisation_id, version, document,"
            " sha256) select id, 2, jsonb_set(document::jsonb, '{transitions}', %s), sha256"
            " from procedure_version join strict on id = organisation_id",
            [organisation.slug, '[{"events": ["reopened"], "from": ["closed"], "to": "received"}]'],
        )
    return Calls(client, organisation, heed)
