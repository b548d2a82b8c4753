"""For every operation of the contract a call that it answers with success."""

import itertools
import uuid
from datetime import timedelta

from inbox_calls import InboxCalls
from key_calls import KeyCalls
from meeting_calls import MeetingCalls
from webhook_calls import WebhookCalls
from support.acts import ACTS, CHECKLIST

# Operation to path below the case, of every act.
PATHS = {act.operation: act.path for act in ACTS}
# What only the complainant does.
OWN = ("post_message", "ask_erasure", "take_back_erasure")
# What no procedure can forbid.
OF_RIGHT = ("ask_erasure", "place_hold", "issue_receipt_code")
# What must have been recorded before an act is allowed.
BEFORE = {
    "give_clarification": ["ask_clarification"],
    "reassign_investigation": ["open_investigation"],
    "close_investigation": ["open_investigation"],
    "extend_promise": ["open_investigation"],
    "record_finding": ["add_allegation"],
    "record_written_outcome": ["record_outcome"],
    "decline_written_outcome": ["record_outcome"],
    "record_no_route": ["record_outcome"],
    "record_remedy": ["owe_remedy"],
    "agree_resolution": ["offer_resolution"],
    "refuse_resolution": ["offer_resolution"],
    "accept_mediation": ["offer_mediation"],
    "decline_mediation": ["offer_mediation"],
    "refer_to_mediation": ["offer_mediation", "accept_mediation"],
    "record_mediation_result": ["offer_mediation", "accept_mediation", "refer_to_mediation"],
    "acknowledge_handover": ["convert_to_safeguarding"],
    "close_safeguarding": ["convert_to_safeguarding", "acknowledge_handover"],
    "split_case": ["convert_to_safeguarding"],
    "confirm_subject": ["name_subject"],
    "dismiss_subject": ["name_subject"],
    "tell_subject": ["name_subject", "confirm_subject"],
    "record_subject_reply": ["name_subject", "confirm_subject"],
    "tell_subject_outcome": ["name_subject", "confirm_subject", "record_outcome"],
    "answer_question": ["ask_question"],
    "answer_disadvantage": ["report_disadvantage"],
    "appeal_refusal": ["decline_case"],
    "take_back_erasure": ["ask_erasure"],
    "lift_hold": ["place_hold"],
    "close_case": ["record_outcome", "record_written_outcome"],
    "reopen_case": ["record_outcome", "record_written_outcome", "close_case"],
}
ERASE = """
insert into erasure
select organisation_id, gen_random_uuid(), id, 'complainant_asked', recorded_at, recorded_at,
       (select json_agg(json_build_object('part', part, 'sha256', encode(sha256(''), 'hex')))
          from unnest(array['key', 'content']) as part)
  from case_file where reference = %s
"""
# Acts that make something answer with that.
MAKING = ("split_case", "issue_receipt_code")
numbers = itertools.count(1)


def success(operation):
    return 201 if operation in MAKING else 200


def new_key():
    return f"key-{uuid.uuid4()}"


class Calls(MeetingCalls, InboxCalls, KeyCalls, WebhookCalls):
    """Calls of one organisation; 'make' answers arguments for httpx.Client.request.

    Its staff has every role that an act needs; a colleague deals with cases only.
    """

    def __init__(self, client, organisation, heed):
        self.client = client
        self.organisation = organisation
        self.heed = heed
        self.now = heed.clock.now
        self.site = {"Authorization": f"Bearer {organisation.secret_key}"}
        self.staff = {"Authorization": f"Bearer {organisation.staff_token}"}
        self.colleague, token = heed.create_person(organisation.slug, "Ben", "handler")
        self.colleagues = {"Authorization": f"Bearer {token}"}
        self._meeting = self._past_meeting = None
        self._ready = {}

    def new_case(self, **members):
        """What POST /v1/cases answers to a complaint by the website."""
        body = {"kind": "complaint", "narrative": "Nobody rang back.", **members}
        headers = {**self.site, "Idempotency-Key": new_key()}
        answer = self.client.post("/v1/cases", headers=headers, json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def case_for(self, operation):
        """A case on which this act is allowed."""
        return self.case_after(*BEFORE.get(operation, []))

    def case_after(self, *operations, **members):
        case = self.new_case(**members)
        for operation in operations:
            answer = self.client.request(**self.act(operation, case))
            assert answer.status_code == 200, answer.text
        return case

    def act(self, operation, case):
        by = self.complainant(case) if operation in OWN else {**self.staff, "If-Match": "*"}
        return {
            "method": "POST",
            "url": f"/v1/cases/{case['reference']}/{PATHS[operation]}",
            "headers": by,
            "json": self.body(operation),
        }

    def complainant(self, case):
        return {"Receipt-Code": case["receipt_code"]}

    def body(self, operation):
        person = self.organisation.staff
        text = {"text": "As it was said."}
        other = {
            "record_initial_response": {**text, "handler": person, "point_of_contact": person},
            "record_update": {**text, "medium": "email"},
            "record_contact": {**text, "party": "complainant", "medium": "telephone"},
            "assign_case": {"handler": self.colleague},
            "agree_interval": {"interval_days": 28, "agreed_by": "funder", "agreed_in": "letter"},
            "bypass_stage": {"stage": "board"},
            "reassign_investigation": {**text, "members": [self.colleague]},
            "close_investigation": {**text, "not_discussed": ["complainant"]},
            "extend_promise": {**text, "standard": "investigation", "until": "2999-01-01"},
            "record_finding": {"finding": "upheld"},
            "settle_case": {**text, "outcomes": ["apology"]},
            "record_outcome": {"outcomes": ["apology", "explanation"]},
            "record_written_outcome": {"medium": "post"},
            "owe_remedy": {**text, "until": "2999-01-01"},
            "refer_to_mediation": {**text, "until": "2999-01-01"},
            "send_redress_notice": {"medium": "post"},
            "convert_to_safeguarding": {**text, "staff": person},
            "split_case": {**text, "kind": "request", "narrative": "A chair.", "medium": "web"},
            "name_subject": {"staff": self.colleague},
            "tell_subject": {**text, "medium": "post", "until": "2999-01-01"},
            "declare_conflict": {"staff": self.colleague},
            "name_partner": {"site": self.organisation.site},
            "change_needs": {"needs": {"format": "Easy Read", "do_not_ring": True}},
            "note_help": {"help": {"writing": "given", "privacy": "declined"}},
            "issue_receipt_code": {**text, "reason": "lost", "medium": "telephone"},
            "appoint_representative": {**text, "representative": {"name": "Rhys"}},
            "decline_case": {**text, "ground": "out_of_remit"},
            "close_case": CHECKLIST,
        }
        if operation == "open_investigation":
            return {"members": [person], "meeting": self.past_meeting()}
        if operation == "record_discussion":
            return {"meeting": self.past_meeting()}
        if operation == "table_case":
            return {"meeting": self.meeting()}
        if operation == "link_case":
            return {"reference": self.new_case()["reference"]}
        return other.get(operation, text)

    def meeting(self):
        """The id of a meeting of the Board that lies ahead."""
        if not self._meeting:
            self._meeting = self._new_meeting()
        return self._meeting

    def past_meeting(self):
        """The id of a meeting of the Board that has taken place."""
        if not self._past_meeting:
            self._past_meeting = self._new_meeting()
            with self.heed.superuser() as superuser:
                superuser.execute(
                    "update meeting set starts_at = created_at - interval '1 hour' where id = %s",
                    (self._past_meeting,),
                )
        return self._past_meeting

    def _new_meeting(self):
        starts_at = (self.now() + timedelta(days=20)).isoformat()
        body = {"body": "board", "starts_at": starts_at}
        headers = {**self.staff, "Idempotency-Key": new_key()}
        answer = self.client.post("/v1/meetings", headers=headers, json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    def make(self, operation):
        if operation in PATHS:
            return self.act(operation, self.case_for(operation))
        return getattr(self, operation)()

    def ready(self, operation):
        """The same, for whoever sees to it that it is refused: made once."""
        if operation not in self._ready:
            self._ready[operation] = self.make(operation)
        return self._ready[operation]

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

    def read_erasure(self):
        """Of a case that stands there all the same."""
        reference = self.new_case()["reference"]
        with self.heed.superuser() as superuser:
            superuser.execute(ERASE, (reference,))
        return {"method": "GET", "url": f"/v1/cases/{reference}/erasure", "headers": self.staff}

    def read_status(self):
        case = self.new_case()
        question = {"reference": case["reference"], "receipt_code": case["receipt_code"]}
        return {"method": "POST", "url": "/v1/status", "headers": {}, "json": question}

    def check_proof(self):
        question = {"proof_of_lodging": self.new_case()["proof_of_lodging"]}
        return {"method": "POST", "url": "/v1/lodging-proofs/check", "headers": {}, "json": question}

    def read_signing_keys(self):
        return {"method": "GET", "url": "/v1/signing-keys", "headers": {}}

    def calculate_due(self):
        query = "start=2026-06-12&amount=3&unit=working_days&nation=scotland"
        return {"method": "GET", "url": f"/v1/calendar/due?{query}", "headers": {}}

    def read_procedure(self):
        url = f"/v1/organisations/{self.organisation.slug}/procedure"
        return {"method": "GET", "url": url, "headers": {}}

    def read_flow_chart(self):
        url = f"/v1/organisations/{self.organisation.slug}/procedure/flow-chart"
        return {"method": "GET", "url": url, "headers": {}}

    def read_form(self):
        url = f"/v1/organisations/{self.organisation.slug}/form"
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
