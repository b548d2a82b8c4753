"""Service at a glance, and the lists behind its figures: only what whoever asks may know of.

rules: A12, A22, B12, C11
"""

import pytest
from model.desk import settled
from support.office import Office
from support.programs import wait_until


@pytest.fixture
def office(heed, api):
    with Office(heed, api) as office:
        yield office


def figures(person):
    answer = person.client.get("/v1/dashboard")
    assert answer.status_code == 200, answer.text
    return answer.json()


def stages(person):
    return {(one["stage"], one["state"]): one["cases"] for one in figures(person)["stages"]}


def standards(person):
    return {
        one["standard"]: (one["running"], one["due_soon"], one["breached_open"])
        for one in figures(person)["standards"]
    }


def listed(person, **query):
    answer = person.client.get("/v1/cases", params={"limit": 200, **query})
    assert answer.status_code == 200, answer.text
    return [one["reference"] for one in answer.json()["cases"]]


def decide(office, reference):
    office.handler.act(reference, "assignment")
    office.handler.act(reference, "outcomes", outcomes=["apology"])


def close(office, reference):
    """All that it takes, and no promise is left open."""
    decide(office, reference)
    office.handler.act(reference, "written-outcome")
    answers = ("alternative_considered", "apology_considered", "feedback_given", "outcome_reviewed")
    office.handler.act(reference, "close", **dict.fromkeys(answers, "yes"))


def test_where_there_is_nothing_there_are_no_figures(office):
    dashboard = figures(office.ceo)
    assert dashboard["as_of"]
    assert (dashboard["open_cases"], dashboard["stages"], dashboard["standards"]) == (0, [], [])


def test_open_cases_are_counted_by_stage_and_state(office):
    first, _ = office.receive()
    second, complainant = office.receive()
    third, _ = office.receive(kind="enquiry")
    closed, _ = office.receive()
    decide(office, first)
    complainant.act(second, "bypass")
    close(office, closed)
    assert stages(office.ceo) == {
        ("informal", "decided"): 1,
        ("informal", "received"): 1,
        ("referred", "received"): 1,
    }
    assert figures(office.ceo)["open_cases"] == 3
    assert listed(office.ceo, stage="informal") == [closed, third, first]
    assert listed(office.ceo, stage="referred") == [second]


def test_promises_are_counted_by_standard_and_each_case_once(office):
    """Two questions of one case are one case that waits for an answer."""
    reference, complainant = office.receive()
    office.receive(kind="enquiry")
    for _ in range(2):
        complainant.act(reference, "questions", text="When will I hear?")
    counted = standards(office.ceo)
    assert counted["question"] == (1, 0, 0)
    assert counted["progress"] == (2, 0, 0)
    assert counted["email_enquiry"] == (1, 0, 0)


def test_whoever_is_part_of_a_case_and_everybody_but_officers_does_not_count_it(office):
    """rules: A13, C11, D17"""
    named, _ = office.receive()
    sealed, _ = office.receive()
    office.receive()
    office.handler.act(named, "subjects", staff=office.ceo.id)
    office.chair.act(
        sealed, "safeguarding", status=204, text="A risk.", staff=office.safeguarding_officer.id
    )
    for person, count in ((office.ceo, 1), (office.chair, 2), (office.handler, 2)):
        assert figures(person)["open_cases"] == count
        assert standards(person)["progress"] == (count, 0, 0)
        assert "handover" not in standards(person)
    assert listed(office.chair, standard="handover") == []


def test_an_organisation_counts_nothing_of_another(office, heed, api):
    """rules: B12"""
    office.receive()
    with Office(heed, api, roles=("ceo",)) as other:
        assert figures(other.ceo)["open_cases"] == 0
        assert listed(other.ceo, standard="progress") == []


def test_it_is_for_those_who_work_on_cases(office):
    """rules: A12"""
    for role in ("intake", "auditor", "trustee", "organisation_admin"):
        person = office.people.get(role) or office.hire(role, role)
        assert person.client.get("/v1/dashboard").status_code == 403
    assert office.site.get("/v1/dashboard").status_code == 403


def wait_until_settled(heed):
    wait_until("all is settled", lambda: settled(heed), 30)


def expect_each_figure_to_be_the_length_of_its_list(person):
    for standard, (running, due_soon, breached) in standards(person).items():
        figures = {"running": running, "due_soon": due_soon, "breached": breached}
        for state, figure in figures.items():
            found = listed(person, standard=standard, standard_state=state)
            assert len(found) == figure, (standard, state)


def test_a_figure_is_the_length_of_its_list(heed, worker, office):
    """A promise is due soon once staff were warned of it; a breach counts until it is put right.
    Received on Monday, updates are due on the Monday after next. rules: A5, A15, D7"""
    heed.clock.set("2026-06-01T12:00:00+01:00")
    try:
        late, _ = office.receive()
        answered_late, _ = office.receive()
        heed.clock.set("2026-06-14T12:00:00+01:00")
        new, _ = office.receive()
        wait_until("two are warned of", lambda: standards(office.ceo)["progress"][1] == 2, 30)
        wait_until_settled(heed)
        office.handler.act(answered_late, "initial-response", text="Sorry that you had to wait.")

        counted = standards(office.ceo)
        assert (counted["initial_response"], counted["progress"]) == ((1, 0, 1), (3, 1, 0))
        expect_each_figure_to_be_the_length_of_its_list(office.ceo)
        assert listed(office.ceo, standard="initial_response", standard_state="breached") == [late]
        assert listed(office.ceo, standard="initial_response") == [new, late]
        assert listed(office.ceo, standard_state="breached") == [late]

        heed.clock.set("2026-06-16T12:00:00+01:00")
        wait_until("one is breached", lambda: standards(office.ceo)["progress"] == (3, 0, 1), 30)
        expect_each_figure_to_be_the_length_of_its_list(office.ceo)
        office.handler.act(late, "initial-response", text="Sorry that you had to wait.")
        assert standards(office.ceo)["progress"] == (3, 0, 0)
    finally:
        heed.clock.reset()


# --- lists ---


def test_a_list_can_be_asked_for_one_category_channel_and_handler(office):
    about_conduct, _ = office.receive(category="conduct")
    other, _ = office.receive()
    by_post = office.handler.client.post("/v1/cases", json={"kind": "enquiry", "channel": "post"})
    posted = by_post.json()["reference"]
    office.ceo.act(other, "assignment", handler=office.handler.id)
    office.ceo.act(posted, "assignment")
    assert listed(office.ceo, category="conduct") == [about_conduct]
    assert listed(office.ceo, channel="post") == [posted]
    assert listed(office.ceo, channel="web") == [other, about_conduct]
    assert listed(office.ceo, handler="me") == [posted]
    assert listed(office.handler, handler="me") == [other]
    assert listed(office.ceo, handler=office.handler.id) == [other]
    assert listed(office.ceo, handler=office.handler.id, channel="post") == []
    assert listed(office.ceo, stage="nowhere") == []


def test_a_link_keeps_these_filters(office):
    for _ in range(3):
        reference, _ = office.receive(category="conduct")
        office.handler.act(reference, "assignment")
        office.receive()
    query = {
        "stage": "informal",
        "category": "conduct",
        "channel": "web",
        "handler": "me",
        "standard": "progress",
        "standard_state": "running",
        "limit": 2,
    }
    page = office.handler.client.get("/v1/cases", params=query)
    link = page.headers["Link"]
    rest = office.handler.client.get(link[1 : link.index(">")]).json()
    assert len(rest["cases"]) == 1 and not rest["has_more"]


@pytest.mark.parametrize(
    "query", ["stage=informal", "category=conduct", "channel=web", "handler=me", "standard=stage"]
)
def test_a_website_cannot_find_out_by_asking(office, query):
    """rules: A12"""
    answer = office.site.get(f"/v1/cases?{query}")
    assert answer.status_code == 400
    assert [one["code"] for one in answer.json()["errors"]] == ["unknown_parameter"]


def test_every_mistake_is_told_at_once(office):
    answer = office.ceo.client.get(
        "/v1/cases?stage=In&category=&channel=pigeon&handler=Ann&standard=1&standard_state=late"
    )
    assert answer.status_code == 400
    assert {(one["pointer"], one["code"]) for one in answer.json()["errors"]} == {
        ("stage", "not_a_code"),
        ("category", "not_a_code"),
        ("channel", "unknown_word"),
        ("handler", "not_a_uuid"),
        ("standard", "not_a_code"),
        ("standard_state", "unknown_word"),
    }
