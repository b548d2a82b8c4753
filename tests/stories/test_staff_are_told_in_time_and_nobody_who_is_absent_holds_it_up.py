"""What reaches the people who deal with a complaint: that it is theirs, that somebody wrote, that a
promise is due soon and that it was broken; and to whom it goes when the first may not know."""

from promise import breached, ended, kept_late, met, running
from support.programs import wait_until


def told(who, case) -> list[tuple[str, str | None]]:
    """(type, standard) of everything that this person was told of the case, oldest first."""
    answer = who.client.get("/v1/notifications", params={"limit": 200})
    assert answer.status_code == 200, answer.text
    ours = [n for n in answer.json()["notifications"] if n["reference"] == case.reference]
    return [(each["type"], each["standard"]) for each in sorted(ours, key=lambda n: n["id"])]


def test_staff_are_told_in_time(begin):
    """rules: A7, A12, A15, A22, C11, D9, D15"""
    story = begin("2026-06-01 10:00")
    hal, ida = story.person("Hal", "handler"), story.person("Ida", "handler")
    cleo = story.person("Cleo", "ceo")
    case = story.posts(reader=ida, kind="complaint", narrative="The stairs are slippery.")
    three, ten, fortnight = story.working_days(3), story.working_days(10), story.fortnight()
    case.shows(initial_response=running(three), stage=running(ten), progress=running(fortnight))
    case.reader = cleo
    cleo.does("assigned", case, handler=hal.id, point_of_contact=hal.id)
    ida.does_not_know_of(case)  # it is Hal's now
    assert told(hal, case) == [("assigned", None)]

    # A working day before the answer is due, and once only; then it is too late.
    story.time("2026-06-04 10:00")
    case.shows()
    soon = ("due_soon", "initial_response")
    wait_until("Hal is warned", lambda: told(hal, case) == [("assigned", None), soon])
    story.time("2026-06-05 00:30")
    case.shows(initial_response=breached(three))
    late = ("breached", "initial_response")
    wait_until("Hal is told", lambda: late in told(hal, case))
    assert told(hal, case).count(soon) == 1

    # What its complainant writes reaches whoever deals with it.
    case.complainant.does("message", case, text="I slipped again.")
    assert told(hal, case)[-1][0] == "message"

    # Hal turns out to be the one who polished them: it is Cleo's, and she is told so.
    story.person("Cyril", "chair").does("subject_named", case, staff=hal.id)
    hal.does_not_know_of(case)
    assert told(hal, case) == []
    types = [type for type, _ in told(cleo, case)]
    assert "named" in types and "assigned" in types
    assert cleo.reads(case)["handler"] == cleo.id
    case.shows(subject_confirmation=running(story.working_days(1)))
    story.ends()


def test_of_a_complaint_about_the_chief_executive_the_chair_is_told(begin):
    """rules: A13, C11, C14, D9, D10"""
    story = begin("2026-06-05 16:00")  # a Friday
    hal, cleo = story.person("Hal", "handler"), story.person("Cleo", "ceo")
    chair = story.person("Cyril", "chair")
    sol = story.person("Sol", "safeguarding_officer")
    deputy = story.person("Dora", "safeguarding_officer")
    case = story.enters(hal, kind="complaint", channel="telephone", narrative="She shouts.")
    hal.does("subject_named", case, staff=cleo.id)
    assert [type for type, _ in told(chair, case)] == ["named"]
    assert told(cleo, case) == []
    case.complainant.does("disadvantage_reported", case, text="She shouted again.")
    assert [type for type, _ in told(chair, case)] == ["named", "disadvantage"]

    # Handed over on Friday evening: Sol is told at once, his deputy when he is silent for long.
    assert hal.does("safeguarding", case, staff=sol.id, text="At the children.") == {}
    case.reader = sol
    handed_over = case.when("safeguarding")
    assert [type for type, _ in told(sol, case)] == ["handed_over"]
    assert told(deputy, case) == []
    alarm, day = story.hours(4, handed_over), story.hours(24, handed_over)
    story.time("2026-06-05 20:30")
    promised = story.working_days
    case.shows(
        initial_response=ended(promised(3)),
        stage=ended(promised(10)),
        progress=ended(story.fortnight()),
        subject_confirmation=running(promised(1)),
        disadvantage=running(promised(3)),
        handover_alarm=breached(alarm),
        handover=running(day),
    )
    unseen = ("alarm", "handover_alarm")
    wait_until("the deputy is alarmed", lambda: unseen in told(deputy, case))
    deputy.does("handover_acknowledged", case, text="Sol is on leave; I have it.")
    assert sol.reads(case)["history"][-1]["type"] == "handover_acknowledged"
    case.shows(handover_alarm=kept_late(alarm), handover=met(day))
    case.is_open = False
    story.ends()


def away(story, who, first, last):
    """Who is away as the organisation's administrator says."""
    here = ("--organisation", story.slug, "--staff", who.id)
    story.heed.command("staff", "absent", *here, "--from", first, "--to", last)


def stands_in(story, deputy, who):
    here = ("--organisation", story.slug, "--staff", who.id)
    story.heed.command("staff", "deputy", *here, "--deputy", deputy.id)


def test_hal_is_on_leave_and_so_is_the_safeguarding_officer(begin):
    """rules: A5, A7, A12, A13, A15, D7, D9, D15, D17"""
    story = begin("2026-06-03 09:00")
    hal, dora = story.person("Hal", "handler"), story.person("Dora", "handler")
    mona, sol = story.person("Mona", "manager"), story.person("Sol", "safeguarding_officer")
    stands_in(story, dora, hal)
    stands_in(story, mona, sol)
    case = story.enters(hal, kind="complaint", channel="email", narrative="Nobody came.")
    three, ten, fortnight = story.working_days(3), story.working_days(10), story.fortnight()
    assert case.complainant.reads(case)["point_of_contact"] is None
    hal.does("initial_response", case, text="I deal with it; ask me or Dora.")
    named = case.complainant.reads(case)["point_of_contact"]
    assert (named["name"], named["deputy"]["name"]) == ("Hal", "Dora")
    answered = dict(initial_response=met(three), stage=running(ten))
    case.shows(**answered, progress=[met(fortnight), running(fortnight)])
    dora.does_not_know_of(case)

    # From Thursday on he is away: what comes for him comes to Dora, and it is hers to answer.
    away(story, hal, "2026-06-04", "2026-06-12")
    story.time("2026-06-04 10:00")
    case.complainant.does("question", case, text="When does somebody come?")
    two = story.working_days(2)
    case.reader = dora
    case.shows(question=running(two))
    assert told(dora, case) == [("message", "question")] and told(hal, case) == []
    story.time("2026-06-08 13:00")
    case.shows()
    soon, late = ("due_soon", "question"), ("breached", "question")
    wait_until("Dora is warned", lambda: soon in told(dora, case))
    story.time("2026-06-09 00:30")
    case.shows(question=breached(two))
    wait_until("Dora is told", lambda: late in told(dora, case))
    story.time("2026-06-09 09:00")
    dora.does("answer", case, text="On Wednesday.")
    case.shows(question=kept_late(two))
    assert told(hal, case) == []

    # She hears of a danger, and the officer is away, too: his deputy is alarmed at once.
    away(story, sol, "2026-06-08", "2026-06-09")
    assert dora.does("safeguarding", case, staff=sol.id, text="A child is alone.") == {}
    dora.does_not_know_of(case)
    assert [type for type, _ in told(mona, case)] == ["handed_over", "alarm"]
    case.reader = mona
    handed_over = case.when("safeguarding")
    mona.does("handover_acknowledged", case, text="I see to it.")
    case.shows(
        stage=ended(ten),
        progress=[met(fortnight), ended(fortnight)],
        handover_alarm=met(story.hours(4, handed_over)),
        handover=met(story.hours(24, handed_over)),
    )
    assert case.complainant.reads(case)["point_of_contact"] == named  # nothing shows outside

    # Sol is back on Wednesday, and it is his again.
    story.time("2026-06-10 08:00")
    mona.does_not_know_of(case)
    assert sol.reads(case)["history"][-1]["type"] == "handover_acknowledged"
    case.reader = sol
    case.is_open = False
    story.ends()
