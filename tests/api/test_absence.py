"""Nothing waits for somebody who is away: their deputy is told and acts, else whoever is next in line.

rules: A13, A15, C11, D9, D17
"""

import pytest
from support.office import Office

JUNE = ("--from", "2026-06-03", "--to", "2026-06-12")


@pytest.fixture(scope="module")
def room(heed, api):
    heed.clock.set("2026-06-03T10:00:00Z")
    with Office(heed, api, roles=("manager", "ceo", "chair", "trustee")) as office:
        for name, role in (("hal", "handler"), ("dora", "handler")):
            office.hire(name, role)
        for name in ("olga", "sol"):
            office.hire(name, "safeguarding_officer")
        office.hire("safeguarding_trustee", "safeguarding_trustee")
        yield office
    heed.clock.reset()


@pytest.fixture
def office(room):
    """As it is, and everybody there, whatever a test did."""
    room.heed.clock.set("2026-06-03T10:00:00Z")
    yield room
    with room.heed.superuser() as everything:
        everything.execute("delete from staff_deputy")
        everything.execute("delete from staff_absence")


@pytest.fixture
def hal(office):
    return office.people["hal"]


@pytest.fixture
def dora(office):
    return office.people["dora"]


def deputise(office, person, deputy):
    office.say("deputy", person, "--deputy", deputy.id)


def given_to(office, person, **more):
    reference, complainant = office.receive()
    office.ceo.act(reference, "assignment", handler=person.id, **more)
    return reference, complainant


def status(person, reference) -> int:
    return person.client.get(f"/v1/cases/{reference}").status_code


def count_told(office, person) -> int:
    """Of how much, also of what they do not see any more."""
    with office.heed.superuser() as everything:
        asked = everything.execute("select from notification where staff_id = %s", [person.id])
        return asked.rowcount


# --- what is told, and to whom ---


def test_a_deputy_is_told_reads_and_acts_while_the_handler_is_away(office, hal, dora):
    reference, complainant = given_to(office, hal)
    deputise(office, hal, dora)
    assert status(dora, reference) == 404
    office.say("absent", hal, *JUNE)
    complainant.act(reference, "questions", text="When do I hear from you?")
    assert dora.types(reference) == ["message"] and hal.types(reference) == ["assigned"]
    offered = dora.client.get(f"/v1/cases/{reference}").json()["allowed_actions"]
    assert offered == hal.client.get(f"/v1/cases/{reference}").json()["allowed_actions"]
    listed = dora.client.get("/v1/cases", params={"handler": hal.id}).json()["cases"]
    assert reference in [each["reference"] for each in listed]
    dora.act(reference, "answers", text="On Friday.")
    assert dora.act(reference, "notes", text="Hal is on leave.")["handler"] == hal.id
    office.say("absent", hal, "--none")
    assert status(dora, reference) == 404
    complainant.act(reference, "messages", text="Thank you.")
    assert hal.types(reference) == ["assigned", "message"]
    dora.act(reference, "notes", 404, text="Once more.")


def test_a_trustee_who_deputises_for_a_handler_leads_no_more_than_that_one(office, hal):
    """For a trustee to whom a case was given, who stands in for all who lead, they do."""
    deputy = office.hire("tara", "trustee")
    for person, leads in ((hal, False), (office.trustee, True)):
        reference, _ = given_to(office, person)
        deputise(office, person, deputy)
        office.say("absent", person, *JUNE)
        offered = deputy.client.get(f"/v1/cases/{reference}").json()["allowed_actions"]
        assert ("course_determined" in offered, "declined" in offered) == (leads, leads)


def test_what_is_given_to_somebody_away_is_told_to_the_deputy(office, hal, dora):
    deputise(office, hal, dora)
    office.say("absent", hal, *JUNE)
    reference, _ = given_to(office, hal)
    assert (dora.types(reference), hal.types(reference)) == (["assigned"], [])


def test_absence_begins_and_ends_with_local_days(office, hal, dora):
    """A day of June ends at eleven in the evening of UTC."""
    deputise(office, hal, dora)
    reference, complainant = given_to(office, hal)
    office.say("absent", hal, "--from", "2026-06-06", "--to", "2026-06-08")
    for time, is_away in (
        ("2026-06-05T22:59:00Z", False),
        ("2026-06-05T23:01:00Z", True),
        ("2026-06-08T22:59:00Z", True),
        ("2026-06-08T23:01:00Z", False),
    ):
        office.heed.clock.set(time)
        assert status(dora, reference) == (200 if is_away else 404), time
        before = count_told(office, dora)
        complainant.act(reference, "messages", text="Hello?")
        assert count_told(office, dora) - before == is_away, time


def test_a_question_goes_past_a_point_of_contact_who_is_away(office, hal, dora):
    """To the deputy, who may answer it and not decide; without one to whoever deals with it."""
    reference, complainant = given_to(office, hal, point_of_contact=dora.id)
    office.say("absent", dora, *JUNE)
    complainant.act(reference, "questions", text="Who are you?")
    assert hal.types(reference) == ["assigned", "message"]
    deputy = office.trustee
    deputise(office, dora, deputy)
    complainant.act(reference, "questions", text="And who else?")
    assert deputy.types(reference) == ["message"] and len(hal.types(reference)) == 2
    deputy.act(reference, "answers", text="Tom.")
    deputy.act(reference, "outcomes", 403, outcomes=["apology"], text="Sorry.")


def test_without_a_deputy_the_next_in_line_is_told(office, hal, dora):
    """Whoever deals with other cases is not: they do not see this one."""
    reference, complainant = given_to(office, hal)
    before = count_told(office, dora)
    office.say("absent", hal, *JUNE)
    complainant.act(reference, "messages", text="Hello?")
    assert office.manager.types(reference) == ["message"]
    assert count_told(office, dora) == before and hal.types(reference) == ["assigned"]


@pytest.mark.parametrize("why", ["subject", "away", "left", "no role for it"])
def test_a_deputy_who_cannot_stand_in_is_passed_over(office, hal, dora, why):
    reference, complainant = given_to(office, hal)
    deputy = office.hire("rita", "handler,intake") if why == "no role for it" else dora
    before = count_told(office, deputy)
    deputise(office, hal, deputy)
    office.say("absent", hal, *JUNE)
    if why == "subject":
        office.chair.act(reference, "subjects", staff=deputy.id)
    elif why == "away":
        office.say("absent", deputy, *JUNE)
    elif why == "left":
        office.heed.command("staff", "disable", "--staff", deputy.id)
    elif why == "no role for it":
        office.take_role(deputy, "handler")
    complainant.act(reference, "messages", text="Hello?")
    assert office.manager.types(reference)[-1:] == ["message"]
    office.heed.run("staff", "enable", "--staff", deputy.id)
    assert count_told(office, deputy) == before
    if why in ("subject", "no role for it"):
        assert status(deputy, reference) in (403, 404)


def test_somebody_is_told_even_when_everybody_is_away(office, hal):
    reference, complainant = given_to(office, hal)
    for person in (hal, office.manager, office.ceo, office.chair, office.trustee):
        office.say("absent", person, *JUNE)
    complainant.act(reference, "messages", text="Hello?")
    assert hal.types(reference) == ["assigned", "message"]


def test_what_comes_to_a_stage_goes_past_whoever_leads_it_and_is_away(office):
    reference, complainant = office.receive()
    office.say("absent", office.ceo, *JUNE)
    complainant.act(reference, "referral")
    told = ["referred", "message"]
    assert (office.chair.types(reference), office.ceo.types(reference)) == (told, [])
    deputise(office, office.ceo, office.manager)
    other, complainant = office.receive()
    complainant.act(other, "referral")
    assert (office.manager.types(other), office.ceo.types(other)) == (told, [])


# --- who takes over ---


def test_succession_passes_over_who_is_away_unless_all_are(office, hal):
    reference, _ = given_to(office, hal)
    other, _ = given_to(office, hal)
    office.say("absent", office.ceo, *JUNE)
    view = office.manager.act(reference, "conflicts", staff=hal.id)
    assert view["handler"] == office.chair.id
    with office.heed.superuser() as everything:
        everything.execute(
            "insert into staff_absence select organisation_id, staff_id, '2026-06-01', '2026-06-30'"
            "  from staff_role on conflict do nothing"
        )
    view = office.manager.act(other, "conflicts", staff=hal.id)
    assert view["handler"] == office.ceo.id


# --- safeguarding ---


def sealed_for(office, officer):
    reference, complainant = office.receive()
    office.ceo.act(reference, "safeguarding", 204, staff=officer.id, text="A child.")
    return reference, complainant


def test_the_deputy_of_an_officer_who_is_away_is_alarmed_at_once_and_takes_over(office):
    """A manager may, whom such a case is hidden from otherwise."""
    deputise(office, office.olga, office.manager)
    office.say("absent", office.olga, *JUNE)
    reference, complainant = sealed_for(office, office.olga)
    assert office.manager.types(reference) == ["handed_over", "alarm"]
    others = (office.olga, office.sol, office.safeguarding_trustee, office.ceo)
    assert [person.types(reference) for person in others] == [[], [], [], []]
    office.manager.act(reference, "safeguarding/acknowledgement", text="I have it.")
    complainant.act(reference, "messages", text="Hello?")
    assert office.manager.types(reference)[-1] == "message"
    assert status(office.safeguarding_trustee, reference) == 404
    office.say("absent", office.olga, "--none")
    assert status(office.manager, reference) == 404


def test_an_officer_there_is_not_stood_in_for(office):
    deputise(office, office.olga, office.manager)
    reference, _ = sealed_for(office, office.olga)
    assert office.olga.types(reference) == ["handed_over"]
    assert status(office.manager, reference) == 404


def test_without_a_deputy_another_officer_is_alarmed_else_the_safeguarding_trustee_let_in(office):
    office.say("absent", office.olga, *JUNE)
    reference, _ = sealed_for(office, office.olga)
    assert office.sol.types(reference) == ["handed_over", "alarm"]
    assert status(office.safeguarding_trustee, reference) == 404
    office.say("absent", office.sol, *JUNE)
    other, _ = sealed_for(office, office.olga)
    trustee = office.safeguarding_trustee
    assert trustee.types(other) == ["handed_over", "alarm"]
    trustee.act(other, "safeguarding/acknowledgement", text="I have it.")
    assert status(office.ceo, other) == 404


def test_what_is_for_safeguarding_from_the_first_line_goes_to_who_is_there(office):
    office.say("absent", office.olga, *JUNE)
    reference, _ = office.receive(safeguarding="safeguarding_officer")
    assert office.sol.types(reference) == ["handed_over"]


def test_both_walls_agree_on_who_stands_in(office, hal, dora):
    reference, _ = given_to(office, hal)
    deputise(office, hal, dora)
    here = ("--organisation", office.organisation.slug, "--case", reference)
    asked = ("access", "explain", *here, "--actor", dora.id, "--act", "record_update")
    assert "hidden (404)" in office.heed.command(*asked)
    office.say("absent", hal, *JUNE)
    told = office.heed.command(*asked)
    assert "relations\tno_case, any, deputy_of_handler, deputy_of_contact" in told
    assert "row\thandler, deputy_of_handler: " in told
    assert "shows them the case: both walls agree" in told
