"""How many must be left of those who decide together: an organisation's procedure says, by stage."""

import json
from contextlib import contextmanager
from uuid import UUID

import pytest
from support import procedures
from support.office import Office
from test_quorum import admin_of, kept

BOARD = ("chair", "vice_chair", "trustee")
REASON = (
    "Too few of those who decide here are left who are not part of it: it is for somebody outside"
    " to deal with."
)


def with_quorum(quorum: int, entry: str = "referred") -> dict:
    """The default procedure, of whose Board so many must be left, and where it begins what is
    addressed to the Chief Executive."""
    document = procedures.default()
    [board] = [stage for stage in document["stages"] if stage["code"] == "board"]
    board["quorum"] = quorum
    document["entries"][0]["stage"] = entry
    return document


@pytest.fixture
def office_of(heed, api, tmp_path):
    """An office that follows such a procedure."""

    @contextmanager
    def open_office(*roles, document):
        with Office(heed, api, roles=roles) as office:
            file = tmp_path / "procedure.json"
            file.write_text(json.dumps(document), encoding="utf-8")
            here = ("--organisation", office.organisation.slug)
            heed.command("procedure", "import", *here, file)
            yield office
            heed.command("verify", *here)

    return open_office


def at_board(office) -> str:
    """A case that its handler has brought before the Board."""
    reference, _ = office.receive()
    office.ceo.act(reference, "assignment")
    for _ in range(2):
        office.ceo.act(reference, "referral", text="For those who decide next.")
    assert kept(office.heed, reference)[1] == "board"
    return reference


def history(person, reference) -> list[str]:
    view = person.client.get(f"/v1/cases/{reference}").json()
    return [each["type"] for each in view["history"]]


def test_a_case_goes_outside_when_fewer_are_left_than_the_quorum(heed, office_of):
    """rules: C11, D9, D10"""
    with office_of("handler", "ceo", *BOARD, document=with_quorum(2)) as office:
        reference = at_board(office)
        office.ceo.act(reference, "subjects", staff=office.chair.id)
        assert kept(heed, reference)[:2] == ("in_progress", "board")
        assert admin_of(office) == []
        office.trustee.act(reference, "conflicts", status=204)
        assert kept(heed, reference) == ("in_progress", "external", UUID(office.ceo.id))
        view = office.ceo.client.get(f"/v1/cases/{reference}").json()
        last = view["history"][-1]
        assert (last["type"], last["text"]) == ("quorum_lost", REASON)
        assert admin_of(office) == [("nobody_left", None)]
        assert "referred" in office.vice_chair.types(reference)
        office.ceo.act(reference, "outcomes", outcomes=["apology"])


def test_what_comes_to_a_board_without_its_quorum_goes_on_outside(heed, office_of):
    """rules: C11, D9, D10"""
    with office_of("handler", "ceo", *BOARD, document=with_quorum(3)) as office:
        reference, complainant = office.receive()
        office.ceo.act(reference, "assignment")
        office.ceo.act(reference, "subjects", staff=office.trustee.id)
        assert kept(heed, reference)[1] == "informal"
        office.ceo.act(reference, "referral", text="To the Chief Executive.")
        complainant.act(reference, "referral", text="To the Board, please.")
        assert kept(heed, reference)[:2] == ("in_progress", "external")
        view = complainant.client.get(f"/v1/cases/{reference}").json()
        assert [each["type"] for each in view["messages"]][-2:] == ["referred", "quorum_lost"]


def test_too_few_decide_nothing(heed, office_of):
    """Who has two roles is one. rules: D9, D10"""
    with office_of("handler", document=with_quorum(2, entry="board")) as office:
        chair = office.hire("chair", "chair,trustee")
        reference, _ = office.receive(addressed_to="ceo")
        refused = chair.act(reference, "outcomes", 409, outcomes=["apology"])
        codes = {error["code"]: error["detail"] for error in refused["errors"]}
        allowed = codes["allowed_now"].split(": ")[1].split(", ")
        assert "no_quorum" in codes and "referred" in allowed
        assert not {"outcome", "declined", "investigation_opened", "settled"} & {*allowed}
        settling = {"outcomes": ["apology"], "text": "Said at once.", "medium": "telephone"}
        refused = chair.act(reference, "settlement", 409, **settling)
        assert refused["errors"][0]["code"] == "no_quorum"
        assert kept(heed, reference) == ("received", "board", None)
        office.hire("new", "trustee")
        chair.act(reference, "outcomes", outcomes=["apology"])
        assert kept(heed, reference)[:2] == ("decided", "board")


def test_what_was_decided_or_agreed_stays_so_when_somebody_leaves_after_it(heed, office_of):
    """Only another decision needs the quorum again, and who decided may not have been part of it.
    rules: A19, D9, D10"""
    with office_of("handler", *BOARD, document=with_quorum(3, entry="board")) as office:
        (decided, _), (agreed, complainant) = (office.receive(addressed_to="ceo") for _ in range(2))
        office.chair.act(decided, "outcomes", outcomes=["apology"])
        office.chair.act(agreed, "informal-resolution", text="Let us agree.", medium="email")
        heed.command("staff", "disable", "--staff", office.trustee.id)
        office.chair.act(decided, "notes", text="The letter is being typed.")
        complainant.act(agreed, "informal-resolution/agreement")
        for reference in (decided, agreed):
            assert kept(heed, reference)[:2] == ("decided", "board")
        office.chair.act(decided, "outcomes", 409, outcomes=["closure_without_action"])
        office.chair.act(decided, "written-outcome", text="We are sorry.")
        assert kept(heed, decided)[:2] == ("answered", "board")
        office.vice_chair.act(agreed, "conflicts", status=204)
        assert kept(heed, agreed)[:2] == ("in_progress", "external")


def test_any_other_act_shows_that_the_quorum_is_lost(heed, office_of):
    """rules: D9, D10"""
    with office_of("handler", "chair", document=with_quorum(2, entry="board")) as office:
        reference, _ = office.receive(addressed_to="ceo")
        office.chair.act(reference, "assignment")
        assert history(office.chair, reference) == ["received", "assigned", "quorum_lost"]
        assert kept(heed, reference)[1] == "external"
        office.chair.act(reference, "outcomes", outcomes=["apology"])


def test_whoever_is_left_takes_over_what_goes_outside(heed, office_of):
    """rules: C11, D9, D10"""
    with office_of("ceo", "chair", "trustee", document=with_quorum(2)) as office:
        reference = at_board(office)
        office.chair.act(reference, "assignment")
        office.chair.act(reference, "conflicts", status=204)
        assert history(office.ceo, reference)[-3:] == ["conflict_declared", "quorum_lost", "assigned"]
        assert kept(heed, reference) == ("in_progress", "external", UUID(office.ceo.id))


def test_a_quorum_is_published(heed, office_of):
    """rules: C1, D9"""
    with office_of("ceo", document=with_quorum(3)) as office:
        path = f"/v1/organisations/{office.organisation.slug}/procedure"
        told = office.site.get(path).json()["procedure"]["stages"]
        assert [stage.get("quorum") for stage in told] == [None, None, 3, None]
        page = office.site.get(path, headers={"Accept": "text/html"}).text
        assert page.count("3 who are not part of it. If fewer are left, somebody outside") == 1
        chart = office.site.get(f"{path}/flow-chart").text
        assert "At least 3 decide" in chart
