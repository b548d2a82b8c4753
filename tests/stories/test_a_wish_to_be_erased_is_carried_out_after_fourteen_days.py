"""Gwen's complaint is answered and closed; she wishes to be forgotten, takes it back, and wishes it
again. After fourteen days nothing that she told is left, and every figure is as it was."""

TOLD = {
    "kind": "complaint",
    "category": "conduct",
    "narrative": "The driver left me at the wrong stop.",
    "customer": {"name": "Gwen Example", "email": "gwen@example.org"},
    "needs": {"contact": "Ring my sister, never the house.", "must_not_know": "My husband."},
}
# All that reviews count of a case.
FACTS = """
select (select json_agg(row_to_json(t)) from
        (select kind, channel, category, customer_type, stage, received_on, closed_on,
                working_days_to_close, outcomes from case_fact where case_id = id) as t)::text,
       (select json_agg(row_to_json(t)) from
        (select * from case_fact_standard where case_id = id
          order by standard, started_by, period) as t)::text,
       (select json_agg(row_to_json(t)) from
        (select * from case_movement where case_id = id order by seq) as t)::text,
       (select json_agg(row_to_json(t)) from
        (select * from breach where case_id = id order by standard, period) as t)::text
  from case_file where reference = %s
"""
TRACES = """
select (select count(*) from case_key where case_id = id)
     + (select count(*) from notification where case_id = id)
     + (select count(*) from idempotency where resource_id = id)
     + (select count(*) from case_event where case_id = id and sealed is not null)
     + num_nonnulls(receipt_hash, sealed_content, sealed_customer, handler, point_of_contact)
  from case_file where reference = %s
"""


def figures(story) -> dict:
    return {name: each for name, each in story.draft().items() if name != "drafted_at"}


def test_a_wish_to_be_erased_is_carried_out_after_fourteen_days(begin):
    """rules: B1, B6, B7, B9, D15, D18"""
    story = begin("2026-06-01 09:30")
    hal, cleo = story.person("Hal", "handler"), story.person("Cleo", "ceo")
    ada = story.person("Ada", "auditor")
    case = story.posts(reader=cleo, **TOLD)
    hal.takes(case)
    hal.does("initial_response", case, text="Thank you. Hal deals with it.")
    hal.does("outcome", case, outcomes=["apology"], text="We trained him.")
    hal.does("written_outcome", case, text="We are sorry.")
    story.closes(hal, case)

    def asked(query: str):
        return story.database.execute(query, [case.reference]).fetchone()

    # The wish is noticed at once: by her, and by Hal, who tells her in the way that is safe for her.
    story.time("2026-06-08 12:00")
    told = case.complainant.does("erasure_asked", case, text="Please forget all this.")
    assert told["erasure_not_before"] == "2026-06-23"
    [*_, (wish, words), (notice, answer)] = case.complainant.hears(case)
    assert (wish, words, notice) == ("erasure_asked", "Please forget all this.", "erasure_notice")
    assert "on 23 June 2026, not before; you can take it back until then" in answer
    assert cleo.reads(case)["erasure_not_before"] == "2026-06-23"
    [news, *_] = hal.client.get("/v1/notifications").json()["notifications"]
    assert (news["type"], news["due_on"]) == ("erasure_asked", "2026-06-23")
    assert news["reference"] == case.reference

    # She takes it back once, and wishes it again: from then on it counts, and does not move.
    story.time("2026-06-10 12:00")
    told = case.complainant.does("erasure_taken_back", case)
    assert told["erasure_not_before"] is None
    assert case.complainant.cannot("erasure_taken_back", case) == "no_wish"
    story.time("2026-06-24 12:00")
    assert case.complainant.does("erasure_asked", case)["erasure_not_before"] == "2026-07-09"
    story.time("2026-06-30 12:00")
    assert case.complainant.does("erasure_asked", case)["erasure_not_before"] == "2026-07-09"
    story.time("2026-07-08 23:50")
    assert case.complainant.reads(case)["erasure_not_before"] == "2026-07-09"
    before, review = asked(FACTS), figures(story)
    assert asked(TRACES)[0] > 8

    # Carried out: a shell is left.
    story.time("2026-07-09 00:01")
    assert case.complainant.get(case).status_code == 404
    assert case.complainant.post("erasure_taken_back", case).status_code == 404
    assert asked(TRACES)[0] == 0
    assert asked(FACTS) == before
    assert figures(story) == review
    view = cleo.reads(case)
    assert (view["state"], view["reference"], view["handler"]) == ("closed", case.reference, None)
    assert view["erased_at"] and view["closed_at"] < view["erased_at"]
    assert [view[name] for name in ("narrative", "customer", "needs")] == [None] * 3
    assert {each["text"] for each in view["history"]} == {None}
    assert view["history"][-1]["type"] == "erased"
    assert view["history"][-1]["actor_kind"] == "program"
    assert view["allowed_actions"] == []
    assert cleo.cannot("note", case, text="Who was that?") == "erased"
    assert cleo.cannot("reopened", case, text="There is more.") == "erased"
    assert cleo.cannot("receipt_code_issued", case, reason="lost", medium="post") == "erased"
    hal.does_not_know_of(case)
    site = story.site.get(f"/v1/cases/{case.reference}").json()
    assert (site["status"], site["reference"]) == ("closed", case.reference)

    # What was destroyed stands in the certificate, for those who may know of the case.
    for who in (cleo, ada):
        certificate = who.client.get(f"/v1/cases/{case.reference}/erasure").json()
        assert certificate["asked_at"].startswith("2026-06-24")
        assert certificate["ground"] == "complainant_asked"
        parts = [each["part"] for each in certificate["destroyed"]]
        assert parts[:3] == ["key", "content", "customer"] and set(parts[3:]) == {"entry"}
    assert hal.client.get(f"/v1/cases/{case.reference}/erasure").status_code == 404
    listed = story.heed.command("erasure", "list", "--organisation", story.slug)
    assert case.reference in listed and certificate["id"] in listed
    story.heed.command("verify", "--organisation", story.slug)
