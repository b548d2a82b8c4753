"""What a person can do about events that nobody could react to. rules: B4"""

import uuid

import pytest

from admin_program import done, refused

PENDING, DEAD, DROPPED = 0, 3, 4


@pytest.fixture(scope="module")
def here(heed):
    arguments = ("--slug", "letters", "--name", "Letters", "--nation", "scotland")
    return done(heed, "organisation", "create", *arguments)


@pytest.fixture
def letter(heed, here):
    """The id of a dead letter, and its case."""
    event, case = uuid.uuid4(), uuid.uuid4()
    heed.owner.execute(
        "insert into outbox (id, organisation_id, topic, subject_id, state, available_at,"
        " attempt, last_error)"
        " values (%s, %s, 'case.received', %s, %s, heed_now(), 10, 'database')",
        [event, here, case, DEAD],
    )
    yield event, case
    heed.owner.execute("delete from outbox where id = %s", [event])


def state(heed, event):
    return heed.owner.execute(
        "select state, attempt from outbox where id = %s", [event]
    ).fetchone()


def test_they_are_listed_with_what_went_wrong(heed, letter):
    event, case = letter
    assert done(heed, "dead-letters", "list").split("\t") == [
        str(event),
        "case.received",
        "letters",
        str(case),
        "10",
        "database",
    ]


def test_one_is_shown(heed, letter):
    event, case = letter
    shown = done(heed, "dead-letters", "show", event)
    for word in (event, case, "case.received", "letters", "10", "database", "never"):
        assert str(word) in shown


def test_one_is_tried_again_with_all_its_attempts(heed, letter):
    event, _ = letter
    done(heed, "dead-letters", "retry", event)
    assert state(heed, event) == (PENDING, 0)
    assert done(heed, "dead-letters", "list") == ""


def test_one_is_given_up(heed, letter):
    event, _ = letter
    done(heed, "dead-letters", "drop", event)
    assert state(heed, event)[0] == DROPPED
    assert done(heed, "dead-letters", "list") == ""


@pytest.mark.parametrize("act", ["show", "retry", "drop"])
def test_an_event_that_is_no_dead_letter_is_left_alone(heed, letter, act):
    event, _ = letter
    heed.owner.execute("update outbox set state = %s where id = %s", [PENDING, event])
    for other in (event, uuid.uuid4()):
        explained = refused(heed, "dead-letters", act, other)
        assert f"ID: there is no dead letter {other}" in explained
    assert state(heed, event) == (PENDING, 10)
