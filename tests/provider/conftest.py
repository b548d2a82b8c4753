"""An API that takes sign-in providers of this machine, and asks them for keys again soon."""

import pytest

from support.provider import MadeProvider, RealProvider
from support.tokens import Key

INTERVAL = 2


@pytest.fixture(scope="session")
def api(heed):
    return heed.start_api(HEED_PROVIDER_LOOPBACK=1, HEED_PROVIDER_SECONDS=INTERVAL)


@pytest.fixture(scope="module")
def real(heed):
    with RealProvider(heed.folder / "provider") as provider:
        yield provider


@pytest.fixture(scope="session")
def keys():
    """One of each algorithm, by its name."""
    return {name: Key(name, f"key-{name}") for name in ("RS256", "ES256", "EdDSA")}


@pytest.fixture(scope="module")
def made(keys):
    with MadeProvider(*keys.values()) as provider:
        yield provider
