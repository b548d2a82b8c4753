"""What the contract documents of notifications and the dashboard besides what every operation
answers. rules: A12, A22"""

import uuid

from calls import expect, with_body


def test_what_one_was_told_has_pages(calls, client):
    for _ in range(2):
        expect(client, calls.see_notification(), 200)
    call = calls.list_notifications()
    answer = expect(client, {**call, "url": f"{call['url']}?limit=1"}, 200)
    assert answer.json()["has_more"] and answer.headers["Link"]
    seen = [one["seen_at"] for one in answer.json()["notifications"]]
    assert seen != [None]


def test_what_somebody_was_shown_has_pages(calls, client):
    for _ in range(2):
        expect(client, calls.read_case(), 200)
    call = calls.list_readings()
    answer = expect(client, {**call, "url": f"{call['url']}?limit=1"}, 200)
    assert answer.json()["has_more"] and answer.headers["Link"] and answer.json()["readings"]


def test_what_nobody_was_told_is_not_found(calls, client):
    call = calls.see_notification()
    for unknown in ("nonsense", str(uuid.uuid4())):
        expect(client, {**call, "url": f"/v1/notifications/{unknown}/seen"}, 404, "not-found")


def test_a_body_of_another_type_is_refused(calls, client):
    call = with_body(calls.see_notification(), b"seen", "text/plain")
    expect(client, call, 415, "media-type-unsupported")


def test_figures_of_what_is_open_and_of_weeks(calls, client):
    calls.new_case()
    dashboard = expect(client, calls.read_dashboard(), 200).json()
    assert dashboard["open_cases"] and dashboard["stages"] and dashboard["standards"]
    assert dashboard["weeks"][-1]["received"]
