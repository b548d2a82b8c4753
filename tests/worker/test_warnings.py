"""Staff are warned before a promise is due, and told when one was not kept: once, and in time.

Time only goes forward in this file: each test begins later than the one before.
rules: A7, A13, C13, D9
"""

from datetime import date, datetime, timedelta

import pytest
from model.calendar import DAY, LONDON, Calendar, local_day, local_midnight, local_noon
from model.desk import settled
from support.office import ROLES, Office
from support.programs import wait_until

START = datetime(2027, 1, 4, 12, tzinfo=LONDON)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
CALENDAR = Calendar()


def has_no_holiday(monday):
    weekdays = (monday + (7 * week + day) * DAY for week in range(2) for day in range(5))
    return all(CALENDAR.is_working(on) for on in weekdays)


@pytest.fixture
def monday(heed, worker):
    """It is noon of a Monday, and no holiday in sight."""
    today = local_day(heed.clock.now())
    on = today + (7 - today.weekday()) * DAY
    while not has_no_holiday(on):
        on += 7 * DAY
    heed.clock.set(local_noon(on))
    return on


@pytest.fixture(scope="module")
def office(heed, api):
    heed.clock.set(START)
    with Office(heed, api, roles=(*ROLES, "vice_chair")) as office:
        yield office


def wait_until_told(person, reference, *types):
    """In this order, and nothing else."""
    wait_until(f"told {types}", lambda: person.types(reference) == list(types), 15)


def promises_told(person, reference):
    return [(one["type"], one["standard"], one["due_on"]) for one in person.told(reference)]


def wait_for_two_passes(heed):
    """Long enough for whatever would be told to be told: the worker has warned somebody since."""
    wait_until("all is settled", lambda: settled(heed), 30)
    with heed.superuser() as database:
        for _ in range(2):
            before = passes(database)
            wait_until("one more pass", lambda: passes(database) > before, 15)


def passes(database):
    """How often any worker has looked for clocks to warn of, as the database counts scans."""
    return database.execute(
        "select pg_stat_force_next_flush(), sum(seq_scan + coalesce(idx_scan, 0))"
        "  from pg_stat_user_tables where relname = 'procedure_version'"
    ).fetchone()[1]


# --- before ---


def test_the_handler_is_warned_a_day_before_the_first_answer_is_due_and_not_sooner(
    heed, office, monday
):
    """Received on Monday: due at the end of Thursday. rules: A7, A15"""
    reference, _ = office.receive()
    office.ceo.act(reference, "assignment", handler=office.handler.id)
    due_at = local_midnight(monday + 4 * DAY)
    heed.clock.set(due_at - 24 * HOUR - 30 * SECOND)
    wait_for_two_passes(heed)
    assert office.handler.types(reference) == ["assigned"]
    heed.clock.set(due_at - 24 * HOUR)
    wait_until_told(office.handler, reference, "assigned", "due_soon")
    thursday = (monday + 3 * DAY).isoformat()
    assert ("due_soon", "initial_response", thursday) in promises_told(office.handler, reference)
    heed.clock.set(due_at - HOUR)
    wait_for_two_passes(heed)
    assert office.handler.types(reference) == ["assigned", "due_soon"]


def test_a_promise_that_was_kept_is_not_warned_of(heed, office, monday):
    """rules: A15"""
    reference, _ = office.receive()
    office.handler.act(reference, "initial-response", text="Hal deals with it.")
    heed.clock.set(local_midnight(monday + 4 * DAY) - HOUR)
    wait_for_two_passes(heed)
    assert office.handler.types(reference) == []


def test_a_promise_of_a_day_is_not_warned_of_before_half_of_it_has_passed(heed, office, monday):
    """The standard says four hours; the procedure of this organisation, a day. rules: A15"""
    with Office(heed, office.api, roles=("handler",)) as other:
        warn_a_day_before(heed, other.organisation.slug)
        reference, complainant = other.receive()
        other.handler.act(reference, "initial-response", text="Hal deals with it.")
        other.handler.act(reference, "questions", text="When?", medium="telephone")
        asked_at = heed.clock.now()
        wait_for_two_passes(heed)
        assert other.handler.types(reference) == []
        heed.clock.set(asked_at + 11 * HOUR)
        wait_for_two_passes(heed)
        assert other.handler.types(reference) == []
        heed.clock.set(asked_at + 12 * HOUR)
        wait_until_told(other.handler, reference, "due_soon")


def warn_a_day_before(heed, slug):
    """A second version of its procedure: a telephone question is warned of 24 hours before."""
    with heed.superuser() as database:
        made = database.execute(
            """
            insert into procedure_version (organisation_id, version, document, sha256)
            select organisation_id, 2,
                   replace(document::text, '"warn_hours": 4,', '"warn_hours": 24,')::json, sha256
              from procedure_version join organisation on id = organisation_id
             where slug = %(slug)s and document::text like '%%"warn_hours": 4,%%'
            """,
            {"slug": slug},
        )
        assert made.rowcount == 1
        database.execute("update organisation set procedure_version = 2 where slug = %s", [slug])


def test_without_a_handler_the_next_who_is_detached_is_warned(heed, office, monday):
    """rules: C11, D9"""
    reference, _ = office.receive(addressed_to="ceo")
    office.chair.act(reference, "subjects", staff=office.ceo.id)
    heed.clock.set(local_midnight(monday + 4 * DAY) - 24 * HOUR)
    wait_until(
        "the Chair is warned",
        lambda: ("due_soon", "initial_response", (monday + 3 * DAY).isoformat())
        in promises_told(office.chair, reference),
        15,
    )
    assert office.ceo.types(reference) == []


def test_an_extended_promise_is_warned_of_again_before_its_new_day(heed, office, monday):
    """Received on Monday: the stage ends on the Monday after next. rules: A18"""
    reference, _ = office.receive()
    office.handler.act(reference, "initial-response", text="Hal deals with it.")
    due_at = local_midnight(monday + 15 * DAY)
    heed.clock.set(due_at - 48 * HOUR)
    wait_until("both are warned of", lambda: len(office.handler.told(reference)) == 2, 15)
    until = monday + 28 * DAY
    office.handler.act(
        reference, "extensions", text="The file is long.", standard="stage", until=until.isoformat()
    )
    heed.clock.set(local_midnight(until + DAY) - 48 * HOUR)
    wait_until(
        "warned of the new day",
        lambda: ("due_soon", "stage", until.isoformat())
        in promises_told(office.handler, reference),
        15,
    )


def test_a_legal_limit_is_watched_and_warned_of_four_weeks_before(heed, office, monday):
    """rules: C13"""
    rule = "equality_services_england_and_wales"  # six months less one day
    here = ("--organisation", office.organisation.slug, "--staff", office.ceo.id)
    heed.command("redress", "confirm", rule, *here)
    happened_on = monday - 110 * DAY
    reference, _ = office.receive(happened_on=happened_on.isoformat())
    office.handler.act(reference, "assignment")
    promises = office.handler.act(reference, "redress-notice", rule=rule)["promises"]
    (due_on,) = [one["due_on"] for one in promises if one["standard"] == "redress_limit"]
    heed.clock.set(local_midnight(date.fromisoformat(due_on) + DAY) - 672 * HOUR)
    wait_until(
        "the limit is warned of",
        lambda: ("due_soon", "redress_limit", due_on) in promises_told(office.handler, reference),
        15,
    )


def test_two_workers_warn_once(heed, office, monday):
    """rules: B4"""
    references = [office.receive()[0] for _ in range(60)]
    second = heed.start_worker()
    heed.clock.set(local_midnight(monday + 4 * DAY) - 12 * HOUR)

    def warned():
        told = (one["reference"] for one in office.handler.told())
        return [reference for reference in told if reference in references]

    wait_until("all are warned of", lambda: len(warned()) >= len(references), 30)
    wait_for_two_passes(heed)
    second.stop()
    assert sorted(warned()) == sorted(references)


# --- after ---


def test_a_promise_that_was_not_kept_is_told_once_to_the_handler(heed, office, monday):
    """rules: A15, D9"""
    reference, _ = office.receive()
    office.handler.act(reference, "assignment")
    heed.clock.set(local_midnight(monday + 4 * DAY) + SECOND)
    wait_until("told", lambda: "breached" in office.handler.types(reference), 15)
    wait_for_two_passes(heed)
    thursday = (monday + 3 * DAY).isoformat()
    breached = ("breached", "initial_response", thursday)
    assert promises_told(office.handler, reference).count(breached) == 1
    assert office.handler.types(reference).count("breached") == 1
    for name in ("ceo", "chair", "safeguarding_officer"):
        assert office.people[name].types(reference) == [], name


def test_a_breach_that_an_act_brings_to_light_is_told_to_whoever_had_the_case(
    heed, office, monday, worker
):
    """Nobody is told by the worker what the act has told already. rules: A15"""
    reference, _ = office.receive()
    office.ceo.act(reference, "assignment", handler=office.handler.id)
    heed.clock.set(local_midnight(monday + 4 * DAY) + SECOND)
    office.ceo.act(reference, "updates", text="We are late.")
    wait_until("told", lambda: "breached" in office.handler.types(reference), 15)
    wait_for_two_passes(heed)
    assert office.handler.types(reference).count("breached") == 1


def test_a_meeting_that_did_not_discuss_a_case_is_told_to_the_chair_too(heed, office, monday):
    """rules: A16, D4"""
    reference, _ = office.receive(addressed_to="ceo")
    office.ceo.act(reference, "initial-response", text="Cy deals with it.")
    heed.clock.set(local_midnight(monday + 8 * DAY))  # five working days to fix a meeting
    wait_until("the Chair is told", lambda: office.chair.types(reference) == ["breached"], 15)
    assert office.chair.told(reference)[0]["standard"] == "board_discussion"
    told = [(type, standard) for type, standard, _ in promises_told(office.ceo, reference)]
    assert ("breached", "board_discussion") in told


def test_a_meeting_that_moves_a_promise_is_told_to_whoever_has_the_case(heed, office, monday):
    """Not to the Chair, who moved it. rules: A16, D4"""
    reference, _ = office.receive(addressed_to="ceo")
    office.ceo.act(reference, "initial-response", text="Cy deals with it.")
    starts_at = local_noon(monday + 9 * DAY)
    answer = office.chair.client.post(
        "/v1/meetings",
        headers={"Idempotency-Key": reference},
        json={"body": "board", "starts_at": starts_at.isoformat()},
    )
    assert answer.status_code == 201, answer.text
    (moved,) = promises_told(office.ceo, reference)
    assert moved == ("moved", "board_discussion", (monday + 9 * DAY).isoformat())
    assert office.chair.types(reference) == []


def test_a_report_of_disadvantage_stays_with_the_chair(heed, office, monday):
    """rules: C14"""
    reference, complainant = office.receive()
    office.handler.act(reference, "initial-response", text="Hal deals with it.")
    complainant.act(reference, "disadvantage-reports", text="They turned me away.")
    heed.clock.set(local_midnight(monday + 4 * DAY) - 24 * HOUR)
    wait_until_told(office.chair, reference, "disadvantage", "due_soon")
    heed.clock.set(local_midnight(monday + 4 * DAY))
    wait_until_told(office.chair, reference, "disadvantage", "due_soon", "breached")
    assert office.handler.types(reference) == []


# --- safeguarding ---


def test_a_hand_over_that_nobody_saw_for_four_hours_alarms_the_deputies(heed, office, monday):
    """The safeguarding trustee is alarmed without learning which case it is. rules: A13, D9, D17"""
    officer, trustee = office.safeguarding_officer, office.safeguarding_trustee
    deputy = office.hire("deputy", "safeguarding_officer")
    detached = office.hire("detached", "safeguarding_officer")
    reference, _ = office.receive()
    office.ceo.act(reference, "subjects", staff=detached.id)
    office.ceo.act(reference, "safeguarding", status=204, text="A risk.", staff=officer.id)
    handed_over_at = heed.clock.now()
    heed.clock.set(handed_over_at + 4 * HOUR - 30 * SECOND)
    wait_until("all is settled", lambda: settled(heed), 30)
    assert (officer.types(reference), deputy.types(reference)) == (["handed_over"], [])
    heed.clock.set(handed_over_at + 4 * HOUR + SECOND)
    wait_until_told(officer, reference, "handed_over", "alarm")
    assert [one["standard"] for one in deputy.told(reference)] == ["handover_alarm"]
    (alarm,) = [one for one in trustee.told() if one["type"] == "alarm"]
    assert (alarm["reference"], alarm["standard"]) == (None, "handover_alarm")
    seen = trustee.client.post(f"/v1/notifications/{alarm['id']}/seen")
    assert seen.json()["seen_at"] and seen.json()["reference"] is None
    assert detached.types() == []
    for name in ("handler", "ceo", "chair", "trustee", "vice_chair"):
        assert office.people[name].types(reference) == [], name


def test_a_hand_over_that_was_seen_in_time_alarms_nobody(heed, office, monday):
    """rules: A13"""
    officer = office.safeguarding_officer
    reference, _ = office.receive()
    office.ceo.act(reference, "safeguarding", status=204, text="A risk.", staff=officer.id)
    heed.clock.set(heed.clock.now() + 3 * HOUR)
    officer.act(reference, "safeguarding/acknowledgement")
    heed.clock.set(heed.clock.now() + 30 * HOUR)
    wait_for_two_passes(heed)
    assert officer.types(reference) == ["handed_over"]
    alarms = [one["due_on"] for one in office.safeguarding_trustee.told()]
    assert monday.isoformat() not in alarms and (monday + DAY).isoformat() not in alarms
