"""Whoever loses a role is missed the same way, however it was taken: nothing waits for them.

rules: A13, A17, D9
"""

import time

import pytest
from support.office import Office
from support.programs import wait_until
from support.provider import MadeProvider, add_provider, link
from support.tokens import Key, claims, signed

AUDIENCE = "https://heed.example.org"
KEY = Key("EdDSA", "one")
ROLES = {"handlers": "handler", "officers": "safeguarding_officer", "reception": "intake"}


@pytest.fixture(scope="module")
def office(heed, api, worker):
    roles = ("manager", "ceo", "chair", "trustee", "safeguarding_trustee")
    with Office(heed, api, roles=roles) as office:
        yield office


@pytest.fixture
def provider(heed, office):
    with MadeProvider(KEY) as made:
        made.id = add_provider(heed, office.organisation.slug, made.issuer, AUDIENCE, ROLES)
        yield made


class SignedIn:
    """Somebody whose tokens say what they may do; for what is not theirs they have a role besides."""

    def __init__(self, office, provider, *said):
        self.office, self.provider = office, provider
        self.id = office.hire("hal", "register_keeper").id
        link(office.heed, office.organisation.slug, self.id, provider.issuer, "hal")
        wait_until("the keys are known", lambda: self.comes(*said, seconds_ago=60) == 200)

    def comes(self, *said, seconds_ago=0) -> int:
        """With a token that says so; the status of a list that everybody may read."""
        issued = time.time() - seconds_ago
        told = claims(self.provider.issuer, AUDIENCE, "hal", issued, roles=list(said))
        with self.office.api.client(signed(KEY, told)) as client:
            return client.get("/v1/notifications").status_code


def investigated_by(office, person):
    reference, _ = office.receive()
    office.ceo.act(reference, "assignment", handler=office.manager.id)
    office.chair.act(reference, "investigation", members=[person.id])
    return reference


def by_token(office, hal):
    assert hal.comes("reception") == 200


def by_token_that_says_nothing(office, hal):
    assert hal.comes("others") == 403


def by_unlinking(office, hal):
    whose = ("--organisation", office.organisation.slug, "--staff", hal.id)
    issuer = ("--issuer", hal.provider.issuer, "--subject", "hal")
    office.heed.command("staff", "unlink", *whose, *issuer)


def by_removing_the_provider(office, hal):
    here = ("--organisation", office.organisation.slug)
    office.heed.command("provider", "remove", hal.provider.id, *here)


def by_disabling(office, hal):
    office.heed.command("staff", "disable", "--staff", hal.id)


@pytest.mark.parametrize(
    "lose",
    [
        by_token,
        by_token_that_says_nothing,
        by_unlinking,
        by_removing_the_provider,
        by_disabling,
    ],
)
def test_the_chair_is_told_of_what_they_investigate(office, provider, lose):
    hal = SignedIn(office, provider, "handlers")
    reference = investigated_by(office, hal)
    lose(office, hal)
    wait_until("it is told", lambda: office.chair.types(reference) == ["investigator_away"])
    office.chair.act(
        reference, "investigation/reassignment", members=[office.trustee.id], text="Hal has left."
    )


def is_told_of_somebody_else(office):
    """What was to be told before is."""
    leaver = office.hire("leaver", "handler")
    reference = investigated_by(office, leaver)
    office.heed.command("staff", "disable", "--staff", leaver.id)
    wait_until("it is told", lambda: office.chair.types(reference) == ["investigator_away"])


def test_the_chair_is_told_once_whatever_their_next_tokens_say(office, provider):
    hal = SignedIn(office, provider, "handlers")
    reference = investigated_by(office, hal)
    by_token(office, hal)
    for said in ("reception", "others"):
        hal.comes(said)
    is_told_of_somebody_else(office)
    assert office.chair.types(reference) == ["investigator_away"]


def test_a_role_that_they_have_from_elsewhere_is_enough(office, provider):
    hal = SignedIn(office, provider, "handlers", "officers")
    reference = investigated_by(office, hal)
    hal.comes("handlers")
    is_told_of_somebody_else(office)
    assert office.chair.types(reference) == []


def test_what_was_handed_to_an_officer_goes_to_who_is_next(office, provider):
    """The safeguarding trustee is let in, at once. rules: A13, D17"""
    hal = SignedIn(office, provider, "officers")
    reference, _ = office.receive()
    office.ceo.act(reference, "safeguarding", 204, staff=hal.id, text="A child.")
    trustee = office.safeguarding_trustee
    assert trustee.types(reference) == []
    by_token(office, hal)
    wait_until("it is handed on", lambda: trustee.types(reference) == ["alarm"])
    trustee.act(reference, "safeguarding/acknowledgement", text="I have it.")


def test_a_handler_who_sees_the_case_no_more_is_not_told_of_it(office, provider):
    """Whoever is next in line is."""
    hal = SignedIn(office, provider, "handlers")
    reference, complainant = office.receive()
    office.ceo.act(reference, "assignment", handler=hal.id)
    by_token(office, hal)
    complainant.act(reference, "messages", text="Hello?")
    assert office.manager.types(reference) == ["message"]


def test_whoever_leads_is_told_when_a_deputy_loses_the_role(office, provider):
    hal = SignedIn(office, provider, "handlers")
    away = office.hire("away", "handler")
    whose = ("--organisation", office.organisation.slug, "--staff", away.id)
    office.heed.command("staff", "deputy", *whose, "--deputy", hal.id)
    reference = investigated_by(office, away)
    day = time.strftime("%Y-%m-%d")
    office.heed.command("staff", "absent", *whose, "--from", day, "--to", "2090-01-01")
    is_told_of_somebody_else(office)
    assert office.chair.types(reference) == []
    by_token(office, hal)
    wait_until("it is told", lambda: office.chair.types(reference) == ["investigator_away"])
