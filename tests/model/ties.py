"""What somebody has to do with a case. Rules: A12, A13, A16, A17, C11."""

from model import life
from model.access import LEADING
from model.house import ANYBODY

OFFICERS_IN_LINE = ("safeguarding_officer", "safeguarding_trustee", "chair", "ceo")
# Who may deal with what was handed to them, or to somebody whom they deputise for.
CARING = frozenset({"safeguarding_officer", "safeguarding_trustee", *LEADING})
# What needs the quorum of a stage that has one.
BY_MANY = frozenset({"outcome", "settled", "declined", "investigation_opened"})


def ties(case, person: str) -> set[str]:
    """All that bind this member of staff to the case: none when they are part of it."""
    excluded = life.excluded(case.events)
    if person in excluded:
        return set()
    house, investigators = case.house, life.investigators(case.events)
    if case.is_sealed:
        let_in = case.admitted - excluded
        true = {
            "admitted": person in case.admitted,
            "officer's deputy": any(house.stands_in(person, officer) for officer in let_in),
        }
        return {"sealed", *(tie for tie, is_so in true.items() if is_so)}
    true = {
        "waiting": not case.handler and case.state != "closed",
        "handler": person == case.handler,
        "contact": person == case.contact,
        "handler's deputy": house.stands_in(person, case.handler),
        "trustee's deputy": house.stands_in(person, case.handler)
        and "trustee" in house.roles(case.handler),
        "contact's deputy": house.stands_in(person, case.contact),
        "investigator": person in investigators,
        "investigator's deputy": any(
            house.stands_in(person, each) for each in investigators - excluded
        ),
    }
    return {"open", *_bodies(case), *(tie for tie, is_so in true.items() if is_so)}


def let_in(case, officer: str) -> set[str]:
    """By a hand-over to that officer: whoever is next in line too, when the officer is away and no
    deputy is there who may deal with it. Rules: A13, D9."""
    house, excluded = case.house, life.excluded(case.events)
    deputy = house.deputies.get(officer)
    is_stood_in_for = (
        deputy is not None
        and deputy not in house.away | excluded
        and house.roles(deputy) & CARING
    )
    if officer not in house.away or is_stood_in_for:
        return {officer}
    return {officer, house.first_with(OFFICERS_IN_LINE, excluded)} - {None}


def left_by(case, person: str) -> set[str]:
    """Whom it lets in that this person goes away, or who deputises for them: what was handed to them,
    and to nobody who is there, does not wait to be acknowledged. Rules: A13, D9."""
    is_waiting = life.is_last(case.events, "safeguarding", "handover_acknowledged")
    is_theirs = case.state == "safeguarding" and person in case.admitted
    if is_theirs and is_waiting and case.admitted - life.excluded(case.events) <= case.house.away:
        return let_in(case, person)
    return set()


def leading_trustee(case) -> str | None:
    """Who takes it over because nobody who leads is left. Rule: D9."""
    house, excluded = case.house, life.excluded(case.events)
    is_led = case.handler and "trustee" in house.roles(case.handler)
    if is_led or house.first_with(LEADING, excluded):
        return None
    return house.first_with(("trustee",), excluded)


def is_inquorate(case) -> bool:
    """Whether too few are left of those who decide at its stage, and it can go outside. Rules: D9,
    D10."""
    quorum = case.procedure.quorums.get(case.stage)
    way = case.procedure.transition(case.state, case.stage, "quorum_lost")
    if not quorum or not way or not way.next_stage or case.is_sealed or case.house is ANYBODY:
        return False
    detached = case.house.people.keys() - life.excluded(case.events)
    left = [person for person in detached if case.house.roles(person) & quorum.roles]
    return way.next_stage not in case.procedure.quorums and len(left) < quorum.least


def _bodies(case) -> set[str]:
    """Those before whose meetings it comes, or came."""
    meetings = [case.house.meetings[each] for each in life.tabled_for(case.events)]
    awaiting = {each.code: each.body for each in case.procedure.standards if each.body}
    return {meeting.body for meeting in meetings} | {
        awaiting[key.standard]
        for key, clock in case.clocks.known.items()
        if key.standard in awaiting and not clock.is_superseded
    }
