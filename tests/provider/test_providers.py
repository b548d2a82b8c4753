"""What an organisation says of its provider, and what becomes of that."""

import json
import time

import pytest

from support.programs import wait_until
from support.provider import MadeProvider, add_provider, link
from support.tokens import Key, claims, signed

AUDIENCE = "https://heed.example.org"
KEY = Key("EdDSA", "one")
HANDLERS = {"handlers": "handler"}


@pytest.fixture
def provider():
    with MadeProvider(KEY) as made:
        yield made


@pytest.fixture
def here(heed):
    return heed.create_organisation(roles="intake")


@pytest.fixture(scope="module")
def house(heed):
    """For tests that need none of their own: each has an issuer of its own."""
    return heed.create_organisation(roles="intake")


def token(provider, subject="ann", audience=AUDIENCE, **changes):
    return signed(KEY, claims(provider.issuer, audience, subject, **changes))


def status(api, credential, path="/v1/cases"):
    with api.client(credential) as client:
        return client.get(path).status_code


def status_once_known(api, credential):
    """Of an API that knows provider and keys."""
    wait_until("the keys are known", lambda: status(api, credential) not in (401, 503))
    return status(api, credential)


def add_file(heed, slug, text):
    file = heed.folder / "added.json"
    file.write_text(text if isinstance(text, str) else json.dumps(text))
    ended = heed.run("provider", "add", file, "--organisation", slug)
    assert ended.returncode == 1 and not ended.stdout, ended
    return ended.stderr


def test_every_mistake_in_the_file_is_told_and_nothing_is_kept(heed, here):
    told = add_file(
        heed,
        here.slug,
        {
            "issuer": "http://login.example.org",
            "keys_url": "file:///etc/passwd",
            "audience": AUDIENCE,
            "roles": [{"value": "x", "role": "operator"}, {"value": "y", "role": "analyst"}],
        },
    )
    assert "/issuer" in told and "/keys_url" in told
    assert "/roles/0/role" in told and "/roles/1/role" in told
    told = add_file(heed, here.slug, {"issuer": "https://x", "roles": [{"role": "king"}], "x": 1})
    assert "/audience" in told and "/roles/0/value" in told and "/roles/0/role" in told
    assert "/x" in told
    assert heed.command("provider", "list", "--organisation", here.slug) == ""


@pytest.mark.parametrize(
    "issuer", ["https://x.example/?a=b", "https://u:p@x.example", "ftp://x.example", "http://127.0.0.1"]
)
def test_an_issuer_is_an_address_that_may_be_asked(heed, house, issuer):
    roles = [{"value": "x", "role": "handler"}]
    told = add_file(heed, house.slug, {"issuer": issuer, "audience": "x", "roles": roles})
    assert "/issuer" in told


def test_one_is_listed_cannot_be_had_twice_and_comes_back_as_it_is_given_then(heed, here):
    issuer = "https://login.example.org"
    first = add_provider(heed, here.slug, issuer, AUDIENCE, HANDLERS)
    listed = heed.command("provider", "list", "--organisation", here.slug)
    assert listed == f"{first}\t{issuer}\t{AUDIENCE}\tsub\troles\t-\t-\thandlers=handler"
    roles = [{"value": "chief", "role": "ceo"}]
    twice = {"issuer": issuer, "audience": AUDIENCE, "roles": roles, "subject_claim": "oid"}
    assert "already" in add_file(heed, here.slug, twice)
    heed.command("provider", "remove", first, "--organisation", here.slug)
    assert heed.command("provider", "list", "--organisation", here.slug) == ""
    again = add_provider(heed, here.slug, issuer, AUDIENCE, {"chief": "ceo"}, subject_claim="oid")
    assert again == first
    listed = heed.command("provider", "list", "--organisation", here.slug)
    assert listed == f"{first}\t{issuer}\t{AUDIENCE}\toid\troles\t-\t-\tchief=ceo"


def test_an_issuer_has_its_keys_at_one_address_for_all(heed, here):
    """Else one organisation could say whose keys another believes. rules: B12"""
    issuer = "https://shared.example.org"
    add_provider(heed, here.slug, issuer, AUDIENCE, HANDLERS)
    other = heed.create_organisation(roles="intake")
    elsewhere = {
        **{"issuer": issuer, "audience": "x", "keys_url": "https://keys.example.org/k"},
        "roles": [{"value": "x", "role": "handler"}],
    }
    assert "/keys_url" in add_file(heed, other.slug, elsewhere)


def test_a_removed_provider_opens_nothing_and_what_it_gave_is_taken(heed, api, provider, here):
    """rules: A12"""
    made = add_provider(heed, here.slug, provider.issuer, AUDIENCE, HANDLERS)
    link(heed, here.slug, here.staff, provider.issuer, "ann")
    assert status_once_known(api, token(provider)) == 200
    assert roles_of(heed, here.staff) == {"intake", "handler"}
    heed.command("provider", "remove", made, "--organisation", here.slug)
    assert roles_of(heed, here.staff) == {"intake"}
    wait_until("it opens nothing", lambda: status(api, token(provider)) == 401, 5)


def roles_of(heed, staff):
    found = heed.owner.execute("select role from staff_role where staff_id = %s", [staff])
    return {role for (role,) in found}


def test_what_a_token_gives_no_token_of_ours_has(heed, api, provider, here):
    """Else it would outlive the provider's word. rules: A12"""
    add_provider(heed, here.slug, provider.issuer, AUDIENCE, HANDLERS)
    link(heed, here.slug, here.staff, provider.issuer, "ann")
    assert status_once_known(api, token(provider)) == 200
    assert status(api, here.staff_token) == 403


def test_organisations_that_share_an_issuer_map_its_roles_each_for_itself(
    heed, api, provider, here
):
    """rules: A12, B12"""
    other = heed.create_organisation(roles="intake")
    add_provider(heed, here.slug, provider.issuer, "urn:here", HANDLERS)
    add_provider(heed, other.slug, provider.issuer, "urn:other", {"handlers": "intake"})
    link(heed, here.slug, here.staff, provider.issuer, "ann")
    assert status_once_known(api, token(provider, audience="urn:here")) == 200
    assert status(api, token(provider, audience="urn:other")) == 403
    held = heed.owner.execute(
        "select slug, role from staff_role join organisation on organisation.id = organisation_id"
        " where staff_id = %s and provider_id is not null order by slug",
        [here.staff],
    ).fetchall()
    assert sorted(held) == sorted([(here.slug, "handler"), (other.slug, "intake")])
    both = token(provider, audience=["urn:here", "urn:other"])
    with api.client(both) as client:
        problem = client.get("/v1/cases").json()
    assert problem["code"] == "organisation-ambiguous"


@pytest.mark.parametrize(
    "claim, said",
    [
        ("roles", {"roles": ["x", "handlers"]}),
        ("roles", {"roles": "handlers"}),
        ("scope", {"scope": "openid handlers"}),
        ("/realm_access/roles", {"realm_access": {"roles": ["handlers"]}}),
        ("/a~1b/c~0d", {"a/b": {"c~d": ["handlers"]}}),
        ("https://example.org/roles", {"https://example.org/roles": ["handlers"]}),
    ],
)
def test_where_providers_write_what_somebody_may_do(heed, api, provider, house, claim, said):
    add_provider(heed, house.slug, provider.issuer, AUDIENCE, HANDLERS, roles_claim=claim)
    link(heed, house.slug, house.staff, provider.issuer, "ann")
    usual = {"roles": None}
    assert status_once_known(api, token(provider, **usual | said)) == 200
    without = usual | {name: None for name in said}
    assert status(api, token(provider, **without)) == 403


def test_another_claim_says_who_it_is(heed, api, provider, house):
    add_provider(heed, house.slug, provider.issuer, AUDIENCE, HANDLERS, subject_claim="oid")
    link(heed, house.slug, house.staff, provider.issuer, "4711")
    assert status_once_known(api, token(provider, oid="4711")) == 200
    assert status(api, token(provider, subject="4711", oid="ann")) == 403
    assert status(api, token(provider, subject="4711")) == 401


def test_one_that_must_say_that_it_is_an_access_token(heed, api, provider, house):
    add_provider(heed, house.slug, provider.issuer, AUDIENCE, HANDLERS, needs_access_type=True)
    link(heed, house.slug, house.staff, provider.issuer, "ann")
    assert status_once_known(api, token(provider)) == 200
    for typ, wanted in (("application/at+jwt", 200), ("JWT", 401), (None, 401)):
        said = signed(KEY, claims(provider.issuer, AUDIENCE, "ann"), typ=typ)
        assert status(api, said) == wanted


def test_newcomers_are_made_staff_once_where_the_organisation_wants_that(heed, api, provider, here):
    """rules: A12"""
    add_provider(heed, here.slug, provider.issuer, AUDIENCE, HANDLERS, admits_newcomers=True)
    assert status_once_known(api, token(provider, "eve", name=None)) == 403
    assert status(api, token(provider, "eve", name="Eve", roles=["others"])) == 403
    assert "Eve" not in heed.command("staff", "list", "--organisation", here.slug)
    assert status(api, token(provider, "eve", name="Eve Newcomer")) == 200
    time.sleep(3.1)
    assert status(api, token(provider, "eve", name="Eve Renamed")) == 200
    listed = heed.command("staff", "list", "--organisation", here.slug).splitlines()
    assert len([line for line in listed if line.endswith("\thandler\tEve Newcomer")]) == 1
    assert not [line for line in listed if "Renamed" in line]
    sealed = heed.owner.execute("select sealed from staff").fetchall()
    assert not [row for row in sealed if b"Newcomer" in row[0]]


def test_a_subject_is_one_person_until_they_are_parted(heed, api, provider, here):
    add_provider(heed, here.slug, provider.issuer, AUDIENCE, HANDLERS)
    link(heed, here.slug, here.staff, provider.issuer, "ann")
    other, _ = heed.create_person(here.slug, "Bea", "intake")
    who = ("--organisation", here.slug, "--issuer", provider.issuer, "--subject", "ann")
    again = heed.run("staff", "link", *who, "--staff", other)
    assert again.returncode == 1 and "already" in again.stderr
    assert status_once_known(api, token(provider)) == 200
    assert heed.run("staff", "unlink", *who, "--staff", other).returncode == 1
    assert roles_of(heed, here.staff) == {"intake", "handler"}
    kept = "select staff_identity::text from staff_identity where staff_id = %s"
    [(row,)] = heed.owner.execute(kept, [here.staff]).fetchall()
    assert "ann" not in row and b"ann".hex() not in row
    heed.command("staff", "unlink", *who, "--staff", here.staff)
    assert heed.owner.execute(kept, [here.staff]).fetchall() == []
    assert roles_of(heed, here.staff) == {"intake"}
    wait_until("nobody is meant", lambda: status(api, token(provider, jti="2")) == 403)


def test_the_apis_role_gives_nobody_a_role_but_what_a_provider_may(heed, provider, here):
    """rules: B6"""
    add_provider(heed, here.slug, provider.issuer, AUDIENCE, HANDLERS)
    link(heed, here.slug, here.staff, provider.issuer, "ann")
    made = heed.owner.execute(
        "select organisation_id, id from identity_provider where issuer = %s", [provider.issuer]
    ).fetchone()
    known = heed.owner.execute(
        "select hash from staff_identity where staff_id = %s", [here.staff]
    ).fetchone()[0]
    follow = "select heed_follow_token(%s, %s, %s, now() - interval '1 day', %s)"
    with heed.as_role("api") as role:
        role.execute(follow, [*made, known, ["handler", "ceo", "safeguarding_officer", "operator"]])
        assert roles_of(heed, here.staff) == {"intake", "handler"}
        role.execute(follow, [*made, bytes(32), ["handler"]])
        admitted = role.execute(
            "select heed_admit(%s, %s, %s, gen_random_uuid(), 'x')", [*made, b"n" * 32]
        ).fetchone()
        assert admitted == (None,)
