"""Anybody reads an organisation's procedure: as data, as a page, as a flow chart. rules: C1, C9, C14"""

import hashlib
import re
import xml.etree.ElementTree as ElementTree

import html5lib
import pytest

from support import procedures

SVG = "{http://www.w3.org/2000/svg}"
ROLES = {
    "handler": "The person who deals with your complaint",
    "manager": "A manager",
    "ceo": "The Chief Executive",
    "chair": "The Chair of the trustees",
    "review_panel": "The review panel",
}


@pytest.fixture
def anybody(api):
    with api.client() as client:
        yield client


def address(organisation):
    return f"/v1/organisations/{organisation.slug}/procedure"


def read(client, organisation, kind="application/json", **headers):
    answer = client.get(address(organisation), headers={"Accept": kind, **headers})
    assert answer.status_code == 200, answer.text
    return answer


def read_page(client, organisation):
    """The page as a tree; it is HTML without a mistake."""
    answer = read(client, organisation, "text/html")
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(answer.text)
    assert not parser.errors, parser.errors
    return tree


def read_chart(client, organisation):
    answer = client.get(f"{address(organisation)}/flow-chart")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "image/svg+xml"
    return ElementTree.fromstring(answer.text)


def text(element):
    return " ".join(" ".join(element.itertext()).split())


def find(tree, name):
    return next(element for element in tree.iter() if element.get("id") == name)


def steps(chart):
    return {
        group.get("data-step"): " ".join(text(line) for line in group.iter(f"{SVG}text"))
        for group in chart.iter(f"{SVG}g")
        if group.get("data-step")
    }


def arrows(chart):
    return {
        (group.get("data-from"), group.get("data-kind"), group.get("data-to"))
        for group in chart.iter(f"{SVG}g")
        if group.get("data-kind")
    }


def test_the_data_are_the_document_with_its_version(anybody, organisation):
    answer = read(anybody, organisation)
    body = answer.json()
    assert body["organisation"] == organisation.slug
    assert body["organisation_name"] == organisation.slug
    assert body["version"] == 1
    assert body["sha256"] == hashlib.sha256(procedures.FILE.read_bytes()).hexdigest()
    assert body["procedure"] == procedures.default()


@pytest.mark.parametrize(
    "accept, kind",
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("text/html", "text/html; charset=utf-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
         "text/html; charset=utf-8"),
        ("text/html;q=0.5, application/json", "application/json"),
    ],
)
def test_a_browser_gets_the_page_and_a_program_the_data(anybody, organisation, accept, kind):
    anybody.headers.pop("Accept", None)
    headers = {"Accept": accept} if accept else {}
    answer = anybody.get(address(organisation), headers=headers)
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Vary"] == "Accept"


def test_nobody_asks_twice_for_what_has_not_changed(anybody, heed):
    organisation = heed.create_organisation()
    tags = set()
    for url, kind in [
        (address(organisation), "application/json"),
        (address(organisation), "text/html"),
        (f"{address(organisation)}/flow-chart", "image/svg+xml"),
    ]:
        first = anybody.get(url, headers={"Accept": kind})
        tag = first.headers["ETag"]
        assert first.headers["Cache-Control"] == "public, max-age=300"
        again = anybody.get(url, headers={"Accept": kind, "If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
        assert again.headers["Cache-Control"] == "public, max-age=300"
        tags.add(tag)
        procedures.follow(heed, organisation, procedures.three_stages())
        changed = anybody.get(url, headers={"Accept": kind, "If-None-Match": tag})
        assert changed.status_code == 200
        tags.add(changed.headers["ETag"])
    assert len(tags) == 6


@pytest.mark.parametrize("what", ["procedure", "procedure/flow-chart"])
@pytest.mark.parametrize("slug", ["nobody", "NOBODY", "%27", "demo%00"])
def test_an_unknown_organisation_has_none(anybody, what, slug):
    answer = anybody.get(f"/v1/organisations/{slug}/{what}")
    assert answer.status_code in (400, 404) if "%00" in slug else answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


def test_nothing_on_the_page_is_run_or_loaded(anybody, organisation):
    for url in (address(organisation), f"{address(organisation)}/flow-chart"):
        answer = anybody.get(url, headers={"Accept": "text/html, image/svg+xml"})
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    page = read_page(anybody, organisation)
    for element in page.iter():
        assert element.tag not in ("script", "img", "iframe", "object", "form")
        for name, value in element.attrib.items():
            assert not str(name).startswith("on")
            assert "//" not in value or "xmlns" in str(name) or value.startswith("http://www.w3.org")


def test_the_page_tells_everything_that_the_procedure_says(anybody, organisation):
    procedure = procedures.default()
    page = read_page(anybody, organisation)
    whole = text(page)
    assert page.get("lang") == "en"
    assert organisation.slug in text(next(page.iter("title")))
    for section in procedure["sections"]:
        assert section["title"] in whole and section["text"] in whole
    for part in ("ways", "notices"):
        for one in procedure[part]:
            assert one["text"] in whole
    assert [one["title"] for one in procedure["outcomes"]] == items(page, "outcomes")
    for notice in procedure["notices"]:
        assert f"{notice['text']} (Version {notice['version']} of this notice.)" in whole
    for standard in procedure["standards"]:
        is_internal = standard.get("internal") or standard.get("watched")
        assert (standard["title"] in whole) != bool(is_internal)


def test_mail_about_the_chief_executive_has_an_address_of_its_own(anybody, organisation):
    """rules: D9"""
    terms = [text(term) for term in find(read_page(anybody, organisation), "how").iter("dt")]
    for way in ("By post", "By e-mail"):
        assert way in terms and f"{way}, if it is about the Chief Executive" in terms


def items(page, part):
    return [text(item) for item in find(page, part).iter("li")]


def test_a_category_cites_the_written_policy_that_it_is_about(anybody, heed):
    """rules: C9"""
    organisation = heed.create_organisation()
    document = procedures.default()
    document["policies"].append(
        {"code": "equality", "title": "Equality policy", "version": "March 2026",
         "owner": "the equality officer", "url": "https://example.org/equality.pdf"}
    )
    document["categories"] = [
        {"code": "poor_service", "title": "Poor service", "policy": "customer_care"},
        {"code": "discrimination", "title": "Discrimination", "policy": "equality"},
        {"code": "data_protection", "title": "Data protection"},
        {"code": "other", "title": "Other"},
    ]
    procedures.follow(heed, organisation, document)
    assert items(read_page(anybody, organisation), "section-what_about") == [
        "Poor service: see Customer care and complaints policy, version 1, kept by the Board of Trustees",
        "Discrimination: see Equality policy, version March 2026, kept by the equality officer"
        " (https://example.org/equality.pdf)",
        "Data protection",
        "Other",
    ]
    form = anybody.get(f"/v1/organisations/{organisation.slug}/form").json()
    assert form["policies"] == document["policies"]
    values = {field["code"]: field.get("values") for field in form["fields"]}
    assert values["category"] == document["categories"]


def test_the_stages_stand_in_order_with_who_is_responsible_and_how_they_end(anybody, organisation):
    stages = find(read_page(anybody, organisation), "stages")
    items = [item for item in stages.find("ol")]
    expected = procedures.default()["stages"]
    assert len(items) == len(expected)
    for item, stage in zip(items, expected):
        assert text(next(item.iter("h3"))) == stage["title"]
        told = dict(zip(map(text, item.iter("dt")), map(text, item.iter("dd"))))
        assert told["Who is responsible"] == ROLES[stage["responsible"]]
        assert told["How it ends"] == stage["ends_by"]
    assert "Within 10 working days" in text(items[0])
    assert "At the next meeting of the Board of Trustees" in text(items[1])


def test_every_stage_tells_how_long_what_comes_next_may_take(anybody, organisation):
    """rules: C1, C11, A18"""
    longer = "; if we need longer we tell you why, and the new date, before then"
    page = read_page(anybody, organisation)
    after_discussion = "Decision or next step after the discussion by the Board"
    for stage, title in (
        ("informal", "Decision of the stage"),
        ("referred", after_discussion),
        ("board", after_discussion),
        ("external", "Referral to mediation, or a decision without it"),
    ):
        item = find(page, f"stage-{stage}")
        told = dict(zip(map(text, item.iter("dt")), map(text, item.iter("dd"))))
        assert told[title] == f"Within 10 working days{longer}"
    [row] = [row for row in find(page, "section-how_long").iter("tr") if after_discussion in text(row)]
    assert "When a meeting has discussed it or the Chair decides how we go on" in text(row)

    # The chart tells how long a stage takes from its beginning, so not of the Board's.
    drawn = steps(read_chart(anybody, organisation))
    assert "Within 10 working days" in drawn["stage-informal"]
    assert "Within 10 working days" in drawn["stage-external"]
    assert "Within" not in drawn["stage-board"]


def test_headings_skip_no_level_and_tables_say_what_they_are(anybody, organisation):
    page = read_page(anybody, organisation)
    levels = [int(one.tag[1]) for one in page.iter() if re.fullmatch("h[1-6]", str(one.tag))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in zip(levels, levels[1:]))
    names = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(names) == len(set(names))
    tables = list(page.iter("table"))
    assert tables
    for table in tables:
        assert text(table.find("caption"))
        assert all(one.get("scope") for one in table.iter("th"))


def test_the_chart_has_every_stage_and_every_way_from_one_to_the_next(anybody, organisation):
    """rules: C11"""
    procedure = procedures.default()
    chart = read_chart(anybody, organisation)
    drawn = steps(chart)
    for stage in procedure["stages"]:
        assert stage["title"] in drawn[f"stage-{stage['code']}"]
    referred = {
        (f"stage-{stage}", "referred", f"stage-{transition['next_stage']}")
        for transition in procedure["transitions"]
        if "referred" in transition["events"]
        for stage in transition["stages"]
    }
    there = arrows(chart)
    assert referred and referred == {arrow for arrow in there if arrow[1] == "referred"}
    codes = [stage["code"] for stage in procedure["stages"]]
    assert {arrow for arrow in there if arrow[1] == "bypassed"} == {
        (f"stage-{codes[here]}", "bypassed", f"stage-{codes[later]}")
        for here in range(3)
        for later in range(here + 1, 4)
    }
    assert ("start", "received", "stage-informal") in there
    assert ("start", "received", "stage-referred") in there
    assert ("stage-board", "discussed", "meeting-board") in there
    assert ("decision", "appealed", "stage-board") in there
    assert ("closed", "reopened", "any-stage") in there
    assert {"investigation", "mediation", "safeguarding", "written-outcome"} <= drawn.keys()


def test_what_the_chart_shows_stands_in_words_too(anybody, organisation):
    chart = read_chart(anybody, organisation)
    assert chart.get("role") == "img"
    assert text(find(chart, chart.get("aria-labelledby")))
    assert text(find(chart, chart.get("aria-describedby")))
    page = read_page(anybody, organisation)
    words = find(page, "flow-chart-in-words").find("ol")
    assert len(words) == len(steps(chart))
    assert sum(len(one) for item in words for one in item.iter("ul")) == len(arrows(chart))
    assert len(list(find(page, "flow-chart").iter("{http://www.w3.org/2000/svg}svg"))) == 1


def test_another_procedure_has_another_chart_and_another_page(anybody, heed):
    """rules: C1"""
    organisation = heed.create_organisation()
    before = read_chart(anybody, organisation)
    procedures.follow(heed, organisation, procedures.three_stages())
    chart = read_chart(anybody, organisation)
    assert steps(chart).keys() == {
        "start", "stage-team", "stage-director", "stage-panel", "any-stage", "safeguarding",
        "decision", "written-outcome", "closed",
    }
    assert arrows(chart) == {
        ("start", "received", "stage-team"),
        ("stage-team", "referred", "stage-director"),
        ("stage-director", "referred", "stage-panel"),
        ("any-stage", "outcome", "decision"),
        ("any-stage", "safeguarding", "safeguarding"),
        ("safeguarding", "safeguarding_closed", "closed"),
        ("any-stage", "withdrawn", "closed"),
        ("decision", "written_outcome", "written-outcome"),
        ("written-outcome", "closed", "closed"),
        ("closed", "reopened", "stage-team"),
    }
    assert arrows(before) != arrows(chart)
    for stage, days in (("team", 5), ("director", 10), ("panel", 20)):
        assert f"Within {days} working days" in steps(chart)[f"stage-{stage}"]
    assert "stroke-dasharray" not in ElementTree.tostring(chart, "unicode")
    page = text(read_page(anybody, organisation))
    assert "Board of Trustees" not in page.replace("the Board of Trustees", "")
    assert "This is version 2 of our procedure" in page


def test_what_an_organisation_writes_stays_text(anybody, heed):
    organisation = heed.create_organisation()
    title = "<b>&\"Team\" \\N &lt; </svg></title><script>alert(1)</script>"
    document = procedures.three_stages(titles=(title, "]]> <!--", "Žádost"))
    document["sections"].append({"code": "own", "title": title, "text": f"{title}\n\nSecond."})
    procedures.follow(heed, organisation, document)
    page = read_page(anybody, organisation)
    assert not list(page.iter("script")) and not list(page.iter("b"))
    assert text(find(page, "section-own").find("h2")) == " ".join(title.split())
    assert text(find(page, "stages")).count("]]> <!--") >= 1
    chart = read_chart(anybody, organisation)
    assert not list(chart.iter(f"{SVG}script")) and not list(chart.iter("script"))
    drawn = steps(chart)["stage-team"].replace(" ", "")
    assert drawn.startswith(title.replace(" ", ""))
