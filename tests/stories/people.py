"""Those who act in a story: staff, each with roles and a token; complainants with their code."""

import httpx
from support.problems import mistakes

# Every act: where it is posted, below the case.
PATHS = {
    "initial_response": "initial-response",
    "update": "updates",
    "note": "notes",
    "contact": "contacts",
    "assigned": "assignment",
    "interval_agreed": "agreed-interval",
    "referred": "referral",
    "bypassed": "bypass",
    "tabled": "agenda",
    "discussed": "discussion",
    "investigation_opened": "investigation",
    "investigation_reassigned": "investigation/reassignment",
    "clarification_asked": "clarification-requests",
    "clarification_given": "clarifications",
    "investigation_closed": "investigation-report",
    "extended": "extensions",
    "allegation_added": "allegations",
    "found": "findings",
    "settled": "settlement",
    "outcome": "outcomes",
    "written_outcome": "written-outcome",
    "written_outcome_declined": "written-outcome/refusal",
    "no_route": "no-route",
    "remedy_owed": "remedies",
    "remedy_done": "remedies/completion",
    "action_recorded": "actions",
    "resolution_offered": "informal-resolution",
    "resolution_agreed": "informal-resolution/agreement",
    "resolution_refused": "informal-resolution/refusal",
    "course_determined": "course-of-action",
    "mediation_asked": "mediation/request",
    "mediation_offered": "mediation/offer",
    "mediation_accepted": "mediation/acceptance",
    "mediation_declined": "mediation/refusal",
    "mediation_referred": "mediation/referral",
    "mediation_result": "mediation/result",
    "redress_notice": "redress-notice",
    "safeguarding": "safeguarding",
    "handover_acknowledged": "safeguarding/acknowledgement",
    "safeguarding_closed": "safeguarding/closure",
    "split_off": "safeguarding/split-off",
    "subject_named": "subjects",
    "subject_confirmed": "subjects/confirmation",
    "subject_dismissed": "subjects/dismissal",
    "subject_told": "subjects/letters",
    "subject_replied": "subjects/replies",
    "subject_outcome_told": "subjects/outcome-letters",
    "conflict_declared": "conflicts",
    "partner_named": "partners",
    "message": "messages",
    "question": "questions",
    "answer": "answers",
    "disadvantage_reported": "disadvantage-reports",
    "disadvantage_answered": "disadvantage-reports/answer",
    "needs_changed": "needs",
    "help_noted": "help",
    "representative_appointed": "representative",
    "representative_removed": "representative/removal",
    "receipt_code_issued": "receipt-code",
    "erasure_asked": "erasure-request",
    "erasure_taken_back": "erasure-request/withdrawal",
    "hold_placed": "legal-hold",
    "hold_lifted": "legal-hold/lifting",
    "declined": "refusal",
    "appealed": "appeal",
    "linked": "links",
    "withdrawn": "withdrawal",
    "closed": "close",
    "reopened": "reopen",
}
# What closing a complaint asks. Rule: A8, A9, C10.
CHECKLIST = {
    "alternative_considered": "yes",
    "apology_considered": "yes",
    "feedback_given": "yes",
    "outcome_reviewed": "yes",
}
# Of those what closing an enquiry or a request asks. Rule: A8, A9.
OF_EVERY_WISH = {each: CHECKLIST[each] for each in ("alternative_considered", "apology_considered")}
# All that anybody outside is told of what became of staff, whatever became of them. Rule: A21.
ABOUT_STAFF = "We have dealt with this under our staff procedures and cannot share details."
# A decision beyond the first stage tells of legal means once more. Rule: C13.
NOT_ADVICE = "This is information, not legal advice."


class Actor:
    """Somebody who reads cases and acts on them."""

    def __init__(self, client: httpx.Client, headers: dict):
        self.client = client
        self._headers = headers

    def get(self, case) -> httpx.Response:
        return self.client.get(f"/v1/cases/{case.reference}", headers=self._headers)

    def post(self, act: str, case, **body) -> httpx.Response:
        """An act, whatever comes of it."""
        return self.client.post(
            f"/v1/cases/{case.reference}/{PATHS[act]}",
            json=body,
            headers={"If-Match": "*", **self._headers},
        )

    def reads(self, case) -> dict:
        answer = self.get(case)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def may_do(self, case) -> set[str]:
        return set(self.reads(case)["allowed_actions"])

    def does(self, act: str, case, **body) -> dict:
        """An act that was offered and is done; the case as it is then, as far as it may be seen."""
        assert act in self.may_do(case), f"{act} is not offered"
        answer = self.post(act, case, **body)
        assert answer.status_code in (200, 204), answer.text
        return answer.json() if answer.content else {}

    def cannot(self, act: str, case, **body) -> str:
        """An act that is not offered and refused; why."""
        offered = self.may_do(case)
        assert act not in offered, f"{act} is offered"
        answer = self.post(act, case, **body)
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (409, "act-not-allowed"), answer.text
        *why, allowed = problem["errors"]
        assert allowed["code"] == "allowed_now"
        assert set(allowed["detail"].split(": ")[1].split(", ")) - {""} == offered
        return why[0]["code"] if why else "not_now"

    def is_told(self, act: str, case, **body) -> list[tuple[str, str]]:
        """An act that says something wrong: (pointer, code) of each mistake."""
        answer = self.post(act, case, **body)
        assert answer.status_code == 422, answer.text
        return mistakes(answer)


class Person(Actor):
    """A member of staff."""

    def __init__(self, client: httpx.Client, id: str, name: str):
        super().__init__(client, {})
        self.id = id
        self.name = name

    def lists(self) -> set[str]:
        """The references of all cases that the person is shown."""
        answer = self.client.get("/v1/cases", params={"limit": 200})
        assert answer.status_code == 200, answer.text
        return {each["reference"] for each in answer.json()["cases"]}

    def takes(self, case):
        """From now on the case is this person's to deal with."""
        assert self.does("assigned", case)["handler"] == self.id

    def does_not_know_of(self, case):
        """For this person there is no such case: not here, not in lists, not to act on."""
        assert self.get(case).status_code == 404
        assert self.post("note", case, text="What is this?").status_code == 404
        assert case.reference not in self.lists()

    def may_not(self, act: str, case, **body):
        """Not with the roles that this person has, or not in this case."""
        assert act not in self.may_do(case)
        assert self.post(act, case, **body).status_code == 403


class Complainant(Actor):
    """Whoever holds the case's receipt code: no name, no password."""

    def __init__(self, client: httpx.Client, receipt_code: str):
        super().__init__(client, {"Receipt-Code": receipt_code})

    def is_proved_by(self, receipt_code: str) -> bool:
        return self._headers["Receipt-Code"] == receipt_code

    def hears(self, case) -> list[tuple[str, str]]:
        """(type, text) of what was said to and by the complainant, in order."""
        return [(each["type"], each["text"]) for each in self.reads(case)["messages"]]
