"""Nobody gives themselves sight of a case, or takes it from others: on behalf of a member of staff
nothing is written that the sight is reckoned from, and no history of what they do not see.

rules: A12, A13, C11, D9
"""

import uuid

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from records import case_alone, insert

PLACE = "organisation_id, case_id"
ADDED = {
    "an admission": f"insert into case_admission ({PLACE}, staff_id, seq) values (%s, %s, %s, 9)",
    "an investigation": f"insert into case_investigator ({PLACE}, staff_id, seq) values (%s, %s, %s, 9)",
    "a part": f"insert into case_person ({PLACE}, staff_id, seq, part, standing)"
    " values (%s, %s, %s, 1, 'subject', 'dismissed')"
    f" on conflict ({PLACE}, seq) do update set standing = 'dismissed'",
}
CHANGED = {
    "their part": "update case_person set standing = 'dismissed'",
    "its clocks": "update case_clock set awaits = 'board'",
    "its investigators": "delete from case_investigator",
}


@pytest.fixture
def case(heed, superuser):
    return case_alone(heed, superuser)


@pytest.fixture
def subject(superuser, case):
    """Somebody who leads, but whom the case is about."""
    staff = uuid.uuid4()
    place = {"organisation_id": case[0], "staff_id": staff}
    insert(superuser, "staff", id=staff, sealed=b"sealed")
    insert(superuser, "staff_role", **place, role="ceo")
    part = {"seq": 5, "part": "subject", "standing": "confirmed"}
    insert(superuser, "case_person", **place, case_id=case[1], **part)
    return staff


@pytest.fixture
def api(heed):
    with heed.as_role("api") as connection:
        yield connection


def act_for(api, case, staff):
    api.execute(
        "select set_config('heed.organisations', %s, true), set_config('heed.staff', %s, true)",
        [str(case[0]), str(staff or "")],
    )


@pytest.mark.parametrize("what", ADDED)
def test_sight_is_not_added(api, case, subject, what):
    row = [*case, subject]
    with pytest.raises(InsufficientPrivilege, match="row-level security"), api.transaction():
        act_for(api, case, subject)
        api.execute(ADDED[what], row)
    with api.transaction(force_rollback=True):
        act_for(api, case, None)
        assert api.execute(ADDED[what], row).rowcount == 1


@pytest.mark.parametrize("what", CHANGED)
def test_what_sight_is_reckoned_from_is_not_changed(api, case, subject, what):
    for staff, changes in ((subject, False), (None, True)):
        with api.transaction(force_rollback=True):
            act_for(api, case, staff)
            assert bool(api.execute(CHANGED[what]).rowcount) is changes


def test_history_is_added_to_what_is_seen_alone(superuser, api, case, subject):
    """Not even that it was tabled for a meeting of theirs."""
    added = (
        "insert into case_event (organisation_id, case_id, seq, recorded_at, occurred_at, actor_kind,"
        " actor, type, facts, hash) select %s, %s, 7, now(), now(), 'staff', %s, 'tabled', '{}',"
        " sha256('')"
    )
    row = [*case, subject]
    with pytest.raises(psycopg.errors.InsufficientPrivilege), api.transaction():
        act_for(api, case, subject)
        api.execute(added, row)
    superuser.execute("delete from case_person where staff_id = %s", [subject])
    with api.transaction(force_rollback=True):
        act_for(api, case, subject)
        assert api.execute(added, row).rowcount == 1
