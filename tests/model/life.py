"""What a case's history adds up to, asked of the whole history every time.

Rules: A10, A13, A17, A19, B5, C11, C12, C14, D10, D11, D19.
"""

from dataclasses import dataclass
from functools import partial

from model.events import ANSWERS, DECIDING, DECISIONS, NAMED, ROOM, ROOM_FOR_PEOPLE, WITH_SUBJECT

MEDIATION = (
    "mediation_asked",
    "mediation_offered",
    "mediation_accepted",
    "mediation_declined",
    "mediation_referred",
    "mediation_result",
)
# Step → after which others it may come; "" when none is under way.
MEDIATION_AFTER = {
    "mediation_asked": ("",),
    "mediation_offered": ("", "mediation_asked"),
    "mediation_accepted": ("mediation_offered",),
    "mediation_declined": ("mediation_asked", "mediation_offered"),
    "mediation_referred": ("mediation_accepted",),
    "mediation_result": ("mediation_referred",),
}
# Safeguarding's own: nobody outside knows of them. Rule: D17.
HIDDEN = frozenset("safeguarding handover_acknowledged safeguarding_closed split_off".split())
CHECKLIST = ("alternative_considered", "apology_considered", "feedback_given", "outcome_reviewed")
# What closing asks of each kind. Rules: A8, A9, C10.
ASKED = {"complaint": CHECKLIST, "enquiry": CHECKLIST[:2], "request": CHECKLIST[:2]}
REPLIES = ("written_outcome", "written_outcome_declined", "no_route")
# Turns that a case takes as a whole.
TURNS = (
    "received",
    "closed",
    "withdrawn",
    "reopened",
    "appealed",
    "safeguarding",
    "safeguarding_closed",
    "erased",
)


@dataclass
class Person:
    seq: int
    staff: str | None
    is_subject: bool
    standing: str


def last(events, *types):
    """The event of one of these types that was recorded last, or None."""
    return next((event for event in reversed(events) if event.type in types), None)


def needs(events) -> dict:
    """As they were last changed. Rule: A6."""
    return last(events, "received", "needs_changed").facts.get("needs", {})


def is_as_needed(events, type: str, letter: dict) -> bool:
    """Format and language of a letter are those needed, or it says why not. Rule: A20."""
    if type != "written_outcome" or letter.get("not_as_needed"):
        return True
    needed = {name: needs(events).get(name) for name in ("format", "language")}
    return all(
        letter.get(name, "").lower() == wanted.lower() for name, wanted in needed.items() if wanted
    )


def last_turn(events):
    """What opened or closed the case last, or handed it over."""
    turns = [event for event in events if not event.is_idle and event.facts.get("was_open", True)]
    return last(turns, *TURNS)


def is_last(events, type: str, *others: str) -> bool:
    """Whether 'type' was recorded, and none of the others since."""
    found = last(events, type, *others)
    return found is not None and found.type == type


def waiting(events, opening: str) -> list[int]:
    """Which of these still wait for what settles them."""
    closing = next(type for type, opened in ANSWERS.items() if opened == opening)
    open = [event.seq for event in events if event.type == opening]
    for event in events:
        if event.type == closing and event.facts["concerns"] in open:
            open.remove(event.facts["concerns"])
    return open


def people(events) -> list[Person]:
    """Everybody who was named, by name or not."""
    found = []
    for event in events:
        if event.type in NAMED:
            is_subject = event.type == "subject_named"
            standing = "provisional" if is_subject else "confirmed"
            found.append(Person(event.seq, event.facts.get("staff"), is_subject, standing))
        for person in found:
            if event.type in DECIDING and event.facts["concerns"] == person.seq:
                person.standing = event.type.removeprefix("subject_")
    return found


def represented(events) -> bool:
    """Whether somebody speaks for the complainant: one at most."""
    turns = [event.type for event in events if event.type.startswith("representative_")]
    return turns[-1:] == ["representative_appointed"]


def provisional(events) -> list[int]:
    return [person.seq for person in people(events) if person.standing == "provisional"]


def part_of(events) -> list[Person]:
    return [person for person in people(events) if person.standing != "dismissed"]


def excluded(events) -> set[str]:
    """Who must not deal with the case, nor see it."""
    return {person.staff for person in part_of(events)} - {None}


def investigators(events) -> set[str]:
    """Who was named to investigate it, and nobody in their place. Rules: A17, D9."""
    named = set()
    for event in events:
        if event.type == "investigation_opened":
            named |= set(event.facts.get("members", ()))
        if event.type == "investigation_reassigned":
            named = set(event.facts.get("members", ()))
    return named


def investigating(events) -> set[str]:
    """Who does so now, in an investigation that is open. Rules: C11, D9."""
    named = last(events, "investigation_opened", "investigation_reassigned")
    members = named.facts.get("members", ()) if named and _is_investigated(events) else ()
    return {*members} - excluded(events)


def changes_nobody(events, type: str, facts: dict) -> bool:
    """Whether it is given to those who have it already."""
    named = set(facts.get("members", ()))
    return type == "investigation_reassigned" and named == investigating(events)


def tabled_for(events) -> set[str]:
    """The ids of meetings."""
    return {event.facts["meeting"] for event in events if event.type == "tabled"}


def is_bound(events, acceptance: dict) -> bool:
    """Said to be bound, where arbitration was offered. Rule: C12."""
    is_arbitration = last(events, "mediation_offered").facts.get("arbitration", False)
    return not is_arbitration or acceptance.get("agrees_to_be_bound", False)


def mediation(events) -> str:
    found = last(events, *MEDIATION)
    over = found is None or found.type in ("mediation_declined", "mediation_result")
    return "" if over else found.type


def is_heard(events, person: Person) -> bool:
    """Whether they were spoken to, or replied, since the last investigation began."""
    began = last(events, "investigation_opened")
    since = max(person.seq, began.seq if began else 0)
    return any(
        (
            event.type == "contact"
            and event.facts["party"] == "subject"
            and event.facts.get("staff") == person.staff
            and not event.facts.get("not_reached")
        )
        or (event.type == "subject_replied" and event.facts["concerns"] == person.seq)
        for event in events
        if event.seq > since
    )


def parties_to_discuss_with(events) -> set[str]:
    """Who has not been spoken to since the investigation began."""
    began = last(events, "investigation_opened").seq
    contacts = [
        event
        for event in events
        if event.type == "contact" and event.seq > began and not event.facts.get("not_reached")
    ]
    missing = set()
    if not any(each.facts["party"] in ("complainant", "representative") for each in contacts):
        missing.add("complainant")
    for person in part_of(events):
        if person.is_subject and not is_heard(events, person):
            missing.add("subject")
    return missing


def subjects(events) -> list[Person]:
    """Those who stand confirmed."""
    return [each for each in people(events) if each.is_subject and each.standing == "confirmed"]


def has_letter(events, person: Person, type: str) -> bool:
    """Whether they were told; of an outcome, since the last decision."""
    decided = last(events, *DECISIONS) if type == "subject_outcome_told" else None
    since = decided.seq if decided else 0
    return any(
        event.type == type and event.facts["concerns"] == person.seq and event.seq > since
        for event in events
    )


def subject_for(events, type: str) -> int | None:
    """The first subject for whom such an act is still to be done, else the first of all."""
    known = subjects(events)
    is_done = is_heard if type == "subject_replied" else partial(has_letter, type=type)
    open = [person for person in known if not is_done(events, person)]
    return next((person.seq for person in (*open, *known)), None)


def lacks_letters(events, closing: dict) -> bool:
    """Each subject who was investigated has their own, or it is said why not. Rule: D11."""
    told = [has_letter(events, person, "subject_outcome_told") for person in subjects(events)]
    if not told or last(events, "investigation_opened") is None:
        return False
    if closing.get("subjects_told") == "yes":
        return not all(told)
    return "subjects_told" not in closing or not closing.get("text")


def lacks_consent(type: str, facts: dict) -> bool:
    """Whether a partner would learn what whoever complained has not agreed to. Rule: D12."""
    is_shared = type == "contact" and facts["party"] == "partner" and not facts.get("not_reached")
    return is_shared and not facts.get("consented")


def is_refused(events, type: str, needs_action: bool, is_sealed: bool) -> bool:
    """Whether history stands in the way of any act of this type."""
    if type in ROOM and len(waiting(events, type)) >= ROOM[type]:
        return True
    if type in NAMED and len(part_of(events)) >= ROOM_FOR_PEOPLE:
        return True
    if type in ("reopened", "appealed") and is_sealed:
        return True
    if type in WITH_SUBJECT:
        return not subjects(events)
    if type in MEDIATION_AFTER:
        return mediation(events) not in MEDIATION_AFTER[type]
    check = REFUSALS.get(type)
    if check:
        return check(events)
    if type == "closed":
        is_missing = needs_action and last(events, "action_recorded") is None
        is_open = waiting(events, "allegation_added") or _is_investigated(events)
        return is_missing or bool(is_open)
    return False


def _is_offered(events) -> bool:
    return is_last(events, "resolution_offered", "resolution_agreed", "resolution_refused")


def _is_investigated(events) -> bool:
    return is_last(events, "investigation_opened", "investigation_closed")


def _is_handed_over(events) -> bool:
    return is_last(events, "safeguarding", "handover_acknowledged")


def _is_declined(events) -> bool:
    return is_last(events, "declined", "appealed")


REFUSALS = {
    "split_off": lambda events: last(events, "safeguarding") is None,
    "initial_response": lambda events: is_last(events, "initial_response", "reopened"),
    "found": lambda events: last(events, "allegation_added") is None,  # it may be revised
    "answer": lambda events: not waiting(events, "question"),
    "disadvantage_answered": lambda events: not waiting(events, "disadvantage_reported"),
    "clarification_given": lambda events: not waiting(events, "clarification_asked"),
    "remedy_done": lambda events: not waiting(events, "remedy_owed"),
    "subject_confirmed": lambda events: not provisional(events),
    "subject_dismissed": lambda events: not provisional(events),
    "resolution_offered": _is_offered,
    "resolution_agreed": lambda events: not _is_offered(events),
    "resolution_refused": lambda events: not _is_offered(events),
    "investigation_opened": _is_investigated,
    "investigation_closed": lambda events: not _is_investigated(events),
    "investigation_reassigned": lambda events: not _is_investigated(events),
    "handover_acknowledged": lambda events: not _is_handed_over(events),
    "safeguarding_closed": lambda events: not is_last(
        events, "handover_acknowledged", "safeguarding"
    ),
    "appealed": lambda events: not _is_declined(events),
}


def can_settle(events, type: str) -> list[int]:
    """The events that such an act can settle, the oldest first."""
    if type in ANSWERS:
        return waiting(events, ANSWERS[type])
    return provisional(events) if type in DECIDING else []


def concerned(events, type: str) -> int | None:
    """The event that such an act is about when it names none."""
    if type in WITH_SUBJECT:
        return subject_for(events, type)
    return next(iter(can_settle(events, type)), None)


def can_concern(events, type: str, seq: int | None) -> bool:
    if type == "found":
        return any(each.type == "allegation_added" and each.seq == seq for each in events)
    if type in WITH_SUBJECT:
        return seq in [person.seq for person in subjects(events)]
    is_settling = type in ANSWERS or type in DECIDING
    return not is_settling or seq in can_settle(events, type)


def told_before(events, type: str, facts: dict):
    """The events that the act answers or follows: it cannot have happened before them."""
    if type in (*ANSWERS, *DECIDING, *WITH_SUBJECT):
        yield from (event for event in events if event.seq == facts.get("concerns"))
    if type in TURNS:
        yield last_turn(events)
    if type in (*REPLIES, "subject_outcome_told"):
        yield last(events, *DECISIONS)
    if type == "closed":
        yield last(events, *REPLIES)
    if type == "handover_acknowledged":
        yield last(events, "safeguarding")
    if type in ("investigation_reassigned", "investigation_closed"):
        yield last(events, "investigation_opened")
    if type in ("resolution_agreed", "resolution_refused"):
        yield last(events, "resolution_offered")
    if "" not in MEDIATION_AFTER.get(type, ("",)):
        yield last(events, *MEDIATION)
