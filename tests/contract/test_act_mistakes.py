"""Acts that a case does not allow, or that say what cannot be: each refusal with its reason.

Each answer is held to the contract besides. rules: A10, A13, A15, A16, A17, A18, A19, B5, C11,
C12, C13, C14, D1, D10, D15, D19
"""

import pytest
from calls import Calls, expect, with_headers
from support import procedures

NOBODY = "00000000-0000-7000-8000-000000000000"

# What was recorded before, the act that is then refused, and why.
REFUSALS = [
    ([], "record_finding", "nothing_to_find"),
    ([], "answer_question", "no_open_question"),
    (["ask_question", "answer_question"], "answer_question", "no_open_question"),
    (["ask_question"] * 32, "ask_question", "room_is_used"),
    ([], "answer_disadvantage", "no_open_report"),
    ([], "give_clarification", "no_open_request"),
    ([], "record_remedy", "no_open_remedy"),
    (["open_investigation"], "open_investigation", "investigation_open"),
    ([], "reassign_investigation", "no_investigation"),
    (["open_investigation", "close_investigation"], "reassign_investigation", "no_investigation"),
    ([], "close_investigation", "no_investigation"),
    ([], "agree_resolution", "no_offer"),
    ([], "refuse_resolution", "no_offer"),
    (["offer_resolution"], "offer_resolution", "offer_open"),
    (["ask_mediation"], "ask_mediation", "mediation_open"),
    (["ask_mediation"], "accept_mediation", "mediation_not_offered"),
    (["offer_mediation"], "refer_to_mediation", "mediation_not_accepted"),
    (["offer_mediation", "accept_mediation"], "record_mediation_result", "no_mediation"),
    (
        ["convert_to_safeguarding", "acknowledge_handover"],
        "acknowledge_handover",
        "no_handover",
    ),
    (["convert_to_safeguarding"], "close_safeguarding", "handover_open"),
    (["declare_conflict"], "confirm_subject", "nobody_to_confirm"),
    (["add_allegation", "record_outcome", "record_no_route"], "close_case", "findings_missing"),
    (["open_investigation", "record_outcome", "record_no_route"], "close_case", "report_missing"),
    (["record_outcome"], "appeal_refusal", "nothing_declined"),
    (["name_subject"], "tell_subject", "nobody_confirmed"),
    (["record_initial_response"], "record_initial_response", "answered_before"),
    ([], "take_back_erasure", "no_wish"),
    (["place_hold"], "place_hold", "held_already"),
    ([], "lift_hold", "not_held"),
]


def told(answer):
    return {(error["pointer"], error["code"]) for error in answer.json()["errors"]}


@pytest.mark.parametrize("before, operation, code", REFUSALS)
def test_a_refused_act_is_told_why_and_what_is_allowed(calls, client, before, operation, code):
    call = calls.act(operation, calls.case_after(*before))
    answer = expect(client, call, 409, "act-not-allowed")
    assert told(answer) == {("", code), ("", "allowed_now")}


def test_what_is_told_as_allowed_is_what_the_case_offers(calls, client):
    """rules: A20"""
    case = calls.case_after("record_outcome")
    answer = expect(client, calls.act("close_case", case), 409, "act-not-allowed")
    (detail,) = (error["detail"] for error in answer.json()["errors"])
    offered = client.get(f"/v1/cases/{case['reference']}", headers=calls.staff).json()
    assert detail == (
        "a case that is decided in stage informal allows you: "
        + ", ".join(offered["allowed_actions"])
    )
    assert "written_outcome" in offered["allowed_actions"]
    assert "message" not in offered["allowed_actions"]  # the complainant's own


@pytest.mark.parametrize("kind", ["suggestion", "compliment"])
def test_praise_and_ideas_are_closed_after_an_action_or_the_reason_for_none(calls, client, kind):
    """rules: A10"""
    case = calls.case_after("record_outcome", "record_no_route", kind=kind)
    answer = expect(client, calls.act("close_case", case), 409, "act-not-allowed")
    assert ("", "action_missing") in told(answer)
    expect(client, calls.act("record_action", case), 200)
    expect(client, calls.act("close_case", case), 200)


def test_a_second_extension_is_the_chairs(calls, client):
    """rules: A18"""
    case = calls.case_after("open_investigation", "extend_promise")
    call = calls.act("extend_promise", case)
    call["json"]["until"] = "2999-02-01"
    given = {**calls.act("assign_case", case), "json": {"handler": calls.colleague}}
    expect(client, given, 200)
    answer = expect(client, with_headers(call, **calls.colleagues), 409, "act-not-allowed")
    assert ("", "needs_chair") in told(answer)
    expect(client, call, 200)


# What was recorded before, the act, what it says, and the mistake in it.
MISTAKES = [
    (["ask_question"], "answer_question", {"concerns": 1}, "/concerns", "not_concerned"),
    (["add_allegation"], "record_finding", {"concerns": 1}, "/concerns", "not_concerned"),
    (["name_subject"], "confirm_subject", {"concerns": 3}, "/concerns", "not_concerned"),
    ([], "bypass_stage", {"stage": "informal"}, "/stage", "not_later_stage"),
    ([], "bypass_stage", {"stage": "moon"}, "/stage", "not_later_stage"),
    (["name_subject"], "assign_case", {"handler": "colleague"}, "/handler", "not_detached"),
    (
        ["name_subject"],
        "record_initial_response",
        {"point_of_contact": "colleague"},
        "/point_of_contact",
        "contact_not_detached",
    ),
    (
        ["declare_conflict"],
        "open_investigation",
        {"members": ["colleague"]},
        "/members",
        "member_not_detached",
    ),
    (
        ["open_investigation", "reassign_investigation"],
        "reassign_investigation",
        {"members": ["colleague"]},
        "/members",
        "same_investigators",
    ),
    (
        ["open_investigation"],
        "close_investigation",
        {"not_discussed": ["witness"]},
        "/not_discussed",
        "not_discussed",
    ),
    ([], "extend_promise", {}, "/standard", "no_such_clock"),
    ([], "extend_promise", {"standard": "progress"}, "/standard", "no_such_clock"),
    (["open_investigation"], "extend_promise", {"until": "2001-01-01"}, "/until", "not_later"),
    ([], "owe_remedy", {"until": "2001-01-01"}, "/until", "over_before"),
    ([], "table_case", {"meeting": NOBODY}, "/meeting", "unknown_meeting"),
    ([], "table_case", {"meeting": "past"}, "/meeting", "meeting_over"),
    ([], "record_discussion", {"meeting": "ahead"}, "/meeting", "meeting_ahead"),
    ([], "record_outcome", {"meeting": "ahead"}, "/meeting", "meeting_ahead"),
    ([], "convert_to_safeguarding", {"staff": "colleague"}, "/staff", "no_officer"),
    (["convert_to_safeguarding"], "split_case", {"cleared": [NOBODY]}, "/cleared/0", "no_part"),
    ([], "record_outcome", {"meeting": NOBODY}, "/meeting", "unknown_meeting"),
    ([], "open_investigation", {"members": [NOBODY]}, "/members/0", "unknown_staff"),
    ([], "owe_remedy", {"staff": NOBODY}, "/staff", "unknown_staff"),
    ([], "link_case", {"reference": "own"}, "/reference", "unknown_case"),
    ([], "link_case", {"reference": "nonsense"}, "/reference", "unknown_case"),
    ([], "name_partner", {"site": NOBODY}, "/site", "unknown_site"),
    ([], "send_redress_notice", {"rule": "of_the_moon"}, "/rule", "unknown_rule"),
    (["change_needs"], "record_outcome", {"sent_on": "2001-01-01"}, "/sent_on", "needs_recorded"),
    (
        ["change_needs", "record_outcome"],
        "record_written_outcome",
        {"format": "Plain"},
        "/format",
        "not_as_needed",
    ),
    ([], "offer_mediation", {"outside_body": "of_cats"}, "/outside_body", "unknown_body"),
    ([], "offer_mediation", {"arbitration": True}, "/outside_body", "unknown_body"),
    ([], "settle_case", {"outcomes": ["cake"]}, "/outcomes/0", "unknown_outcome"),
    (
        ["record_outcome", "record_written_outcome"],
        "close_case",
        {"apology_considered": None},
        "/apology_considered",
        "required",
    ),
]


@pytest.mark.parametrize("before, operation, members, pointer, code", MISTAKES)
def test_what_only_the_case_knows_to_be_wrong(
    calls, client, before, operation, members, pointer, code
):
    case = calls.case_after(*before)
    call = calls.act(operation, case)
    names = {
        **{"colleague": calls.colleague, "own": case["reference"]},
        **{"past": calls.past_meeting(), "ahead": calls.meeting()},
    }

    def named(value):
        if isinstance(value, list):
            return [named(item) for item in value]
        return names.get(value, value) if isinstance(value, str) else value

    changed = {name: named(value) for name, value in members.items()}
    call = {**call, "json": {**call["json"], **changed}}
    answer = expect(client, call, 422, "fields-invalid")
    assert told(answer) == {(pointer, code)}


@pytest.mark.parametrize(
    ("operation", "member", "pointers"),
    [
        ("assign_case", "handler", {"/handler", "/point_of_contact"}),
        ("assign_case", "point_of_contact", {"/point_of_contact"}),
        ("open_investigation", "members", {"/members/0"}),
    ],
)
def test_a_case_is_given_to_those_who_can_deal_with_it(calls, client, heed, operation, member, pointers):
    """rules: A12"""
    reception, _ = heed.create_person(calls.organisation.slug, "Rita", "intake")
    call = calls.make(operation)
    body = {**call["json"], member: [reception] if member == "members" else reception}
    answer = expect(client, {**call, "json": body}, 422, "fields-invalid")
    assert told(answer) == {(pointer, "role_missing") for pointer in pointers}


def test_only_seniors_declare_the_conflicts_of_others(calls, client):
    """rules: C11, D10"""
    call = calls.make("declare_conflict")
    call = {**with_headers(call, **calls.colleagues), "json": {"staff": calls.organisation.staff}}
    answer = expect(client, call, 422, "fields-invalid")
    assert told(answer) == {("/staff", "not_yourself")}


def test_no_subject_takes_a_hand_over(calls, client, heed):
    """rules: A13"""
    manager, _ = heed.create_person(calls.organisation.slug, "Cleo", "manager")
    named = calls.make("name_subject")
    expect(client, {**named, "json": {"staff": manager}}, 200)
    call = {**named, "url": named["url"].replace("/subjects", "/safeguarding")}
    body = {"staff": manager, "text": "It is about a child."}
    answer = expect(client, {**call, "json": body}, 422, "fields-invalid")
    assert told(answer) == {("/staff", "officer_not_detached")}


def test_a_sealed_case_always_has_somebody(calls, client):
    """The only officer, who is the Chair and the CEO too. rules: A13, D9"""
    call = calls.act("declare_conflict", calls.case_after("convert_to_safeguarding"))
    answer = expect(client, {**call, "json": {}}, 409, "act-not-allowed")
    assert ("", "nobody_left") in told(answer)


def test_fewer_than_the_quorum_decide_nothing(client, heed):
    """rules: D9"""
    organisation = heed.create_organisation(roles="ceo,chair,safeguarding_officer")
    document = procedures.default()
    document["entries"] = [{"kinds": [], "stage": "board"}]
    document["stages"][2]["quorum"] = 2
    procedures.follow(heed, organisation, document)
    calls = Calls(client, organisation, heed)
    for operation in ("record_outcome", "decline_case", "open_investigation"):
        call = calls.act(operation, calls.new_case())
        answer = expect(client, call, 409, "act-not-allowed")
        assert told(answer) == {("", "no_quorum"), ("", "allowed_now")}


def test_a_promise_that_was_due_is_not_extended(calls, client):
    """rules: A18"""
    entered = {"kind": "complaint", "channel": "post", "received_at": "2025-06-02T10:00:00Z"}
    case = client.post("/v1/cases", headers=calls.staff, json=entered).json()
    call = calls.act("extend_promise", case)
    call["json"]["standard"] = "stage"
    answer = expect(client, call, 422, "fields-invalid")
    assert told(answer) == {("/standard", "too_late")}


def test_a_rule_of_redress_is_the_law_of_its_day(calls, client):
    """rules: C13"""
    case = calls.new_case(happened_on="2009-06-01")
    call = calls.act("send_redress_notice", case)
    call["json"]["rule"] = "equality_services_england_and_wales"
    answer = expect(client, call, 422, "fields-invalid")
    assert told(answer) == {("/rule", "rule_not_valid")}


def test_the_complainant_does_not_say_when(calls, client):
    """rules: D1, D15"""
    call = calls.make("post_message")
    body = {**call["json"], "occurred_at": "2026-01-05T10:00:00Z"}
    answer = expect(client, {**call, "json": body}, 422, "fields-invalid")
    assert told(answer) == {("/occurred_at", "not_allowed_here")}


def test_whom_a_case_is_about_is_somebody_and_named_once(calls, client, organisation):
    """rules: C11"""
    call = with_headers(calls.create_case(), **calls.staff)
    stranger = "00000000-0000-7000-8000-000000000000"
    call["json"] |= {"channel": "post", "subjects": [organisation.staff, stranger] * 2}
    answer = expect(client, call, 422, "fields-invalid")
    assert told(answer) == {
        *{("/subjects/1", "unknown_staff"), ("/subjects/3", "unknown_staff")},
        *{("/subjects/2", "named_twice"), ("/subjects/3", "named_twice")},
    }


def test_whoever_is_part_of_what_they_enter_gets_no_receipt_code(calls, client):
    """rules: B1, C11"""
    call = with_headers(calls.create_case(), **calls.colleagues)
    call["json"] |= {"channel": "post", "subjects": [calls.colleague]}
    created = expect(client, call, 201).json()
    assert (created["receipt_code"], created["promises"]) == (None, [])


# Mistakes that the contract lists and that this file shows, for test_mistakes.py.
CODES = {
    *(code for *_, code in REFUSALS),
    *(code for *_, code in MISTAKES),
    *("allowed_now", "action_missing", "needs_chair", "no_quorum", "too_late", "rule_not_valid"),
    *("not_yourself", "nobody_left", "officer_not_detached", "named_twice", "role_missing"),
}
