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
    roles = "ceo,organisation_admin,handler,intake,manager,chair,safeguarding_officer"
    return heed.create_organisation(roles=roles)


@pytest.fixture(scope="session")
def calls(client, organisation, heed):
    return Calls(client, organisation, heed)
