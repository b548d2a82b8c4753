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
def calls(client, organisation):
    return Calls(client, organisation)
