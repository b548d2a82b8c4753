"""A pooled connection keeps nothing of whom it served: one each, and two organisations in turns."""

import random

import pytest
from conftest import in_parallel, lean
from support.office import Office

REQUESTS = 60


@pytest.fixture(scope="module")
def narrow(heed):
    """One connection for reading, one for new cases, one for acts."""
    return heed.start_api(
        HEED_READ_CONNECTIONS=1, HEED_WRITE_CONNECTIONS=1, HEED_ACT_CONNECTIONS=1,
        ASAN_OPTIONS=lean(heed),
    )  # fmt: skip


@pytest.fixture(scope="module")
def offices(heed, narrow):
    with Office(heed, narrow, ("ceo", "handler")) as one, Office(heed, narrow, ("ceo", "handler")) as two:
        yield one, two


@pytest.fixture(scope="module")
def received(offices):
    """Each organisation's cases: one is a conflict of its handler, who deals with the others."""
    found = []
    for office in offices:
        references = [office.receive()[0] for _ in range(4)]
        office.handler.act(references[0], "conflicts", status=204)
        for reference in references[1:]:
            office.ceo.act(reference, "assignment", handler=office.handler.id)
        found.append(references)
    return found


def test_the_next_user_of_a_connection_sees_what_is_theirs(heed, offices, received):
    """Whatever went before, and however it ended. attacks: 36"""
    with heed.superuser() as database:
        database.execute(
            "update case_key set wrapped = wrapped || 'x' where case_id ="
            " (select id from case_file where reference = %s)",
            [received[0][3]],
        )

    def work(number):
        chance = random.Random(number)
        own, other = received[number % 2], received[1 - number % 2]
        office = offices[number % 2]
        for _ in range(REQUESTS):
            who, seen = chance.choice([("ceo", own), ("handler", own[1:])])
            client = getattr(office, who).client
            one, strange = chance.choice(own[1:3]), chance.choice(other)
            listed = client.get("/v1/cases", params={"limit": 200}).json()
            assert {case["reference"] for case in listed["cases"]} == set(seen), who
            assert client.get(f"/v1/cases/{one}").json()["reference"] == one
            assert client.get(f"/v1/cases/{strange}").status_code == 404
            chance.choice([fail_to_act, fail_to_read, act, enter])(office, client, one, strange)

    def fail_to_act(office, client, one, strange):
        headers = {"If-Match": '"999"'}
        assert client.post(f"/v1/cases/{one}/notes", headers=headers, json={"text": "."}).status_code == 412
        headers = {"If-Match": "*"}
        assert client.post(f"/v1/cases/{strange}/notes", headers=headers, json={"text": "."}).status_code == 404

    def fail_to_read(office, client, one, strange):
        broken = received[0][3]
        expected = 500 if office is offices[0] else 404
        assert client.get(f"/v1/cases/{broken}").status_code == expected

    def act(office, client, one, strange):
        headers = {"If-Match": "*"}
        answer = client.post(f"/v1/cases/{one}/notes", headers=headers, json={"text": "Seen."})
        assert answer.status_code == 200 and strange not in answer.text

    def enter(office, client, one, strange):
        answer = office.site.post("/v1/cases", headers={"Idempotency-Key": one}, json={"kind": "praise"})
        assert answer.status_code == 422
        assert office.site.get(f"/v1/cases/{strange}").status_code == 404

    for failed in in_parallel(work, range(4)):
        if failed:
            raise failed
