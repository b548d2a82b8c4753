"""A complaint about the very manager who is to answer it: its complainant leaves the stage out,
and the manager no longer knows that there is such a case."""

from people import ABOUT_STAFF, NOT_ADVICE
from promise import ended, met, running

FORM = {
    "kind": "complaint",
    "category": "conduct",
    "customer_type": "volunteer",
    "narrative": "The manager shouted at me in front of everybody.",
    "customer": {"email": "vera@example.org"},
}


def test_a_stage_is_left_out_because_its_responsible_person_is_the_subject(begin):
    """rules: A12, A15, A19, B1, C11, C13, D4, D9, D10, D11, D15"""
    story = begin("2026-06-02 11:00")
    max, cleo = story.person("Max", "manager", "handler"), story.person("Cleo", "ceo")
    chair, hal = story.person("Cyril", "chair"), story.person("Hal", "handler")
    case = story.posts(reader=max, **FORM)
    vera = case.complainant
    answer, fortnight = story.working_days(3), story.fortnight()
    stage = story.working_days(10)
    max.does("initial_response", case, text="I deal with it myself.", medium="email")
    case.reader = cleo
    case.shows(
        initial_response=met(answer),
        stage=running(stage),
        progress=[met(fortnight), running(story.fortnight())],
    )
    assert cleo.reads(case)["handler"] == max.id
    hal.does_not_know_of(case)  # it is Max's now

    # No reason, no approval: the next stage has it, at once.
    story.time("2026-06-03 20:15")
    assert vera.post("bypassed", case, stage="informal").status_code == 422
    vera.does("bypassed", case)
    assert case.stands() == ("referred", "in_progress")
    notice, board = story.working_days(2), story.working_days(5)
    case.shows(
        stage=ended(stage),
        board_discussion=running(board),  # no meeting is scheduled: the Chair has five days
        redress_notice_later=running(notice),
    )

    # The Chief Executive reads it, and names whom it is about; so it is hers.
    story.time("2026-06-04 09:00")
    assert case.reference in max.lists()
    view = cleo.does("subject_named", case, staff=max.id, text="She says it was Max.")
    assert view["handler"] == view["point_of_contact"] == cleo.id
    max.does_not_know_of(case)
    named = story.working_days(1)
    for body in ({"handler": max.id}, {"handler": hal.id, "point_of_contact": max.id}):
        wrong = "point_of_contact" if "point_of_contact" in body else "handler"
        assert cleo.is_told("assigned", case, **body) == [
            (f"/{wrong}", "contact_not_detached" if len(body) > 1 else "not_detached")
        ]
    case.shows(subject_confirmation=running(named))
    story.time("2026-06-05 16:00")
    cleo.does("redress_notice", case, medium="email")
    chair.does("subject_confirmed", case, text="The complaint is about nobody else.")
    case.shows(redress_notice_later=met(notice), subject_confirmation=met(named))
    max.does_not_know_of(case)

    # No meeting is called: the Chair determines what is done instead.
    cleo.may_not("course_determined", case, text="I hear both.")
    chair.does("course_determined", case, text="The vice-chair of our sister charity hears both.")
    course = story.working_days(10)
    case.shows(board_discussion=ended(board), board_decision=running(course))
    cleo.does("outcome", case, outcomes=["apology"], informal=True)
    decided = story.working_days(5)
    cleo.does("written_outcome", case, text="Max apologises in writing.", medium="email")
    *before, last = case.promises["progress"]
    case.shows(
        board_decision=met(course),
        written_outcome=met(decided),
        progress=[*before, ended(last.due)],
    )
    told = f"Max apologises in writing.\n\n{ABOUT_STAFF}\n\n{NOT_ADVICE}"
    assert vera.hears(case)[-1][1].startswith(told)
    story.closes(cleo, case)
    max.does_not_know_of(case)
    story.ends()


def test_whoever_was_named_by_mistake_sees_the_case_again(begin):
    """rules: C11, D10"""
    story = begin("2026-06-09 09:00")
    hal, ida = story.person("Hal", "handler"), story.person("Ida", "handler")
    chair = story.person("Cyril", "chair")
    case = story.enters(hal, **FORM, channel="telephone")
    hal.does("subject_named", case, staff=ida.id)
    ida.does_not_know_of(case)
    named = story.working_days(1)
    assert hal.post("subject_dismissed", case, text="Not she.").status_code == 403
    chair.does("subject_dismissed", case, text="Ida was on leave.")
    assert chair.cannot("subject_dismissed", case, text="Again.") == "nobody_to_confirm"
    assert case.reference in ida.lists()
    ida.takes(case)
    case.reader = ida
    ida.does("note", case, text="I was on leave.")
    case.shows(
        initial_response=running(story.working_days(3)),
        stage=running(story.working_days(10)),
        progress=running(story.fortnight()),
        subject_confirmation=met(named),
    )
    story.ends()


def test_whoever_is_conflicted_leaves_the_case(begin):
    """rules: A12, C11, D9"""
    story = begin("2026-06-09 09:00")
    hal, cleo = story.person("Hal", "handler"), story.person("Cleo", "ceo")
    case = story.enters(hal, **FORM, channel="telephone")
    hal.does("initial_response", case, text="I deal with it.")
    assert hal.does("conflict_declared", case, text="She is my sister.") == {}
    hal.does_not_know_of(case)
    case.reader = cleo
    view = cleo.reads(case)
    assert view["handler"] == view["point_of_contact"] == cleo.id
    case.shows(
        initial_response=met(story.working_days(3)),
        stage=running(story.working_days(10)),
        progress=[met(story.fortnight()), running(story.fortnight())],
    )
    story.ends()
