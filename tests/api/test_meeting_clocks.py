"""The promise that the Board discusses a complaint at its next meeting follows the meetings.

Every day is reckoned by tests/model/calendar.py. No worker runs: whoever changes a meeting settles
what waits for it.
"""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from support.boardroom import MONDAY, Boardroom, boardroom, working_days

FIVE_DAYS = working_days(5, MONDAY)


room = pytest.fixture(boardroom)


def test_without_a_meeting_the_chair_has_five_working_days(room):
    """rules: D4"""
    assert room.waits(room.letter()) == ("timescale", FIVE_DAYS, None)


def test_a_complaint_waits_for_the_next_ordinary_meeting(room):
    """rules: A16, D4"""
    room.meets("2026-07-15 18:00")
    june = room.meets("2026-06-17 18:00")
    room.meets("2026-06-10 18:00", is_special=True)
    room.meets("2026-06-09 18:00", body="review_panel")
    assert room.waits(room.letter()) == ("meeting", "2026-06-17", june["id"])


def test_a_meeting_that_is_scheduled_takes_what_waits_for_none(room):
    """rules: A16, D4"""
    letter = room.letter()
    meeting = room.meets("2026-06-17 18:00")
    assert room.waits(letter) == ("meeting", "2026-06-17", meeting["id"])
    assert room.promise(letter)["first_due_on"] == FIVE_DAYS
    assert room.clock_changes(letter) == [(FIVE_DAYS, "2026-06-17", "meeting")]


def test_a_sooner_meeting_takes_what_waits_for_a_later_one(room):
    """rules: A16, D4"""
    room.meets("2026-06-24 18:00")
    letter = room.letter()
    sooner = room.meets("2026-06-17 18:00")
    assert room.waits(letter) == ("meeting", "2026-06-17", sooner["id"])
    assert room.clock_changes(letter) == [("2026-06-24", "2026-06-17", "meeting")]


def test_a_meeting_over_thirty_working_days_away_is_not_waited_for(room):
    """rules: D4"""
    last = working_days(30, MONDAY)
    letter = room.letter()
    room.meets(f"{working_days(31, MONDAY)} 18:00")
    assert room.waits(letter) == ("timescale", FIVE_DAYS, None)
    meeting = room.meets(f"{last} 18:00")
    assert room.waits(letter) == ("meeting", last, meeting["id"])


@pytest.mark.parametrize(("body", "is_special"), [("board", True), ("review_panel", False)])
def test_other_meetings_move_nothing(room, body, is_special):
    """rules: D4"""
    letter = room.letter()
    meeting = room.meets("2026-06-04 18:00", body=body, is_special=is_special)
    room.moves(meeting, "2026-06-05 18:00")
    assert room.waits(letter) == ("timescale", FIVE_DAYS, None)
    assert room.clock_changes(letter) == []


def test_what_waits_for_a_meeting_moves_with_it(room):
    """rules: A16, D4"""
    meeting = room.meets("2026-06-17 18:00")
    letter = room.letter()
    room.moves(meeting, "2026-06-24 18:00")
    assert room.waits(letter) == ("meeting", "2026-06-24", meeting["id"])
    room.moves(meeting, "2026-06-10 18:00")
    assert room.waits(letter) == ("meeting", "2026-06-10", meeting["id"])
    assert room.promise(letter)["first_due_on"] == "2026-06-17"
    assert room.clock_changes(letter) == [
        ("2026-06-17", "2026-06-24", "meeting"),
        ("2026-06-24", "2026-06-10", "meeting"),
    ]


def test_a_meeting_that_is_put_off_leaves_what_waited_to_the_next_one(room):
    """rules: A16, D4"""
    june, july = room.meets("2026-06-17 18:00"), room.meets("2026-07-08 18:00")
    letter = room.letter()
    room.moves(june, "2026-07-10 18:00")
    assert room.waits(letter) == ("meeting", "2026-07-08", july["id"])
    assert room.promise(letter)["first_due_on"] == "2026-06-17"


def test_a_meeting_that_is_put_off_too_far_gives_the_chair_five_working_days(room):
    """From when it was put off. rules: D4"""
    meeting = room.meets("2026-06-17 18:00")
    letter = room.letter()
    room.now("2026-06-11 15:00")
    room.moves(meeting, "2026-09-30 18:00")
    due_on = working_days(5, "2026-06-11 15:00")
    assert room.waits(letter) == ("timescale", due_on, None)
    assert room.clock_changes(letter) == [("2026-06-17", due_on, "meeting")]


def test_a_cancelled_meeting_leaves_what_waited_to_the_next_one(room):
    """rules: A16, D4"""
    june, july = room.meets("2026-06-17 18:00"), room.meets("2026-07-08 18:00")
    letter = room.letter()
    room.cancels(june)
    assert room.waits(letter) == ("meeting", "2026-07-08", july["id"])
    assert room.promise(letter)["first_due_on"] == "2026-06-17"
    assert room.clock_changes(letter) == [("2026-06-17", "2026-07-08", "meeting")]


def test_when_the_only_meeting_is_cancelled_the_chair_has_five_working_days(room):
    """From when it was cancelled, over a bank holiday too. rules: D4, B3"""
    room.now("2026-08-10 10:00")
    meeting = room.meets("2026-09-02 18:00")
    letter = room.letter()
    room.now("2026-08-27 15:00")
    room.cancels(meeting)
    due_on = working_days(5, "2026-08-27 15:00")
    assert due_on == "2026-09-04"  # 31 August is a holiday
    assert room.waits(letter) == ("timescale", due_on, None)
    promise = room.promise(letter)
    assert (promise["first_due_on"], promise["state"]) == ("2026-09-02", "running")
    assert room.clock_changes(letter) == [("2026-09-02", due_on, "meeting")]


def test_the_chair_tables_a_complaint_for_a_special_meeting(room):
    """rules: A16, D4"""
    letter, other = room.letter(), room.letter()
    special = room.meets("2026-06-12 12:00", is_special=True, who=room.chair)
    room.act("tabled", letter, who=room.chair, meeting=special["id"])
    assert room.waits(letter) == ("meeting", "2026-06-12", special["id"])
    assert room.waits(other) == ("timescale", FIVE_DAYS, None)
    room.moves(special, "2026-06-15 12:00")
    assert room.waits(letter) == ("meeting", "2026-06-15", special["id"])
    assert room.clock_changes(letter) == [
        (FIVE_DAYS, "2026-06-12", "meeting"),
        ("2026-06-12", "2026-06-15", "meeting"),
    ]


def test_a_special_meeting_that_is_cancelled_leaves_what_was_tabled_to_the_next(room):
    """rules: A16, D4"""
    ordinary = room.meets("2026-06-24 18:00")
    letter = room.letter()
    special = room.meets("2026-06-12 12:00", is_special=True)
    room.act("tabled", letter, meeting=special["id"])
    room.cancels(special)
    assert room.waits(letter) == ("meeting", "2026-06-24", ordinary["id"])
    assert room.promise(letter)["first_due_on"] == "2026-06-24"


# --- what is decided stays ---


def test_what_was_overdue_before_a_meeting_was_scheduled_stays_breached(room):
    """Though nobody had recorded it yet. rules: B3, D4"""
    letter = room.letter()
    room.now("2026-06-10 09:00")
    room.meets("2026-06-17 18:00")
    assert room.waits(letter) == ("timescale", FIVE_DAYS, None)
    assert room.promise(letter)["state"] == "breached"
    assert room.breaches(letter) == [FIVE_DAYS]
    assert room.clock_changes(letter) == []


def test_a_meeting_that_passed_without_a_discussion_is_a_breach_that_stays(room):
    """rules: A16, B3, D4"""
    room.meets("2026-06-10 18:00")
    later = room.meets("2026-06-24 18:00")
    letter = room.letter()
    room.now("2026-06-11 09:00")
    room.moves(later, "2026-06-25 18:00")
    assert room.promise(letter)["state"] == "breached"
    assert room.breaches(letter) == ["2026-06-10"]
    room.cancels(later)
    assert room.breaches(letter) == ["2026-06-10"]
    assert room.clock_changes(letter) == []


def test_what_was_discussed_is_not_moved_any_more(room):
    """rules: B3, D4"""
    meeting = room.meets("2026-06-17 18:00")
    special = room.meets("2026-06-05 18:00", is_special=True)
    letter = room.letter()
    room.now("2026-06-08 10:00")
    room.act("discussed", letter, meeting=special["id"])
    room.moves(meeting, "2026-06-24 18:00")
    assert room.waits(letter) == ("meeting", "2026-06-17", meeting["id"])
    assert (room.promise(letter)["state"], room.clock_changes(letter)) == ("met", [])


# --- every case, and no other ---


def test_every_case_that_waits_follows_and_no_other(room):
    """rules: A16, D4"""
    meeting = room.meets("2026-06-17 18:00")
    waiting = [room.letter() for _ in range(12)]
    informal = room.letter(addressed_to=None)
    before = {each: room.ceo.client.get(f"/v1/cases/{each}").json() for each in waiting}
    plain = room.ceo.client.get(f"/v1/cases/{informal}").json()
    room.moves(meeting, "2026-06-24 18:00")
    for reference, earlier in before.items():
        assert room.waits(reference) == ("meeting", "2026-06-24", meeting["id"])
        now = room.ceo.client.get(f"/v1/cases/{reference}").json()
        assert (now["version"], now["history"]) == (earlier["version"], earlier["history"])
        others = [
            [promise for promise in view["promises"] if promise["standard"] != "board_discussion"]
            for view in (earlier, now)
        ]
        assert others[0] == others[1]
    assert room.ceo.client.get(f"/v1/cases/{informal}").json() == plain


def test_a_case_that_whoever_moves_the_meeting_may_not_know_of_follows_too(room):
    """rules: A16, C11, D4"""
    meeting = room.meets("2026-06-17 18:00")
    letter = room.letter()
    room.act("subject_named", letter, staff=room.chair.id)
    assert room.chair.client.get(f"/v1/cases/{letter}").status_code == 404
    room.moves(meeting, "2026-06-24 18:00", who=room.chair)
    assert room.waits(letter) == ("meeting", "2026-06-24", meeting["id"])


def test_another_organisations_cases_stay_where_they_are(heed, api, room):
    """rules: B12, D4"""
    with Boardroom(heed, api) as other:
        room.meets("2026-06-17 18:00")
        letter = other.letter()
        room.meets("2026-06-10 18:00")
        assert other.waits(letter) == ("timescale", FIVE_DAYS, None)


def test_the_worker_is_told_of_every_case_that_moved(room):
    """rules: B4, D4"""
    meeting = room.meets("2026-06-17 18:00")
    letters = {room.letter() for _ in range(3)}
    queued = "select count(*), coalesce(max(seq), 0) from outbox"
    ((_, last),) = room.database.execute(queued)
    room.moves(meeting, "2026-06-24 18:00")
    told = room.database.execute(
        "select topic, reference from outbox join case_file on case_file.id = subject_id"
        " where seq > %s",
        [last],
    ).fetchall()
    assert sorted(told) == sorted(("case.changed", letter) for letter in letters)


def test_a_change_that_is_refused_moves_nothing(room):
    """rules: B4, D4"""
    meeting = room.meets("2026-06-17 18:00")
    letter = room.letter()
    assert room.changes("move", meeting, to="2026-05-01 18:00").status_code == 422
    assert room.waits(letter) == ("meeting", "2026-06-17", meeting["id"])


def test_meetings_that_are_changed_at_the_same_time_agree_in_the_end(room):
    """rules: B4, D4"""
    meetings = [room.meets(f"2026-06-{day} 18:00") for day in (15, 16, 17)]
    letters = [room.letter() for _ in range(5)]
    chance = random.Random(1)
    moves = [(chance.choice(meetings), chance.randint(10, 30)) for _ in range(24)]

    def move(chosen):
        meeting, day = chosen
        return room.changes("move", meeting, to=f"2026-06-{day} {chance.randint(10, 20)}:00")

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(move, moves))
    assert {answer.status_code for answer in answers} <= {200, 422}
    known = room.ceo.client.get("/v1/meetings").json()["meetings"]
    for letter in letters:
        assert room.waits(letter) == ("meeting", known[0]["starts_at"][:10], known[0]["id"])
        days = [day for change in room.clock_changes(letter) for day in change[:2]]
        assert days[1:-1:2] == days[2::2]  # each change begins where the one before ended
        assert not days or days[-1] == room.promise(letter)["due_on"]
