"""Three people wish to be forgotten on the same day. One case is kept by a legal hold, one went to
safeguarding, nothing is in the way of the third. Until their day nobody can tell which is whose."""

import re

WISHED = "2026-06-03 12:00"
DAY = "2026-06-18"


def seen(case) -> dict:
    """All that its complainant reads, without what is another in every case."""
    view = case.complainant.reads(case)
    for name in ("reference", "proof_of_lodging", "received_at", "promises"):
        del view[name]
    for message in view["messages"]:
        del message["seq"], message["occurred_at"], message["recorded_at"]
    return view


def test_a_wish_to_be_erased_is_refused_and_shows_nothing(begin):
    """rules: A13, B1, B6, B7, D15, D17, D18"""
    story = begin("2026-06-01 10:00")
    sol, cleo = story.person("Sol", "safeguarding_officer"), story.person("Cleo", "ceo")
    hal, max = story.person("Hal", "handler"), story.person("Max", "manager")
    body = {"kind": "complaint", "narrative": "Somebody hurts my boy at the club."}
    sealed, held, plain = (story.posts(reader=cleo, **body) for _ in range(3))
    cases = (sealed, held, plain)
    hal.does("safeguarding", sealed, staff=sol.id, text="This is abuse.")

    # The hold has a reason, is for those who lead, and shows to staff alone.
    assert cleo.is_told("hold_placed", held) == [("/text", "required")]
    for somebody in (max, hal):
        somebody.may_not("hold_placed", held, text="Not mine to say.")
    cleo.does("hold_placed", held, text="A claim was announced.")
    assert cleo.cannot("hold_placed", held, text="Again.") == "held_already"
    assert max.reads(held)["legal_hold"] and not max.reads(plain)["legal_hold"]
    assert max.reads(held)["history"][-1]["text"] == "A claim was announced."
    assert cleo.cannot("hold_lifted", plain, text="There is none.") == "not_held"
    assert seen(sealed) == seen(held) == seen(plain)

    # The same answer to each of them, the same notice, the same day.
    story.time(WISHED)
    for case in cases:
        answer = case.complainant.post("erasure_asked", case, text="Forget it.")
        assert (answer.status_code, answer.json()["erasure_not_before"]) == (200, DAY)
    assert seen(sealed) == seen(held) == seen(plain)
    [*_, asked, notice] = seen(plain)["messages"]
    assert (asked["type"], notice["type"]) == ("erasure_asked", "erasure_notice")
    assert sol.reads(sealed)["erasure_not_before"] == DAY
    for somebody in (hal, cleo):
        somebody.does_not_know_of(sealed)
    told = sol.client.get("/v1/notifications").json()["notifications"]
    assert ("erasure_asked", sealed.reference) in {(e["type"], e["reference"]) for e in told}
    for case in cases:
        case.complainant.does("erasure_taken_back", case)
        assert case.complainant.does("erasure_asked", case)["erasure_not_before"] == DAY
    story.time("2026-06-17 23:55")
    assert seen(sealed) == seen(held) == seen(plain)

    # On the day one is erased; the others hear that theirs could not be, and of no reason.
    story.time("2026-06-18 00:05")
    assert plain.complainant.get(plain).status_code == 404
    assert cleo.reads(plain)["state"] == "closed"
    assert [each["state"] for each in cleo.reads(plain)["promises"]].count("running") == 0
    assert {each.reference for each in cases if each.complainant.get(each).status_code == 200} == {
        sealed.reference,
        held.reference,
    }
    assert seen(sealed) == seen(held)
    view = seen(held)
    assert (view["erasure_not_before"], view["status"]) == (None, "received")
    refusal = view["messages"][-1]
    assert (refusal["type"], refusal["actor_kind"]) == ("erasure_refused", "program")
    assert "We could not carry out your wish" in refusal["text"]
    assert not re.search("safeguard|hold|claim|seal|risk|abuse", refusal["text"], re.I)
    assert cleo.client.get(f"/v1/cases/{held.reference}/erasure").status_code == 404

    # When the hold is gone the wish can come again.
    cleo.does("hold_lifted", held, text="The claim was settled.")
    story.time("2026-07-20 12:00")
    assert "erasure_asked" in held.complainant.may_do(held)
    assert cleo.reads(held)["narrative"]
    assert held.complainant.does("erasure_asked", held)["erasure_not_before"] == "2026-08-04"
    story.time("2026-08-04 00:05")
    assert cleo.reads(held)["narrative"] is None
    assert sol.reads(sealed)["narrative"] == "Somebody hurts my boy at the club."
    story.heed.command("verify", "--organisation", story.slug)
    [movements] = story.database.execute(
        "select json_object_agg(reference, moved) from (select reference,"
        " json_agg(movement order by seq) as moved from case_movement"
        " join case_file on id = case_id where reference = any(%s) group by reference) as t",
        [[case.reference for case in cases]],
    ).fetchone()
    assert movements == {
        sealed.reference: ["received", "converted_out"],
        held.reference: ["received", "closed"],
        plain.reference: ["received", "closed"],
    }
