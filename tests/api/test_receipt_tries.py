"""46: who has not the receipt code learns nothing and gets no nearer. rules: B1, B12"""

import time

import pytest
from quotas import CASE, client_at, key, quotas

TRIES = 4
WRONG = "0000-0000-0000-0000-0"


@pytest.fixture(scope="module")
def guarded(heed):
    settings = quotas(receipt=f"{TRIES}/3600", reference="1000/60")
    return heed.start_api(**settings, HEED_TRUSTED_PROXIES="127.0.0.1")


@pytest.fixture(scope="module")
def case(api, organisation):
    with api.client(organisation.secret_key) as site:
        return site.post("/v1/cases", json=CASE, headers=key()).json()


def by_status(client, reference, code):
    return client.post("/v1/status", json={"reference": reference, "receipt_code": code})


def by_header(client, reference, code):
    return client.get(f"/v1/cases/{reference}", headers={"Receipt-Code": code})


def by_act(client, reference, code):
    body = {"text": "It happened again."}
    headers = {"Receipt-Code": code}
    return client.post(f"/v1/cases/{reference}/messages", json=body, headers=headers)


WAYS = [by_status, by_header, by_act]


@pytest.mark.parametrize("way", WAYS)
def test_46_an_address_that_tried_too_often_may_not_try_the_right_one_either(guarded, case, way):
    reference, code = case["reference"], case["receipt_code"]
    with client_at(guarded) as attacker:
        answers = [way(attacker, reference, WRONG) for _ in range(TRIES + 2)]
        assert [answer.status_code for answer in answers] == [404] * TRIES + [429] * 2
        assert answers[-1].json()["policy"] == "receipt"
        assert [one(attacker, reference, code).status_code for one in WAYS] == [429] * 3
    with client_at(guarded) as complainant:
        assert way(complainant, reference, code).status_code == 200


def test_46_whoever_has_the_code_may_ask_as_often_as_they_like(guarded, case):
    with client_at(guarded) as complainant:
        for _ in range(3 * TRIES):
            assert by_status(complainant, case["reference"], case["receipt_code"]).is_success
        mistyped = by_status(complainant, case["reference"], WRONG)
        assert mistyped.headers["RateLimit"].startswith('"public";')
        assert f'"receipt";r={TRIES - 1};' in mistyped.headers["RateLimit"]


# Whatever is wrong: the reference of nobody, of no organisation, none at all; a code of another
# case, with another check character, none at all.
def wrong_pairs(case, other):
    code, reference = case["receipt_code"], case["reference"]
    last = "0" if code[-1] != "0" else "1"
    return {
        "code of another case": (reference, other["receipt_code"]),
        "unknown reference": (reference[:-12] + "00000-000000", code),
        "unknown organisation": ("NOBODY-00000-000000", code),
        "mistyped reference": (reference[:-1] + "*", code),
        "no reference": ("nonsense", code),
        "mistyped code": (reference, code[:-1] + last),
        "no code": (reference, "nonsense"),
    }


@pytest.mark.parametrize("way", WAYS)
def test_46_whatever_is_wrong_is_answered_alike(api, guarded, organisation, case, way):
    with api.client(organisation.secret_key) as site:
        other = site.post("/v1/cases", json=CASE, headers=key()).json()
    seen = set()
    for reference, code in wrong_pairs(case, other).values():
        with client_at(guarded) as stranger:
            answer = way(stranger, reference, code)
        told = {**answer.json(), "request_id": None, "instance": None}
        headers = {**answer.headers, "date": None, "x-request-id": None, "content-length": None}
        seen.add((answer.status_code, str(sorted(told.items(), key=str)), str(headers)))
    assert len(seen) == 1, seen
    assert seen.pop()[0] == 404


def test_46_whatever_is_wrong_takes_the_same_time(api, case, organisation):
    """By the quickest of many tries: what a busy machine adds is chance."""
    with api.client(organisation.secret_key) as site:
        other = site.post("/v1/cases", json=CASE, headers=key()).json()
    pairs = wrong_pairs(case, other)
    taken = {why: [] for why in pairs}
    with api.client() as stranger:
        for _ in range(10):
            for _ in range(40):
                for why, pair in pairs.items():
                    began = time.perf_counter()
                    assert by_status(stranger, *pair).status_code == 404
                    taken[why].append(time.perf_counter() - began)
            quickest = {why: min(times) for why, times in taken.items()}
            if max(quickest.values()) < 1.2 * min(quickest.values()):
                return
    raise AssertionError(quickest)


def test_46_a_reference_that_many_try_is_slower_for_all_and_locked_for_nobody(heed, case):
    api = heed.start_api(**quotas(reference="3/3600"), HEED_TRUSTED_PROXIES="127.0.0.1")
    references = [case["reference"], case["reference"][:-12] + "00000-000000"]
    for reference in references:
        times = []
        for _ in range(5):
            with client_at(api) as attacker:
                began = time.monotonic()
                assert by_status(attacker, reference, WRONG).status_code == 404
                times.append(time.monotonic() - began)
        assert max(times[:3]) < 0.9 < min(times[3:])
    with client_at(api) as complainant:
        began = time.monotonic()
        assert by_status(complainant, case["reference"], case["receipt_code"]).status_code == 200
        assert time.monotonic() - began < 2.5
    api.stop()
