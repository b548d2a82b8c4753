"""The life of keys and tokens: listed by a public id, rotated, revoked, and all of it recorded."""

import hashlib

import pytest

from admin_program import done, refused, run
from support.heed import Organisation

PAGE = "https://www.example.org"
OTHER_PAGE = "https://shop.example.org:8443"


@pytest.fixture(scope="module")
def organisation(heed) -> Organisation:
    return heed.create_organisation()


@pytest.fixture(scope="module")
def here(organisation):
    return ("--organisation", organisation.slug)


@pytest.fixture(scope="module")
def elsewhere(heed):
    return ("--organisation", heed.create_organisation().slug)


def create_key(heed, here, *more, kind="secret"):
    return done(heed, "key", "create", *here, "--site", "Website", "--kind", kind, *more)


def keys(heed, here):
    """What the list shows of each key, by its id."""
    names = "kind state made ends used site name scopes origins".split()
    lines = [line.split("\t") for line in run(heed, "key", "list", *here).printed.splitlines()]
    return {line[0]: dict(zip(names, line[1:], strict=True)) for line in lines}


def tokens(heed, here):
    names = "state made ends used staff name".split()
    printed = run(heed, "staff", "token", "list", *here).printed
    lines = [line.split("\t") for line in printed.splitlines()]
    return {line[0]: dict(zip(names, line[1:], strict=True)) for line in lines}


def changes(heed, here, key):
    printed = run(heed, "key", "changes", *here).printed
    lines = [line.split("\t") for line in printed.splitlines()]
    return [line[2:] for line in lines if line[1] == key]


def test_a_key_is_listed_by_its_id_and_neither_by_its_text_nor_its_hash(heed, here):
    text = create_key(heed, here, "--name", "shop")
    listed = keys(heed, here)[heed.key_id(text)]
    assert (listed["kind"], listed["state"], listed["name"]) == ("secret", "valid", "shop")
    assert (listed["ends"], listed["used"]) == ("-", "-")
    assert listed["scopes"] == "cases:create cases:status" and listed["origins"] == ""
    shown = done(heed, "key", "list", *here)
    assert text not in shown
    assert hashlib.blake2b(text.encode(), digest_size=32).hexdigest()[:16] not in shown


def test_a_key_for_one_thing_only(heed, here):
    """rules: A12"""
    text = create_key(heed, here, "--scope", "cases:create")
    assert keys(heed, here)[heed.key_id(text)]["scopes"] == "cases:create"
    arguments = (*here, "--site", "Website", "--kind")
    said = refused(heed, "key", "create", *arguments, "secret", "--scope", "cases:delete", status=2)
    assert '--scope: "cases:delete" is no scope' in said
    pages = ("publishable", "--origin", PAGE, "--scope", "cases:status")
    said = refused(heed, "key", "create", *arguments, *pages, status=2)
    assert "--scope: a publishable key creates cases" in said


def test_a_revoked_key_stays_revoked(heed, here):
    key = heed.key_id(create_key(heed, here))
    done(heed, "key", "revoke", *here, key)
    assert keys(heed, here)[key]["state"] == "revoked"
    assert "revoked already" in refused(heed, "key", "revoke", *here, key)
    assert "revoked already" in refused(heed, "key", "rotate", *here, key)
    assert changes(heed, here, key) == [["created", "-", ""], ["revoked", "-", ""]]


def test_a_key_of_another_organisation_is_not_touched(heed, here, elsewhere):
    key = heed.key_id(create_key(heed, here))
    for command in ("revoke", "rotate", "origins"):
        assert "there is no such key" in refused(heed, "key", command, *elsewhere, key)
    assert keys(heed, here)[key]["state"] == "valid"
    assert key not in keys(heed, elsewhere)
    assert changes(heed, elsewhere, key) == []


@pytest.mark.parametrize("word", ["", "0123456789abcdef"])
def test_only_an_id_names_a_key(heed, here, word):
    assert "must be an id" in refused(heed, "key", "revoke", *here, word, status=2)


def test_a_key_is_rotated_and_the_old_one_lives_on_for_a_while(heed, here):
    old_text = create_key(heed, here, "--name", "main", "--days", "90", "--scope", "cases:create")
    new_text = done(heed, "key", "rotate", *here, heed.key_id(old_text), "--overlap", "P7D")
    assert new_text.startswith("heed_sk_") and new_text != old_text
    listed = keys(heed, here)
    old, new = listed[heed.key_id(old_text)], listed[heed.key_id(new_text)]
    assert (old["state"], new["state"]) == ("rotated", "valid")
    assert all(old[what] == new[what] for what in ("kind", "site", "name", "scopes", "origins"))
    lives = "select extract(day from expires_at - heed_now())::int from api_key where id = %s"
    days = [heed.owner.execute(lives, [heed.key_id(text)]).fetchone() for text in (old_text, new_text)]
    assert days == [(6,), (89,)]  # whole days that are left
    said = refused(heed, "key", "rotate", *here, heed.key_id(old_text))
    assert "rotated already" in said
    assert changes(heed, here, heed.key_id(old_text))[-1] == ["rotated", "-", ""]
    heed.clock.advance(days=8)
    try:
        assert keys(heed, here)[heed.key_id(old_text)]["state"] == "expired"
        assert keys(heed, here)[heed.key_id(new_text)]["state"] == "valid"
    finally:
        heed.clock.reset()


def test_an_old_key_never_lives_longer_for_being_rotated(heed, here):
    old = heed.key_id(create_key(heed, here, "--days", "2"))
    ends = keys(heed, here)[old]["ends"]
    done(heed, "key", "rotate", *here, old, "--overlap", "P30D")
    assert keys(heed, here)[old]["ends"] == ends


@pytest.mark.parametrize(
    "overlap, status", [("PT0S", 0), ("P90DT1S", 2), ("7", 2)]
)
def test_how_long_an_overlap_may_be(heed, here, overlap, status):
    key = heed.key_id(create_key(heed, here))
    assert run(heed, "key", "rotate", *here, key, "--overlap", overlap).status == status


def test_the_pages_that_may_use_a_publishable_key(heed, here):
    text = create_key(heed, here, "--origin", PAGE, "--origin", OTHER_PAGE, kind="publishable")
    key = heed.key_id(text)
    listed = keys(heed, here)[key]
    assert (listed["scopes"], listed["origins"]) == ("cases:create", f"{PAGE} {OTHER_PAGE}")
    done(heed, "key", "origins", *here, key, "--origin", OTHER_PAGE)
    assert keys(heed, here)[key]["origins"] == OTHER_PAGE
    done(heed, "key", "origins", *here, key)
    assert keys(heed, here)[key]["origins"] == ""
    assert changes(heed, here, key) == [
        ["created", "-", ""],
        ["origins_changed", "-", OTHER_PAGE],
        ["origins_changed", "-", ""],
    ]


@pytest.mark.parametrize("origin", ["*", "null", "https://example.org/"])
def test_what_is_no_origin_is_refused(heed, here, origin):
    """The rest in tests/unit/key_test.c."""
    arguments = (*here, "--site", "Website", "--kind", "publishable", "--origin", origin)
    assert "--origin" in refused(heed, "key", "create", *arguments, status=2)


def test_a_publishable_key_says_whose_pages_may_use_it(heed, here):
    """As over HTTP: tests/api/test_keys.py."""
    arguments = (*here, "--site", "Website", "--kind", "publishable")
    said = refused(heed, "key", "create", *arguments, status=2)
    assert "--origin: say whose pages may use the key" in said


def test_a_secret_key_has_no_pages(heed, here, organisation):
    arguments = (*here, "--site", "Website", "--kind", "secret", "--origin", PAGE)
    said = refused(heed, "key", "create", *arguments, status=2)
    assert "--origin: only publishable keys have origins" in said
    key = heed.key_id(organisation.secret_key)
    said = refused(heed, "key", "origins", *here, key, "--origin", PAGE, status=2)
    assert "only publishable keys have origins" in said


def test_a_token_is_listed_rotated_and_revoked(heed, here, organisation):
    arguments = (*here, "--staff", organisation.staff, "--name", "tablet", "--days", "30")
    old_text = done(heed, "staff", "token", "create", *arguments)
    old = heed.key_id(old_text)
    listed = tokens(heed, here)[old]
    assert (listed["state"], listed["staff"], listed["name"]) == ("valid", organisation.staff, "tablet")
    new_text = done(heed, "staff", "token", "rotate", *here, old)
    new = heed.key_id(new_text)
    assert tokens(heed, here)[old]["state"] == "rotated"
    done(heed, "staff", "token", "revoke", *here, old)
    states = {key: one["state"] for key, one in tokens(heed, here).items()}
    assert (states[old], states[new]) == ("revoked", "valid")
    assert [change[0] for change in changes(heed, here, old)] == ["created", "rotated", "revoked"]


def test_a_token_over_all_organisations(heed, here):
    analyst = done(heed, "staff", "analyst", "--name", "Anna")
    token = heed.key_id(done(heed, "staff", "token", "create", "--staff", analyst))
    assert token in tokens(heed, ()) and token not in tokens(heed, here)
    assert "there is no such token" in refused(heed, "staff", "token", "revoke", *here, token)
    done(heed, "staff", "token", "revoke", token)
    assert tokens(heed, ())[token]["state"] == "revoked"


def test_a_key_is_no_token_and_a_token_no_key(heed, here, organisation):
    key = heed.key_id(organisation.secret_key)
    token = heed.key_id(organisation.staff_token)
    assert "no such token" in refused(heed, "staff", "token", "revoke", *here, key)
    assert "no such key" in refused(heed, "key", "revoke", *here, token)
