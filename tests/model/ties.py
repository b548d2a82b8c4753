"""What somebody has to do with a case. Rules: A12, A13, A16, A17, C11."""

from model import life


def ties(case, person: str) -> set[str]:
    """All that bind this member of staff to the case: none when they are part of it."""
    if person in life.excluded(case.events):
        return set()
    if case.is_sealed:
        return {"sealed", "admitted"} if person in case.admitted else {"sealed"}
    true = {
        "waiting": not case.handler and case.state != "closed",
        "handler": person == case.handler,
        "contact": person == case.contact,
        "investigator": person in life.investigators(case.events),
    }
    return {"open", *_bodies(case), *(tie for tie, is_so in true.items() if is_so)}


def _bodies(case) -> set[str]:
    """Those before whose meetings it comes, or came."""
    meetings = [case.house.meetings[each] for each in life.tabled_for(case.events)]
    awaiting = {each.code: each.body for each in case.procedure.standards if each.body}
    return {meeting.body for meeting in meetings} | {
        awaiting[key.standard]
        for key, clock in case.clocks.known.items()
        if key.standard in awaiting and not clock.is_superseded
    }
