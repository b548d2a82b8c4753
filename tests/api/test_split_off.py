"""What is not about safeguarding is split off a sealed case, and leads nowhere near it.

rules: A13, B1, B4, B6, C11, D1, D17
"""

import json
import uuid

import pytest
from support.office import Office

PATH = "safeguarding/split-off"
PART = {
    "kind": "complaint",
    "category": "poor_service",
    "narrative": "The hall is cold on Tuesdays.",
    "medium": "telephone",
    "text": "Gwen wants the heating looked into by whoever does that.",
}
GWEN = {"name": "Gwen Example", "email": "gwen@example.org"}


@pytest.fixture(scope="module")
def office(heed, api, worker):
    heed.clock.set("2026-06-03T10:00:00Z")
    with Office(heed, api) as office:
        office.hire("named", "handler")
        office.hire("eve", "handler,manager")
        yield office
    heed.clock.reset()


@pytest.fixture
def sealed(office) -> tuple:
    """(reference, complainant) of a case that was handed over to the officer."""
    return seal(office)


def seal(office, **members) -> tuple:
    members = {"narrative": "He hits them.", "customer": GWEN, **members}
    reference, complainant = office.receive(**members)
    officer = office.safeguarding_officer
    office.handler.act(reference, "subjects", staff=office.named.id)
    office.handler.act(reference, "safeguarding", status=204, text="A child.", staff=officer.id)
    return reference, complainant


def split(office, reference, by=None, key=None, **changed):
    """Whatever comes of it."""
    body = {name: value for name, value in {**PART, **changed}.items() if value is not None}
    headers = {"If-Match": "*"} | ({"Idempotency-Key": key} if key else {})
    client = (by or office.safeguarding_officer).client
    return client.post(f"/v1/cases/{reference}/{PATH}", headers=headers, json=body)


def made(answer) -> dict:
    assert answer.status_code == 201, answer.text
    return answer.json()


def read(person, reference) -> dict:
    answer = person.client.get(f"/v1/cases/{reference}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def mistakes(answer) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return [(each["pointer"], each["code"]) for each in answer.json()["errors"]]


# --- what comes of it ---


def test_the_part_is_a_case_of_its_own(office, sealed):
    reference, _ = sealed
    answer = split(office, reference)
    part = made(answer)
    assert answer.headers["Location"] == f"/v1/cases/{part['reference']}"
    assert (part["status"], bool(part["receipt_code"])) == ("received", True)
    view, whole = read(office.eve, part["reference"]), read(office.safeguarding_officer, reference)
    assert view["narrative"] == PART["narrative"]
    assert (view["kind"], view["category"], view["channel"]) == ("complaint", "poor_service", "web")
    assert (view["customer"], view["anonymous"]) == (GWEN, False)
    assert view["received_at"] == whole["received_at"] < view["recorded_at"]
    assert office.safeguarding_officer.client.get(f"/v1/cases/{part['reference']}").status_code == 404
    entry = whole["history"][-1]
    assert (entry["type"], entry["facts"]["medium"]) == ("split_off", "telephone")
    assert entry["text"] == f"{PART['text']}\n\nSplit off as {part['reference']}."


def test_no_promise_gets_later_by_it(office):
    """Late entry never moves the receipt. rules: D1, A15"""
    reference, _ = office.receive()
    promised = {each["standard"]: each for each in read(office.handler, reference)["promises"]}
    officer = office.safeguarding_officer
    office.handler.act(reference, "safeguarding", status=204, text="A child.", staff=officer.id)
    office.heed.clock.advance(days=6)
    part = made(split(office, reference))
    shown = {each["standard"]: each for each in part["promises"]}
    assert shown.keys() == promised.keys()
    for standard, promise in promised.items():
        assert shown[standard]["due_at"] == promise["due_at"], standard


def test_a_part_begins_where_the_whole_began(office):
    """rules: A14"""
    reference, complainant = seal(office)
    body = {"kind": "complaint", "channel": "post", "addressed_to": "ceo"}
    answer = office.eve.client.post("/v1/cases", json=body)
    letter = answer.json()["reference"]
    officer = office.safeguarding_officer
    office.eve.act(letter, "safeguarding", status=204, text="A child.", staff=officer.id)
    for whole, kind, stage in (
        (reference, "complaint", "informal"),
        (letter, "complaint", "referred"),
        (letter, "suggestion", "informal"),
    ):
        part = made(split(office, whole, kind=kind))
        assert read(office.eve, part["reference"])["stage"] == stage


def test_needs_go_with_it_as_they_are_now_and_nothing_when_it_is_to_be_anonymous(office, sealed):
    """rules: A6, A14"""
    reference, complainant = sealed
    complainant.act(reference, "needs", needs={"format": "Easy Read"})
    view = read(office.eve, made(split(office, reference))["reference"])
    assert (view["customer"], view["needs"]["format"]) == (GWEN, "Easy Read")
    view = read(office.eve, made(split(office, reference, anonymous=True))["reference"])
    assert view["anonymous"] is True
    assert view["customer"] is None and view["needs"] is None


# --- nothing leads to the sealed case ---


def test_the_part_is_like_any_case_that_somebody_enters_late(office, sealed):
    """To the last member: but for names, numbers and times."""
    reference, _ = sealed
    part = made(split(office, reference))["reference"]
    whole = read(office.safeguarding_officer, reference)
    body = {name: PART[name] for name in ("kind", "category", "narrative")}
    body |= {"channel": "web", "received_at": whole["received_at"], "customer": GWEN}
    answer = office.safeguarding_officer.client.post("/v1/cases", json=body)
    other = answer.json()["reference"]
    office.eve.act(other, "conflicts", staff=office.named.id)
    assert shape(read(office.eve, part)) == shape(read(office.eve, other))
    assert lines(office, part) == lines(office, other)


def shape(view: dict) -> dict:
    """Without what differs between any two cases."""
    view = dict(view, reference=None, recorded_at=None)
    view["history"] = [dict(each, occurred_at=None, recorded_at=None) for each in view["history"]]
    assert view["history"][1].pop("actor") != ""
    for promise in view["promises"]:
        promise["explanation_url"] = None
    return view


def lines(office, reference) -> list[dict]:
    answer = office.eve.client.get("/v1/cases", params={"limit": 200})
    found = [each for each in answer.json()["cases"] if each["reference"] == reference]
    return [dict(each, reference=None) for each in found]


def test_nothing_of_the_part_names_the_sealed_case(office, sealed):
    reference, _ = sealed
    part = made(split(office, reference))
    with office.heed.superuser() as database:
        [(whole_id, part_id)] = database.execute(
            "select (select id from case_file where reference = %s)::text,"
            " (select id from case_file where reference = %s)::text",
            [reference, part["reference"]],
        ).fetchall()
        rows = database.execute(
            "select facts::text from case_event where case_id = %s", [part_id]
        ).fetchall()
    view = {**read(office.eve, part["reference"]), "allowed_actions": None}
    shown = json.dumps([part, view, rows])
    for word in (reference, whole_id, "safeguard", "sealed", "split", "He hits them"):
        assert word not in shown, word
    answer = office.site.get(f"/v1/cases/{part['reference']}")
    assert answer.status_code == 404, "a website learns of no case that it did not post"


def test_the_review_counts_both_and_says_nothing_of_the_split(office, sealed):
    """rules: B9"""
    reference, _ = sealed
    made(split(office, reference))
    draft = office.heed.command(
        *("review", "draft", "--organisation", office.organisation.slug),
        *("--from", "2020-01-01", "--to", "2030-12-31"),
    )
    assert "split" not in draft
    assert json.loads(draft)["reconciliation"]["converted_in"] == 0


def test_both_histories_are_sound(office, sealed):
    """rules: B6"""
    made(split(office, sealed[0], subjects=[office.named.id, office.trustee.id]))
    office.heed.command("verify", "--organisation", office.organisation.slug)


# --- who deals with it ---


def test_whoever_is_part_of_the_whole_is_kept_from_the_part(office, sealed):
    reference, _ = sealed
    view = read(office.eve, made(split(office, reference))["reference"])
    told = [(each["type"], each["facts"].get("staff")) for each in view["history"][1:]]
    assert told == [("conflict_declared", office.named.id)]
    assert office.named.client.get(f"/v1/cases/{view['reference']}").status_code == 404
    assert view["reference"] not in office.named.client.get("/v1/cases").text


def test_whom_the_part_is_about_too_is_a_subject_of_it(office, sealed):
    reference, _ = sealed
    people = [office.named.id, office.trustee.id, office.named.id]
    view = read(office.eve, made(split(office, reference, subjects=people))["reference"])
    named = [each["facts"].get("staff") for each in view["history"] if "subject_named" in each["type"]]
    assert named == people[:2]
    assert [each["type"] for each in view["history"]].count("subject_confirmed") == 2
    assert "conflict_declared" not in [each["type"] for each in view["history"]]
    assert {"subject_dismissed", "subject_confirmed"}.isdisjoint(view["allowed_actions"])
    for person in (office.named, office.trustee):
        assert person.client.get(f"/v1/cases/{view['reference']}").status_code in (403, 404)


def test_who_is_cleared_may_deal_with_the_part_and_not_with_the_whole(office, sealed):
    reference, _ = sealed
    part = made(split(office, reference, cleared=[office.named.id]))
    assert len(read(office.named, part["reference"])["history"]) == 1
    assert office.named.client.get(f"/v1/cases/{reference}").status_code == 404


def test_who_speaks_for_the_complainant_does_so_of_the_part_too(office):
    """Without what was said of it: that may tell of what is sealed. rules: A13, D15"""
    reference, complainant = seal(office)
    rosa, ella = {"name": "Rosa"}, {"name": "Ella", "telephone": "020 7946 0003"}
    complainant.act(reference, "representative", text="He hits her.", representative=rosa)
    complainant.act(reference, "representative", text="He hits me.", representative=ella)
    part = read(office.handler, made(split(office, reference))["reference"])
    appointed = [each for each in part["history"] if each["type"] == "representative_appointed"]
    assert [each["representative"] for each in appointed] == [ella]
    assert "hits" not in str(appointed)
    nameless = read(office.handler, made(split(office, reference, anonymous=True))["reference"])
    assert "representative_appointed" not in [each["type"] for each in nameless["history"]]


def test_nobody_is_said_to_be_part_of_what_only_a_representative_goes_with(office):
    """rules: A13, D15"""
    reference, complainant = seal(office)
    complainant.act(reference, "representative", text="My sister.", representative={"name": "Ella"})
    part = made(split(office, reference, cleared=[office.named.id]))
    assert len(read(office.named, part["reference"])["history"]) == 2
    assert "named" not in office.ceo.types(part["reference"])


# --- how the complainant gets at it ---


def test_the_code_that_the_officer_is_given_opens_the_part_alone(office, sealed):
    reference, complainant = sealed
    part = made(split(office, reference))
    code = {"Receipt-Code": part["receipt_code"]}
    view = complainant.client.get(f"/v1/cases/{part['reference']}", headers=code)
    assert view.status_code == 200 and "further_cases" not in view.json()
    answer = complainant.client.get(f"/v1/cases/{reference}", headers=code)
    assert answer.status_code in (401, 404)
    assert "further_cases" not in complainant.client.get(f"/v1/cases/{reference}").json()
    assert part["receipt_code"] not in office.safeguarding_officer.client.get(
        f"/v1/cases/{reference}"
    ).text


def test_without_a_name_the_old_code_leads_to_the_part(office):
    """The only way to somebody who left no name. rules: A14, B1"""
    reference, complainant = seal(office, customer=None)
    part = made(split(office, reference, medium="web", told_by_code=True))
    told = complainant.client.get(f"/v1/cases/{reference}").json()
    further = {name: part[name] for name in ("reference", "receipt_code")}
    assert told["further_cases"] == [further]
    code = {"Receipt-Code": further["receipt_code"]}
    answer = complainant.client.get(f"/v1/cases/{part['reference']}", headers=code)
    assert answer.status_code == 200
    assert "split_off" not in [each["type"] for each in told["messages"]]


def test_the_officer_can_ask_for_the_agreement_behind_the_code(office):
    """rules: A13, A17, B1"""
    reference, complainant = seal(office, customer=None)
    officer = office.safeguarding_officer
    officer.act(reference, "clarification-requests", text="May we pass on what you say of the hall?")
    complainant.act(reference, "clarifications", text="Yes, please.")
    made(split(office, reference, told_by_code=True, medium="web"))


# --- once ---


def test_a_repeated_request_gets_the_same_case(office, sealed):
    reference, _ = sealed
    key = str(uuid.uuid4())
    first = split(office, reference, key=key)
    version = read(office.safeguarding_officer, reference)["version"]
    again = split(office, reference, key=key)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert made(again) == made(first)
    assert read(office.safeguarding_officer, reference)["version"] == version
    assert split(office, reference, key=key, narrative="Other.").status_code == 422


def test_what_is_refused_leaves_nothing_behind(office, sealed):
    """rules: B4"""
    reference, _ = sealed
    before = count_of_cases(office)
    answer = split(office, reference, occurred_at="2020-01-01T10:00:00Z")
    assert mistakes(answer) == [("/occurred_at", "before_receipt")]
    assert count_of_cases(office) == before


def count_of_cases(office) -> int:
    with office.heed.superuser() as database:
        return database.execute("select count(*) from case_file").fetchone()[0]


# --- refusals ---


def test_all_that_is_wrong_is_told_at_once(office, sealed):
    wrong = {
        "category": "no_such_category",
        "happened_on": "2999-01-01",
        "subjects": [str(uuid.uuid4())],
        "cleared": [office.named.id, office.trustee.id],
    }
    assert set(mistakes(split(office, sealed[0], **wrong))) == {
        ("/category", "unknown_category"),
        ("/happened_on", "in_future"),
        ("/subjects/0", "unknown_staff"),
        ("/cleared/1", "no_part"),
    }


@pytest.mark.parametrize("name", ["kind", "narrative", "medium", "text"])
def test_what_is_needed_is_asked_for(office, sealed, name):
    assert mistakes(split(office, sealed[0], **{name: None})) == [(f"/{name}", "required")]


def test_only_what_went_to_safeguarding_is_split(office):
    reference, _ = office.receive()
    assert split(office, reference, by=office.eve).status_code == 403
    assert "split_off" not in read(office.eve, reference)["allowed_actions"]


def test_a_case_that_safeguarding_has_closed_is_split_still(office, sealed):
    reference, officer = sealed[0], office.safeguarding_officer
    officer.act(reference, "safeguarding/acknowledgement")
    officer.act(reference, "safeguarding/closure", text="Done.")
    assert "split_off" in read(officer, reference)["allowed_actions"]
    made(split(office, reference))


def test_whoever_it_was_handed_to_splits_it(office):
    reference, _ = office.receive()
    office.handler.act(reference, "safeguarding", status=204, text="Hm.", staff=office.eve.id)
    made(split(office, reference, by=office.eve))


@pytest.mark.parametrize(
    ("name", "status"), [("handler", 403), ("trustee", 403), ("ceo", 404), ("eve", 404)]
)
def test_nobody_else_splits_it(office, sealed, name, status):
    """rules: A12"""
    assert split(office, sealed[0], by=office.people[name]).status_code == status


def test_its_complainant_does_not_split_it(office, sealed):
    reference, complainant = sealed
    assert complainant.client.post(f"/v1/cases/{reference}/{PATH}", json=PART).status_code == 401
