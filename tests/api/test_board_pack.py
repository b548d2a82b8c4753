"""The board pack: what a meeting has before it, for those who meet."""

import pytest
from support.boardroom import Boardroom, boardroom

STARTS = "2026-06-17 18:00"
GWEN = {
    "name": "Gwen Example",
    "email": "gwen@example.org",
    "telephone": "01632 960001",
    "address": "1 High Street",
}


room = pytest.fixture(boardroom)


@pytest.fixture
def meeting(room):
    return room.meets(STARTS, place="The library")


def one_case(person, meeting) -> dict:
    [case] = person.pack(meeting)["cases"]
    return case


# --- every case, on time ---


def test_the_pack_holds_every_case_that_waits_for_the_meeting_by_receipt(room, meeting):
    """rules: A16, D4"""
    letters = [
        room.letter(received_at=f"2026-05-{day}T10:00:00+01:00") for day in (28, 26, 29, 27)
    ]
    room.letter(addressed_to=None)  # informal: nobody has referred it
    referred = room.letter(addressed_to=None, received_at="2026-05-25T10:00:00+01:00")
    room.act("referred", referred, text="To the Chief Executive.")
    bypassed = room.letter(addressed_to=None, received_at="2026-05-24T10:00:00+01:00")
    room.act("bypassed", bypassed, stage="board")
    expected = [bypassed, referred, letters[1], letters[3], letters[0], letters[2]]
    assert room.trustee.cases(meeting) == expected
    waiting = room.database.execute(
        "select distinct reference from case_clock join case_file on case_file.id = case_id"
        " where meeting_id = %s",
        [meeting["id"]],
    ).fetchall()
    assert {reference for (reference,) in waiting} == set(expected)


def test_the_pack_tells_of_its_meeting(room, meeting):
    """rules: A16"""
    pack = room.trustee.pack(meeting)
    assert pack["cases"] == []
    assert pack["organisation"] == room.organisation.slug
    assert pack["drawn_up_at"].startswith("2026-06-01T09:00:0")
    assert pack["meeting"] == {name: meeting[name] for name in meeting if name != "changes"}


def test_a_case_is_in_the_pack_of_the_meeting_that_it_was_tabled_for(room, meeting):
    """A suggestion too, which waits for no meeting. rules: A16, D4"""
    special = room.meets("2026-06-12 12:00", is_special=True)
    letter = room.letter()
    idea = room.letter(kind="suggestion", addressed_to=None)
    for reference in (letter, idea):
        room.act("tabled", reference, meeting=special["id"])
    assert room.trustee.cases(special) == [letter, idea]
    assert room.trustee.cases(meeting) == []
    room.act("tabled", idea, meeting=meeting["id"])
    assert (room.trustee.cases(special), room.trustee.cases(meeting)) == ([letter], [idea])


def test_cases_of_a_cancelled_meeting_come_before_the_next_one(room, meeting):
    """rules: A16, D4"""
    july = room.meets("2026-07-08 18:00")
    letter, tabled = room.letter(), room.letter()
    room.act("tabled", tabled, meeting=meeting["id"])
    assert (room.trustee.cases(meeting), room.trustee.cases(july)) == ([letter, tabled], [])
    room.cancels(meeting)
    assert (room.trustee.cases(meeting), room.trustee.cases(july)) == ([], [letter, tabled])
    assert room.trustee.pack(meeting)["meeting"]["is_cancelled"]
    assert "This meeting was cancelled." in room.trustee.page(meeting)


def test_what_a_meeting_did_not_discuss_comes_before_the_next_one(room, meeting):
    """Though its promise is broken already. rules: A16, D4"""
    july, august = room.meets("2026-07-08 18:00"), room.meets("2026-08-12 18:00")
    discussed, missed = room.letter(), room.letter()
    room.now("2026-06-17 19:00")
    room.act("discussed", discussed, meeting=meeting["id"])
    assert room.trustee.cases(july) == []
    room.now("2026-06-18 09:00")
    assert room.trustee.cases(july) == [missed]
    assert room.trustee.cases(august) == []
    [promise] = [
        each
        for each in one_case(room.trustee, july)["promises"]
        if each["standard"] == "board_discussion"
    ]
    room.moves(august, "2026-08-13 18:00")  # whoever changes a meeting settles what is overdue
    assert room.promise(missed)["state"] == "breached"
    assert (promise["first_due_on"], promise["due_on"]) == ("2026-06-17", "2026-06-17")


def test_what_found_no_meeting_in_time_comes_before_the_next_one(room):
    """rules: A16, D4"""
    far = room.meets("2026-09-16 18:00")
    letter = room.letter()
    assert room.trustee.cases(far) == []
    room.now("2026-06-09 09:00")
    assert room.trustee.cases(far) == [letter]


def test_a_pack_stays_as_it_was_after_the_meeting(room, meeting):
    """rules: A16, A17"""
    july = room.meets("2026-07-08 18:00")
    letter, withdrawn = room.letter(), room.letter()
    room.act("withdrawn", withdrawn)
    assert room.trustee.cases(meeting) == [letter]
    room.now("2026-06-17 19:00")
    room.act("discussed", letter, meeting=meeting["id"])
    room.now("2026-06-25 09:00")
    room.closes(letter)
    assert room.trustee.cases(meeting) == [letter]
    assert room.trustee.cases(july) == []


def test_what_was_discussed_or_decided_before_the_meeting_is_not_before_it(room, meeting):
    """rules: A16"""
    special = room.meets("2026-06-05 12:00", is_special=True)
    discussed, decided, left = room.letter(), room.letter(), room.letter()
    room.now("2026-06-08 10:00")
    room.act("discussed", discussed, meeting=special["id"])
    room.act("outcome", decided, text="An apology.", outcomes=["apology"])
    assert room.trustee.cases(meeting) == [left]


def test_what_was_closed_before_the_meeting_is_not_before_it(room, meeting):
    """rules: A16"""
    idea = room.letter(kind="suggestion", addressed_to=None)
    room.act("tabled", idea, meeting=meeting["id"])
    assert room.trustee.cases(meeting) == [idea]
    room.act("withdrawn", idea)
    assert room.trustee.cases(meeting) == []


# --- complete ---


def test_a_case_in_the_pack_is_complete(room, meeting):
    """rules: A16, A17, B5"""
    letter = room.letter(
        category="conduct",
        narrative="The driver left her at the wrong door.",
        wanted_outcome="An apology.",
        happened_on="2026-05-20",
    )
    room.act("initial_response", letter, text="Ann deals with it.", medium="post")
    room.act("note", letter, text="The rota shows two drivers.")
    room.act("contact", letter, text="She saw it.", party="witness", medium="telephone")
    room.act("allegation_added", letter, text="Left at the wrong door.")
    room.act("allegation_added", letter, text="Was rude.")
    seqs = [e["seq"] for e in room.ceo.client.get(f"/v1/cases/{letter}").json()["history"]]
    room.act("found", letter, text="He admits it.", finding="upheld", concerns=seqs[-2])
    room.act("remedy_owed", letter, text="Drivers wait.", until="2026-08-14")
    case = one_case(room.trustee, meeting)
    assert (case["reference"], case["category_title"]) == (letter, "Conduct of a person")
    assert (case["stage"], case["stage_title"]) == ("referred", "Referred to the Chief Executive")
    assert (case["handler"], case["point_of_contact"]) == ("Ann", "Ann")
    assert case["narrative"] == "The driver left her at the wrong door."
    assert (case["wanted_outcome"], case["happened_on"]) == ("An apology.", "2026-05-20")
    assert case["allegations"] == [
        {"text": "Left at the wrong door.", "finding": "upheld", "reason": "He admits it."},
        {"text": "Was rude.", "finding": None, "reason": None},
    ]
    assert case["remedies"] == [{"text": "Drivers wait.", "until": "2026-08-14", "done": False}]
    response = case["history"][1]
    response["text"] = response["text"].split("\n\n")[0]  # what follows are notices. Rule: C14
    told = [(each["type"], each["by"], each["text"]) for each in case["history"]]
    assert told == [
        ("received", "Ann", None),
        ("initial_response", "Ann", "Ann deals with it."),
        ("note", "Ann", "The rota shows two drivers."),
        ("contact", "Ann", "She saw it."),
        ("allegation_added", "Ann", "Left at the wrong door."),
        ("allegation_added", "Ann", "Was rude."),
        ("found", "Ann", "He admits it."),
        ("remedy_owed", "Ann", "Drivers wait."),
    ]
    assert case["history"][3]["facts"] == {"medium": "telephone", "party": "witness"}


def test_a_case_tells_its_promises_as_they_were_first_made_and_as_they_are_now(room, meeting):
    """rules: A16, D4"""
    room.letter(received_at="2026-05-26T10:00:00+01:00")
    room.moves(meeting, "2026-06-24 18:00")
    promises = {each["standard"]: each for each in one_case(room.trustee, meeting)["promises"]}
    assert promises["board_discussion"] == {
        "standard": "board_discussion",
        "title": "Discussion by the Board of Trustees",
        "state": "running",
        "first_due_on": "2026-06-17",
        "due_on": "2026-06-24",
        "due_by": "meeting",
        "met_at": None,
    }
    assert promises["initial_response"]["state"] == "breached"


def test_a_remedy_that_is_done_is_told(room, meeting):
    """rules: B5"""
    letter = room.letter()
    room.act("remedy_owed", letter, text="Drivers wait.", until="2026-08-14")
    room.act("remedy_done", letter, text="They do.")
    assert one_case(room.trustee, meeting)["remedies"][0]["done"]


# --- who may see what ---


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("trustee", 200),
        ("chair", 200),
        ("vice_chair", 200),
        ("ceo", 200),
        ("review_panel", 200),
        ("handler", 403),
        ("manager", 403),
        ("organisation_admin", 403),
        ("safeguarding_officer", 403),
        ("auditor", 403),
        ("intake", 403),
    ],
)
def test_who_gets_the_pack(room, meeting, role, status):
    """rules: A12, A16"""
    answer = room.person("Pat", role).client.get(f"/v1/meetings/{meeting['id']}/board-pack")
    assert answer.status_code == status


def test_a_website_gets_no_pack(room, meeting, api):
    """rules: A12"""
    with api.client(room.organisation.secret_key) as site:
        assert site.get(f"/v1/meetings/{meeting['id']}/board-pack").status_code == 403


@pytest.mark.parametrize(
    ("role", "may_know"),
    [("ceo", True), ("chair", True), ("vice_chair", True), ("trustee", False)]
    + [("review_panel", False)],
)
def test_who_complains_is_told_to_few(room, meeting, role, may_know):
    """rules: A6, A12, A16"""
    letter = room.letter(customer=GWEN, needs={"contact": "Ring Gwenny in the evening"})
    room.act("needs_changed", letter, needs={"format": "Braille"}, text="So Gwenny says.")
    friend = {"name": "Fred Friend", "telephone": "01632 960002"}
    room.act("representative_appointed", letter, text="Fred Friend.", representative=friend)
    if role == "review_panel":
        meeting = room.meets("2026-06-16 18:00", body="review_panel")
        room.act("tabled", letter, meeting=meeting["id"])
    reader = room.person("Pat", role)
    case = one_case(reader, meeting)
    assert (case.get("customer") == GWEN) == may_know
    assert ("needs" in case) == may_know
    assert (case.get("representative") == friend) == may_know
    words = (*GWEN.values(), "Gwenny", "Fred Friend")
    for text in (str(case), reader.page(meeting)):
        found = [word for word in words if word in text]
        assert bool(found) == may_know, found
    assert ("<dd>The complainant</dd>" in reader.page(meeting)) != may_know


def test_who_is_complained_about_is_told_to_few(room, meeting):
    """rules: A12, A16, D11"""
    dev = room.person("Dev Driver", "handler")
    letter = room.letter()
    room.act("subject_named", letter, staff=dev.id, text="Dev Driver, she says.")
    contact = {"text": "It was dark.", "party": "subject", "staff": dev.id}
    room.act("contact", letter, **contact)
    for reader, may_know in ((room.trustee, False), (room.chair, True)):
        text = str(one_case(reader, meeting))
        assert "It was dark." in text
        assert (dev.id in text) == ("Dev Driver" in text) == may_know


@pytest.mark.parametrize("act", ["subject_named", "conflict_declared"])
def test_who_stepped_back_from_a_case_is_told_to_few(room, meeting, act):
    """Nor does it show by who passed the case on with that. rules: A12, A16, D11"""
    dev = room.person("Dev Driver", "handler")
    letter = room.letter()
    room.act("assigned", letter, handler=dev.id)
    room.act("note", letter, who=dev, text="I know her.")
    room.act(act, letter, who=dev, staff=dev.id)
    for reader, may_know in ((room.trustee, False), (room.chair, True)):
        history = one_case(reader, meeting)["history"]
        shown = [(each["type"], each.get("by")) for each in history][-3:]
        name = "Dev Driver" if may_know else None
        assert shown == [("note", "Dev Driver"), (act, name), ("assigned", name)]


@pytest.mark.parametrize("act", ["subject_named", "conflict_declared"])
def test_a_trustee_who_is_part_of_a_case_does_not_learn_that_it_is_there(room, meeting, act):
    """rules: A16, C11, D9"""
    others = [room.letter(), room.letter()]
    before = room.trustee.pack(meeting)
    page = room.trustee.page(meeting)
    letter = room.letter(narrative="Tom the trustee did it.")
    assert letter in room.trustee.cases(meeting)
    room.act(act, letter, who=room.chair, staff=room.trustee.id)
    room.act("linked", others[0], text=f"The same as {letter}", reference=letter)
    after = room.trustee.pack(meeting)
    assert {**after, "drawn_up_at": None} == {**before, "drawn_up_at": None}
    assert room.trustee.page(meeting) == page
    assert room.chair.cases(meeting) == [*others, letter]


def test_a_matter_of_safeguarding_is_in_no_pack(room, meeting):
    """rules: A13, A16"""
    officer = room.person("Sue", "safeguarding_officer,trustee")
    letter = room.letter()
    room.act("tabled", letter, meeting=meeting["id"])
    assert officer.cases(meeting) == [letter]
    room.act("safeguarding", letter, text="A child is at risk.", staff=officer.id)
    for reader in (officer, room.chair, room.trustee):
        assert reader.cases(meeting) == []


def test_a_pack_holds_the_cases_of_its_organisation_alone(heed, api, room, meeting):
    """rules: B12"""
    with Boardroom(heed, api) as other:
        theirs = other.meets(STARTS)
        room.letter()
        letter = other.letter()
        assert other.ceo.cases(theirs) == [letter]
