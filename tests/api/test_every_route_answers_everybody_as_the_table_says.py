"""Every route, asked by every role about cases to which it stands in every way, and by a website and
by whoever complained: what comes of it is what `heed access table` prints.

rules: A12, A13, B1, B12, C11, D9, D11, D12, D15, D17
"""

import http.client
import json
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
from support.acts import ACTS, CHECKLIST
from support.boardroom import Boardroom, boardroom

ROLES = (
    *("intake", "handler", "manager", "ceo", "trustee", "chair", "vice_chair", "review_panel"),
    *("safeguarding_officer", "safeguarding_trustee", "register_keeper", "organisation_admin"),
    "auditor",
)
SOMEBODY = str(uuid.UUID(int=7, version=4))
STALE = '"999999"'  # so an act that is allowed is told apart, and changes nothing
NOT_THERE = "ROUTES-00000-000000"
# What the bodies of acts must hold.
BODY = {
    "contact": {"party": "complainant"},
    "interval_agreed": {"interval_days": 7, "agreed_by": "complainant", "agreed_in": "email"},
    "tabled": {"meeting": SOMEBODY},
    "discussed": {"meeting": SOMEBODY},
    "investigation_opened": {"members": [SOMEBODY]},
    "investigation_reassigned": {"members": [SOMEBODY]},
    "extended": {"standard": "stage", "until": "2026-09-01"},
    "found": {"finding": "upheld"},
    "settled": {"outcomes": ["apology"]},
    "outcome": {"outcomes": ["apology"]},
    "remedy_owed": {"until": "2026-09-01"},
    "safeguarding": {"staff": SOMEBODY},
    "needs_changed": {"needs": {"format": "Braille"}},
    "help_noted": {"help": {"reading": "given"}},
    "receipt_code_issued": {"reason": "lost", "medium": "post"},
    "representative_appointed": {"representative": {"name": "Fred"}},
    "declined": {"ground": "late"},
    "linked": {"reference": NOT_THERE},
    "closed": CHECKLIST,
    "partner_named": {"site": SOMEBODY},
    "subject_named": {"staff": SOMEBODY},
    "split_off": {"medium": "telephone", "kind": "complaint", "narrative": "The bus was late."},
}
WITHOUT_TEXT = ("assigned", "closed", "linked", "partner_named", "written_outcome")
# Requests that are no acts: method, path, and what is sent.
REQUESTS = {
    "create_case": ("POST", "/v1/cases", {}),
    "preflight_case": ("OPTIONS", "/v1/cases", None),
    "list_cases": ("GET", "/v1/cases", None),
    "read_status": ("POST", "/v1/status", {}),
    "check_proof": ("POST", "/v1/lodging-proofs/check", {}),
    "read_signing_keys": ("GET", "/v1/signing-keys", None),
    "list_notifications": ("GET", "/v1/notifications", None),
    "see_notification": ("POST", f"/v1/notifications/{SOMEBODY}/seen", None),
    "read_dashboard": ("GET", "/v1/dashboard", None),
    "read_safeguarding_figures": ("GET", "/v1/safeguarding/figures", None),
    "list_meetings": ("GET", "/v1/meetings", None),
    "create_meeting": ("POST", "/v1/meetings", {}),
    "read_meeting": ("GET", f"/v1/meetings/{SOMEBODY}", None),
    "move_meeting": ("POST", f"/v1/meetings/{SOMEBODY}/move", {}),
    "cancel_meeting": ("POST", f"/v1/meetings/{SOMEBODY}/cancel", {}),
    "record_minutes": ("POST", f"/v1/meetings/{SOMEBODY}/minutes", {}),
    "read_board_pack": ("GET", f"/v1/meetings/{SOMEBODY}/board-pack", None),
    "list_readings": ("GET", "/v1/readings", None),
    "list_keys": ("GET", "/v1/keys", None),
    "create_key": ("POST", "/v1/keys", {}),
    "read_key": ("GET", f"/v1/keys/{SOMEBODY}", None),
    "rotate_key": ("POST", f"/v1/keys/{SOMEBODY}/rotation", {}),
    "revoke_key": ("POST", f"/v1/keys/{SOMEBODY}/revocation", {}),
    "change_key_origins": ("POST", f"/v1/keys/{SOMEBODY}/origins", {}),
    "list_webhook_deliveries": ("GET", "/v1/webhook-deliveries", None),
    "replay_webhook_delivery": ("POST", f"/v1/webhook-deliveries/{SOMEBODY}/replay", None),
    "read_procedure": ("GET", "/v1/organisations/nobody/procedure", None),
    "read_flow_chart": ("GET", "/v1/organisations/nobody/procedure/flow-chart", None),
    "read_form": ("GET", "/v1/organisations/nobody/form", None),
    "preflight_form": ("OPTIONS", "/v1/organisations/nobody/form", None),
    "calculate_due": ("GET", "/v1/calendar/due", None),
    "read_contract": ("GET", "/v1/openapi.yaml", None),
    "read_problem": ("GET", "/problems/not-found", None),
    "read_health": ("GET", "/healthz", None),
    "read_readiness": ("GET", "/readyz", None),
    "read_metrics": ("GET", "/metrics", None),
}


@dataclass
class Table:
    """The table as the service prints it, and how rules A12 and C11 have it read."""

    rows: list
    groups: dict  # of operations
    events: dict  # operation → event, of acts

    def may(self, who: str, relations) -> set[str]:
        found = (r["may"] for r in self.rows if r["who"] == who and r["relation"] in relations)
        return set().union(*found)

    def is_open(self, who: str, operation: str) -> bool:
        every = {row["relation"] for row in self.rows}
        return bool(self.may(who, every) & self.groups[operation])

    def expected(self, who: str, operation: str, relations) -> str:
        """'refused', 'hidden' or 'done', of an operation about a case."""
        may = self.may(who, relations)
        if not self.is_open(who, operation) or (may and not may & self.groups[operation]):
            return "refused"
        return "done" if may else "hidden"


@dataclass
class Asker:
    who: str
    headers: dict = field(repr=False)


@pytest.fixture(scope="module")
def table(heed):
    printed = json.loads(heed.command("access", "table", "--json"))
    operations = printed["operations"]
    return Table(
        printed["rows"],
        {each["operation"]: set(each["groups"]) for each in operations},
        {each["operation"]: each["event"] for each in operations if each["event"]},
    )


room = pytest.fixture(scope="module")(boardroom)


@pytest.fixture(scope="module")
def people(room):
    """Role → somebody who has it, and was let deal with cases when they were given some."""
    made = {role: room.person(role, role) for role in ROLES}
    for role, person in made.items():
        if role != "handler":
            _role(room, person, "insert into staff_role (staff_id, organisation_id, role) values")
    return made


def _role(room, person, statement):
    organisation = room.database.execute(
        "select id from organisation where slug = %s", [room.organisation.slug]
    ).fetchone()
    room.database.execute(f"{statement} (%s, %s, 'handler')", [person.id, *organisation])


def _named(room, table, reference, ids, **more):
    """All of them have that to do with the case."""
    for number, id in enumerate(ids, 100):
        names = ", ".join(("organisation_id", "case_id", "seq", "staff_id", *more))
        places = ", ".join(["%s"] * (1 + len(more)))
        room.database.execute(
            f"insert into {table} ({names}) select organisation_id, id, {number}, {places}"
            " from case_file where reference = %s",
            [id, *more.values(), reference],
        )


@pytest.fixture(scope="module")
def away(room, people):
    """Role → somebody who is away, and for whom the person with that role deputises."""
    made = {role: str(uuid.uuid4()) for role in people}
    [organisation] = room.database.execute(
        "select id from organisation where slug = %s", [room.organisation.slug]
    ).fetchone()
    for role, id in made.items():
        for statement in (
            "insert into staff (id, sealed) values (%(id)s, '')",
            "insert into staff_role (staff_id, organisation_id, role) values (%(id)s, %(o)s, 'handler')",
            "insert into staff_deputy (organisation_id, staff_id, deputy_id)"
            " values (%(o)s, %(id)s, %(deputy)s)",
            "insert into staff_absence values (%(o)s, %(id)s, '2000-01-01', '2100-01-01')",
        ):
            room.database.execute(
                statement, {"id": id, "o": organisation, "deputy": people[role].id}
            )
    room.database.execute(
        "insert into staff_role (staff_id, organisation_id, role) values (%s, %s, 'trustee')",
        [made["trustee"], organisation],
    )
    return made


@pytest.fixture(scope="module")
def cases(heed, api, room, people, away):
    """Role → (reference, how somebody with that role stands to the case)."""
    letter = {"addressed_to": None}
    busy = room.person("Busy", "handler").id

    def given(**whom):
        reference = room.letter(**letter)
        room.act("assigned", reference, **{"handler": busy, "point_of_contact": busy, **whom})
        return reference

    def before(body):
        meeting = room.meets("2026-06-17 18:00", body=body)
        reference = given()
        room.act("tabled", reference, meeting=meeting["id"])
        return reference

    conflicted, handed, investigated, covered = given(), given(), given(), given()
    sealed, stood_in_for = given(), given()
    officer = room.person("Olga", "safeguarding_officer").id
    for reference in (sealed, handed, covered):
        room.act("safeguarding", reference, staff=officer, text="At risk.")
    ids = [person.id for person in people.values()]
    _named(room, "case_person", conflicted, ids, part="conflicted", standing="confirmed")
    _named(room, "case_admission", handed, ids)
    _named(room, "case_admission", covered, away.values())
    _named(room, "case_investigator", investigated, ids)
    _named(room, "case_investigator", stood_in_for, away.values())
    closed = room.letter(**letter)
    room.act("withdrawn", closed)
    with Boardroom(heed, api) as other:
        elsewhere = other.letter()
    shared = {
        room.letter(**letter): {"any", "unassigned"},
        given(): {"any"},
        investigated: {"any", "on_its_committee"},
        stood_in_for: {"any", "deputy_of_investigator"},
        before("board"): {"any", "before_the_board"},
        before("committee"): {"any", "before_a_committee"},
        before("review_panel"): {"any", "before_a_review_panel"},
        closed: {"any"},
        conflicted: {"part_of_it"},
        sealed: {"sealed"},
        handed: {"sealed", "handed_to"},
        covered: {"sealed", "deputy_of_officer"},
        elsewhere: set(),
        NOT_THERE: set(),
    }
    found = {
        role: {
            given(handler=person.id): {"any", "its_handler"},
            given(point_of_contact=person.id): {"any", "its_point_of_contact"},
            given(handler=away[role]): {"any", "deputy_of_handler"}
            | ({"deputy_of_trustee"} if role == "trustee" else set()),
            given(point_of_contact=away[role]): {"any", "deputy_of_contact"},
            **shared,
        }
        for role, person in people.items()
    }
    for role, person in people.items():
        if role != "handler":
            statement = "delete from staff_role where (staff_id, organisation_id, role) ="
            _role(room, person, statement)
    return found


def ask(connection, asker: Asker, method, path, body, **headers):
    """(status, problem without what differs from request to request)."""
    text = None if body is None else json.dumps(body)
    kind = {"Content-Type": "application/json"} if text else {}
    connection.request(method, path, text, {**asker.headers, **kind, **headers})
    answer = connection.getresponse()
    content = answer.read()
    if answer.status not in (403, 404):
        return answer.status, None
    problem = json.loads(content)
    return answer.status, {k: v for k, v in problem.items() if k not in ("request_id", "instance")}


def outcome(status) -> str:
    return {403: "refused", 404: "hidden"}.get(status, "done")


def connect(api):
    connection = http.client.HTTPConnection(api.url.removeprefix("http://"), timeout=60)
    connection.connect()
    connection.sock.setsockopt(6, 1, 1)  # TCP_NODELAY
    return connection


def ask_about_cases(api, table, asker, cases) -> Counter:
    """Reads every case and does every act on it."""
    counts = Counter()
    connection = connect(api)
    nowhere = {}
    own = next(iter(cases))  # of what their role may do about no case they are asked twice
    for reference, relations in sorted(cases.items(), key=lambda item: item[0] != NOT_THERE):
        for operation in ("read_case", *table.events):
            if reference not in (own, NOT_THERE) and not table.is_open(asker.who, operation):
                continue
            method, path, body = "GET", f"/v1/cases/{reference}", None
            if operation != "read_case":
                act = next(act for act in ACTS if act.operation == operation)
                method, path = "POST", f"{path}/{act.path}"
                body = dict(BODY.get(act.event, {}))
                if act.event not in WITHOUT_TEXT:
                    body["text"] = "."
            headers = {"If-Match": STALE} if method == "POST" else {}
            status, problem = ask(connection, asker, method, path, body, **headers)
            expected = table.expected(asker.who, operation, relations)
            about = (asker.who, operation, sorted(relations), status, problem)
            assert outcome(status) == expected, about
            if expected == "done":
                assert status == (200 if method == "GET" else 412), about
                counts["shown"] += method == "GET"
            if reference == NOT_THERE:
                nowhere[operation] = problem
            if expected == "hidden":
                assert problem == nowhere[operation], about
            counts[expected] += 1
    connection.close()
    return counts


def test_every_role_does_what_the_table_says_about_every_case(api, table, room, people, cases):
    """And that a case was shown is on record each time."""
    askers = [Asker(role, {"Authorization": _bearer(person)}) for role, person in people.items()]
    with ThreadPoolExecutor(3) as pool:
        counted = pool.map(
            lambda asker: ask_about_cases(api, table, asker, cases[asker.who]), askers
        )
        counts = sum(counted, Counter())
    assert len(cases["ceo"]) == 18 and sum(counts.values()) > 5000
    assert min(counts[each] for each in ("done", "hidden", "refused")) > 100, counts
    readings = "select count(*) from case_reading where staff_id = any (%s)"
    recorded = room.database.execute(readings, [[person.id for person in people.values()]])
    assert recorded.fetchone() == (counts["shown"],) and counts["shown"] > 50


def _bearer(person) -> str:
    return person.client.headers["Authorization"]


def test_a_website_and_whoever_complained_do_what_the_table_says(api, table, room):
    """Of a case about the website's own people nothing is told."""
    site = room.heed.last_word(
        *("site", "create", "--organisation", room.organisation.slug, "--name", "Partner")
    )
    key = room.heed.create_key(room.organisation.slug, site, "secret")
    with api.client(room.organisation.secret_key) as client, api.client(key) as partner:
        own, about_it = _posted(client), _posted(client)
        others = _posted(partner)
    room.act("partner_named", about_it["reference"], site=room.organisation.site)
    website = Asker("site", {"Authorization": f"Bearer {room.organisation.secret_key}"})
    stands = {
        own["reference"]: {"its_site"},
        about_it["reference"]: {"part_of_it"},
        others["reference"]: set(),
        NOT_THERE: set(),
    }
    counts = ask_about_cases(api, table, website, stands)
    assert counts["done"] == 1
    complainant = Asker("complainant", {"Receipt-Code": own["receipt_code"]})
    connection = connect(api)
    for operation in table.events:
        act = next(act for act in ACTS if act.operation == operation)
        body = {**BODY.get(act.event, {}), "text": "."}
        if act.event in WITHOUT_TEXT:
            del body["text"]
        for reference, is_own in ((own["reference"], True), (others["reference"], False)):
            path = f"/v1/cases/{reference}/{act.path}"
            status, _ = ask(connection, complainant, "POST", path, body, **{"If-Match": STALE})
            is_open = table.is_open("complainant", operation)
            expected = (412 if is_own else 404) if is_open else 401
            assert status == expected, (operation, is_own, status)
    for reference, expected in ((own["reference"], 200), (others["reference"], 404)):
        assert ask(connection, complainant, "GET", f"/v1/cases/{reference}", None)[0] == expected
    connection.close()


def _posted(client) -> dict:
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    answer = client.post("/v1/cases", json={"kind": "enquiry"}, headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_every_other_route_is_open_to_whom_the_table_says(api, table, room, people):
    """And to nobody else; without a credential to nobody but where anyone may."""
    of_cases = {"read_case", "read_erasure"}  # the certificate: tests/hostile/test_erasure.py
    assert REQUESTS.keys() | of_cases == table.groups.keys() - table.events.keys()
    askers = [Asker(role, {"Authorization": _bearer(person)}) for role, person in people.items()]
    askers.append(Asker("site", {"Authorization": f"Bearer {room.organisation.secret_key}"}))
    analyst = room.heed.create_analyst_token()
    askers.append(Asker("analyst", {"Authorization": f"Bearer {analyst}"}))
    connection = connect(api)
    for operation, (method, path, body) in REQUESTS.items():
        is_public = table.is_open("anyone", operation)
        status, _ = ask(connection, Asker("anyone", {}), method, path, body)
        assert (status != 401) is is_public, (operation, status)
        for asker in askers:
            status, problem = ask(connection, asker, method, path, body)
            allowed = is_public or bool(
                table.may(asker.who, {"no_case"}) & table.groups[operation]
            )
            assert (status != 403) is allowed, (asker.who, operation, status, problem)
            assert status != 401 and status < 500, (asker.who, operation, status)
    connection.close()
