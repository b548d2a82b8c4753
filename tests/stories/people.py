"""Those who act in a story: staff, each with roles and a token; complainants with their code."""

import httpx
from model.desk import PATHS
from support.problems import mistakes

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
