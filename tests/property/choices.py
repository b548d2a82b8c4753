"""What somebody does next, at random: most of it is allowed, some is not, some is nonsense."""

import random
import uuid
from datetime import datetime, timedelta

from model import life
from model.calendar import DAY, local_day, local_midnight
from model.case import Case
from model.desk import iso
from model.events import ACTS, ANSWERS, DECIDING, WITH_SUBJECT
from model.procedure import CHANNELS, KINDS
from office import NAMES_AT_WORK, Actor, Followed, Office

MINUTE = timedelta(minutes=1)
# Nothing may fall due between two jumps of the clock, or who came first would matter.
STEPS_LAST = 20 * MINUTE
COUNTERPARTS = ("complainant", "representative", "partner", "funder")
AGREEMENTS = ("email", "instant_message", "project_plan", "contract", "letter")
HELP_ANSWERS = ("wanted", "given", "declined")
FINDINGS = ("upheld", "partly_upheld", "not_upheld", "no_finding")
GROUNDS = ("late", "out_of_remit", "duplicate", "unreasonable_contact")
RECEIPT_REASONS = ("lost", "never_given", "given_to_somebody_else")
PARTIES = (
    *("complainant", "representative", "subject", "witness"),
    *("staff", "outside_body", "partner"),
)
# Acts whose body takes these members besides those that it needs.
WITH_MEDIUM = frozenset(
    "initial_response update contact interval_agreed clarification_asked clarification_given"
    " written_outcome settled remedy_done resolution_offered redress_notice question answer"
    " disadvantage_answered subject_confirmed subject_dismissed subject_told subject_replied"
    " subject_outcome_told".split()
)
WITH_STAFF = frozenset(
    "contact remedy_owed action_recorded subject_named conflict_declared".split()
)
# Whoever does these may lose sight of the case, and with it of when they were done.
TAKING_AWAY = frozenset(
    "subject_named subject_confirmed subject_dismissed conflict_declared safeguarding split_off"
    " initial_response assigned settled referred bypassed appealed declined reopened tabled"
    " course_determined investigation_opened investigation_closed mediation_referred"
    " mediation_result linked closed withdrawn".split()
)


def is_likely(own: random.Random, chance: float) -> bool:
    return own.random() < chance


# What changes little is chosen less often.
DULL = frozenset(
    "note message needs_changed help_noted representative_appointed representative_removed erasure_asked"
    " erasure_taken_back hold_placed hold_lifted receipt_code_issued"
    " partner_named linked conflict_declared subject_named disadvantage_reported redress_notice"
    " course_determined update contact withdrawn".split()
)
# What can follow only after something else is chosen as soon as it can.
LEADING = frozenset(
    "mediation_accepted resolution_agreed resolution_refused found outcome written_outcome closed"
    " discussed remedy_done answer investigation_reassigned subject_dismissed".split()
)
# What only few cases ever come to is chosen before anything else.
RARE = frozenset(
    "mediation_referred mediation_result subject_confirmed subject_told subject_replied"
    " subject_outcome_told investigation_closed".split()
)


def _weight(type: str) -> int:
    return 1 if type in DULL else 12 if type in LEADING else 60 if type in RARE else 4


def choose_act(own: random.Random, office: Office, followed: Followed) -> tuple[Actor, str]:
    """Who does what: five in six of all acts are allowed and done by somebody who may."""
    case = followed.case
    actors = [office.actors[name] for name in NAMES_AT_WORK]
    if not case.is_erased:  # else the receipt code opens nothing, and tries with it are limited
        actors.append(followed.complainant)
    outside = case.allowed(None)
    allowed = [type for type in ACTS if case.allows(type) or type in outside]
    if not allowed or is_likely(own, 0.16):
        return own.choice(actors), own.choice(list(ACTS))
    type = own.choices(allowed, [_weight(type) for type in allowed])[0]
    fitting = [
        actor
        for actor in actors
        if type in case.may(actor.id) and (case.allows(type) if actor.id else type in outside)
    ]
    return own.choice(fitting or actors), type


def choose_time(own: random.Random, office: Office, case: Case, now: datetime) -> datetime:
    chance = own.random()
    if chance < 0.03:
        return now + own.randint(1, 5) * DAY
    if chance < 0.05:
        return case.received_at - own.randint(1, 5000) * MINUTE
    if chance < 0.12:
        return own.choice(case.events).occurred_at
    if chance < 0.15:
        return max(local_midnight(local_day(now)), case.received_at)
    earliest = case.received_at
    if chance < 0.8:
        earliest = max(earliest, life.last_turn(case.events).occurred_at)
    if chance < 0.6:
        earliest = max(earliest, now - 3 * DAY)
    # What has just been said by telephone is entered a moment later.
    at = now - 5 * MINUTE - own.random() ** 2 * max(now - earliest - 5 * MINUTE, timedelta(0))
    return quiet_time(office, at, now)


def quiet_time(office: Office, at: datetime, now: datetime) -> datetime:
    """A little earlier, if something that begins then would be due while the test is at it."""
    hours = {each.amount for each in office.procedure.standards if each.unit == "hours"}
    while any(now - MINUTE <= at + timedelta(hours=each) <= now + STEPS_LAST for each in hours):
        at -= STEPS_LAST
    return at


def choose_body(
    own: random.Random, office: Office, followed: Followed, actor: Actor, type: str, now: datetime
) -> dict:
    case = followed.case
    body = {name: _value(own, office, case, name, now) for name in ACTS[type].required}
    if type in WITH_MEDIUM and is_likely(own, 0.6):
        body["medium"] = own.choice(CHANNELS)
    if type in WITH_STAFF and is_likely(own, 0.7):
        body["staff"] = _person(own, office)
    if is_likely(own, 0.5):
        body["text"] = "This is what was said."
    if type in (*ANSWERS, *DECIDING) and is_likely(own, 0.5) or type in WITH_SUBJECT:
        body["concerns"] = _concerned(own, case, type)
    if type in CHOSEN and is_likely(own, 0.6):
        body |= CHOSEN[type](own, office, case, now)
    if type == "closed" and is_likely(own, 0.9):
        body |= dict.fromkeys(life.CHECKLIST, "yes")
        body |= own.choice(({}, {"subjects_told": "yes"}, {"subjects_told": "no"}))
    is_staff = actor.id is not None
    if (is_staff and (is_likely(own, 0.85) or type in TAKING_AWAY)) or is_likely(own, 0.03):
        body["occurred_at"] = iso(choose_time(own, office, case, now))
    return body


def spoil(own: random.Random, type: str, body: dict) -> dict:
    """A body that no act takes."""
    required = [name for name in ACTS[type].required if name in body]
    if required and is_likely(own, 0.5):
        name = own.choice(required)
        return {key: value for key, value in body.items() if key != name}
    return own.choice(({**body, "colour": "red"}, {**body, "occurred_at": "yesterday"}))


def _person(own: random.Random, office: Office) -> str:
    if is_likely(own, 0.04):
        return str(uuid.UUID(int=own.getrandbits(128), version=4))
    return office.actors[own.choice(NAMES_AT_WORK)].id


def _day(own: random.Random, now: datetime, least: int, most: int) -> str:
    return (local_day(now) + own.randint(least, most) * DAY).isoformat()


def _meeting(own: random.Random, office: Office) -> str:
    if not office.house.meetings or is_likely(own, 0.05):
        return str(uuid.UUID(int=own.getrandbits(128), version=4))
    newest = list(office.house.meetings)[-6:]
    return own.choice(newest)


def _concerned(own: random.Random, case: Case, type: str) -> int:
    if type in ANSWERS:
        waiting = life.waiting(case.events, ANSWERS[type])
    elif type in WITH_SUBJECT:
        waiting = [person.seq for person in life.subjects(case.events)]
    else:
        waiting = life.provisional(case.events)
    if waiting and is_likely(own, 0.85):
        return own.choice(waiting)
    return own.randint(1, case.version + 1)


def _standard(own: random.Random, office: Office, case: Case) -> str:
    running = [key.standard for key, clock in case.clocks.known.items() if clock.is_running]
    extendable = [each.code for each in office.procedure.standards if each.extendable]
    wanted = [code for code in running if code in extendable]
    return own.choice(wanted or running or extendable or ["progress"])


def _outcomes(own: random.Random, office: Office) -> list[str]:
    known = office.procedure.outcomes
    chosen = own.sample(known, own.randint(1, min(2, len(known))))
    return chosen + ["a_box_of_chocolates"] * is_likely(own, 0.04)


def _reference(own: random.Random, office: Office) -> str:
    if is_likely(own, 0.1):
        return "NOBODY-1234-5678"
    return own.choice(office.cases[-8:]).reference


def _value(own: random.Random, office: Office, case: Case, name: str, now: datetime):
    return {
        "text": lambda: "This is what was said.",
        "handler": lambda: _person(own, office),
        "staff": lambda: _person(own, office),
        "members": lambda: [_person(own, office) for _ in range(own.randint(1, 3))],
        "meeting": lambda: _meeting(own, office),
        "until": lambda: _day(own, now, -2, 40),
        "standard": lambda: _standard(own, office, case),
        "outcomes": lambda: _outcomes(own, office),
        "finding": lambda: own.choice(FINDINGS),
        "ground": lambda: own.choice(GROUNDS),
        "reason": lambda: own.choice(RECEIPT_REASONS),
        "party": lambda: own.choice(PARTIES),
        "agreed_by": lambda: own.choice(COUNTERPARTS),
        "agreed_in": lambda: own.choice(AGREEMENTS),
        "interval_days": lambda: own.choice((1, 3, 7, 14, 21, 60)),
        "help": lambda: {own.choice(("writing", "privacy", "reading")): own.choice(HELP_ANSWERS)},
        "needs": lambda: {"format": "large print", "do_not_ring": True},
        "representative": lambda: {"name": "Rosa Friend", "email": "rosa@example.org"},
        "reference": lambda: _reference(own, office),
        "medium": lambda: own.choice(CHANNELS),
        "kind": lambda: own.choice(KINDS),
        "narrative": lambda: "The hall is cold.",
        "site": lambda: office.site,
    }[name]()


def _later_stage(own, office, case, now):
    return {"stage": own.choice(office.procedure.stages)}


def _people(own, office, case, now):
    return {name: _person(own, office) for name in ("handler", "point_of_contact")}


def _sent_on(own, office, case, now):
    return {"sent_on": _day(own, now, -4, 1)}


def _letter(own, office, case, now):
    """Often as it is needed, sometimes with a reason why it is not, and with a day of its own."""
    format = own.choices(("Large Print", "Braille"), (7, 1))[0]
    why = {"not_as_needed": "The printer is broken."} if is_likely(own, 0.2) else {}
    return why | {"format": format} | (_sent_on(own, office, case, now) if is_likely(own, 0.6) else {})


def _offer(own, office, case, now):
    bodies = ("croydon_voluntary_action", "wise_old_women", "court_of_the_town", None)
    offer = {"outside_body": own.choice(bodies), "arbitration": is_likely(own, 0.5)}
    return {name: value for name, value in offer.items() if value is not None}


def _part(own, office, case, now):
    """Those who are cleared are mostly people of the case."""
    people = [person.staff for person in life.people(case.events) if person.staff]
    cleared = [own.choice(people) if people else _person(own, office)] * own.randint(0, 1)
    subjects = [_person(own, office) for _ in range(own.choice((0, 0, 1, 2)))]
    category = own.choice((*office.procedure.categories, "of_cats"))
    return {"cleared": cleared, "subjects": subjects, "category": category}


def _members(own, office, case, now):
    """Often some of those who have it, and sometimes all."""
    had = sorted(life.investigating(case.events)) or [_person(own, office)]
    others = [_person(own, office)] * own.randint(0, 1)
    return {"members": own.sample(had, own.randint(1, len(had))) + others}


# Members that an act may have, and often has.
CHOSEN = {
    "bypassed": _later_stage,
    "contact": lambda own, office, case, now: {
        name: is_likely(own, 0.4) for name in ("not_reached", "consented")
    },
    "split_off": _part,
    "initial_response": _people,
    "assigned": _people,
    "mediation_offered": _offer,
    "mediation_accepted": lambda own, office, case, now: {"agrees_to_be_bound": is_likely(own, 0.8)},
    "settled": lambda own, office, case, now: {"handler": _person(own, office)},
    "outcome": _sent_on,
    "written_outcome": _letter,
    "subject_told": lambda own, office, case, now: {"until": _day(own, now, -3, 40)},
    "mediation_referred": lambda own, office, case, now: {"until": _day(own, now, -3, 40)},
    "action_recorded": lambda own, office, case, now: {"none": True},
    "investigation_opened": lambda own, office, case, now: {"meeting": _meeting(own, office)},
    "investigation_reassigned": _members,
    "investigation_closed": lambda own, office, case, now: {
        "not_discussed": own.sample(("complainant", "subject"), own.randint(1, 2))
    },
}
