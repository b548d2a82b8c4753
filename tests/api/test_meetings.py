"""Meetings of those who decide: scheduled, moved, cancelled, minuted."""

import pytest
from support.boardroom import boardroom
from support.problems import mistakes

STARTS = "2026-06-17 18:00"
IN_UTC = "2026-06-17T17:00:00Z"


# One organisation for tests that no meeting of another test disturbs.
shared = pytest.fixture(scope="module")(boardroom)


room = pytest.fixture(boardroom)


def listed(room, query="", who=None):
    answer = (who or room.ceo).client.get(f"/v1/meetings{query}")
    assert answer.status_code == 200, answer.text
    return answer


def ids(answer):
    return [each["id"] for each in answer.json()["meetings"]]


# --- scheduling ---


def test_a_meeting_is_scheduled(room):
    """rules: A16"""
    meeting = room.meets(STARTS, place="The library")
    assert meeting == {
        "id": meeting["id"],
        "body": "board",
        "is_special": False,
        "starts_at": IN_UTC,
        "place": "The library",
        "is_cancelled": False,
        "changed_at": None,
        "minutes_reference": None,
        "changes": [],
    }
    assert room.ceo.client.get(f"/v1/meetings/{meeting['id']}").json() == meeting


def test_meetings_are_listed_by_time(room):
    """rules: A16"""
    july = room.meets("2026-07-15 18:00")
    june = room.meets("2026-06-17 18:00")
    panel = room.meets("2026-06-24 18:00", body="review_panel")
    assert ids(listed(room)) == [june["id"], panel["id"], july["id"]]
    assert ids(listed(room, "?body=review_panel")) == [panel["id"]]
    assert ids(listed(room, "?from=2026-06-24&to=2026-07-15")) == [panel["id"], july["id"]]
    assert ids(listed(room, "?to=2026-06-16")) == []
    assert "changes" not in listed(room).json()["meetings"][0]


def test_a_long_list_comes_in_pages(room):
    meetings = [room.meets(f"2026-0{month}-10 18:00")["id"] for month in (7, 8, 9)]
    seen, query = [], "?limit=2&body=board"
    while query:
        page = listed(room, query)
        seen += ids(page)
        link = page.headers.get("Link", "")
        assert bool(link) == page.json()["has_more"] == (len(seen) == 2)
        query = link[len("</v1/meetings") : link.index(">")] if link else None
    assert seen == meetings
    answer = room.ceo.client.get("/v1/meetings?starting_after=nonsense")
    assert (answer.status_code, answer.json()["code"]) == (400, "parameter-invalid")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, [("/body", "required"), ("/starts_at", "required")]),
        ({"body": "pub", "starts_at": IN_UTC}, [("/body", "unknown_word")]),
        ({"body": "board", "starts_at": "2026-05-30T10:00:00Z"}, [("/starts_at", "not_ahead")]),
        (
            {"body": "board", "starts_at": IN_UTC, "place": "x" * 201},
            [("/place", "too_long")],
        ),
        ({"body": "board", "starts_at": IN_UTC, "agenda": 1}, [("/agenda", "unknown_member")]),
    ],
)
def test_what_is_wrong_with_a_meeting_is_told(shared, body, expected):
    answer = shared.ceo.client.post("/v1/meetings", json=body)
    assert answer.status_code == 422
    assert mistakes(answer) == expected


def test_a_meeting_is_scheduled_once_however_often_it_is_posted(room):
    """rules: B4"""
    key = room.new_key()
    first = room.asks_to_meet(STARTS, key=key)
    again = room.asks_to_meet(STARTS, key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["Location"] == first.headers["Location"]
    assert len(ids(listed(room))) == 1
    other = room.asks_to_meet("2026-06-18 18:00", key=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


# --- changing ---


def test_a_move_says_from_when_to_when_by_whom_and_why(room):
    """rules: D4"""
    meeting = room.moves(room.meets(STARTS), "2026-06-24 19:30", text="The hall is let.")
    assert meeting["starts_at"] == "2026-06-24T18:30:00Z"
    [change] = meeting["changes"]
    assert change.pop("changed_at") == meeting["changed_at"]
    assert change == {
        "starts_from": IN_UTC,
        "starts_to": "2026-06-24T18:30:00Z",
        "staff": room.ceo.id,
        "text": "The hall is let.",
    }


def test_why_a_meeting_was_moved_is_sealed(room):
    """Somebody's illness may be told there. rules: A12"""
    meeting = room.moves(room.meets(STARTS), "2026-06-24 19:30", text="Gwen is in hospital.")
    [(sealed,)] = room.database.execute(
        "select sealed from meeting_change where meeting_id = %s", [meeting["id"]]
    )
    assert sealed and b"Gwen" not in sealed


def test_every_change_is_kept(room):
    """rules: D4"""
    meeting = room.meets(STARTS)
    room.moves(meeting, "2026-06-24 18:00")
    room.moves(meeting, "2026-07-01 18:00", text="Again.")
    meeting = room.cancels(meeting, who=room.chair)
    assert meeting["is_cancelled"]
    assert [(each["starts_to"], each["staff"], each["text"]) for each in meeting["changes"]] == [
        ("2026-06-24T17:00:00Z", room.ceo.id, None),
        ("2026-07-01T17:00:00Z", room.ceo.id, "Again."),
        (None, room.chair.id, None),
    ]


def test_a_change_is_made_once_however_often_it_is_posted(room):
    """rules: B4"""
    meeting, key = room.meets(STARTS), room.new_key()
    for replayed in (None, "true"):
        answer = room.changes("move", meeting, to="2026-06-24 18:00", key=key)
        assert answer.status_code == 200
        assert answer.headers.get("Idempotency-Replayed") == replayed
    assert len(answer.json()["changes"]) == 1
    other = room.meets("2026-06-18 18:00")
    assert room.changes("move", other, to="2026-06-24 18:00", key=key).status_code == 200


def test_a_meeting_is_moved_to_another_time_ahead(room):
    meeting = room.meets(STARTS)
    answer = room.changes("move", meeting, to=STARTS)
    assert (answer.status_code, mistakes(answer)) == (422, [("/starts_at", "unchanged")])
    answer = room.changes("move", meeting, to="2026-05-30 18:00")
    assert (answer.status_code, mistakes(answer)) == (422, [("/starts_at", "not_ahead")])


def test_a_cancelled_meeting_stays_cancelled(room):
    """rules: D4"""
    meeting = room.meets(STARTS)
    room.cancels(meeting, text="No quorum.")
    for change in ({"what": "move", "to": "2026-07-01 18:00"}, {"what": "cancel"}):
        answer = room.changes(**change, meeting=meeting)
        assert (answer.status_code, answer.json()["code"]) == (409, "meeting-cancelled")
    answer = room.changes("minutes", meeting, minutes_reference="2026/6")
    assert (answer.status_code, answer.json()["code"]) == (409, "meeting-cancelled")


def test_a_meeting_that_is_over_is_not_changed_any_more(room):
    """rules: D4"""
    meeting = room.meets(STARTS)
    room.now("2026-06-17 18:01")
    for change in ({"what": "move", "to": "2026-07-01 18:00"}, {"what": "cancel"}):
        answer = room.changes(**change, meeting=meeting)
        assert (answer.status_code, answer.json()["code"]) == (409, "meeting-over")


def test_minutes_are_noted_once_there_are_any(room):
    """rules: A17"""
    meeting = room.meets(STARTS)
    answer = room.changes("minutes", meeting, minutes_reference="2026/6")
    assert (answer.status_code, answer.json()["code"]) == (409, "meeting-ahead")
    room.now("2026-06-18 09:00")
    answer = room.changes("minutes", meeting)
    assert (answer.status_code, mistakes(answer)) == (422, [("/minutes_reference", "required")])
    for reference in ("2026/6", "2026/6, corrected"):
        answer = room.changes("minutes", meeting, minutes_reference=reference)
        assert answer.status_code == 200
        assert answer.json()["minutes_reference"] == reference
    assert answer.json()["changes"] == []


# --- who ---


@pytest.mark.parametrize(
    ("role", "reads", "changes"),
    [
        ("handler", 200, 403),
        ("manager", 200, 403),
        ("ceo", 200, 201),
        ("chair", 200, 201),
        ("vice_chair", 200, 201),
        ("trustee", 200, 403),
        ("review_panel", 200, 403),
        ("organisation_admin", 200, 201),
        ("intake", 403, 403),
        ("auditor", 403, 403),
        ("safeguarding_officer", 403, 403),
    ],
)
def test_who_knows_of_meetings_and_who_calls_them(shared, role, reads, changes):
    """rules: A12, A16"""
    meeting = shared.meets("2026-12-01 18:00")
    person = shared.person("Pat", role)
    for path in ("/v1/meetings", f"/v1/meetings/{meeting['id']}"):
        assert person.client.get(path).status_code == reads
    assert shared.asks_to_meet("2026-12-02 18:00", who=person).status_code == changes
    done = 200 if changes == 201 else changes
    move = shared.changes("move", meeting, who=person, to="2026-12-03 18:00")
    assert move.status_code == done
    assert shared.changes("cancel", meeting, who=person).status_code == done
    minutes = shared.changes("minutes", meeting, who=person, minutes_reference="1")
    assert minutes.status_code == (409 if changes == 201 else 403)


def test_a_website_knows_of_no_meeting(shared, api):
    """rules: A12"""
    with api.client(shared.organisation.secret_key) as site:
        assert site.get("/v1/meetings").status_code == 403
    with api.client() as nobody:
        assert nobody.get("/v1/meetings").status_code == 401


def test_another_organisations_meeting_is_not_there(room, shared):
    """rules: B12"""
    meeting = shared.meets("2026-11-03 18:00")
    assert meeting["id"] not in ids(listed(room))
    assert room.ceo.client.get(f"/v1/meetings/{meeting['id']}").status_code == 404
    assert room.ceo.client.get(f"/v1/meetings/{meeting['id']}/board-pack").status_code == 404
    assert room.changes("move", meeting, to="2026-11-04 18:00").status_code == 404
    assert room.changes("cancel", meeting).status_code == 404
    assert room.ceo.client.get("/v1/meetings/nonsense").status_code == 404
