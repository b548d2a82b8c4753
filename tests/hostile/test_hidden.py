"""What somebody may not know of is answered as what is not there, word for word and as fast."""

import itertools
import json
import random
import time

import pytest
from conftest import in_parallel
from support.acts import ACTS
from support.office import Office
from wire import HOST, Wire

ROUNDS = 100


@pytest.fixture(autouse=True)
def nothing_stays_open():
    """Clients keep their connections."""


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api) as office:
        yield office


@pytest.fixture(scope="module")
def neighbours(heed, api):
    with Office(heed, api, roles=("ceo",)) as neighbours:
        yield neighbours


@pytest.fixture(scope="module")
def references(office, neighbours):
    """One that the handler may read, and those that are not there for them."""
    sealed, conflicted, own = (office.receive()[0] for _ in range(3))
    handed = {"staff": office.safeguarding_officer.id, "text": "A child is at risk."}
    office.ceo.act(sealed, "safeguarding", status=204, **handed)
    office.handler.act(conflicted, "conflicts", status=204)
    foreign = neighbours.receive()[0]
    absent = own.split("-")[0] + foreign[foreign.index("-") :]
    assert absent not in (own, foreign) and len(absent) == len(foreign)
    return {
        "own": own,
        "absent": absent,
        "foreign": foreign,
        "sealed": sealed,
        "conflicted": conflicted,
    }


def request(method, path, client, body=None, **headers) -> bytes:
    """As bytes; client: whose credential."""
    content = b"" if body is None else json.dumps(body).encode()
    lines = {"Authorization": client.headers["Authorization"], **headers}
    if body is not None:
        lines["Content-Type"] = "application/json"
    lines["Content-Length"] = len(content)
    text = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
    return f"{method} {path} HTTP/1.1\r\n".encode() + HOST + text.encode() + b"\r\n" + content


def told(reply, name: str):
    """All that a reply tells but for what differs from request to request."""
    differs = {"date", "x-request-id", "ratelimit"}
    fields = {key: value for key, value in reply.fields.items() if key not in differs}
    body = reply.body.decode().replace(reply.fields["x-request-id"], "REQUEST").replace(name, "CASE")
    return reply.status, fields, body


@pytest.mark.parametrize("who", ["handler", "website"])
def test_hidden_cases_are_answered_as_absent_ones_whatever_is_asked(api, office, references, who):
    """attacks: 31, 34"""
    client = office.handler.client if who == "handler" else office.site
    bodies = ({}, {"text": "News."}, {"colour": 1}, None)
    asked = [("GET", "", None, headers) for headers in ({}, {"If_None_Match": "*"})]
    asked += [(method, "", None, {}) for method in ("HEAD", "DELETE", "PUT", "POST", "OPTIONS")]
    for act in ACTS:
        asked += [("POST", f"/{act.path}", body, {"If_Match": "*"}) for body in bodies]
        for headers in ({}, {"If_Match": '"1"', "Idempotency_Key": "hidden"}):
            asked.append(("POST", f"/{act.path}", {"text": "News."}, headers))
    with Wire(api) as wire:
        for method, below, body, headers in asked:
            answers = {}
            for kind in ("absent", "foreign", "sealed", "conflicted"):
                path = f"/v1/cases/{references[kind]}{below}"
                wire.send(request(method, path, client, body, **headers))
                reply = wire.reply(without_body=method == "HEAD")
                answers[kind] = told(reply, references[kind])
            if who == "website":  # whose own they are
                del answers["sealed"], answers["conflicted"]
            assert len({str(answer) for answer in answers.values()}) == 1, (method, below, answers)


def likelier_longer(some: list[float], others: list[float]) -> float:
    """How often one of some is longer than one of the others: 0.5 when nothing tells them apart."""
    pairs = [(one > other) + 0.5 * (one == other) for one in some for other in others]
    return sum(pairs) / len(pairs)


@pytest.mark.parametrize(
    "method, below, body",
    [("GET", "", None), ("POST", "/notes", {"text": "News."})],
)
def test_hidden_cases_are_answered_as_fast_as_absent_ones(
    api, office, references, method, below, body
):
    """Asked in turns, so that whatever else goes on slows all of them. attacks: 31, 32"""
    kinds = [kind for kind in references if kind != "own"]
    taken = {kind: [] for kind in kinds}

    def ask(number):
        chance = random.Random(number)
        with Wire(api) as wire:
            for kind in itertools.chain(*(chance.sample(kinds, len(kinds)) for _ in range(ROUNDS))):
                path = f"/v1/cases/{references[kind]}{below}"
                data = request(method, path, office.handler.client, body, If_Match="*")
                began = time.perf_counter()
                wire.send(data)
                reply = wire.reply()
                taken[kind].append(time.perf_counter() - began)
                assert reply.status == 404, kind

    assert in_parallel(ask, range(2)) == [None] * 2
    found = {kind: likelier_longer(times, taken["absent"]) for kind, times in taken.items()}
    for kind in ("foreign", "sealed", "conflicted"):
        assert 0.35 < found[kind] < 0.65, found


def test_lists_and_figures_hold_what_is_ones_own(office, neighbours, references):
    """attacks: 31, 34"""
    listed = office.handler.client.get("/v1/cases", params={"limit": 200}).json()["cases"]
    assert {one["reference"] for one in listed} == {references["own"]}
    for person in (office.handler, neighbours.ceo):
        text = person.client.get("/v1/dashboard").text + person.client.get("/v1/notifications").text
        hidden = {"sealed", "conflicted"} | ({"foreign"} if person is office.handler else {"own"})
        assert not [kind for kind in hidden if references[kind] in text]


def test_a_key_of_one_caller_is_nothing_to_another(heed, api, office, neighbours):
    """The same Idempotency-Key, X-Request-Id and traceparent of strangers. attacks: 33"""
    partner = heed.last_word(
        "site", "create", "--organisation", office.organisation.slug, "--name", "Partner"
    )
    partners_key = heed.create_key(office.organisation.slug, partner, "secret")
    headers = {
        "Idempotency-Key": "chosen", "X-Request-Id": "chosen",
        "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    }  # fmt: skip
    found = set()
    with api.client(partners_key) as partner:
        for number, client in enumerate((office.site, neighbours.site, partner)):
            body = {"kind": "enquiry", "narrative": f"Question {number}?"}
            answer = client.post("/v1/cases", headers=headers, json=body)
            assert answer.status_code == 201 and "Idempotency-Replayed" not in answer.headers
            found.add(answer.json()["reference"])
            assert client.post("/v1/cases", headers=headers, json=body).status_code == 201
    assert len(found) == 3


def test_a_key_of_one_member_of_staff_is_nothing_to_another(office, neighbours, references):
    """attacks: 33"""
    headers = {"If-Match": "*", "Idempotency-Key": "of staff"}
    own = f"/v1/cases/{references['own']}/notes"
    first = office.ceo.client.post(own, headers=headers, json={"text": "Mine."})
    other = office.chair.client.post(own, headers=headers, json={"text": "Theirs."})
    assert (first.status_code, other.status_code) == (200, 200)
    foreign = f"/v1/cases/{references['foreign']}/notes"
    theirs = neighbours.ceo.client.post(foreign, headers=headers, json={"text": "Far."})
    assert theirs.status_code == 200 and "Idempotency-Replayed" not in theirs.headers


def test_an_identifier_of_a_stranger_is_refused_as_one_of_nobody(office, neighbours, references):
    """attacks: 31, 33"""
    nobody = "01890000-0000-7000-8000-000000000001"
    own = f"/v1/cases/{references['own']}"
    meeting = neighbours.ceo.client.post(
        "/v1/meetings", json={"body": "board", "starts_at": "2099-01-01T10:00:00Z"}
    )
    assert meeting.status_code == 201, meeting.text
    foreign_meeting = meeting.json()["id"]

    def answers(method, path, body, *ids):
        for id in ids:
            text = json.dumps(body).replace("ID", id) if body is not None else None
            headers = {"If-Match": "*", "Content-Type": "application/json"}
            answer = office.ceo.client.request(
                method, path.replace("ID", id), headers=headers, content=text
            )
            yield answer.status_code, {
                key: str(value).replace(id, "ID")
                for key, value in answer.json().items()
                if key != "request_id"
            }

    asked = [
        ("POST", f"{own}/assignment", {"handler": "ID"}, neighbours.ceo.id),
        ("POST", f"{own}/subjects", {"staff": "ID"}, neighbours.ceo.id),
        ("POST", f"{own}/safeguarding", {"staff": "ID", "text": "."}, neighbours.ceo.id),
        ("POST", f"{own}/links", {"reference": "ID"}, references["foreign"]),
        ("POST", f"{own}/agenda", {"meeting": "ID"}, foreign_meeting),
        ("GET", "/v1/meetings/ID", None, foreign_meeting),
        ("GET", "/v1/meetings/ID/board-pack", None, foreign_meeting),
        ("POST", "/v1/meetings/ID/cancel", {"reason": "x"}, foreign_meeting),
    ]
    for method, path, body, theirs in asked:
        other = references["absent"] if theirs == references["foreign"] else nobody
        first, second = answers(method, path, body, other, theirs)
        assert first == second and first[0] in (400, 403, 404, 422), (path, first, second)
