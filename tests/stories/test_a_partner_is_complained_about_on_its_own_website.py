"""A complaint about a partner, sent by the partner's own website: we keep it, and from the moment
that somebody says so the website sees nothing of it."""

from promise import met, running


def test_a_partner_is_complained_about_on_its_own_website(begin):
    """rules: A12, A14, B12, D12"""
    story = begin("2026-06-15 10:00")
    hal = story.person("Hal", "handler")
    case = story.posts(
        reader=hal, kind="complaint", narrative="The partner's bus driver was drunk."
    )
    other = story.posts(reader=hal, kind="complaint", narrative="The form is hard to find.")
    three, ten, fortnight = story.working_days(3), story.working_days(10), story.fortnight()
    for each in (case, other):
        assert story.site.get(f"/v1/cases/{each.reference}").status_code == 200
        each.shows(
            initial_response=running(three), stage=running(ten), progress=running(fortnight)
        )

    # Another partner's site: nothing changes for the one that sent it.
    elsewhere = story.heed.last_word("site", "create", "--organisation", story.slug, "--name", "B")
    hal.does("partner_named", other, site=elsewhere)
    assert story.site.get(f"/v1/cases/{other.reference}").status_code == 200

    hal.does("partner_named", case, site=story.organisation.site, text="It runs the bus.")
    assert story.site.get(f"/v1/cases/{case.reference}").status_code == 404
    listed = story.site.get("/v1/cases").json()["cases"]
    assert [each["reference"] for each in listed] == [other.reference]
    assert "partner" not in case.complainant.get(case).text.replace("partner's bus", "")

    # Its complainant and the staff have it as before.
    hal.does("initial_response", case, text="We speak to the partner.")
    case.shows(initial_response=met(three), progress=[met(fortnight), running(fortnight)])

    # The partner hears what the complainant has agreed to, and nothing before that.
    ask = {"party": "partner", "medium": "telephone", "text": "Who drove line 3 on Monday?"}
    assert hal.is_told("contact", case, **ask) == [("/consented", "no_consent")]
    hal.does("contact", case, **{**ask, "text": "Nobody answered.", "not_reached": True})
    case.complainant.does("message", case, text="You may tell them the day and the line.")
    view = hal.does("contact", case, **ask, consented=True)
    assert view["history"][-1]["facts"]["consented"] is True
    assert case.status() == "in_progress"
    story.ends()
