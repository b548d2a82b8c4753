"""An officer goes away after a matter of safeguarding was handed to them: it does not wait for hours.

rules: A13, D9, D17
"""

import pytest
from support.office import Office
from support.programs import wait_until

NOW = "2026-06-03T10:00:00Z"


@pytest.fixture
def office(heed, api, worker):
    heed.clock.set(NOW)
    with Office(heed, api, roles=("manager", "ceo", "safeguarding_trustee")) as office:
        for name in ("olga", "sol"):
            office.hire(name, "safeguarding_officer")
        yield office
    heed.clock.reset()


def goes_away(office, person, first="2026-06-03"):
    office.say("absent", person, "--from", first, "--to", "2026-06-12")


def hand_over(office, officer):
    reference, _ = office.receive()
    office.ceo.act(reference, "safeguarding", 204, staff=officer.id, text="A child.")
    return reference


def sealed_for(office, officer):
    reference = hand_over(office, officer)
    assert officer.types(reference) == ["handed_over"]
    return reference


def await_alarm(office, person, reference):
    wait_until("the alarm is raised", lambda: "alarm" in person.types(reference))


def is_seen_to(office):
    with office.heed.superuser() as records:
        query = "select from staff_absence where seen_to_at is null and first_day <= '2026-06-03'"
        return records.execute(query).rowcount == 0


def test_an_absence_that_is_recorded_lets_another_officer_in_at_once(office):
    reference = sealed_for(office, office.olga)
    goes_away(office, office.olga)
    await_alarm(office, office.sol, reference)
    goes_away(office, office.sol)
    trustee = office.safeguarding_trustee
    await_alarm(office, trustee, reference)
    assert office.sol.types(reference) == ["alarm"] == trustee.types(reference)
    trustee.act(reference, "safeguarding/acknowledgement", text="I have it.")
    assert office.ceo.client.get(f"/v1/cases/{reference}").status_code == 404


def test_an_absence_that_begins_on_another_day_does_so_then(office):
    reference = sealed_for(office, office.olga)
    goes_away(office, office.olga, "2026-06-04")
    goes_away(office, office.sol, "2026-06-03")
    wait_until("what begins today is seen to", lambda: is_seen_to(office))
    assert office.safeguarding_trustee.types(reference) == []
    office.heed.clock.set("2026-06-03T23:01:00Z")  # the fourth, here
    await_alarm(office, office.safeguarding_trustee, reference)


def test_an_absence_that_was_over_and_is_made_longer_begins_again(office):
    """Whatever day it is said to have begun: what was handed over in between waits for nobody."""
    office.say("absent", office.olga, "--from", "2026-06-03", "--to", "2026-06-04")
    wait_until("it is seen to", lambda: is_seen_to(office))
    office.heed.clock.set("2026-06-05T10:00:00Z")
    reference = sealed_for(office, office.olga)
    goes_away(office, office.olga)
    await_alarm(office, office.sol, reference)


def test_a_deputy_who_is_there_is_alarmed_and_nobody_else_let_in(office):
    reference = sealed_for(office, office.olga)
    office.say("deputy", office.olga, "--deputy", office.manager.id)
    goes_away(office, office.olga)
    await_alarm(office, office.manager, reference)
    others = (office.sol, office.safeguarding_trustee)
    assert [person.types(reference) for person in others] == [[], []]


def test_what_was_acknowledged_waits_for_nobody(office):
    reference = sealed_for(office, office.olga)
    office.olga.act(reference, "safeguarding/acknowledgement", text="I have it.")
    goes_away(office, office.olga)
    wait_until("it is seen to", lambda: is_seen_to(office))
    trustee = office.safeguarding_trustee
    assert (office.sol.types(reference), trustee.types(reference)) == ([], [])
    assert trustee.client.get(f"/v1/cases/{reference}").status_code == 404


def test_what_is_handed_over_before_the_worker_sees_to_the_absence_is_told_of_once(office, worker):
    before = sealed_for(office, office.olga)
    office.say("deputy", office.olga, "--deputy", office.manager.id)
    with worker.halted():
        goes_away(office, office.olga)
        meanwhile = hand_over(office, office.olga)
        assert office.manager.types(meanwhile) == ["handed_over", "alarm"]
    wait_until("it is seen to", lambda: is_seen_to(office))
    assert office.manager.types(meanwhile) == ["handed_over", "alarm"]
    assert office.manager.types(before) == ["alarm"]


def test_a_deputy_who_is_named_again_is_alarmed_again(office):
    reference = sealed_for(office, office.olga)
    office.say("deputy", office.olga, "--deputy", office.manager.id)
    goes_away(office, office.olga)
    await_alarm(office, office.manager, reference)
    office.say("deputy", office.olga, "--deputy", office.ceo.id)
    await_alarm(office, office.ceo, reference)
    office.say("deputy", office.olga, "--deputy", office.manager.id)
    wait_until("it is seen to", lambda: is_seen_to(office))
    assert office.manager.types(reference) == ["alarm", "alarm"]


@pytest.mark.parametrize("at", ["2026-06-03T10:00:00Z", "2026-06-05T21:30:00Z"])
def test_a_deputy_who_is_back_has_the_alarm_of_what_came_meanwhile_and_still_waits(office, at):
    """Whoever was let in has it; when they are late, that is told to all, whoever is away."""
    office.say("deputy", office.olga, "--deputy", office.manager.id)
    goes_away(office, office.olga)
    office.say("absent", office.manager, "--from", "2026-06-03", "--to", "2026-06-05")
    office.heed.clock.set(at)
    waiting, done = hand_over(office, office.olga), hand_over(office, office.olga)
    assert office.sol.types(waiting) == ["handed_over", "alarm"] == office.sol.types(done)
    office.sol.act(done, "safeguarding/acknowledgement", text="I have it.")
    office.heed.clock.advance(hours=4, minutes=1)
    await_alarm(office, office.manager, waiting)
    office.heed.clock.set("2026-06-06T10:00:00Z")
    assert office.manager.types(done) == []
    office.manager.act(waiting, "safeguarding/acknowledgement", text="I am back.")
