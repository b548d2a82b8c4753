"""Organisations and the sites that post for them. rules: B12"""

import hashlib
import json
import uuid

import pytest

from admin_program import done, refused
from support.places import REPOSITORY


def create(heed, slug, *more, name="Name", nation="england-and-wales"):
    arguments = ("--slug", slug, "--name", name, "--nation", nation, *more)
    return done(heed, "organisation", "create", *arguments)


def row(heed, slug):
    return heed.owner.execute(
        "select id, name, reference_prefix, nation, procedure_version from organisation"
        " where slug = %s",
        [slug],
    ).fetchone()


def test_creating_one_prints_its_id_alone(heed):
    printed = create(heed, "demo", name="Dewi’s Démo", nation="scotland")
    assert row(heed, "demo") == (uuid.UUID(printed), "Dewi’s Démo", "DEMO", "scotland", 1)


def test_it_starts_with_the_default_procedure_byte_for_byte(heed):
    organisation = create(heed, "with-procedure")
    with heed.superuser() as superuser:
        document, checksum = superuser.execute(
            "select document::text, sha256 from procedure_version"
            " where organisation_id = %s and version = 1",
            [organisation],
        ).fetchone()
    default = (REPOSITORY / "common" / "procedure" / "autus.json").read_text()
    assert document == default
    assert json.loads(document)
    assert checksum == hashlib.sha256(default.encode()).digest()


@pytest.mark.parametrize(
    "slug, prefix",
    [
        ("coast", "COAST"),
        ("coast-2", "COAST2"),
        ("3-counties", "COUNTIES"),
        ("counties", "COUNTIE2"),
        ("hilltop-community-centre", "HILLTOPC"),
    ],
)
def test_the_prefix_is_made_from_the_slug(heed, slug, prefix):
    create(heed, slug)
    assert row(heed, slug)[2] == prefix


def test_a_prefix_can_be_chosen(heed):
    create(heed, "chosen", "--prefix", "X1")
    assert row(heed, "chosen")[2] == "X1"


def test_two_do_not_share_a_prefix_or_a_slug(heed):
    create(heed, "first", "--prefix", "FIRST1")
    arguments = ("--name", "Name", "--nation", "scotland")
    other = ("--slug", "other", "--prefix", "FIRST1")
    taken = refused(heed, "organisation", "create", *other, *arguments)
    assert "--prefix: another organisation has" in taken
    taken = refused(heed, "organisation", "create", "--slug", "first", *arguments)
    assert '--slug: there is an organisation "first" already' in taken
    assert row(heed, "other") is None


@pytest.mark.parametrize(
    "option, value",
    [
        ("--slug", "Demo"),
        ("--slug", "-demo"),
        ("--slug", "demo-"),
        ("--slug", "d" * 64),
        ("--slug", "de mo"),
        ("--prefix", "X"),
        ("--prefix", "1X"),
        ("--prefix", "x1"),
        ("--prefix", "ABCDEFGHI"),
        ("--nation", "wales"),
    ],
)
def test_what_does_not_fit_is_told(heed, option, value):
    given = {"--slug": "fits", "--name": "Name", "--nation": "scotland", option: value}
    arguments = [word for pair in given.items() for word in pair]
    assert f"{option}: must be" in refused(heed, "organisation", "create", *arguments, status=2)
    assert row(heed, "fits") is None


def test_a_slug_without_letters_needs_a_prefix(heed):
    arguments = ("--slug", "2026", "--name", "Name", "--nation", "scotland")
    assert "--prefix" in refused(heed, "organisation", "create", *arguments)
    done(heed, "organisation", "create", *arguments, "--prefix", "Y26")


def test_the_list_has_a_line_for_each(heed):
    organisation = create(heed, "listed", name="Listed, Ltd")
    lines = [line.split("\t") for line in done(heed, "organisation", "list").splitlines()]
    assert ["listed", "LISTED", "england-and-wales", "1", organisation, "Listed, Ltd"] in lines
    assert [line[0] for line in lines] == sorted(line[0] for line in lines)


def test_a_site_is_made_once_per_name_and_organisation(heed):
    create(heed, "one")
    create(heed, "two")
    here = ("--organisation", "one")
    site = done(heed, "site", "create", *here, "--name", "Website")
    assert done(heed, "site", "list", *here) == f"{site}\tWebsite"
    assert "already" in refused(heed, "site", "create", *here, "--name", "Website")
    done(heed, "site", "create", "--organisation", "two", "--name", "Website")


def test_an_unknown_organisation_is_named(heed):
    explained = refused(heed, "site", "create", "--organisation", "nobody", "--name", "Website")
    assert '--organisation: there is no organisation "nobody"' in explained
