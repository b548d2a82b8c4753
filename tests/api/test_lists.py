"""Lists of cases: pages that stay stable, filters, and who sees what. rules: A12, B12, D1"""

import pytest
from support.acts import CHECKLIST


class Desk:
    """An organisation's own list, filled by its website and its staff."""

    def __init__(self, api, organisation):
        self.site = api.client(organisation.secret_key)
        self.staff = api.client(organisation.staff_token)
        self._number = 0

    def post(self, **members):
        """The reference of a case that staff entered."""
        body = {"kind": "complaint", "channel": "post", **members}
        answer = self.staff.post("/v1/cases", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()["reference"]

    def post_by_site(self, **members):
        self._number += 1
        answer = self.site.post(
            "/v1/cases",
            headers={"Idempotency-Key": f"list-{self._number}"},
            json={"kind": "complaint", **members},
        )
        assert answer.status_code == 201, answer.text
        return answer.json()["reference"]

    def act(self, reference, name, body):
        answer = self.staff.post(
            f"/v1/cases/{reference}/{name}", headers={"If-Match": "*"}, json=body
        )
        assert answer.status_code == 200, answer.text

    def page(self, **query):
        answer = self.staff.get("/v1/cases", params=query)
        assert answer.status_code == 200, answer.text
        return answer

    def references(self, **query):
        return [case["reference"] for case in self.page(**query).json()["cases"]]


@pytest.fixture
def desk(heed, api):
    desk = Desk(api, heed.create_organisation())
    yield desk
    desk.site.close()
    desk.staff.close()


def follow(client, link):
    assert link.endswith('>; rel="next"')
    return client.get(link[1 : link.index(">")])


def test_an_empty_list_has_no_next_page(desk):
    answer = desk.page()
    assert answer.json() == {"cases": [], "has_more": False, "next": None}
    assert "Link" not in answer.headers


def test_the_newest_stands_first(desk):
    made = [desk.post() for _ in range(4)]
    assert desk.references() == made[::-1]


def test_pages_join_to_the_whole_list(desk):
    made = [desk.post() for _ in range(5)]
    first = desk.page(limit=2)
    assert first.json()["has_more"] and first.json()["next"]
    second = follow(desk.staff, first.headers["Link"])
    third = desk.page(limit=2, starting_after=second.json()["next"])
    assert not third.json()["has_more"] and third.json()["next"] is None
    pages = [case["reference"] for page in (first, second, third) for case in page.json()["cases"]]
    assert pages == made[::-1]


def test_a_full_last_page_says_that_it_is_the_last(desk):
    made = [desk.post() for _ in range(2)]
    answer = desk.page(limit=2)
    assert answer.json()["has_more"] is False and len(answer.json()["cases"]) == len(made)


def test_what_arrives_meanwhile_neither_repeats_nor_hides_a_case(desk):
    made = [desk.post() for _ in range(4)]
    first = desk.page(limit=2).json()
    desk.post()
    assert desk.references(limit=2, starting_after=first["next"]) == made[1::-1]


def test_a_link_keeps_the_filters(desk):
    for kind in ("enquiry", "complaint") * 3:
        desk.post(kind=kind)
    query = {
        "kind": "enquiry",
        "status": "received",
        "received_from": "2020-01-01",
        "received_to": "2999-01-01",
        "limit": 2,
    }
    second = follow(desk.staff, desk.page(**query).headers["Link"]).json()
    assert [case["kind"] for case in second["cases"]] == ["enquiry"]
    assert not second["has_more"]


def test_it_can_be_asked_for_one_kind(desk):
    complaint, enquiry = desk.post(), desk.post(kind="enquiry")
    assert desk.references(kind="complaint") == [complaint]
    assert desk.references(kind="enquiry") == [enquiry]
    assert desk.references(kind="compliment") == []


def test_it_can_be_asked_for_a_public_status(desk):
    """A case that is decided and not yet answered is in progress, as the public sees it."""
    received, decided, answered = desk.post(), desk.post(), desk.post()
    for reference in (decided, answered):
        desk.act(reference, "outcomes", {"outcomes": ["apology"]})
    desk.act(answered, "written-outcome", {})
    assert desk.references(status="received") == [received]
    assert desk.references(status="in_progress") == [decided]
    assert desk.references(status="answered") == [answered]
    desk.act(answered, "close", CHECKLIST)
    assert desk.references(status="closed") == [answered]


def test_days_of_receipt_are_whole_local_days_both_ends_included(desk):
    """In June 2026 local midnight is 23:00 UTC. rules: D1"""
    before = desk.post(received_at="2026-06-11T22:59:59Z")
    first = desk.post(received_at="2026-06-11T23:00:00Z")
    last = desk.post(received_at="2026-06-12T22:59:59.999999Z")
    after = desk.post(received_at="2026-06-12T23:00:00Z")
    day = "2026-06-12"
    assert desk.references(received_from=day, received_to=day) == [last, first]
    assert desk.references(received_from=day) == [after, last, first]
    assert desk.references(received_to=day) == [last, first, before]


def test_a_website_sees_its_own_cases_with_their_status_only(desk):
    """rules: A12"""
    own = desk.post_by_site(category="conduct")
    desk.post()
    cases = desk.site.get("/v1/cases").json()["cases"]
    assert [case["reference"] for case in cases] == [own]
    assert cases[0].keys() == {"reference", "kind", "status", "received_at"}


def test_two_websites_of_an_organisation_do_not_see_each_other(heed, api):
    """rules: A12"""
    organisation = heed.create_organisation()
    here = ("--organisation", organisation.slug)
    other_site = heed.last_word("site", "create", *here, "--name", "Partner")
    other_key = heed.create_key(organisation.slug, other_site, "secret")
    with api.client(organisation.secret_key) as one, api.client(other_key) as other:
        made = [
            client.post("/v1/cases", headers={"Idempotency-Key": "k"}, json={"kind": "enquiry"})
            for client in (one, other)
        ]
        for client, answer in zip((one, other), made):
            own = answer.json()["reference"]
            listed = client.get("/v1/cases").json()["cases"]
            assert [case["reference"] for case in listed] == [own]
        assert one.get(f"/v1/cases/{made[1].json()['reference']}").status_code == 404
    with api.client(organisation.staff_token) as staff:
        assert len(staff.get("/v1/cases").json()["cases"]) == 2


def test_an_organisation_sees_nothing_of_another(desk, heed, api):
    """rules: B12"""
    made = desk.post()
    with api.client(heed.create_organisation().staff_token) as stranger:
        assert stranger.get("/v1/cases").json()["cases"] == []
        cursor = desk.page(limit=1).json()["next"]
        assert cursor is None and stranger.get(f"/v1/cases/{made}").status_code == 404


def test_staff_see_what_stage_a_case_is_in_and_who_deals_with_it(desk, heed, api):
    organisation = heed.create_organisation()
    own = Desk(api, organisation)
    reference = own.post(category="conduct")
    own.act(reference, "initial-response", {"text": "Ann deals with it."})
    own.act(reference, "outcomes", {"outcomes": ["apology"], "text": "Sorry."})
    (case,) = own.page().json()["cases"]
    assert (case["category"], case["channel"], case["stage"]) == ("conduct", "post", "informal")
    assert (case["state"], case["status"]) == ("decided", "in_progress")
    assert case["handler"] == organisation.staff
    assert "closed_at" not in case
    own.act(reference, "written-outcome", {})
    own.act(reference, "close", CHECKLIST)
    assert "closed_at" in own.page().json()["cases"][0]
