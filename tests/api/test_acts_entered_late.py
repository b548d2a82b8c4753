"""Acts count when they happened, not when somebody came to enter them."""

import pytest
from model.acts import RECEIVED_AT, ActedCase, at
from support.acts import CHECKLIST
from support.problems import mistakes


@pytest.fixture(scope="module")
def client(api, organisation):
    with api.client(organisation.staff_token) as client:
        yield client


@pytest.fixture
def complaint(client):
    return ActedCase(client)


@pytest.fixture(scope="module")
def database(heed):
    with heed.superuser() as connection:
        yield connection


def rows(database, table, columns, reference):
    return database.execute(
        f"select {columns} from {table} as t join case_file"
        " on (case_file.organisation_id, id) = (t.organisation_id, case_id)"
        f" where reference = %s order by {columns}",
        [reference],
    ).fetchall()


def test_the_history_tells_when_it_happened_and_when_it_was_entered(complaint):
    """rules: B6, D1"""
    complaint.act("update", at(10))
    view = complaint.act("initial_response", at(4))
    entries = view["history"]
    assert [each["seq"] for each in entries] == [1, 2, 3]
    assert [each["occurred_at"] for each in entries] == [RECEIVED_AT, at(10), at(4)]
    assert entries[1]["recorded_at"] <= entries[2]["recorded_at"]
    assert entries[2]["recorded_at"] > "2026"


def test_without_a_time_it_happens_now(complaint):
    """rules: D1"""
    answer = complaint.post("update", text="Still at it.")
    entry = answer.json()["history"][-1]
    assert entry["occurred_at"] == entry["recorded_at"]


def test_an_act_is_not_before_what_another_process_recorded_a_little_ahead(heed, complaint):
    """rules: B6, D1"""
    heed.clock.advance(seconds=-5)
    try:
        [first, last] = complaint.post("update", text="Still at it.").json()["history"]
    finally:
        heed.clock.reset()
    assert last["occurred_at"] == last["recorded_at"] == first["recorded_at"]


def test_acts_count_in_the_order_in_which_they_happened(complaint):
    """rules: A15, D7"""
    complaint.act("update", at(12))
    assert complaint.promises("progress")[0]["met_at"] == at(12)
    complaint.act("update", at(4))
    progress = complaint.promises("progress")
    assert [each["met_at"] for each in progress[:2]] == [at(4), at(12)]
    assert [each["due_on"] for each in progress[:3]] == ["2025-06-16", "2025-06-18", "2025-06-26"]


def test_entering_late_never_moves_a_promise(complaint):
    """rules: D1"""
    before = {each["standard"]: each["due_on"] for each in complaint.created["promises"]}
    assert before == {
        "initial_response": "2025-06-05",
        "stage": "2025-06-16",
        "progress": "2025-06-16",
    }
    complaint.act("initial_response", at(5, hour=22))
    assert complaint.promises("initial_response")[0]["due_on"] == "2025-06-05"
    assert complaint.states("initial_response") == ["met"]  # 23:00 in London is still in time


def test_an_act_in_time_that_is_entered_late_corrects_the_breach(complaint, database):
    """rules: A15, D1"""
    complaint.act("update", at(4))  # whoever settles the clocks finds the rest overdue
    assert complaint.states("initial_response") == ["breached"]
    complaint.act("initial_response", at(5))
    assert complaint.states("initial_response") == ["met"]

    columns = "standard, started_by, period"
    breaches = rows(database, "breach", columns, complaint.reference)
    corrections = rows(database, "breach_correction", f"{columns}, by_seq", complaint.reference)
    assert ("initial_response", 1, 1) in breaches
    assert ("initial_response", 1, 1, 3) in corrections


def test_a_late_act_stays_late_however_late_it_is_entered(complaint, database):
    """rules: A15, D1"""
    complaint.act("initial_response", at(6))
    assert complaint.states("initial_response") == ["breached"]
    assert complaint.promises("initial_response")[0]["met_at"] == at(6)
    found = rows(database, "breach", "standard, due_on::text, before_heed", complaint.reference)
    assert ("initial_response", "2025-06-05", True) in found
    assert rows(database, "breach_correction", "standard", complaint.reference) == []


def test_a_referral_that_came_before_the_outcome_is_owed_the_discussion(complaint):
    """Nobody knew of it when the first stage decided: that is not the answer of the next one, and
    not the last word. rules: A5, A16, C11, D1, D4, D7"""
    complaint.act("outcome", at(5), sent_on="2025-06-06", outcomes=["explanation"])
    view = complaint.act("referred", at(4))
    assert (view["stage"], view["state"]) == ("referred", "in_progress")
    assert complaint.states("stage") == ["ended"]
    [discussion] = complaint.promises("board_discussion")
    assert (discussion["due_on"], discussion["state"]) == ("2025-06-11", "breached")
    assert complaint.states("written_outcome") == []
    assert complaint.states("progress")[-1] == "running"

    complaint.act("outcome", at(10), sent_on="2025-06-11", outcomes=["apology"])
    assert complaint.states("board_discussion") == ["ended"]
    [letter] = complaint.promises("written_outcome")
    assert (letter["due_on"], letter["state"]) == ("2025-06-17", "met")
    assert complaint.states("progress") == ["ended"]


@pytest.mark.parametrize("type", ["initial_response", "update", "outcome"])
@pytest.mark.parametrize(
    ("occurred_at", "code"),
    [("2999-01-01T00:00:00Z", "in_future"), ("2025-06-02T09:59:59Z", "before_receipt")],
)
def test_nothing_happens_before_receipt_or_in_the_future(complaint, type, occurred_at, code):
    """rules: D1"""
    members = {"outcomes": ["apology"]} if type == "outcome" else {"text": "Hello."}
    answer = complaint.post(type, occurred_at=occurred_at, **members)
    assert (answer.status_code, answer.json()["code"]) == (422, "fields-invalid")
    assert mistakes(answer) == [("/occurred_at", code)]
    assert complaint.read()["version"] == 1


def test_a_case_is_not_closed_before_it_was_opened_nor_opened_before_it_was_closed(complaint):
    """rules: B9, D7"""
    complaint.act("outcome", at(5), outcomes=["apology"], sent_on="2025-06-05")
    complaint.act("closed", at(12))
    answer = complaint.post("reopened", text="More.", occurred_at=at(11))
    assert mistakes(answer) == [("/occurred_at", "before_opening")]
    complaint.act("reopened", at(12))
    complaint.act("outcome", at(5), outcomes=["apology"], sent_on="2025-06-05")
    answer = complaint.post("closed", occurred_at=at(11), **CHECKLIST)
    assert mistakes(answer) == [("/occurred_at", "before_opening")]
    assert complaint.act("closed", at(12))["state"] == "closed"
