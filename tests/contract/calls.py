"""For every operation of the contract a call that it answers with success."""

import itertools
import uuid

PATHS = {
    "record_initial_response": "initial-response",
    "record_update": "updates",
    "record_outcome": "outcomes",
    "record_written_outcome": "written-outcome",
    "close_case": "close",
    "reopen_case": "reopen",
}
# What must have been recorded before an act is allowed.
BEFORE = {
    "record_written_outcome": ["record_outcome"],
    "close_case": ["record_outcome", "record_written_outcome"],
    "reopen_case": ["record_outcome", "record_written_outcome", "close_case"],
}
numbers = itertools.count(1)


def new_key():
    return f"key-{uuid.uuid4()}"


class Calls:
    """Calls of one organisation; 'make' answers arguments for httpx.Client.request."""

    def __init__(self, client, organisation):
        self.client = client
        self.organisation = organisation
        self.site = {"Authorization": f"Bearer {organisation.secret_key}"}
        self.staff = {"Authorization": f"Bearer {organisation.staff_token}"}

    def new_case(self, **members):
        """What POST /v1/cases answers to a complaint by the website."""
        body = {"kind": "complaint", "narrative": "Nobody rang back.", **members}
        headers = {**self.site, "Idempotency-Key": new_key()}
        answer = self.client.post("/v1/cases", headers=headers, json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def case_for(self, operation):
        """The reference of a case on which this act is allowed."""
        reference = self.new_case()["reference"]
        for earlier in BEFORE.get(operation, []):
            answer = self.client.request(**self.act(earlier, reference))
            assert answer.status_code == 200, answer.text
        return reference

    def act(self, operation, reference):
        return {
            "method": "POST",
            "url": f"/v1/cases/{reference}/{PATHS[operation]}",
            "headers": {**self.staff, "If-Match": "*"},
            "json": self.body(operation),
        }

    def body(self, operation):
        person = self.organisation.staff
        return {
            "record_initial_response": {
                "text": "Ann deals with it.",
                "handler": person,
                "point_of_contact": person,
            },
            "record_update": {"text": "We are still looking into it.", "medium": "email"},
            "record_outcome": {"outcomes": ["apology", "explanation"]},
            "record_written_outcome": {"medium": "post"},
            "close_case": {},
            "reopen_case": {"text": "The customer rang."},
        }[operation]

    def make(self, operation):
        if operation in PATHS:
            return self.act(operation, self.case_for(operation))
        return getattr(self, operation)()

    def create_case(self):
        return {
            "method": "POST",
            "url": "/v1/cases",
            "headers": {**self.site, "Idempotency-Key": new_key()},
            "json": {"kind": "suggestion", "narrative": "A lamp at the gate."},
        }

    def list_cases(self):
        return {"method": "GET", "url": "/v1/cases", "headers": self.staff}

    def read_case(self):
        reference = self.new_case()["reference"]
        return {"method": "GET", "url": f"/v1/cases/{reference}", "headers": self.staff}

    def read_status(self):
        case = self.new_case()
        question = {"reference": case["reference"], "receipt_code": case["receipt_code"]}
        return {"method": "POST", "url": "/v1/status", "headers": {}, "json": question}

    def calculate_due(self):
        query = "start=2026-06-12&amount=3&unit=working_days&nation=scotland"
        return {"method": "GET", "url": f"/v1/calendar/due?{query}", "headers": {}}

    def read_procedure(self):
        url = f"/v1/organisations/{self.organisation.slug}/procedure"
        return {"method": "GET", "url": url, "headers": {}}

    def read_flow_chart(self):
        url = f"/v1/organisations/{self.organisation.slug}/procedure/flow-chart"
        return {"method": "GET", "url": url, "headers": {}}

    def read_contract(self):
        return {"method": "GET", "url": "/v1/openapi.yaml", "headers": {}}

    def read_problem(self):
        return {"method": "GET", "url": "/problems/busy", "headers": {}}

    def read_health(self):
        return {"method": "GET", "url": "/healthz", "headers": {}}

    def read_readiness(self):
        return {"method": "GET", "url": "/readyz", "headers": {}}

    def read_metrics(self):
        return {"method": "GET", "url": "/metrics", "headers": {}}


def with_headers(call, **headers):
    """The same call with these headers besides; None takes one away. '_' stands for '-'."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    kept = {name: value for name, value in call["headers"].items() if name not in given}
    added = {name: value for name, value in given.items() if value is not None}
    return {**call, "headers": {**kept, **added}}


def with_body(call, content, kind="application/json"):
    """The same call with these bytes as its body."""
    changed = {name: value for name, value in call.items() if name != "json"}
    return with_headers({**changed, "content": content}, Content_Type=kind)


def with_query(call, query):
    return {**call, "url": f"{call['url']}{'&' if '?' in call['url'] else '?'}{query}"}


def expect(client, call, status, code=None):
    answer = client.request(**call)
    assert answer.status_code == status, answer.text
    if code:
        assert answer.json()["code"] == code
        assert answer.json()["status"] == status
        assert answer.json()["request_id"] == answer.headers["X-Request-Id"]
    return answer
