"""An open investigation is given to others: nothing waits, nothing begins anew, nobody looks on.

rules: D9, A17
"""

import pytest
from support.office import Office
from support.programs import wait_until

AWAY = ("--from", "2026-06-03", "--to", "2026-06-12")
WHY = "Hal has too much to do."


@pytest.fixture(scope="module")
def room(heed, api):
    heed.clock.set("2026-06-03T10:00:00Z")
    roles = ("manager", "ceo", "chair", "trustee", "intake", "safeguarding_officer")
    with Office(heed, api, roles=roles) as office:
        for name in ("hal", "dora", "sid"):
            office.hire(name, "handler")
        yield office
        heed.command("verify", "--organisation", office.organisation.slug)
    heed.clock.reset()


@pytest.fixture
def office(room):
    """As it is, and everybody there, whatever a test did."""
    yield room
    with room.heed.superuser() as everything:
        everything.execute("delete from staff_deputy")
        everything.execute("delete from staff_absence")


def investigated_by(office, *members):
    """Opened by the Chair; Sid deals with the case."""
    reference, _ = office.receive()
    office.ceo.act(reference, "assignment", handler=office.sid.id)
    office.chair.act(reference, "investigation", members=[each.id for each in members])
    return reference


def give(by, reference, *members, status=200, **more):
    body = {"members": [each.id for each in members], "text": WHY, **more}
    return by.act(reference, "investigation/reassignment", status, **body)


def view(person, reference) -> dict:
    answer = person.client.get(f"/v1/cases/{reference}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def knows_nothing_of(person, reference):
    assert person.client.get(f"/v1/cases/{reference}").status_code == 404
    person.act(reference, "allegations", 404, text="Is it still there?")
    lists = person.client.get("/v1/cases", params={"limit": 200}).json()["cases"]
    assert reference not in [each["reference"] for each in lists]


def promise(case) -> dict:
    [found] = [each for each in case["promises"] if each["standard"] == "investigation"]
    return found


def mistakes(answer):
    return [(each["pointer"], each["code"]) for each in answer["errors"]]


@pytest.mark.parametrize("role", ["chair", "ceo", "manager"])
def test_whoever_leads_gives_it_on_and_who_had_it_sees_it_no_more(office, role):
    """At once, behind both walls; the ten days run on. rules: D9, A17, A12"""
    hal, dora, leader = office.hal, office.dora, getattr(office, role)
    reference = investigated_by(office, hal)
    before = view(hal, reference)
    assert before["investigators"] == [hal.id]
    assert "investigation_reassigned" not in before["allowed_actions"]
    assert "investigation_reassigned" in view(leader, reference)["allowed_actions"]
    after = give(leader, reference, dora)
    knows_nothing_of(hal, reference)
    assert after["investigators"] == view(dora, reference)["investigators"] == [dora.id]
    assert promise(after) == promise(before)
    entry = after["history"][-1]
    assert (entry["type"], entry["actor"]) == ("investigation_reassigned", leader.id)
    assert (entry["facts"], entry["text"]) == ({"members": [dora.id]}, WHY)
    dora.act(reference, "allegations", text="Nobody rang back.")
    dora.act(reference, "investigation-report", text="So it was.", not_discussed=["complainant"])
    assert view(leader, reference)["investigators"] == []
    here = ("--organisation", office.organisation.slug, "--case", reference)
    told = office.heed.command("access", "explain", *here, "--actor", hal.id, "--act", "add_allegation")
    assert "relations\tno_case, any\n" in told
    assert "both walls agree" in told


def test_both_are_told_and_the_new_one_by_when(office):
    """Who has it already, and stays, is not told again. rules: D9, A17"""
    hal, dora = office.hal, office.dora
    reference = investigated_by(office, hal)
    [told] = hal.told(reference)
    due_on = promise(view(hal, reference))["due_on"]
    expected = ("investigation_assigned", "investigation", due_on)
    assert (told["type"], told["standard"], told["due_on"]) == expected
    give(office.chair, reference, dora, hal)
    assert hal.types(reference) == ["investigation_assigned"]
    [told] = dora.told(reference)
    assert (told["type"], told["standard"], told["due_on"]) == expected
    give(office.chair, reference, dora)
    newest = hal.told()[0]
    assert (newest["type"], newest["reference"]) == ("investigation_reassigned", None)
    assert dora.types(reference) == ["investigation_assigned"]


def test_whoever_was_heard_was_heard(office):
    """rules: A17, D9"""
    reference = investigated_by(office, office.hal)
    office.hal.act(reference, "contacts", party="complainant", text="She told me all of it.")
    give(office.chair, reference, office.dora)
    office.dora.act(reference, "investigation-report", text="So it was.")


@pytest.mark.parametrize(
    "what, expected",
    [
        ("a subject", [("/members", "member_not_detached")]),
        ("conflicted", [("/members", "member_not_detached")]),
        ("no role for it", [("/members/0", "role_missing")]),
        ("those who have it", [("/members", "same_investigators")]),
        ("nobody", [("/members", "empty")]),
        ("no reason", [("/text", "required")]),
    ],
)
def test_what_stands_in_the_way_of_opening_it_stands_in_the_way_of_this(office, what, expected):
    """rules: C11, D9"""
    reference = investigated_by(office, office.hal)
    whom, more = [office.dora], {}
    if what in ("a subject", "conflicted"):
        path = "subjects" if what == "a subject" else "conflicts"
        office.ceo.act(reference, path, staff=office.dora.id)
        whom = [office.trustee, office.dora]
    if what == "no role for it":
        whom = [office.intake]
    if what == "those who have it":
        whom = [office.hal]
    if what == "nobody":
        whom = []
    if what == "no reason":
        more = {"text": None}
    answer = give(office.chair, reference, *whom, status=422, **more)
    assert mistakes(answer) == expected


@pytest.mark.parametrize("when", ["before", "after the report", "withdrawn"])
def test_what_is_not_under_way_is_not_given_on(office, when):
    """rules: D9, A17"""
    reference, _ = office.receive()
    if when != "before":
        office.chair.act(reference, "investigation", members=[office.hal.id])
    if when == "after the report":
        report = {"text": "So it was.", "not_discussed": ["complainant"]}
        office.chair.act(reference, "investigation-report", **report)
    if when == "withdrawn":
        office.chair.act(reference, "withdrawal")
    assert "investigation_reassigned" not in view(office.chair, reference)["allowed_actions"]
    refused = give(office.chair, reference, office.dora, status=409)
    assert refused["errors"][-1]["code"] == "allowed_now"
    assert "investigation_reassigned" not in refused["errors"][-1]["detail"]
    if when != "withdrawn":
        assert refused["errors"][0]["code"] == "no_investigation"


def test_what_went_to_safeguarding_is_nobodys_to_give_on(office):
    """rules: A13, D17"""
    reference = investigated_by(office, office.hal)
    office.ceo.act(reference, "safeguarding", 204, staff=office.safeguarding_officer.id, text="!")
    give(office.chair, reference, office.dora, status=404)
    give(office.safeguarding_officer, reference, office.dora, status=403)


def test_who_deals_with_it_may_not(office):
    """rules: A12"""
    reference = investigated_by(office, office.hal)
    for person in (office.sid, office.hal):
        give(person, reference, office.dora, status=403)


def test_the_same_again_is_answered_the_same(office):
    """rules: B4"""
    reference = investigated_by(office, office.hal)
    answers = [
        office.chair.client.post(
            f"/v1/cases/{reference}/investigation/reassignment",
            headers={"If-Match": "*", "Idempotency-Key": f"again-{reference}"},
            json={"members": [office.dora.id], "text": WHY},
        )
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert office.dora.types(reference) == ["investigation_assigned"]


@pytest.mark.parametrize("how", ["subjects", "conflicts"])
def test_an_investigator_who_is_part_of_it_is_replaced(office, how):
    """The Chair hears at once that it needs somebody else; they themselves hear of nothing.
    rules: C11, D9, D11"""
    hal, dora = office.hal, office.dora
    reference = investigated_by(office, hal)
    before = hal.told()[1:]  # of this case they are told no more
    office.ceo.act(reference, how, staff=hal.id)
    assert office.chair.types(reference) == ["investigator_away"]
    assert view(office.chair, reference)["investigators"] == []
    give(office.chair, reference, dora)
    assert hal.told() == before
    dora.act(reference, "allegations", text="Nobody rang back.")


def test_an_investigator_who_has_left_is_replaced(office, worker):
    """The Chair hears of it soon. rules: D9"""
    leaver = office.hire("leaver", "handler")
    reference = investigated_by(office, leaver)
    over = investigated_by(office, leaver)
    report = {"text": "So it was.", "not_discussed": ["complainant"]}
    office.chair.act(over, "investigation-report", **report)
    office.heed.command("staff", "disable", "--staff", leaver.id)
    wait_until("it is told", lambda: office.chair.types(reference) == ["investigator_away"])
    assert office.chair.types(over) == []
    give(office.ceo, reference, leaver, office.dora, status=422)
    give(office.ceo, reference, office.dora)
    office.dora.act(reference, "allegations", text="Nobody rang back.")


def test_who_stood_in_for_an_investigator_does_so_no_longer(office):
    """Given to the deputy it is theirs, whoever comes back. rules: D9"""
    hal, dora = office.hal, office.dora
    others, own = investigated_by(office, hal), investigated_by(office, hal)
    office.say("deputy", hal, "--deputy", dora.id)
    office.say("absent", hal, *AWAY)
    assert view(dora, others)["investigators"] == [hal.id]
    give(office.chair, others, office.trustee)
    give(office.chair, own, dora)
    knows_nothing_of(dora, others)
    office.say("absent", hal, "--none")
    knows_nothing_of(hal, own)
    assert dora.types(own)[-1] == "investigation_assigned"
    assert [one["type"] for one in hal.told()[:2]] == ["investigation_reassigned"] * 2


def test_given_to_somebody_away_it_is_told_to_who_stands_in(office):
    """rules: D9"""
    hal, dora = office.hal, office.dora
    reference = investigated_by(office, office.trustee)
    office.say("deputy", hal, "--deputy", dora.id)
    office.say("absent", hal, *AWAY)
    give(office.chair, reference, hal)
    [told] = dora.told(reference)
    assert (told["type"], told["standard"]) == ("investigator_away", "investigation")


def test_the_pack_of_the_meeting_names_who_investigates_now(office):
    """Why it was given to them may say who is part of it. rules: A12, A16, D9"""
    meeting = office.chair.client.post(
        "/v1/meetings",
        headers={"Idempotency-Key": "the-board-meets"},
        json={"body": "board", "starts_at": "2026-06-17T17:00:00Z"},
    ).json()
    reference = investigated_by(office, office.hal)
    office.ceo.act(reference, "referral")
    give(office.chair, reference, office.dora, office.sid)
    where = f"/v1/meetings/{meeting['id']}/board-pack"
    for person, why in ((office.chair, WHY), (office.trustee, None)):
        pack = person.client.get(where).json()
        [case] = [each for each in pack["cases"] if each["reference"] == reference]
        assert case["investigators"] == ["Dora", "Sid"]
        [text] = [e["text"] for e in case["history"] if e["type"] == "investigation_reassigned"]
        assert text == why
    page = office.chair.client.get(where, headers={"Accept": "text/html"}).text
    assert page.count("Investigated by") == 2
