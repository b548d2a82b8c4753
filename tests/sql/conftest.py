"""Two organisations with a row in every table, and connections of each role."""

import pytest

from records import insert_case


@pytest.fixture(scope="session")
def superuser(heed):
    with heed.superuser() as connection:
        yield connection


@pytest.fixture(scope="session")
def two_organisations(heed, superuser):
    """The ids of two organisations with a case each."""
    slugs = []
    for organisation in (heed.create_organisation(), heed.create_organisation()):
        slug = organisation.slug
        heed.create_token(slug, organisation.staff)
        heed.command("closure", "add", "--organisation", slug, "--day", "2026-12-29")
        insert_case(superuser, slug)
        slugs.append(slug)
    rows = superuser.execute("select id from organisation where slug = any (%s)", [slugs])
    return [row[0] for row in rows]


@pytest.fixture(params=["api", "worker"])
def role(request, heed):
    """A connection with the rights of a program."""
    with heed.as_role(request.param) as connection:
        yield connection
