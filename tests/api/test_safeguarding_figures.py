"""How many cases are with safeguarding: counts for its officer and its trustee, and nothing else.

rules: A12, A13, B12, C11, D11, D17
"""

import pytest
from support.office import Office
from support.programs import wait_until

NAMES = ("open_cases", "unacknowledged", "breached_open", "closed_cases")


@pytest.fixture
def office(heed, api):
    with Office(heed, api) as office:
        yield office


def figures(person):
    answer = person.client.get("/v1/safeguarding/figures")
    assert answer.status_code == 200, answer.text
    assert answer.json().keys() == {"as_of", *NAMES}
    return tuple(answer.json()[name] for name in NAMES)


def hand_over(office):
    reference, _ = office.receive()
    officer = office.safeguarding_officer.id
    office.chair.act(reference, "safeguarding", status=204, text="At risk.", staff=officer)
    return reference


def test_both_count_the_same_and_the_trustee_sees_no_case(office):
    both = (office.safeguarding_officer, office.safeguarding_trustee)
    assert [figures(person) for person in both] == [(0, 0, 0, 0)] * 2
    first, second = hand_over(office), hand_over(office)
    office.receive()
    office.safeguarding_officer.act(first, "safeguarding/acknowledgement")
    assert [figures(person) for person in both] == [(2, 1, 0, 0)] * 2
    office.safeguarding_officer.act(first, "safeguarding/closure", text="They have it.")
    assert [figures(person) for person in both] == [(1, 1, 0, 1)] * 2
    trustee = office.safeguarding_trustee.client
    assert trustee.get("/v1/cases").json()["cases"] == []
    for reference in (first, second):
        assert trustee.get(f"/v1/cases/{reference}").status_code == 404


def test_what_nobody_acknowledges_in_time_is_counted(heed, worker, office):
    hand_over(office)
    heed.clock.advance(hours=5)
    late = (1, 1, 1, 0)
    wait_until("it is late", lambda: figures(office.safeguarding_trustee) == late, 30)
    heed.clock.reset()


def test_whoever_is_part_of_a_case_does_not_count_it(office):
    for person in (office.safeguarding_officer, office.safeguarding_trustee):
        reference = hand_over(office)
        expected = 204 if person is office.safeguarding_officer else 200
        office.safeguarding_officer.act(reference, "subjects", expected, staff=person.id)
    assert figures(office.safeguarding_officer) == (1, 1, 0, 0)
    assert figures(office.safeguarding_trustee) == (1, 1, 0, 0)


def test_an_organisation_counts_nothing_of_another(office, heed, api):
    hand_over(office)
    with Office(heed, api, roles=("safeguarding_trustee",)) as other:
        assert figures(other.safeguarding_trustee) == (0, 0, 0, 0)


def test_nobody_else_is_told_how_many_there_are(office):
    for role in ("handler", "ceo", "chair", "trustee", "auditor", "organisation_admin"):
        person = office.people.get(role) or office.hire(role, role)
        assert person.client.get("/v1/safeguarding/figures").status_code == 403
    assert office.site.get("/v1/safeguarding/figures").status_code == 403
