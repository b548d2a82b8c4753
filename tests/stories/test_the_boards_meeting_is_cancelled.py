"""A complaint waits for the Board, whose meeting is cancelled, and the next one is put off."""

from promise import breached, kept_late, met, running

LETTER = {
    "kind": "complaint",
    "channel": "email",
    "addressed_to": "ceo",
    "narrative": "Nobody rings back, whatever one does.",
    "customer": {"name": "Mr Ash", "email": "ash@example.org"},
}


def test_the_boards_meeting_is_cancelled(begin):
    """rules: A7, A12, A16, B2, B3, C11, D4"""
    story = begin("2026-06-01 10:00")
    cleo, chair = story.person("Cleo", "ceo"), story.person("Cyril", "chair")
    tess, tim = story.person("Tess", "trustee"), story.person("Tim", "trustee")
    june = story.meeting("board", "2026-06-17 18:00")
    july = story.meeting("board", "2026-07-08 18:00")
    story.meeting("committee", "2026-06-10 18:00")  # not the Board
    case = story.enters(cleo, **LETTER)
    story.answers(cleo, case, board_discussion=running(june.due))

    # Both trustees have it before them; the one whom it is about no longer knows of it.
    assert [each["reference"] for each in june.pack(tess)] == [case.reference]
    cleo.does("subject_named", case, staff=tim.id, text="He takes the calls.")
    chair.does("subject_confirmed", case, text="So it is.")
    case.shows(subject_confirmation=met(story.working_days(1)))
    assert june.pack(tim) == []
    [before_tess] = june.pack(tess)
    assert "customer" not in before_tess and before_tess["narrative"] == LETTER["narrative"]

    # Cancelled: the next ordinary meeting has it. What was promised first stays in sight.
    story.time("2026-06-10 12:00")
    june.is_cancelled()
    case.shows(board_discussion=running(july.due.instead_of(june.due)))
    assert june.pack(tess) == []
    assert [each["reference"] for each in july.pack(tess)] == [case.reference]
    assert chair.is_told("discussed", case, meeting=june.id) == [("/meeting", "unknown_meeting")]
    story.updates(cleo, case)

    # The next one is put off beyond thirty working days: the Chair has five to do something.
    story.time("2026-06-23 15:00")
    july.is_moved("2026-07-22 18:00")
    case.shows(board_discussion=running(story.working_days(5).instead_of(june.due)))
    assert july.pack(tess) == []
    story.updates(cleo, case)

    # The Chair calls a special meeting; the case waits for it once it is tabled.
    story.time("2026-06-25 09:00")
    special = story.meeting("board", "2026-06-30 19:00", is_special=True)
    case.shows()
    chair.does("tabled", case, meeting=special.id)
    case.shows(board_discussion=running(special.due.instead_of(june.due)))
    story.time("2026-06-30 20:00")
    chair.does("discussed", case, meeting=special.id, text="He rings tomorrow.")
    case.shows(
        board_discussion=met(special.due.instead_of(june.due)),
        board_decision=running(story.working_days(10)),
    )
    story.ends()


def test_what_was_breached_stays_so_when_a_meeting_is_called_after_all(begin):
    """rules: A16, A22, B3, D4"""
    story = begin("2026-06-01 10:00")
    cleo, chair = story.person("Cleo", "ceo"), story.person("Cyril", "chair")
    case = story.enters(cleo, **LETTER)
    five = story.working_days(5)
    story.answers(cleo, case, board_discussion=running(five))
    story.time("2026-06-09 00:30")
    case.shows(board_discussion=breached(five))
    meeting = story.meeting("board", "2026-06-12 18:00")
    case.shows(board_discussion=breached(five))
    story.time("2026-06-12 19:00")
    chair.does("discussed", case, meeting=meeting.id)
    case.shows(
        board_discussion=kept_late(five), board_decision=running(story.working_days(10))
    )
    story.ends()


def test_a_meeting_that_is_called_soon_enough_takes_what_waits(begin):
    """rules: A16, D4"""
    story = begin("2026-06-01 10:00")
    cleo = story.person("Cleo", "ceo")
    case = story.enters(cleo, **LETTER)
    five = story.working_days(5)
    story.answers(cleo, case, board_discussion=running(five))
    meeting = story.meeting("board", "2026-06-11 18:00")
    case.shows(board_discussion=running(meeting.due.instead_of(five)))
    earlier = story.meeting("board", "2026-06-04 18:00")
    case.shows(board_discussion=running(earlier.due.instead_of(five)))
    story.ends()
