"""Nobody overwrites what they have not seen, and nothing is done twice."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from model.acts import ActedCase, at
from support.acts import CHECKLIST


@pytest.fixture(scope="module")
def client(api, organisation):
    with api.client(organisation.staff_token) as client:
        yield client


@pytest.fixture
def complaint(client):
    return ActedCase(client)


def new_key():
    return str(uuid.uuid4())


# --- If-Match ---


def test_an_act_names_the_version_that_was_seen(complaint):
    """rules: B4"""
    answer = complaint.post("update", if_match=None, text="Hello.")
    assert (answer.status_code, answer.json()["code"]) == (428, "if-match-missing")


def test_each_act_makes_the_next_version(complaint):
    """rules: B4, B6"""
    answer = complaint.client.get(f"/v1/cases/{complaint.reference}")
    for version in (1, 2, 3):
        assert answer.headers["ETag"] == f'"{version}"'
        assert answer.json()["version"] == version
        answer = complaint.post("update", if_match=answer.headers["ETag"], text="Hello.")
        assert answer.status_code == 200


@pytest.mark.parametrize("stale", ['"1"', '"3"', '"02"', '"two"'])
def test_another_version_is_refused(complaint, stale):
    """rules: B4"""
    complaint.act("update", at(4))
    answer = complaint.post("update", if_match=stale, text="Hello.")
    assert (answer.status_code, answer.json()["code"]) == (412, "version-stale")
    assert complaint.read()["version"] == 2


@pytest.mark.parametrize("malformed", ["2", 'W/"2"', '"1", "2"', '"', "**"])
def test_what_is_no_version_is_a_mistake(complaint, malformed):
    """rules: B4"""
    complaint.act("update", at(4))
    assert complaint.post("update", if_match=malformed, text="Hello.").status_code == 400
    assert complaint.read()["version"] == 2


def test_of_two_who_saw_the_same_one_is_refused(complaint):
    """rules: B4"""

    def update(number):
        return complaint.post("update", if_match='"1"', text=f"By {number}.").status_code

    with ThreadPoolExecutor(8) as people:
        answers = sorted(people.map(update, range(8)))
    assert answers == [200] + [412] * 7
    assert complaint.read()["version"] == 2


def test_many_at_once_each_add_their_own(complaint):
    """rules: B4, B6"""

    def update(number):
        return complaint.post("update", text=f"By {number}.").status_code

    with ThreadPoolExecutor(8) as people:
        assert list(people.map(update, range(16))) == [200] * 16
    view = complaint.read()
    assert [each["seq"] for each in view["history"]] == list(range(1, 18))
    assert {each["text"] for each in view["history"][1:]} == {f"By {n}." for n in range(16)}


# --- Idempotency-Key ---


def test_a_repeated_act_is_done_once_and_answered_as_it_stands_now(complaint):
    """rules: B4"""
    key = new_key()
    first = complaint.post("update", key=key, if_match='"1"', text="Hello.")
    complaint.act("update", at(5))
    again = complaint.post("update", key=key, if_match='"1"', text="Hello.")
    assert first.status_code == again.status_code == 200
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (first.headers["ETag"], again.headers["ETag"]) == ('"2"', '"3"')
    assert complaint.read()["version"] == 3


def test_a_key_belongs_to_one_body(complaint):
    """rules: B4"""
    key = new_key()
    assert complaint.post("update", key=key, text="Hello.").status_code == 200
    answer = complaint.post("update", key=key, text="Good-bye.")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-reused")
    assert complaint.read()["version"] == 2


def test_a_key_is_one_cases_and_one_acts_own(client):
    """rules: B4"""
    key, cases = new_key(), [ActedCase(client), ActedCase(client)]
    for case in cases:
        assert case.post("update", key=key, text="Hello.").status_code == 200
        assert case.post("initial_response", key=key, text="Hello.").status_code == 200
        assert case.read()["version"] == 3


def test_what_was_refused_is_not_remembered(complaint):
    """rules: B4"""
    key = new_key()
    assert complaint.post("closed", key=key).status_code == 409
    assert complaint.post("closed", key=key, if_match='"7"').status_code == 412
    complaint.act("outcome", at(5), outcomes=["apology"], sent_on="2025-06-05")
    answer = complaint.post("closed", key=key, **CHECKLIST)
    assert answer.status_code == 200
    assert "Idempotency-Replayed" not in answer.headers
    again = complaint.post("closed", key=key, **CHECKLIST)
    assert again.headers["Idempotency-Replayed"] == "true"


def test_the_same_act_many_times_at_once_is_done_once(complaint):
    """rules: B4"""
    key = new_key()

    def update(_):
        return complaint.post("update", key=key, text="Hello.").status_code

    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(update, range(8)))
    assert set(answers) <= {200, 409} and 200 in answers
    assert complaint.read()["version"] == 2
