"""Keys of sites, staff and their tokens: shown once, kept as hashes, names sealed."""

import hashlib
import re
import uuid

import pytest

from admin_program import done, refused, run

SECRET = re.compile(r"heed_sk_[0-9A-HJKMNP-TV-Z]{57}")
PUBLISHABLE = re.compile(r"heed_pk_[0-9A-HJKMNP-TV-Z]{57}")
TOKEN = re.compile(r"heed_st_[0-9A-HJKMNP-TV-Z]{57}")


def hash_of(text):
    return hashlib.blake2b(text.encode(), digest_size=32).digest()


@pytest.fixture(scope="module")
def here(heed):
    for slug in ("here", "elsewhere"):
        arguments = ("--slug", slug, "--name", slug, "--nation", "scotland")
        done(heed, "organisation", "create", *arguments)
        done(heed, "site", "create", "--organisation", slug, "--name", "Website")
    return ("--organisation", "here")


def create_key(heed, here, *more, kind="secret", site="Website"):
    return done(heed, "key", "create", *here, "--site", site, "--kind", kind, *more)


def keys(heed, here):
    return [line.split("\t") for line in done(heed, "key", "list", *here).splitlines()]


def create_staff(heed, here, name="Ann", roles="ceo,handler"):
    return done(heed, "staff", "create", *here, "--name", name, "--roles", roles)


def test_a_key_is_printed_once_and_kept_as_a_hash(heed, here):
    key = create_key(heed, here, "--name", "main")
    assert SECRET.fullmatch(key)
    kind, name, expires_at = heed.owner.execute(
        "select kind, name, expires_at from api_key where hash = %s", [hash_of(key)]
    ).fetchone()
    assert (kind, name, expires_at) == ("secret", "main", None)
    assert key not in str(heed.owner.execute("select * from api_key").fetchall())


def test_a_site_is_named_by_its_id_too(heed, here):
    site = done(heed, "site", "list", *here).split("\t")[0]
    assert SECRET.fullmatch(create_key(heed, here, site=site))


def test_a_publishable_key_that_ends(heed, here):
    key = create_key(
        heed, here, "--days", "30", "--origin", "https://www.example.org", kind="publishable"
    )
    assert PUBLISHABLE.fullmatch(key)
    days = heed.owner.execute(
        "select extract(day from expires_at - created_at)::int from api_key where hash = %s",
        [hash_of(key)],
    ).fetchone()[0]
    assert days == 30


def test_a_key_for_a_site_of_another_organisation_is_refused(heed, here):
    site = done(heed, "site", "list", "--organisation", "elsewhere").split("\t")[0]
    for name in (site, "Nowhere"):
        explained = refused(heed, "key", "create", *here, "--site", name, "--kind", "secret")
        assert f'--site: here has no site "{name}"' in explained


def test_a_person_has_the_roles_and_a_sealed_name(heed, here):
    staff = create_staff(heed, here, name="Ann O’Neil")
    roles = heed.owner.execute(
        "select role from staff_role where staff_id = %s order by role", [staff]
    ).fetchall()
    assert roles == [("ceo",), ("handler",)]
    sealed = heed.owner.execute("select sealed from staff where id = %s", [staff]).fetchone()[0]
    assert b"Neil" not in sealed and b"Ann" not in sealed
    assert f"{staff}\tceo,handler\tAnn O’Neil" in done(heed, "staff", "list", *here).splitlines()


def test_names_cannot_be_read_with_another_key_ring(heed, here, tmp_path):
    create_staff(heed, here)
    ring = tmp_path / "ring"
    ring.write_text(run(heed, "key-ring", "generate").printed)
    explained = refused(heed, "staff", "list", *here, HEED_KEY_RING_FILE=ring)
    assert "could not be opened" in explained


@pytest.mark.parametrize(
    "roles, said",
    [
        ("ceo,king", '"king" is none of: intake, handler'),
        ("ceo,", '"" is none of'),
        ("analyst", "analyst is a role over all organisations"),
        ("operator", "operator is a role over all organisations"),
    ],
)
def test_a_wrong_role_makes_nobody(heed, here, roles, said):
    before = heed.owner.execute("select count(*) from staff").fetchone()
    arguments = (*here, "--name", "Ann", "--roles", roles)
    assert said in refused(heed, "staff", "create", *arguments, status=2)
    assert heed.owner.execute("select count(*) from staff").fetchone() == before


def test_a_token_is_for_one_organisation_and_ends(heed, here):
    staff = create_staff(heed, here)
    token = done(heed, "staff", "token", "create", *here, "--staff", staff)
    assert TOKEN.fullmatch(token)
    owner, slug, days = heed.owner.execute(
        "select staff_id, slug, extract(day from expires_at - staff_token.created_at)::int"
        "  from staff_token join organisation on organisation.id = organisation_id"
        " where hash = %s",
        [hash_of(token)],
    ).fetchone()
    assert (str(owner), slug, days) == (staff, "here", 365)


def test_a_token_ends_when_it_was_asked_to(heed, here):
    staff = create_staff(heed, here)
    token = done(heed, "staff", "token", "create", *here, "--staff", staff, "--days", "7")
    days = heed.owner.execute(
        "select extract(day from expires_at - created_at)::int from staff_token where hash = %s",
        [hash_of(token)],
    ).fetchone()[0]
    assert days == 7


def test_nobody_gets_a_token_without_a_role_there(heed, here):
    staff = create_staff(heed, here)
    analyst = done(heed, "staff", "analyst", "--name", "Anna")
    stranger = uuid.uuid4()
    for arguments in (
        ("--organisation", "elsewhere", "--staff", staff),
        ("--staff", staff),
        (*here, "--staff", analyst),
        (*here, "--staff", stranger),
    ):
        assert "--staff: nobody with that id" in refused(heed, "staff", "token", "create", *arguments)


def test_an_analyst_is_of_no_organisation(heed, here):
    analyst = done(heed, "staff", "analyst", "--name", "Anna")
    token = done(heed, "staff", "token", "create", "--staff", analyst)
    organisation = heed.owner.execute(
        "select organisation_id from staff_token where hash = %s", [hash_of(token)]
    ).fetchone()
    assert organisation == (None,)
    assert f"{analyst}\tanalyst\tAnna" in done(heed, "staff", "list").splitlines()
    assert analyst not in done(heed, "staff", "list", *here)


def test_nothing_personal_and_no_secret_is_logged(heed, here):
    """What is not the answer: neither the name nor the token."""
    loud = {"HEED_LOG_LEVEL": "debug"}
    person = ("--name", "Zebedee", "--roles", "ceo")
    ended = run(heed, "staff", "create", *here, *person, **loud)
    assert "Zebedee" not in ended.printed + ended.explained
    ended = run(heed, "staff", "token", "create", *here, "--staff", ended.printed.strip(), **loud)
    assert TOKEN.fullmatch(ended.printed.strip())
    assert "heed_st_" not in ended.explained
