"""What staff do about a case, from the first answer to the end and after it."""

import uuid

import pytest
from model.acts import ActedCase, at
from support.problems import mistakes


@pytest.fixture(scope="module")
def client(api, organisation):
    with api.client(organisation.staff_token) as client:
        yield client


@pytest.fixture
def complaint(client):
    return ActedCase(client)


# --- the first answer ---


def test_the_initial_response_names_who_deals_with_it(heed, complaint, organisation):
    """rules: A15"""
    colleague = heed.last_word(
        *("staff", "create", "--organisation", organisation.slug),
        *("--name", "Ben", "--roles", "handler"),
    )
    view = complaint.act(
        "initial_response",
        at(3),
        text="Ben deals with it; ask Ann.",
        medium="post",
        handler=colleague,
        point_of_contact=organisation.staff,
    )
    assert (view["state"], view["version"]) == ("in_progress", 2)
    assert (view["handler"], view["point_of_contact"]) == (colleague, organisation.staff)
    assert complaint.states("initial_response") == ["met"]
    entry = view["history"][1]
    assert entry["type"] == "initial_response"
    assert entry["text"].startswith("Ben deals with it; ask Ann.\n\n")  # and notices. Rule: C14
    assert entry["facts"]["medium"] == "post"


def test_who_answers_deals_with_it_unless_another_is_named(complaint, organisation):
    """rules: A15, D13"""
    view = complaint.act("initial_response", at(3))
    assert view["handler"] == view["point_of_contact"] == organisation.staff


def test_only_people_of_the_organisation_are_named(heed, complaint):
    """rules: A12, A15"""
    stranger = heed.create_organisation().staff
    answer = complaint.post(
        "initial_response", text="Hello.", handler=stranger, point_of_contact=str(uuid.uuid4())
    )
    assert answer.status_code == 422
    assert mistakes(answer) == [
        ("/handler", "unknown_staff"),
        ("/point_of_contact", "unknown_staff"),
    ]


@pytest.mark.parametrize(
    "event, member",
    [("conflict_declared", "staff"), ("assigned", "handler"), ("subject_named", "staff")],
)
def test_the_id_that_is_nobodys_is_not_taken_for_none(client, complaint, event, member):
    """Else whoever asks would step back, take the case, or name a subject nobody knows. rules: C11"""
    nobody = "00000000-0000-0000-0000-000000000000"
    answer = complaint.post(event, **{member: nobody})
    assert answer.status_code == 422
    assert mistakes(answer) == [(f"/{member}", "not_a_uuid")]
    listed = client.get("/v1/cases", params={"handler": nobody})
    assert listed.status_code == 400
    assert mistakes(listed) == [("handler", "not_a_uuid")]


def test_a_complaint_is_answered_first_only_once(complaint):
    """rules: A15"""
    complaint.act("initial_response", at(3))
    answer = complaint.post("initial_response", text="Hello again.")
    assert (answer.status_code, answer.json()["code"]) == (409, "act-not-allowed")
    assert complaint.read()["version"] == 2


@pytest.mark.parametrize(
    ("channel", "standard"),
    [
        ("telephone", "telephone_enquiry"),
        ("in_person", "telephone_enquiry"),
        ("email", "email_enquiry"),
        ("web", "email_enquiry"),
        ("instant_message", "email_enquiry"),
        ("post", "postal_enquiry"),
    ],
)
def test_a_human_answer_meets_the_promise_to_an_enquiry(client, channel, standard):
    """rules: A3, A4, D2"""
    enquiry = ActedCase(client, kind="enquiry", channel=channel)
    assert {each["standard"] for each in enquiry.created["promises"]} == {standard, "progress"}
    enquiry.act("initial_response", at(3, hour=9))
    assert enquiry.states(standard) == ["met"]


@pytest.mark.parametrize("kind", ["suggestion", "compliment"])
def test_praise_and_ideas_are_acknowledged(client, kind):
    """rules: A10, C3"""
    case = ActedCase(client, kind=kind, channel="suggestion_box")
    acknowledgement = case.promises("acknowledgement")[0]
    assert acknowledgement["due_on"] == "2025-06-09"
    case.act("initial_response", at(9))
    assert case.states("acknowledgement") == ["met"]


# --- meanwhile ---


def test_each_update_starts_the_next_fortnight(complaint):
    """rules: A5, D7"""
    complaint.act("update", at(10))
    complaint.act("update", at(20))
    progress = complaint.promises("progress")
    assert [each["due_on"] for each in progress[:3]] == ["2025-06-16", "2025-06-24", "2025-07-04"]
    assert [each["state"] for each in progress[:3]] == ["met", "met", "breached"]


def test_the_initial_response_counts_as_an_update(complaint):
    """rules: D7"""
    complaint.act("initial_response", at(4))
    progress = complaint.promises("progress")
    assert [each["due_on"] for each in progress[:2]] == ["2025-06-16", "2025-06-18"]
    assert progress[0]["state"] == "met"


def test_an_update_says_something(complaint):
    """rules: A5"""
    answer = complaint.post("update", occurred_at=at(10))
    assert answer.status_code == 422
    assert mistakes(answer) == [("/text", "required")]


# --- outcomes ---


def test_a_case_may_have_several_outcomes(complaint):
    """rules: A8, A9, A21"""
    view = complaint.act("outcome", at(5), outcomes=["apology", "alternative_offered"])
    assert view["state"] == "decided"
    assert view["history"][-1]["facts"]["outcomes"] == ["apology", "alternative_offered"]
    assert complaint.states("stage") == ["met"]


def test_outcomes_are_those_of_the_procedure(complaint):
    """rules: A21"""
    answer = complaint.post("outcome", outcomes=["apology", "champagne"])
    assert answer.status_code == 422
    assert mistakes(answer) == [("/outcomes/1", "unknown_outcome")]
    assert mistakes(complaint.post("outcome")) == [("/outcomes", "required")]


def test_the_letter_is_due_five_working_days_after_the_outcome(client):
    """rules: A20"""
    case = ActedCase(client, received_at="2025-12-16T10:00:00Z")
    case.act("outcome", "2025-12-18T12:00:00Z", outcomes=["explanation"])
    letter = case.promises("written_outcome")[0]
    assert (letter["due_on"], letter["due_at"]) == ("2025-12-29", "2025-12-30T00:00:00Z")


def test_an_outcome_may_be_told_with_its_letter(complaint):
    """rules: A20"""
    view = complaint.act("outcome", at(5), outcomes=["explanation"], sent_on="2025-06-05")
    assert (view["state"], view["version"]) == ("answered", 3)
    assert [each["type"] for each in view["history"]] == [
        "received",
        "outcome",
        "written_outcome",
    ]
    assert view["history"][2]["occurred_at"] == at(5)
    assert complaint.states("written_outcome") == ["met"]


def test_a_letter_of_a_later_day_counts_from_the_start_of_that_day(complaint):
    """rules: A20, D1"""
    view = complaint.act("outcome", at(5), outcomes=["explanation"], sent_on="2025-06-13")
    assert view["history"][2]["occurred_at"] == "2025-06-12T23:00:00Z"
    assert complaint.states("written_outcome") == ["breached"]


@pytest.mark.parametrize(
    ("sent_on", "code"), [("2025-06-04", "before_outcome"), ("2999-01-01", "in_future")]
)
def test_a_letter_is_sent_when_it_can_be(complaint, sent_on, code):
    """rules: A20"""
    answer = complaint.post("outcome", occurred_at=at(5), outcomes=["apology"], sent_on=sent_on)
    assert answer.status_code == 422
    assert mistakes(answer) == [("/sent_on", code)]
    assert complaint.read()["version"] == 1


def test_the_written_outcome_ends_the_promise_of_progress(complaint):
    """rules: A20, D7"""
    complaint.act("outcome", at(5), outcomes=["explanation"])
    assert complaint.states("progress")[0] == "breached"  # years ago, and nothing was told
    view = complaint.act("written_outcome", at(6), medium="email")
    assert view["state"] == "answered"
    assert complaint.states("progress") == ["ended"]
    assert complaint.states("written_outcome") == ["met"]


# --- the end, and after it ---


def test_what_is_settled_at_once_breaks_no_promise(complaint):
    """rules: C10, D13"""
    complaint.act("initial_response", at(2))
    complaint.act("outcome", at(2), outcomes=["apology"], sent_on="2025-06-02")
    view = complaint.act("closed", at(2))
    assert (view["state"], view["closed_at"]) == ("closed", at(2))
    assert {each["state"] for each in view["promises"]} == {"met", "ended"}


def test_nothing_is_closed_before_the_complainant_was_told_in_writing(complaint):
    """rules: A20"""
    for type, members in (("initial_response", {}), ("outcome", {"outcomes": ["apology"]})):
        answer = complaint.post("closed")
        assert (answer.status_code, answer.json()["code"]) == (409, "act-not-allowed")
        complaint.act(type, at(4), **members)
    assert complaint.post("closed").status_code == 409
    complaint.act("written_outcome", at(5))
    assert complaint.act("closed", at(5))["state"] == "closed"


def test_a_refusal_tells_what_is_allowed(complaint):
    """rules: A20"""
    (mistake,) = complaint.post("closed").json()["errors"]
    assert mistake["code"] == "allowed_now"
    for act in ("initial_response", "update", "outcome"):
        assert act in mistake["detail"]
    assert "closed" not in mistake["detail"]


def test_a_closed_case_is_only_reopened(complaint):
    """rules: D7"""
    complaint.act("outcome", at(5), outcomes=["apology"], sent_on="2025-06-05")
    complaint.act("closed", at(6))
    for type in ("initial_response", "update", "written_outcome", "closed"):
        assert complaint.post(type, text="More.").status_code in (409, 422), type
    assert complaint.post("outcome", outcomes=["apology"]).status_code == 409
    assert complaint.act("reopened", at(9))["state"] == "received"


def test_reopening_promises_everything_anew(complaint):
    """rules: D7"""
    complaint.act("initial_response", at(3))
    complaint.act("outcome", at(5), outcomes=["apology"], sent_on="2025-06-05")
    complaint.act("closed", at(6))
    view = complaint.act("reopened", at(10))
    assert view["closed_at"] is None
    new = {
        standard: complaint.promises(standard)[-1]["due_on"]
        for standard in ("initial_response", "stage")
    }
    assert new == {"initial_response": "2025-06-13", "stage": "2025-06-24"}
    assert complaint.promises("initial_response")[0]["state"] == "met"
    complaint.act("initial_response", at(12))
    assert complaint.states("initial_response") == ["met", "met"]


# --- whose acts ---


def test_websites_do_not_act(api, organisation, complaint):
    """rules: A12"""
    with api.client(organisation.secret_key) as site:
        answer = site.post(
            f"/v1/cases/{complaint.reference}/updates",
            json={"text": "Done."},
            headers={"If-Match": "*"},
        )
    assert answer.status_code == 403


def test_another_organisations_case_is_not_there(heed, api, complaint):
    """rules: A12, B12"""
    with api.client(heed.create_organisation().staff_token) as stranger:
        answer = stranger.post(
            f"/v1/cases/{complaint.reference}/updates",
            json={"text": "Done."},
            headers={"If-Match": "*"},
        )
    assert answer.status_code == 404


def test_what_is_done_takes_no_room(complaint):
    """rules: A15, B5"""
    complaint.act("question", at(3), text="When do you open?")
    for _ in range(32):
        complaint.act("question", at(3), text="And when do you close?")
        answered = complaint.read()["version"]
        complaint.act("answer", at(3), text="At five.", concerns=answered)
    complaint.act("answer", at(4), text="At nine.")
    refused = complaint.post("answer", text="At ten.")
    assert (refused.status_code, mistakes(refused)[0]) == (409, ("", "no_open_question"))
