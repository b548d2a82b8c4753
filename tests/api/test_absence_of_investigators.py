"""Nothing waits for an investigator who is away: the deputy investigates, else whoever leads hears of it.

rules: A17, C11, D9
"""

import pytest
from support.office import Office
from support.programs import wait_until

JUNE = ("--from", "2026-06-03", "--to", "2026-06-12")


@pytest.fixture(scope="module")
def room(heed, api):
    heed.clock.set("2026-06-03T10:00:00Z")
    with Office(heed, api, roles=("manager", "ceo", "chair", "trustee", "intake")) as office:
        for name in ("hal", "dora"):
            office.hire(name, "handler")
        yield office
    heed.clock.reset()


@pytest.fixture
def office(room, worker):
    """As it is, and everybody there, whatever a test did."""
    yield room
    with room.heed.superuser() as everything:
        everything.execute("delete from staff_deputy")
        everything.execute("delete from staff_absence")


def await_seen_to(office):
    with office.heed.superuser() as records:
        query = "select from staff_absence where seen_to_at is null"
        wait_until("it is seen to", lambda: records.execute(query).rowcount == 0)


def goes_away(office, person):
    """And all that this begins is seen to."""
    office.say("absent", person, *JUNE)
    await_seen_to(office)


def investigated_by(office, *members, handler=None):
    """Opened by the Chair; somebody else deals with the case."""
    reference, _ = office.receive()
    office.ceo.act(reference, "assignment", handler=(handler or office.manager).id)
    office.chair.act(reference, "investigation", members=[each.id for each in members])
    return reference


def status(person, reference) -> int:
    return person.client.get(f"/v1/cases/{reference}").status_code


def test_the_deputy_is_told_and_investigates_until_the_investigator_is_back(office):
    hal, dora = office.hal, office.dora
    reference = investigated_by(office, hal)
    office.say("deputy", hal, "--deputy", dora.id)
    assert status(dora, reference) == 404
    goes_away(office, hal)
    assert dora.types(reference) == ["investigator_away"]
    assert [person.types(reference) for person in (office.chair, office.ceo)] == [[], []]
    assert hal.types(reference) == ["investigation_assigned"]
    offered = dora.client.get(f"/v1/cases/{reference}").json()["allowed_actions"]
    assert offered == hal.client.get(f"/v1/cases/{reference}").json()["allowed_actions"]
    dora.act(reference, "allegations", text="Nobody rang back.")
    dora.act(reference, "outcomes", 403, outcomes=["apology"], text="Sorry.")
    office.say("absent", hal, "--none")
    assert status(dora, reference) == 404


def test_an_investigation_that_is_opened_on_somebody_away_is_told_to_the_deputy(office):
    """Once, whoever else of the committee is away, with the day by which it is to be done."""
    hal, dora = office.hal, office.dora
    for person in (hal, office.trustee):
        office.say("deputy", person, "--deputy", dora.id)
        goes_away(office, person)
    reference = investigated_by(office, hal, office.trustee)
    [told] = dora.told(reference)
    assert (told["type"], told["standard"]) == ("investigator_away", "investigation")
    assert told["due_on"]
    assert office.chair.types(reference) == []


def test_an_investigation_that_is_opened_before_the_worker_sees_to_it_is_told_of_once(
    office, worker
):
    hal, dora = office.hal, office.dora
    office.say("deputy", hal, "--deputy", dora.id)
    with worker.halted():
        office.say("absent", hal, *JUNE)
        reference = investigated_by(office, hal)
    await_seen_to(office)
    assert dora.types(reference) == ["investigator_away"]


@pytest.mark.parametrize("why", ["nobody", "subject", "away", "no role for it"])
def test_without_a_deputy_who_can_the_chair_is_told_also_of_their_own_naming(office, why):
    hal = office.hal
    deputy = office.hire("rita", "handler,intake") if why == "no role for it" else office.dora
    if why != "nobody":
        office.say("deputy", hal, "--deputy", deputy.id)
    if why == "no role for it":
        office.take_role(deputy, "handler")
    if why == "away":
        goes_away(office, deputy)
    before = investigated_by(office, hal)
    if why == "subject":
        office.ceo.act(before, "subjects", staff=deputy.id)
    goes_away(office, hal)
    assert office.chair.types(before) == ["investigator_away"]
    assert deputy.types(before) == []
    if why != "subject":
        after = investigated_by(office, hal)
        assert office.chair.types(after) == ["investigator_away"]
        office.chair.act(after, "allegations", text="The Chair looks into it.")


def test_a_deputy_who_is_back_investigates_what_the_chair_was_told_of_meanwhile(office):
    """And is not told: whoever leads knows, and gave it to others or left it to them."""
    hal, dora = office.hal, office.dora
    office.say("deputy", hal, "--deputy", dora.id)
    goes_away(office, hal)
    goes_away(office, dora)
    reference = investigated_by(office, hal)
    assert office.chair.types(reference) == ["investigator_away"]
    office.say("absent", dora, "--none")
    dora.act(reference, "allegations", text="Nobody rang back.")
    assert dora.types(reference) == []


def test_past_a_chair_who_is_away_whoever_else_leads_is_told(office):
    reference = investigated_by(office, office.hal)
    goes_away(office, office.chair)
    goes_away(office, office.hal)
    assert office.ceo.types(reference) == ["investigator_away"]
    assert office.chair.types(reference) == []


def test_of_what_is_over_nobody_is_told(office):
    """Nor of what others investigate now; of an investigator who is part of it it was told before."""
    hal, dora = office.hal, office.dora
    office.say("deputy", hal, "--deputy", dora.id)
    ended, renamed, given_on, conflicted = (investigated_by(office, hal) for _ in range(4))
    for reference in (ended, renamed):
        report = {"text": "This was found.", "not_discussed": ["complainant"]}
        office.chair.act(reference, "investigation-report", **report)
    office.chair.act(renamed, "investigation", members=[office.trustee.id])
    others = {"members": [office.trustee.id], "text": "Hal has too much to do."}
    office.chair.act(given_on, "investigation/reassignment", **others)
    office.ceo.act(conflicted, "conflicts", staff=hal.id)
    goes_away(office, hal)
    for reference in (ended, renamed, given_on):
        assert (dora.types(reference), office.chair.types(reference)) == ([], [])
    assert (dora.types(conflicted), office.chair.types(conflicted)) == ([], ["investigator_away"])
    assert status(dora, conflicted) == 404


def test_of_whoever_was_given_it_and_goes_away_their_deputy_is_told(office):
    reference = investigated_by(office, office.trustee)
    given = {"members": [office.hal.id], "text": "Tom is on a journey."}
    office.chair.act(reference, "investigation/reassignment", **given)
    office.say("deputy", office.hal, "--deputy", office.dora.id)
    goes_away(office, office.hal)
    assert office.dora.types(reference) == ["investigator_away"]
    office.dora.act(reference, "allegations", text="Nobody rang back.")


def test_both_walls_agree_on_who_investigates_meanwhile(office):
    reference = investigated_by(office, office.hal)
    office.say("deputy", office.hal, "--deputy", office.trustee.id)
    goes_away(office, office.hal)
    here = ("--organisation", office.organisation.slug, "--case", reference)
    who = ("--actor", office.trustee.id, "--act", "add_allegation")
    told = office.heed.command("access", "explain", *here, *who)
    assert "relations\tno_case, any, deputy_of_investigator" in told
    assert "row\ttrustee, deputy_of_investigator: " in told
    assert "shows them the case: both walls agree" in told
