"""Whatever anybody sends, valid, nearly valid or hostile, is answered as the contract says.

rules: A12, B4, B12. No answer is a fault of the service, and nothing of one organisation is told to
another. HEED_REQUESTS says how many, HEED_SEED which.
"""

import os
import uuid

import pytest
from any_request import requests
from calls import Calls
from contract import Contract
from hypothesis import HealthCheck, Phase, given, seed, settings

REQUESTS = int(os.environ.get("HEED_REQUESTS", "400"))
SEED = int(os.environ.get("HEED_SEED", "1"))
CANARY = "canary-of-the-others"
ROLES = "ceo,organisation_admin,handler,intake,manager,chair,safeguarding_officer,trustee,auditor"


class Scene:
    """Two organisations: what the callers know of their own, and of the other's."""

    def __init__(self, heed, api):
        self.heed, self.api = heed, api
        ours, theirs = (heed.create_organisation(roles=ROLES) for _ in range(2))
        with api.client() as client:
            mine, others = (Calls(client, one, heed) for one in (ours, theirs))
            self.own, self.codes = self._known(ours, mine, {})
            canary = {"narrative": CANARY, "customer": {"name": CANARY}, "wanted_outcome": CANARY}
            self.others, _ = self._known(theirs, others, canary)
            self._write_canaries(client, others)
        _, handler = heed.create_person(ours.slug, "Ben", "handler")
        self.credentials = {
            "staff_token": [ours.staff_token, handler],
            "site_key": [ours.secret_key, ours.publishable_key],
        }

    def _known(self, organisation, calls, members):
        cases = [calls.new_case(**members) for _ in range(6)]
        known = {
            "reference": [case["reference"] for case in cases],
            "id": [calls.new_meeting(), str(uuid.uuid4())],
            "slug": [organisation.slug],
            "code": ["busy"],
        }
        return known, [case["receipt_code"] for case in cases]

    def _write_canaries(self, client, others):
        for reference in self.others["reference"][:3]:
            url = f"/v1/cases/{reference}/updates"
            body = {"text": CANARY, "medium": "email"}
            headers = {**others.staff, "If-Match": "*"}
            assert client.post(url, headers=headers, json=body).status_code == 200


@pytest.fixture(scope="module")
def scene(heed, api):
    return Scene(heed, api)


def test_whatever_is_sent_is_answered_as_the_contract_says(api, scene):
    contract = Contract()
    statuses = {}
    with api.client() as client:

        @seed(SEED)
        @settings(
            max_examples=REQUESTS,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(requests(contract.operations, scene))
        def send(made):
            operation, call, is_others = made
            answer = client.send(client.build_request(**call))
            contract.hold(answer)
            statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
            assert answer.status_code < 500, (call, answer.text)
            assert CANARY not in answer.text, (call, answer.text)
            if is_others and operation.path.startswith(("/v1/cases", "/v1/meetings")):
                assert answer.status_code >= 400, (call, answer.text)

        send()
    api.check()
    print(dict(sorted(statuses.items())))
    assert {200, 400, 401, 403, 404, 409, 415, 422} <= set(statuses)
