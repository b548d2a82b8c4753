"""Two cases that are alike but that one went to safeguarding: nobody outside can tell which.

rules: A13, B1, D15, D17
"""

import itertools
from contextlib import ExitStack

import pytest
from support.acts import CHECKLIST, PATHS
from support.programs import wait_until
from support.receiver import Endpoint

numbers = itertools.count(1)
# What staff do before one of the two is sealed.
ANSWERED = [
    ("initial_response", {"text": "Ann deals with it."}),
    ("outcome", {"outcomes": ["apology"], "text": "Sorry."}),
    ("written_outcome", {"text": "We are sorry."}),
]
BEFORE = {
    "received": [],
    "in progress": ANSWERED[:1],
    "decided": ANSWERED[:2],
    "answered": ANSWERED,
    "closed": [*ANSWERED, ("closed", CHECKLIST)],
    "declined": [("declined", {"ground": "late", "text": "That was ten years ago."})],
    "offered": [
        *ANSWERED[:1],
        ("resolution_offered", {"text": "Another tutor?"}),
        ("mediation_offered", {"text": "Or somebody from outside?"}),
        ("clarification_asked", {"text": "When was it?"}),
        ("question", {"text": "And who was there?"}),
    ],
}
# All that a complainant can do, in an order in which one thing makes another possible.
WISHES = [
    ("message", {"text": "Are you there?"}),
    ("question", {"text": "When do I hear from you?"}),
    ("clarification_given", {"text": "In May."}),
    ("help_noted", {"help": {"writing": "wanted"}}),
    ("needs_changed", {"needs": {"format": "large print"}}),
    ("disadvantage_reported", {"text": "I was sent away."}),
    ("representative_appointed", {"text": "She may.", "representative": {"name": "Jo"}}),
    ("representative_removed", {}),
    ("erasure_asked", {}),
    ("mediation_asked", {}),
    ("mediation_accepted", {}),
    ("mediation_declined", {}),
    ("resolution_refused", {}),
    ("referred", {}),
    ("bypassed", {}),
    ("bypassed", {"stage": "informal"}),
    ("resolution_agreed", {}),
    ("written_outcome_declined", {}),
    ("appealed", {}),
    ("withdrawn", {}),
    ("appealed", {}),
    ("withdrawn", {}),
    ("question", {"text": "Is it over?"}),
]
# What lets the case wait for a meeting: whoever complained is told soon that none is near.
WAITING = ("referred", "bypassed", "appealed")
UNSETTLED = """
select (select count(*) from case_clock
         where met_at is null and ended_at is null and breached_at is null
           and superseded_at is null and due_at <= heed_now())
     + (select count(*) from outbox where state in (0, 1))
     + (select count(*) from case_clock join case_file on case_file.id = case_id
         where met_at is null and ended_at is null and breached_at is null
           and superseded_at is null and meetings_version is not null and not sealed_off
           and said_due_on is distinct from due_on and due_at > heed_now())
     + (select count(*) from case_file
         where sealed_off and said_version is distinct from version)
"""


class Twin:
    """A case that the website posted, and all that can be seen of it outside."""

    def __init__(self, desk, **members):
        self.desk = desk
        self.key = {"Idempotency-Key": f"twin-{next(numbers)}"}
        self.body = {"kind": "complaint", **members}
        created = self._posted().json()
        self.reference = created["reference"]
        self.code = {"Receipt-Code": created["receipt_code"]}

    def _posted(self):
        answer = self.desk.site.post("/v1/cases", headers=self.key, json=self.body)
        assert answer.status_code == 201, answer.text
        return answer

    def act(self, type, by=None, **body):
        who, headers = (by or self.desk.staff), {"If-Match": "*"}
        return who.post(f"/v1/cases/{self.reference}/{PATHS[type]}", headers=headers, json=body)

    def wish(self, type, **body):
        address = f"/v1/cases/{self.reference}/{PATHS[type]}"
        return self.desk.nobody.post(address, headers=self.code, json=body)

    def seen(self) -> dict:
        """By the website and by whoever holds the code, but for reference, code and seconds."""
        desk = self.desk
        asked = {"reference": self.reference, "receipt_code": self.code["Receipt-Code"]}
        told = desk.nobody.post("/v1/status", json=asked)
        view = told.json()
        assert view == desk.nobody.get(f"/v1/cases/{self.reference}", headers=self.code).json()
        status = desk.site.get(f"/v1/cases/{self.reference}")
        [line] = [each for each in desk.lists() if each["reference"] == self.reference]
        filtered = desk.lists(status=line["status"])
        again = self._posted()
        seen = {
            "status": {**status.json(), "reference": None, "received_at": None},
            "status as": status.headers["ETag"],
            "line": (sorted(line), line["kind"], line["status"]),
            "is found by its status": line in filtered,
            "again": [plain(each) for each in again.json()["promises"]],
            "again as": again.json()["status"],
            "view": {**view, **dict.fromkeys(("reference", "received_at", "proof_of_lodging"))},
        }
        seen["view"]["promises"] = [plain(each) for each in view["promises"]]
        seen["view"]["messages"] = [
            {name: each.get(name) for name in ("type", "text", "actor_kind", "needs")}
            for each in view["messages"]
        ]
        return seen


    def heard(self) -> list:
        """What the website's server is told of it, oldest first."""
        told = self.desk.site.get("/v1/webhook-deliveries", params={"limit": 200}).json()
        return [
            (each["type"], each["status"])
            for each in reversed(told["deliveries"])
            if each["reference"] == self.reference
        ]


def leaves(told, path=""):
    """(path, value) of all that an answer tells."""
    if isinstance(told, dict):
        for name, each in told.items():
            yield from leaves(each, f"{path}/{name}")
    elif isinstance(told, (list, tuple)):
        yield path, len(told)
        for number, each in enumerate(told):
            yield from leaves(each, f"{path}/{number}")
    else:
        yield path, told


def difference(sealed, other) -> dict:
    """What is seen of only one of the two."""
    one, two = dict(leaves(sealed.seen())), dict(leaves(other.seen()))
    paths = one.keys() | two.keys()
    return {each: (one.get(each), two.get(each)) for each in paths if one.get(each) != two.get(each)}


def plain(promise: dict) -> dict:
    """Without the seconds at which the one began and the other."""
    times = {"met_at": promise["met_at"] is not None, "explanation_url": None, "due_at": None}
    return {**promise, **times}


class Desk:
    def __init__(self, heed, api, organisation, officer):
        self.heed, self.officer_id = heed, officer[0]
        with ExitStack() as stack:
            self.site = stack.enter_context(api.client(organisation.secret_key))
            self.staff = stack.enter_context(api.client(organisation.staff_token))
            self.officer = stack.enter_context(api.client(officer[1]))
            self.nobody = stack.enter_context(api.client())
            self.database = stack.enter_context(heed.superuser())
            self._open = stack.pop_all()

    def close(self):
        self._open.close()

    def lists(self, **filters):
        return self.site.get("/v1/cases", params={"limit": 200, **filters}).json()["cases"]

    def twins(self, before):
        """Two cases to which the same was done; the first is then sealed."""
        twins = [Twin(self), Twin(self)]
        for type, body in before:
            for twin in twins:
                if type == "question":
                    answer = twin.wish(type, **body)
                else:
                    answer = twin.act(type, **body)
                assert answer.status_code == 200, answer.text
        return twins

    def seal(self, twin):
        answer = twin.act("safeguarding", text="A child.", staff=self.officer_id)
        assert answer.status_code == 204, answer.text

    def goes_on(self, days=0):
        """So many days pass, and the worker has come to everything."""
        if days:
            self.heed.clock.advance(days=days)
        wait_until("the worker has come to everything", self._is_settled, 30)

    def _is_settled(self):
        return self.database.execute(UNSETTLED).fetchone()[0] == 0


@pytest.fixture(scope="module")
def desk(heed, api, worker):
    heed.clock.set("2026-06-03T10:00:00Z")
    roles = "ceo,organisation_admin,handler,intake,manager"
    organisation = heed.create_organisation(roles=roles)
    officer = heed.create_person(organisation.slug, "Sol", "safeguarding_officer")
    deputy, _ = heed.create_person(organisation.slug, "Dora", "handler")
    ann = ("--organisation", organisation.slug, "--staff", organisation.staff)
    heed.command("staff", "contact", *ann, "--telephone", "01632 960001")
    heed.command("staff", "deputy", *ann, "--deputy", deputy)
    # Nobody is there, and the worker may not go there: what counts is what it would tell.
    Endpoint.create(heed, organisation, "https://127.0.0.1:9/")
    desk = Desk(heed, api, organisation, officer)
    yield desk
    desk.close()
    heed.clock.reset()


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
def test_whatever_the_complainant_does_is_answered_alike(desk, before):
    sealed, other = desk.twins(before)
    assert difference(sealed, other) == {}
    desk.seal(sealed)
    assert difference(sealed, other) == {}
    for number, (type, body) in enumerate(WISHES):
        answers = [twin.wish(type, **body) for twin in (sealed, other)]
        assert answers[0].status_code == answers[1].status_code, (number, type, answers[0].text)
        if answers[0].status_code == 409:
            assert answers[0].json()["errors"] == answers[1].json()["errors"]
        elif type in WAITING:
            desk.goes_on()
        assert difference(sealed, other) == {}, (number, type)
    desk.goes_on()
    assert sealed.heard() == other.heard() != []


@pytest.mark.parametrize("state", ["received", "in progress", "answered", "closed"])
def test_what_was_promised_looks_the_same_however_long_nobody_does_anything(desk, state):
    sealed, other = desk.twins(BEFORE[state])
    desk.seal(sealed)
    desk.officer.post(
        f"/v1/cases/{sealed.reference}/{PATHS['handover_acknowledged']}",
        headers={"If-Match": "*"},
        json={},
    )
    for twin in (sealed, other):
        assert twin.wish("message", text="Are you there?").status_code == 200
    for days in (6, 9, 33):
        desk.goes_on(days)
        assert difference(sealed, other) == {}, days
    sealed.act("safeguarding_closed", by=desk.officer, text="The authority has it.")
    assert difference(sealed, other) == {}
    desk.goes_on()
    assert sealed.heard() == other.heard() != []


def test_a_sealed_case_is_not_told_by_what_comes_of_its_first_post(desk):
    """One for safeguarding from the first line and one that nobody has opened."""
    sealed, other = Twin(desk, safeguarding="safeguarding_officer"), Twin(desk)
    assert difference(sealed, other) == {}
    for type, body in WISHES:
        answers = [twin.wish(type, **body) for twin in (sealed, other)]
        assert answers[0].status_code == answers[1].status_code, (type, answers[0].text)
        if type in WAITING:
            desk.goes_on()
    assert difference(sealed, other) == {}
    desk.goes_on()
    assert sealed.heard() == other.heard() != []


def test_what_the_complainant_does_reaches_the_officer_and_moves_nothing(desk):
    """rules: A13, B9 — withdrawn or referred, safeguarding goes on."""
    sealed, _ = desk.twins(BEFORE["in progress"])
    desk.seal(sealed)
    for type, body in (("question", {"text": "When?"}), ("referred", {}), ("withdrawn", {})):
        assert sealed.wish(type, **body).status_code == 200
    view = desk.officer.get(f"/v1/cases/{sealed.reference}").json()
    assert (view["stage"], view["state"], view["closed_at"]) == ("informal", "safeguarding", None)
    done = [each["type"] for each in view["history"] if each["type"] != "meeting_changed"]
    assert done[-3:] == ["question", "referred", "withdrawn"]
    told = desk.officer.get("/v1/notifications", params={"limit": 200}).json()["notifications"]
    assert {each["type"] for each in told if each["reference"] == sealed.reference} >= {
        *("handed_over", "message", "referred"),
    }
    promises = {each["standard"]: each["state"] for each in view["promises"]}
    assert (promises["question"], promises["handover"]) == ("running", "running")
    assert "redress_notice_later" not in promises
    answered = sealed.act("answer", by=desk.officer, text="Soon.")
    assert answered.status_code == 200, answered.text
    promises = {each["standard"]: each["state"] for each in answered.json()["promises"]}
    assert promises["question"] == "met"
    desk.goes_on()
    rows = desk.database.execute(
        "select movement from case_movement join case_file on case_file.id = case_id"
        " where reference = %s order by seq",
        [sealed.reference],
    )
    assert [movement for (movement,) in rows] == ["received", "converted_out"]
