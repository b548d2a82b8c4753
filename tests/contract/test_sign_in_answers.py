"""What whoever signs in with a provider may be answered, held to the contract."""

import pytest

from calls import expect
from support.programs import wait_until
from support.provider import MadeProvider, add_provider, link
from support.tokens import Key, claims, signed

AUDIENCE = "https://heed.example.org"
LIST = {"method": "GET", "url": "/v1/cases"}
# Shown here and by no other file.
CODES = {"organisation-ambiguous", "provider-unavailable"}


@pytest.fixture(scope="module")
def key():
    return Key("ES256", "one")


@pytest.fixture(scope="module")
def provider(heed, organisation, key):
    """Of two organisations, both of which know somebody as "ann"."""
    with MadeProvider(key) as made:
        other = heed.create_organisation()
        for slug in (organisation.slug, other.slug):
            add_provider(heed, slug, made.issuer, AUDIENCE, {"handlers": "handler"})
        link(heed, organisation.slug, organisation.staff, made.issuer, "ann")
        yield made


@pytest.fixture
def client(heed, contract, provider):
    """Of an API that has just started."""
    api = heed.start_api(HEED_PROVIDER_LOOPBACK=1)
    with contract.client(api) as client:
        yield client
    api.stop()


@pytest.fixture
def call(provider, key):
    token = signed(key, claims(provider.issuer, AUDIENCE, "ann"))
    return LIST | {"headers": {"Authorization": f"Bearer {token}"}}


@pytest.fixture
def away(provider):
    provider.is_away = True
    yield
    provider.is_away = False


def test_while_nobody_knows_the_providers_keys(away, client, call):
    expect(client, call, 503, "provider-unavailable")


def test_a_token_that_counts_at_two_organisations(client, call):
    wait_until("the keys are known", lambda: client.request(**call).status_code != 503)
    expect(client, call, 403, "organisation-ambiguous")
