"""Whoever stood in for somebody who was away is told once that it is over, and of no case.

rules: A13, A17, C11, D9, D17
"""

import pytest
from support.office import Office
from support.programs import wait_until

NOW = "2026-06-03T10:00:00Z"
JUNE = ("--from", "2026-06-03", "--to", "2026-06-12")
OVER = "standing_in_ended"


@pytest.fixture(scope="module")
def room(heed, api):
    with Office(heed, api, roles=("manager", "ceo", "chair", "trustee", "intake")) as office:
        for name in ("hal", "dora", "dan"):
            office.hire(name, "handler")
        for name in ("olga", "sol"):
            office.hire(name, "safeguarding_officer")
        yield office
    heed.clock.reset()


@pytest.fixture
def office(room, worker):
    """As it is, and everybody there, whatever a test did."""
    room.heed.clock.set(NOW)
    yield room
    with room.heed.superuser() as everything:
        everything.execute("delete from staff_deputy")
        everything.execute("delete from staff_absence")
        wait_until("all of it is over", lambda: count(everything, "stand_in") == 0)
        everything.execute("delete from notification")


def count(connection, table) -> int:
    return connection.execute(f"select from {table}").rowcount


def deputise(office, person, deputy):
    office.say("deputy", person, "--deputy", deputy.id)


def await_seen_to(office):
    with office.heed.superuser() as records:
        query = """select from staff_absence
                    where seen_to_at is null
                      and first_day <= (heed_now() at time zone 'Europe/London')::date"""
        wait_until("absences are seen to", lambda: records.execute(query).rowcount == 0)


def goes_away(office, person, days=JUNE):
    office.say("absent", person, *days)
    await_seen_to(office)


def given_to(office, person):
    reference, complainant = office.receive()
    office.ceo.act(reference, "assignment", handler=person.id)
    return reference, complainant


def investigated_by(office, person):
    reference, _ = given_to(office, office.manager)
    office.chair.act(reference, "investigation", members=[person.id])
    return reference


def sealed_for(office, officer):
    reference, _ = office.receive()
    office.ceo.act(reference, "safeguarding", 204, staff=officer.id, text="A child.")
    return reference


def ended(person) -> list[dict]:
    return [one for one in person.told() if one["type"] == OVER]


def await_end(person, absent):
    """It came, once, and says for whom and of no case."""
    wait_until("it is told that it is over", lambda: ended(person))
    [told] = ended(person)
    assert told["stood_in_for"] == absent.id
    assert [told[each] for each in ("reference", "standard", "due_on")] == [None] * 3


# --- each who may be stood in for ---


def stands_in_for_a_handler(office):
    deputise(office, office.hal, office.dora)
    reference, complainant = given_to(office, office.hal)
    goes_away(office, office.hal)
    complainant.act(reference, "questions", text="When do I hear from you?")
    return office.hal, office.dora, reference


def stands_in_for_a_point_of_contact(office):
    deputise(office, office.hal, office.trustee)
    reference, complainant = office.receive()
    office.ceo.act(
        reference, "assignment", handler=office.dora.id, point_of_contact=office.hal.id
    )
    goes_away(office, office.hal)
    complainant.act(reference, "questions", text="When do I hear from you?")
    return office.hal, office.trustee, reference


def stands_in_for_an_investigator(office):
    deputise(office, office.hal, office.dora)
    reference = investigated_by(office, office.hal)
    goes_away(office, office.hal)
    return office.hal, office.dora, reference


def stands_in_for_a_safeguarding_officer(office):
    deputise(office, office.olga, office.manager)
    reference = sealed_for(office, office.olga)
    goes_away(office, office.sol)
    goes_away(office, office.olga)
    return office.olga, office.manager, reference


def stands_in_for_the_chief_executive(office):
    deputise(office, office.ceo, office.manager)
    goes_away(office, office.ceo)
    reference, complainant = office.receive()
    complainant.act(reference, "referral")
    return office.ceo, office.manager, reference


def stands_in_for_the_chair(office):
    deputise(office, office.chair, office.manager)
    reference = investigated_by(office, office.hal)
    goes_away(office, office.chair)
    goes_away(office, office.hal)
    return office.chair, office.manager, reference


@pytest.mark.parametrize(
    "begin",
    [
        stands_in_for_a_handler,
        stands_in_for_a_point_of_contact,
        stands_in_for_an_investigator,
        stands_in_for_a_safeguarding_officer,
        stands_in_for_the_chief_executive,
        stands_in_for_the_chair,
    ],
    ids=lambda begin: begin.__name__,
)
def test_whoever_stood_in_is_told_when_the_person_is_back(office, begin):
    absent, deputy, reference = begin(office)
    assert deputy.types(reference) and not ended(deputy)
    office.say("absent", absent, "--none")
    await_end(deputy, absent)
    assert ended(absent) == []


# --- however it ends ---


def back(office, hal):
    office.say("absent", hal, "--none")


def shortened(office, hal):
    office.say("absent", hal, "--from", "2026-06-03", "--to", "2026-06-04")
    assert ended(office.dora) == []
    office.heed.clock.set("2026-06-04T23:01:00Z")


def put_off(office, hal):
    office.say("absent", hal, "--from", "2026-06-08", "--to", "2026-06-12")


def over(office, hal):
    office.heed.clock.set("2026-06-12T22:59:00Z")
    assert ended(office.dora) == []
    office.heed.clock.set("2026-06-12T23:01:00Z")


def taken_back(office, hal):
    office.say("deputy", hal, "--none")


@pytest.mark.parametrize("how", [back, shortened, put_off, over, taken_back])
def test_however_it_ends_it_is_told_once(office, how):
    hal, dora, reference = stands_in_for_an_investigator(office)
    other = investigated_by(office, hal)
    assert dora.types(reference) == dora.types(other) == ["investigator_away"]
    how(office, hal)
    await_end(dora, hal)
    assert dora.client.get(f"/v1/cases/{reference}").status_code == 404
    with office.heed.superuser() as records:  # it would be told again of what stands there
        assert count(records, "stand_in") == 0


def test_whoever_takes_over_is_told_what_waits_and_who_stood_in_that_it_is_over(office):
    hal, dora, reference = stands_in_for_an_investigator(office)
    deputise(office, hal, office.dan)
    await_end(dora, hal)
    await_seen_to(office)
    assert office.dan.types(reference) == ["investigator_away"]
    assert office.chair.types(reference) == []
    office.say("absent", hal, "--none")
    await_end(office.dan, hal)


def test_who_is_named_again_who_was_it_already_hears_nothing(office):
    hal, dora, reference = stands_in_for_an_investigator(office)
    deputise(office, hal, dora)
    goes_away(office, office.trustee)  # and time for it to be told again
    assert dora.types(reference) == ["investigator_away"] and ended(dora) == []


def test_who_was_told_nothing_in_the_place_of_another_is_told_nothing(office):
    ivy = office.hire("ivy", "handler")
    deputise(office, ivy, office.dora)
    given_to(office, ivy)
    goes_away(office, ivy)
    office.say("absent", ivy, "--none")
    goes_away(office, office.trustee)  # and time for it to be told
    assert office.dora.told() == []


def test_it_shows_nothing_of_a_case_that_the_deputy_became_part_of(office):
    """Told, or not told, whatever became of the cases: it is about none. rules: C11, D11"""
    hal, dora, reference = stands_in_for_an_investigator(office)
    office.ceo.act(reference, "subjects", staff=dora.id)
    office.say("absent", hal, "--none")
    await_end(dora, hal)
    assert dora.types() == [OVER]
    [told] = dora.told()
    seen = dora.client.post(f"/v1/notifications/{told['id']}/seen")
    assert seen.status_code == 200 and seen.json()["reference"] is None
    assert reference not in seen.text


# --- a deputy who can't any more ---


def test_when_the_deputy_goes_away_too_whoever_leads_is_told(office):
    hal, dora, reference = stands_in_for_an_investigator(office)
    sealed = sealed_for(office, office.olga)
    deputise(office, office.olga, office.manager)
    goes_away(office, office.olga)
    assert office.chair.types(reference) == [] and office.sol.types(sealed) == []
    goes_away(office, dora)
    assert office.chair.types(reference) == ["investigator_away"]
    goes_away(office, office.manager)
    wait_until("the other officer is alarmed", lambda: office.sol.types(sealed) == ["alarm"])
    assert office.chair.types(reference) == ["investigator_away"]


def test_when_the_deputy_leaves_whoever_leads_is_told(office):
    deputy = office.hire("leaver", "handler")
    reference = investigated_by(office, office.hal)
    deputise(office, office.hal, deputy)
    goes_away(office, office.hal)
    assert deputy.types(reference) == ["investigator_away"]
    office.heed.command("staff", "disable", "--staff", deputy.id)
    wait_until("the Chair is told", lambda: office.chair.types(reference) == ["investigator_away"])


def test_two_who_deputise_for_each_other_and_are_away_are_seen_to_once(office):
    hal, dora = office.hal, office.dora
    deputise(office, hal, dora)
    deputise(office, dora, hal)
    reference = investigated_by(office, hal)
    for person in (hal, dora, office.trustee):
        goes_away(office, person)
    assert office.chair.types(reference) == ["investigator_away"]


def test_nobody_is_missed_for_a_role_by_which_nothing_is_theirs(office):
    """Neither a deputy, nor who is away: it was told that they are."""
    hal, dora, reference = stands_in_for_an_investigator(office)
    for person in (dora, hal):
        with office.heed.superuser() as records:
            records.execute(ANOTHER_ROLE, [person.id])
            take_roles(records, person, "intake")
    assert dora.types(reference) == ["investigator_away"]


def test_who_is_disabled_is_not_missed_again_when_their_roles_are_taken(office):
    leaver = office.hire("goer", "handler")
    reference = investigated_by(office, leaver)
    office.heed.command("staff", "disable", "--staff", leaver.id)
    wait_until("the Chair is told", lambda: office.chair.types(reference) == ["investigator_away"])
    with office.heed.superuser() as records:
        take_roles(records, leaver, "handler")
    assert office.chair.types(reference) == ["investigator_away"]


def test_who_deals_with_no_case_any_more_is_not_missed_again_when_they_leave(office):
    leaver = office.hire("goer", "handler,intake")
    reference = investigated_by(office, leaver)
    with office.heed.superuser() as records:
        take_roles(records, leaver, "handler")
        office.heed.command("staff", "disable", "--staff", leaver.id)
        wait_until("it is seen to", lambda: count(records, "departure") == 0)
    assert office.chair.types(reference) == ["investigator_away"]


ANOTHER_ROLE = """insert into staff_role (staff_id, organisation_id, role)
                  select staff_id, organisation_id, 'intake' from staff_role where staff_id = %s"""


def take_roles(records, person, role):
    records.execute("delete from staff_role where staff_id = %s and role = %s", [person.id, role])
    wait_until("it is seen to", lambda: count(records, "departure") == 0)
