"""heed verify tells of a record that is not what its history adds up to."""

import pytest

from support.acts import CHECKLIST
from support.office import Office


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api) as office:
        yield office


@pytest.fixture(scope="module")
def closed(office):
    """A case that somebody dealt with until it was closed."""
    reference, _ = office.receive()
    office.handler.act(reference, "initial-response", text="Ann deals with it.")
    office.handler.act(reference, "outcomes", text="We are sorry.", outcomes=["apology"])
    office.handler.act(reference, "written-outcome", text="We are sorry.")
    office.handler.act(reference, "close", **CHECKLIST)
    return reference


@pytest.mark.parametrize(
    "column, other",
    [
        ("handler", "null"),
        ("handler", "(select id from staff where id <> handler limit 1)"),
        ("point_of_contact", "null"),
        ("hidden_from_site", "true"),
        ("closed_at", "closed_at - interval '3 days'"),
        ("stage", "'board'"),
        ("sealed_off", "true"),
    ],
)
def test_a_changed_record_is_told(heed, office, closed, column, other):
    """rules: B6"""
    verify = ("verify", "--organisation", office.organisation.slug)
    assert heed.command(*verify) == "1 histories verified"
    with heed.superuser() as database:
        ((kept,),) = database.execute(
            f"select {column} from case_file where reference = %s", [closed]
        )
        set_to = f"update case_file set {column} = {{}} where reference = %s"
        database.execute(set_to.format(other), [closed])
        told = heed.command(*verify, status=1)
        database.execute(set_to.format("%s"), [kept, closed])
    assert told == f"{closed}\tits history does not add up to where it stands"
    assert heed.command(*verify) == "1 histories verified"
