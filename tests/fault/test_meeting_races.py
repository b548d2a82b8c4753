"""Meetings that change while a case that will wait for one is on its way into the records.

Whoever changes a meeting cannot hold a case that does not wait yet: the worker finds that it was
reckoned by earlier meetings. Each side is another API process.
"""

import threading

import pytest

from support.boardroom import MONDAY, Boardroom, working_days
from support.programs import wait_until

FIVE_DAYS = working_days(5, MONDAY)
# Long enough for a meeting to change meanwhile.
INTAKE_WAITS = "intake_before_sync=sleep:1500#1"
ACT_WAITS = "act_before_commit=sleep:1500#1"


@pytest.fixture
def room(heed, programs):
    with Boardroom(heed, programs.api()) as room:
        programs.worker()
        yield room
    heed.clock.reset()


def meanwhile(room, programs, failpoint, do, change):
    """Does the one in an API that waits before it commits, and the other before it goes on.

    That API does not relay: the first commit, which waits, would be that of its relay."""
    slow = programs.api(HEED_FAILPOINT=failpoint, HEED_RELAY=0)
    client = slow.client(room.organisation.staff_token)
    answers = []
    doing = threading.Thread(target=lambda: answers.append(do(client)))
    doing.start()
    doing.join(0.7)
    assert doing.is_alive(), f"it did not wait: {answers}"
    changed = change()
    assert doing.is_alive(), "it went on before the meeting had changed"
    doing.join()
    client.close()
    [answer] = answers
    assert answer.status_code in (200, 201), answer.text
    return answer.json()["reference"], changed


def post_letter(client):
    letter = {"kind": "complaint", "channel": "post", "addressed_to": "ceo"}
    return client.post("/v1/cases", json=letter)


def refer(reference):
    def do(client):
        return client.post(
            f"/v1/cases/{reference}/referral", json={}, headers={"If-Match": "*"}
        )

    return do


def waits_in_the_end(room, reference, *expected):
    wait_until(f"it waits for {expected}", lambda: room.waits(reference) == expected, 5)


def test_a_letter_received_while_a_meeting_is_scheduled_waits_for_it(room, programs):
    """rules: A16, D4"""
    reference, june = meanwhile(
        room, programs, INTAKE_WAITS, post_letter, lambda: room.meets("2026-06-17 18:00")
    )
    waits_in_the_end(room, reference, "meeting", "2026-06-17", june["id"])
    assert room.promise(reference)["first_due_on"] == FIVE_DAYS
    assert room.clock_changes(reference) == [(FIVE_DAYS, "2026-06-17", "meeting")]


def test_a_letter_received_while_the_meeting_is_cancelled_is_the_chairs(room, programs):
    """rules: A16, D4"""
    june = room.meets("2026-06-17 18:00")
    reference, _ = meanwhile(
        room, programs, INTAKE_WAITS, post_letter, lambda: room.cancels(june)
    )
    waits_in_the_end(room, reference, "timescale", FIVE_DAYS, None)
    assert room.promise(reference)["first_due_on"] == "2026-06-17"


def test_a_case_referred_while_the_meeting_is_moved_follows_it(room, programs):
    """rules: A16, D4"""
    june = room.meets("2026-06-17 18:00")
    reference = room.letter(addressed_to=None)
    referred, _ = meanwhile(
        room, programs, ACT_WAITS, refer(reference), lambda: room.moves(june, "2026-06-24 18:00")
    )
    assert referred == reference
    waits_in_the_end(room, reference, "meeting", "2026-06-24", june["id"])
    assert room.clock_changes(reference) == [("2026-06-17", "2026-06-24", "meeting")]


def test_a_meeting_that_changes_nothing_for_a_case_leaves_it_alone(room, programs):
    """It is settled once, and not again and again. rules: B4, D4"""
    room.meets("2026-06-17 18:00")
    reference, _ = meanwhile(
        room, programs, INTAKE_WAITS, post_letter, lambda: room.meets("2026-06-24 18:00")
    )
    outdated = (
        "select count(*) from case_clock join organisation on organisation.id = organisation_id"
        " where case_clock.meetings_version < organisation.meetings_version"
    )
    wait_until("none is out of date", lambda: room.database.execute(outdated).fetchone() == (0,))
    assert room.clock_changes(reference) == []
