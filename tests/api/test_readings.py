"""Whatever a member of staff is shown of a case is on record, for auditors. rules: A12"""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from psycopg.errors import InsufficientPrivilege

from support.acts import PATHS
from support.boardroom import boardroom

SAID = "Nobody rang back."


room = pytest.fixture(scope="module")(boardroom)


@pytest.fixture(scope="module")
def auditor(room):
    return room.person("Otto", "auditor")


@pytest.fixture(scope="module")
def handler(room):
    return room.person("Hanna", "handler")


@pytest.fixture
def case(room):
    return room.letter(narrative=SAID, addressed_to=None)


@pytest.fixture
def listed(auditor):
    """Asks as the auditor: the readings that are answered, newest first."""

    def ask(who=None, **filters):
        answer = (who or auditor).client.get("/v1/readings", params=filters)
        assert answer.status_code == 200, answer.text
        return answer.json()["readings"]

    return ask


def who_and_what(readings):
    return [(each["staff"], each["part"], each["version"]) for each in readings]


def read(who, case, **headers):
    return who.client.get(f"/v1/cases/{case}", headers=headers)


def test_each_reading_is_on_record_with_who_when_and_what(heed, room, case, handler, listed):
    """rules: A12, B6"""
    assert listed(case=case) == []
    before = heed.clock.now()
    for who in (handler, room.ceo, handler):
        assert read(who, case).json()["narrative"] == SAID
    found = listed(case=case)
    expected = [(who.id, "case", 1) for who in (handler, room.ceo, handler)]
    assert who_and_what(found) == expected
    assert {each["reference"] for each in found} == {case}
    times = [each["read_at"] for each in found]
    assert times == sorted(times, reverse=True)
    assert before.isoformat()[:19] <= times[-1][:19] <= heed.clock.now().isoformat()[:19]


def test_what_shows_nothing_is_not_on_record(heed, room, case, handler, listed):
    """A case that has not changed, one that is not theirs, a refused act, lists. rules: A12, C11"""
    stranger = room.person("Sam", "trustee")
    read(handler, case, **{"If-None-Match": '"7"'})
    assert len(listed(case=case)) == 1
    assert read(handler, case, **{"If-None-Match": '"1"'}).status_code == 304
    assert read(stranger, case).status_code == 404
    assert room.tries("closed", case).status_code in (409, 422)
    note = {"json": {"text": "."}, "headers": {"If-Match": '"9"'}}
    assert handler.client.post(f"/v1/cases/{case}/notes", **note).status_code == 403
    assert room.ceo.client.post(f"/v1/cases/{case}/notes", **note).status_code == 412
    assert handler.client.get("/v1/cases").status_code == 200
    assert room.ceo.client.get("/v1/dashboard").status_code == 200
    assert len(listed(case=case)) == 1


def test_the_answer_to_an_act_is_a_reading(room, case, listed):
    """In one transaction with the act; a repeated act is answered, and read, once more. rules: B4"""
    headers = {"If-Match": '"1"', "Idempotency-Key": str(uuid.uuid4())}
    for _ in range(2):
        answer = room.ceo.client.post(
            f"/v1/cases/{case}/notes", json={"text": "Rang."}, headers=headers
        )
        assert answer.status_code == 200
    assert who_and_what(listed(case=case)) == [(room.ceo.id, "case", 2)] * 2
    together = room.database.execute(
        "select reading.xmin = event.xmin"
        "  from case_reading as reading join case_file on case_file.id = reading.case_id"
        "  join case_event as event on event.case_id = reading.case_id and event.seq = 2"
        " where reference = %s order by reading.id",
        [case],
    ).fetchall()
    assert together == [(True,), (False,)]


def test_an_act_that_takes_the_case_out_of_sight_shows_nothing(room, case, auditor, listed):
    """rules: C11"""
    ben = room.person("Ben", "handler")
    path = f"/v1/cases/{case}/{PATHS['conflict_declared']}"
    answer = ben.client.post(path, json={"text": "."}, headers={"If-Match": "*"})
    assert answer.status_code == 204
    assert listed(case=case) == []


def test_whoever_complained_follows_their_case_unrecorded(room, api, auditor, listed):
    """rules: B1"""
    with api.client(room.organisation.secret_key) as site:
        made = site.post(
            "/v1/cases", json={"kind": "complaint"}, headers={"Idempotency-Key": "followed-by-code"}
        ).json()
        assert site.get(f"/v1/cases/{made['reference']}").status_code == 200
    path = f"/v1/cases/{made['reference']}"
    with api.client(headers={"Receipt-Code": made["receipt_code"]}) as complainant:
        assert complainant.get(path).status_code == 200
        assert complainant.post(f"{path}/messages", json={"text": "."}).status_code == 200
    assert listed(case=made["reference"]) == []


def test_a_board_pack_is_a_reading_of_every_case_in_it(room, listed):
    """By those who may know who complained, and by those who may not; a page as well. rules: A16"""
    meeting = room.meets("2026-06-17 18:00", body="committee")
    cases = sorted(room.letter(addressed_to=None) for _ in range(3))
    for each in cases:
        room.act("tabled", each, meeting=meeting["id"])
    tom, carol = room.person("Tom", "trustee"), room.person("Carol", "chair")
    assert sorted(tom.cases(meeting)) == cases
    tom.page(meeting)
    carol.pack(meeting)
    for who, part, times in ((tom, "board_pack", 2), (carol, "board_pack_with_people", 1)):
        found = listed(staff=who.id)
        assert sorted(each["reference"] for each in found) == sorted(cases * times)
        assert {(each["part"], each["version"]) for each in found} == {(part, 2)}
    together = "select count(*) from case_reading where staff_id = %s group by xmin"
    assert room.database.execute(together, [carol.id]).fetchall() == [(3,)]


def test_an_auditor_is_shown_no_content_and_that_is_on_record_too(case, auditor, listed):
    shown = read(auditor, case)
    assert shown.status_code == 200 and SAID not in shown.text
    assert who_and_what(listed(case=case)) == [(auditor.id, "history", 1)]
    assert SAID not in str(listed())


def test_an_auditor_who_is_a_trustee_reads_a_case_as_an_auditor(room):
    """Who complained is told by no pack, nor by the history. rules: A12, A16"""
    both = room.person("Olive", "auditor,trustee")
    meeting = room.meets("2026-06-18 18:00")
    case = room.letter(narrative=SAID, customer={"name": "Xanthippe"})
    room.act("tabled", case, meeting=meeting["id"])
    assert case in both.cases(meeting) and "Xanthippe" not in str(both.pack(meeting))
    shown = read(both, case)
    assert shown.status_code == 200
    assert "Xanthippe" not in shown.text and SAID not in shown.text


@pytest.mark.parametrize("roles", ["handler", "ceo,organisation_admin,manager", "chair"])
def test_nobody_but_an_auditor_sees_them(room, roles):
    answer = room.person("Nobody", roles).client.get("/v1/readings")
    assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")


def test_an_auditor_elsewhere_sees_nothing(heed, api, case, handler):
    """rules: B12"""
    read(handler, case)
    elsewhere = heed.create_organisation(roles="auditor")
    with api.client(elsewhere.staff_token) as stranger:
        for filters in ({}, {"case": case}, {"staff": handler.id}):
            answer = stranger.get("/v1/readings", params=filters)
            assert (answer.status_code, answer.json()["readings"]) == (200, []), filters


def test_of_a_sealed_case_only_who_knows_of_it_sees_readings(room, case, auditor, listed):
    """For an auditor it is as one that is not there, by every filter. rules: A13, D17"""
    officer = room.person("Olga", "safeguarding_officer")
    reader = room.person("Rita", "manager")
    read(reader, case)
    room.act("safeguarding", case, staff=officer.id, text="At risk.")
    assert read(officer, case).status_code == 200
    for filters in ({"case": case}, {"staff": officer.id}, {"staff": reader.id}):
        assert listed(**filters) == [], filters
    assert case not in str(listed(limit=200))
    both = room.person("Olivia", "auditor,safeguarding_officer")
    assert who_and_what(listed(both, case=case)) == [(officer.id, "case", 2), (reader.id, "case", 1)]
    assert [each["reference"] for each in listed(both, staff=officer.id)] == [case]


def test_of_a_case_that_an_auditor_is_part_of_they_see_nothing(room, case, handler, listed):
    """rules: C11, D11"""
    part = room.person("Paul", "auditor")
    read(handler, case)
    assert len(listed(part, case=case)) == 1
    room.act("subject_named", case, staff=part.id, text=".")
    assert listed(part, case=case) == [] and case not in str(listed(part, limit=200))
    assert listed(case=case)


def test_they_are_found_by_case_person_and_day_a_page_at_a_time(heed, room, auditor, listed):
    one, other = (room.letter(addressed_to=None) for _ in range(2))
    rose, nora = room.person("Rose", "manager"), room.person("Nora", "manager")
    for who, case in ((rose, one), (nora, one), (rose, other)):
        read(who, case)
    heed.clock.advance(days=1)
    read(rose, one)
    today = heed.clock.now().date()
    assert len(listed(case=one)) == 3 and len(listed(staff=rose.id)) == 3
    assert len(listed(case=one.lower(), staff=rose.id)) == 2
    assert len(listed(staff=rose.id, **{"from": today})) == 1
    assert len(listed(staff=rose.id, to=today - timedelta(days=1))) == 2
    assert listed(case="DEMO-00000-000000") == [] == listed(staff=str(uuid.uuid4()))
    every = listed(limit=200)
    pages, url = [], f"/v1/readings?limit=1&staff={rose.id}"
    while url:
        answer = auditor.client.get(url)
        pages += answer.json()["readings"]
        url = answer.links["next"]["url"] if answer.json()["has_more"] else None
    assert pages == [each for each in every if each["staff"] == rose.id] and len(pages) == 3


def test_what_cannot_be_recorded_is_not_shown(heed, room, case, listed):
    """Nor is an act done whose answer would be. rules: A12, B4"""
    meeting = room.meets("2026-06-19 18:00")
    room.act("tabled", case, meeting=meeting["id"])
    readings = len(listed(case=case))
    columns = "organisation_id, id, case_id, staff_id, part, version"
    room.database.execute(f"revoke insert ({columns}) on case_reading from heed_api")
    try:
        note = {"json": {"text": SAID}, "headers": {"If-Match": "*"}}
        answers = [
            read(room.ceo, case),
            room.ceo.client.post(f"/v1/cases/{case}/notes", **note),
            room.chair.client.get(f"/v1/meetings/{meeting['id']}/board-pack"),
        ]
    finally:
        room.database.execute(f"grant insert ({columns}) on case_reading to heed_api")
    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (503, "database-unavailable")
        assert SAID not in answer.text
    assert len(listed(case=case)) == readings
    assert read(room.ceo, case).json()["version"] == 2


def test_while_the_record_is_held_nothing_is_shown(heed, room, case, listed):
    """Whoever asks may ask again: it is no request of theirs that is in the way. rules: A12, B4"""
    meeting = room.meets("2026-06-20 18:00")
    room.act("tabled", case, meeting=meeting["id"])
    readings = len(listed(case=case))
    with heed.superuser() as holder, holder.transaction():
        holder.execute("lock table case_reading in exclusive mode")
        answers = [
            read(room.ceo, case),
            room.chair.client.get(f"/v1/meetings/{meeting['id']}/board-pack"),
        ]
    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (503, "busy")
        assert "Retry-After" in answer.headers and SAID not in answer.text
    assert len(listed(case=case)) == readings
    assert read(room.ceo, case).json()["version"] == 2


def test_what_whoever_asks_does_not_take_is_not_shown_to_them(room, case, listed):
    """rules: A12"""
    meeting = room.meets("2026-06-21 18:00")
    room.act("tabled", case, meeting=meeting["id"])
    readings = len(listed(case=case))
    for path in (f"/v1/cases/{case}", f"/v1/meetings/{meeting['id']}/board-pack"):
        answer = room.ceo.client.get(path, headers={"Accept": "image/png"})
        assert (answer.status_code, answer.json()["code"]) == (406, "not-acceptable")
        assert SAID not in answer.text
    assert len(listed(case=case)) == readings


def test_the_head_of_a_case_tells_how_much_was_said_and_is_on_record(case, handler, listed):
    """rules: A12"""
    path = f"/v1/cases/{case}"
    head, whole = handler.client.head(path), handler.client.get(path)
    assert int(head.headers["Content-Length"]) == len(whole.content)
    assert who_and_what(listed(case=case)) == [(handler.id, "case", 1)] * 2


def test_many_who_read_at_once_are_all_on_record(room, case, handler, listed):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: read(handler, case).status_code, range(40)))
    assert answers == [200] * 40
    assert who_and_what(listed(case=case)) == [(handler.id, "case", 1)] * 40


def test_nobody_writes_a_reading_in_anothers_name_or_at_another_time(heed, room, handler):
    """Row-level security, whatever the programs do. rules: A12, B6"""
    values = "(organisation_id, id, case_id, staff_id, part, version{}) values (%s, %s, %s, %s, 'case', 1{})"
    [organisation] = room.database.execute(
        "select id from organisation where slug = %s", [room.organisation.slug]
    ).fetchone()
    row = [organisation, uuid.uuid4(), uuid.uuid4(), room.ceo.id]
    with heed.as_role("api") as api:
        for more in (("", ""), (", read_at", ", now()")):
            with api.transaction(force_rollback=True), pytest.raises(InsufficientPrivilege):
                api.execute(
                    "select set_config('heed.organisations', %s, true),"
                    " set_config('heed.staff', %s, true)",
                    [str(organisation), handler.id],
                )
                api.execute("insert into case_reading " + values.format(*more), row)
