"""The board pack as a page to read and to print."""

import xml.etree.ElementTree as tree

import pytest
from support.boardroom import boardroom

VILE = "<script>alert('x')</script> & \"so on\" ]]> <b>bold</b>"


room = pytest.fixture(scope="module")(boardroom)


@pytest.fixture(scope="module")
def meeting(room):
    """With one case before it that says vile things everywhere."""
    meeting = room.meets("2026-06-17 18:00", place=VILE)
    customer = {"name": VILE, "address": f"1 {VILE}\n2 {VILE}"}
    letter = room.letter(narrative=f"One.\n\n{VILE}", wanted_outcome=VILE, customer=customer)
    room.act("note", letter, text=VILE)
    room.act("allegation_added", letter, text=VILE)
    room.act("found", letter, text=VILE, finding="not_upheld")
    room.act("remedy_owed", letter, text=VILE, until="2026-08-14")
    return meeting


def parsed(page):
    """The page as a tree; it is XML as well, but for its first line."""
    first, rest = page.split("\n", 1)
    assert first == "<!DOCTYPE html>"
    return tree.fromstring(rest)


def text_of(element):
    return "".join(element.itertext())


def test_whatever_people_wrote_stays_text(room, meeting):
    """rules: A16"""
    page = room.ceo.page(meeting)
    body = parsed(page).find("body")
    assert not list(body.iter("script")) and not list(body.iter("b"))
    vile = [each for each in body.iter() if each.text == VILE]
    assert len(vile) >= 8  # place, name, narrative, wish, note, allegation, reason, remedy
    assert "<script>" not in page


def test_it_says_what_the_meeting_is_and_what_is_before_it(room, meeting):
    """rules: A16"""
    page = parsed(room.trustee.page(meeting))
    title = "Pack for the meeting of the Board of Trustees on 17 June 2026"
    assert page.find("head/title").text == page.find(".//h1").text == title
    assert page.get("lang") == "en"
    text = text_of(page.find("body"))
    assert "17 June 2026, 18:00" in text  # local time
    assert "Confidential" in text
    [reference] = room.trustee.cases(meeting)
    assert [each.text for each in page.iter("h2")] == [reference]
    assert [each.text for each in page.iter("h3")] == [
        "What it is about",
        "What the complainant wishes",
        "Allegations",
        "Promises",
        "Remedies",
        "What was done",
    ]
    assert {"Not upheld", "14 August 2026", "Discussion by the Board of Trustees"} <= {
        each.text for each in page.iter() if each.tag in ("td", "th")
    }


def test_it_is_made_to_be_printed_and_needs_nothing_from_elsewhere(room, meeting):
    """rules: A16"""
    page = room.trustee.page(meeting)
    assert "size: A4" in page and "@media print" in page
    assert all(each.get("href").startswith("data:") for each in parsed(page).iter("link"))
    assert "http" not in page and "@import" not in page
    for table in parsed(page).iter("table"):
        assert table.find("caption") is not None
        assert all(each.get("scope") in ("col", "row") for each in table.iter("th"))


def test_a_meeting_with_nothing_before_it_says_so(room):
    """rules: A16"""
    empty = room.meets("2026-06-18 18:00", body="review_panel")
    text = text_of(parsed(room.trustee.page(empty)))
    assert "No case is before this meeting." in text


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("text/html", "text/html; charset=utf-8"),
        ("text/html;q=0.5, application/json", "application/json"),
        ("application/json;q=0.5, text/*", "text/html; charset=utf-8"),
        (
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "text/html; charset=utf-8",
        ),
    ],
)
def test_browsers_get_the_page_and_programs_json(room, meeting, accept, kind):
    client = room.trustee.client
    headers = {"Accept": accept} if accept else {}
    request = client.build_request("GET", f"/v1/meetings/{meeting['id']}/board-pack")
    del request.headers["Accept"]
    request.headers.update(headers)
    answer = client.send(request)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
    assert (answer.headers["Vary"], answer.headers["Cache-Control"]) == ("Accept", "no-store")


def test_a_form_that_there_is_not_is_refused(room, meeting):
    path = f"/v1/meetings/{meeting['id']}/board-pack"
    answer = room.trustee.client.get(path, headers={"Accept": "text/plain"})
    assert (answer.status_code, answer.json()["code"]) == (406, "not-acceptable")
