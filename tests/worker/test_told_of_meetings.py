"""Whoever complained is told when the meeting that discusses their case changes, or none is near.

The message stands in the case's conversation, behind the receipt code.
"""

import pytest

from support.boardroom import LETTER, MONDAY, boardroom, working_days
from support.programs import wait_until

FIVE_DAYS = working_days(5, MONDAY)
NONE_PLANNED = (
    "No meeting of the Board of Trustees that could discuss your case soon is planned."
    " The Chair has until 8 June 2026 to arrange one, or to find another way with you."
)


room = pytest.fixture(boardroom)


@pytest.fixture(autouse=True)
def worker(worker):
    return worker


class Letter:
    """A complaint to the Chief Executive that has just arrived, and whoever wrote it."""

    def __init__(self, room, **members):
        self.room = room
        created = room.ceo.client.post("/v1/cases", json={**LETTER, **members}).json()
        self.reference = created["reference"]
        self._key = {"reference": self.reference, "receipt_code": created["receipt_code"]}

    def read(self) -> dict:
        answer = self.room.ceo.client.post("/v1/status", json=self._key)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def told(self) -> list[dict]:
        return [each for each in self.read()["messages"] if each["type"] == "meeting_changed"]

    def is_told(self, *texts) -> list[dict]:
        """These and no others, in the end."""
        wait_until(f"{len(texts)} messages", lambda: len(self.told()) >= len(texts))
        all_is_said(self.room)
        told = self.told()
        assert [each["text"] for each in told] == list(texts)
        return told


def all_is_said(room):
    unsaid = (
        "select count(*) from case_clock where meetings_version is not null"
        " and met_at is null and breached_at is null and ended_at is null"
        " and (said_due_on, said_meeting_id) is distinct from (due_on, meeting_id)"
    )
    wait_until("all is said", lambda: room.database.execute(unsaid).fetchone() == (0,))


def test_where_no_meeting_is_near_they_are_told_what_the_chair_has_time_for(room):
    """rules: B1, D4"""
    [message] = Letter(room).is_told(NONE_PLANNED)
    assert message["actor_kind"] == "program"
    assert not {"actor", "facts"} & {name for name, value in message.items() if value}


def test_a_meeting_that_was_promised_from_the_start_is_not_told_again(room):
    """rules: D4"""
    room.meets("2026-06-17 18:00")
    Letter(room).is_told()


def test_a_meeting_that_is_scheduled_after_all_is_told(room):
    """rules: A16, D4"""
    letter = Letter(room)
    letter.is_told(NONE_PLANNED)
    room.meets("2026-06-17 18:00")
    letter.is_told(
        NONE_PLANNED,
        "Your case will be discussed at the meeting of the Board of Trustees on 17 June 2026."
        " The day that we first gave you was 8 June 2026; that stays on record.",
    )


def test_a_meeting_that_is_moved_is_told_each_time_with_the_first_promise(room):
    """rules: B3, D4"""
    june = room.meets("2026-06-17 18:00")
    letter = Letter(room)
    room.moves(june, "2026-06-24 18:00")
    first = (
        "The meeting of the Board of Trustees on 17 June 2026 was moved. Your case will be"
        " discussed at the meeting of the Board of Trustees on 24 June 2026."
        " The day that we first gave you was 17 June 2026; that stays on record."
    )
    letter.is_told(first)
    room.moves(june, "2026-06-17 19:00")
    letter.is_told(
        first,
        "The meeting of the Board of Trustees on 24 June 2026 was moved. Your case will be"
        " discussed at the meeting of the Board of Trustees on 17 June 2026.",
    )
    room.moves(june, "2026-06-17 18:00")
    assert len(letter.told()) == 2  # the same day


def test_a_meeting_that_is_cancelled_is_told_with_what_comes_instead(room):
    """rules: B3, D4"""
    june, july = room.meets("2026-06-17 18:00"), room.meets("2026-07-08 18:00")
    letter = Letter(room)
    room.cancels(june)
    next_one = (
        "The meeting of the Board of Trustees on 17 June 2026 was cancelled. Your case will be"
        " discussed at the meeting of the Board of Trustees on 8 July 2026."
        " The day that we first gave you was 17 June 2026; that stays on record."
    )
    letter.is_told(next_one)
    room.cancels(july)
    letter.is_told(
        next_one,
        "The meeting of the Board of Trustees on 8 July 2026 was cancelled. "
        + NONE_PLANNED
        + " The day that we first gave you was 17 June 2026; that stays on record.",
    )


def test_a_special_meeting_for_which_the_case_is_tabled_is_told(room):
    """rules: A16, D4"""
    letter = Letter(room)
    letter.is_told(NONE_PLANNED)
    special = room.meets("2026-06-05 12:00", is_special=True)
    room.act("tabled", letter.reference, meeting=special["id"])
    letter.is_told(
        NONE_PLANNED,
        "Your case will be discussed at the meeting of the Board of Trustees on 5 June 2026."
        " The day that we first gave you was 8 June 2026; that stays on record.",
    )


def test_whoever_waits_for_no_meeting_is_told_of_none(room):
    """rules: D4"""
    june = room.meets("2026-06-17 18:00")
    informal, closed = Letter(room, addressed_to=None), Letter(room)
    room.closes(closed.reference)
    room.moves(june, "2026-06-24 18:00")
    waits = Letter(room)
    room.moves(june, "2026-06-25 18:00")
    wait_until("the one who waits is told", waits.told)
    assert informal.told() == closed.told() == []


def outwardly(letter):
    """What whoever complained sees of it, but what tells one case from another."""
    view = letter.read()
    own = {"reference", "received_at", "proof_of_lodging"}
    promises = [
        {name: value for name, value in each.items() if name not in ("due_at", "explanation_url")}
        for each in view.pop("promises")
        if each["standard"] == "board_discussion"
    ]
    messages = [(each["type"], each["text"]) for each in view.pop("messages")]
    view.pop("allowed_actions")
    return {name: value for name, value in view.items() if name not in own}, promises, messages


def are_told_alike(letters, count):
    for letter in letters:
        wait_until(f"message {count} is told", lambda: len(letter.told()) == count)
    plain, sealed = map(outwardly, letters)
    assert plain == sealed


def test_that_a_case_was_sealed_does_not_show_by_what_they_are_told(room):
    """rules: D4, D17"""
    officer = room.person("Olga", "safeguarding_officer")
    letters = Letter(room), Letter(room)
    for letter in letters:
        letter.is_told(NONE_PLANNED)
        room.act("initial_response", letter.reference, text="We look into it.")
    sealed = letters[1].reference
    room.act("safeguarding", sealed, staff=officer.id, text="A child is at risk.")
    meeting = room.meets("2026-06-17 18:00")
    are_told_alike(letters, 2)
    room.moves(meeting, "2026-06-24 18:00")
    are_told_alike(letters, 3)
    room.cancels(meeting)
    are_told_alike(letters, 4)


def test_what_was_sealed_on_arrival_is_told_like_any_other(room):
    """rules: A13, D4, D17"""
    room.person("Olga", "safeguarding_officer")
    plain, sealed = Letter(room), Letter(room, safeguarding="safeguarding_officer")
    for letter in (plain, sealed):
        letter.is_told(NONE_PLANNED)
    room.meets("2026-06-17 18:00")
    for letter in (plain, sealed):
        wait_until("it is told", lambda: len(letter.told()) == 2)
    assert outwardly(sealed)[1:] == outwardly(plain)[1:]
    room.now("2026-06-18 10:00")  # its day has come: it follows no more
    room.cancels(room.meets("2026-06-24 18:00"))
    all_is_said(room)
    assert len(sealed.told()) == len(plain.told()) == 2


def test_each_is_told_once_though_workers_fail_and_are_many(heed, room):
    """rules: B4, B6, D4"""
    june = room.meets("2026-06-17 18:00")
    letters = [Letter(room) for _ in range(8)]
    failing = [
        heed.start_worker(HEED_FAILPOINT="act_before_commit=fail%0.5", HEED_FAILPOINT_SEED=seed)
        for seed in (1, 2)
    ]
    room.moves(june, "2026-06-24 18:00")
    for letter in letters:
        wait_until("it is told", letter.told)
    all_is_said(room)
    assert [len(letter.told()) for letter in letters] == [1] * len(letters)
    for each in failing:
        each.stop()
    heed.command("verify", "--organisation", room.organisation.slug)
