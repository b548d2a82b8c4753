"""A complaint that was answered badly and late, closed, opened again, and answered late again."""

from collections import Counter
from datetime import timedelta

from promise import breached, ended, kept_late, met, running

ONE_HOUR = timedelta(hours=1)


def test_reopened_and_breached_again(begin):
    """rules: A5, A15, A20, A22, B3, B6, B9, C10, D7"""
    story = begin("2026-03-30 10:00")  # before Easter
    hal = story.person("Hal", "handler")
    case = story.enters(hal, kind="complaint", channel="email", narrative="Nobody answers.")
    three, ten, fortnight = story.working_days(3), story.working_days(10), story.fortnight()
    assert (str(three.on), str(ten.on)) == ("2026-04-02", "2026-04-15")
    case.shows(initial_response=running(three), stage=running(ten), progress=running(fortnight))

    # Six silent weeks are three broken promises of progress, each from the day that was missed.
    story.time("2026-05-12 09:00")
    missed = [fortnight]
    for _ in range(2):
        missed.append(story.fortnight(since=missed[-1].at - ONE_HOUR))
    following = story.fortnight(since=missed[-1].at - ONE_HOUR)
    case.shows(
        initial_response=breached(three),
        stage=breached(ten),
        progress=[*(breached(each) for each in missed), running(following)],
    )
    broken = Counter(initial_response=1, stage=1, progress=3)
    assert case.breaches() == broken

    # Answered, decided and closed at last: late is late.
    hal.does("initial_response", case, text="We are very sorry.", medium="email")
    hal.does("outcome", case, outcomes=["apology"], sent_on="2026-05-12")
    again = story.fortnight()
    case.shows(
        initial_response=kept_late(three),
        stage=kept_late(ten),
        progress=[*(breached(each) for each in missed), met(following), ended(again)],
        written_outcome=met(story.working_days(5)),
    )
    letter = story.working_days(5)
    story.closes(hal, case)
    assert hal.cannot("update", case, text="And?") == "not_now"

    # There is more to it: everything begins anew, and nothing that was broken is mended.
    story.time("2026-05-14 11:00")
    case.complainant.does("message", case, text="Still nobody answers!")
    hal.does("reopened", case, text="She rang: nothing has changed.")
    case.is_open = True
    assert (case.stands(), case.status()) == (("informal", "received"), "received")
    three_more, ten_more = story.working_days(3), story.working_days(10)
    more = story.fortnight()
    old = case.promises["progress"]
    case.shows(
        initial_response=[kept_late(three), running(three_more)],
        stage=[kept_late(ten), running(ten_more)],
        progress=[*old, running(more)],
    )
    story.time("2026-06-01 00:30")
    next_one = story.fortnight(since=more.at - ONE_HOUR)
    case.shows(
        initial_response=[kept_late(three), breached(three_more)],
        stage=[kept_late(ten), breached(ten_more)],
        progress=[*old, breached(more), running(next_one)],
    )
    assert case.breaches() == broken + Counter(initial_response=1, stage=1, progress=1)

    # What was done in time and is entered late puts one of them right; the record of it stays.
    hal.does("update", case, text="I rang her.", occurred_at="2026-05-20T12:00:00+01:00")
    since = story.instant("2026-05-20 12:00")
    case.shows(progress=[*old, met(more), running(story.fortnight(since))])
    assert case.breaches()["progress"] == 4
    case.corrected["progress"] = 1

    hal.does("initial_response", case, text="A person of your own.", medium="telephone")
    hal.does("outcome", case, outcomes=["policy_review"], sent_on="2026-06-01")
    case.shows(
        initial_response=[kept_late(three), kept_late(three_more)],
        stage=[kept_late(ten), kept_late(ten_more)],
        progress=[*old, met(more), met(story.fortnight(since)), ended(story.fortnight())],
        written_outcome=[met(letter), met(story.working_days(5))],
    )
    story.closes(hal, case)
    story.ends()
