"""One step after the other in an office: done, and compared with what the model says of it."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from choices import choose_act, choose_body, is_likely, quiet_time, spoil
from model import life
from model.access import COMPLAINANT, who_may
from model.calendar import DAY, local_day, local_noon
from model.case import Case, Refused
from model.desk import iso
from model.events import ACTS
from model.history import Event
from model.messages import tell_of_meetings
from model.procedure import CHANNELS, KINDS
from model.splitting import split
from model.ties import BY_MANY
from office import NAMES_AT_WORK, Actor, Followed, Office
from paths import Step, path_to_closed

STATUS = {
    "received": "received",
    "in_progress": "in_progress",
    "decided": "in_progress",
    "answered": "answered",
    "closed": "closed",
}
# Members of a body that are no facts.
TOLD_ELSEWHERE = ("text", "occurred_at", "sent_on", "representative", "narrative")


@dataclass(frozen=True)
class Told:
    """One request of an actor."""

    actor: Actor
    type: str
    body: dict
    if_match: str | None = "*"
    is_spoiled: bool = False

    @property
    def facts(self) -> dict:
        facts = {name: each for name, each in self.body.items() if name not in TOLD_ELSEWHERE}
        if self.type == "closed" and "text" in self.body:  # perhaps the reason for no letters
            facts["text"] = self.body["text"]
        if "until" in facts:
            facts["until"] = date.fromisoformat(facts["until"])
        return facts

    @property
    def occurred_at(self) -> datetime | None:
        given = self.body.get("occurred_at")
        return datetime.fromisoformat(given) if given else None


def act_at_random(own: random.Random, office: Office, followed: Followed) -> tuple[Told, int]:
    now = office.now()
    actor, type = choose_act(own, office, followed)
    body = choose_body(own, office, followed, actor, type, now)
    if "subjects" in body:  # who names themselves would get no receipt code
        body["subjects"] = [staff for staff in body["subjects"] if staff != actor.id]
    is_spoiled = is_likely(own, 0.04)
    if is_spoiled:
        body = spoil(own, type, body)
    if_match = own.choices(("*", str(followed.case.version), "1000", None), (10, 85, 3, 2))[0]
    if if_match and if_match != "*":
        if_match = f'"{if_match}"'
    told = Told(actor, type, body, if_match, is_spoiled)
    return told, tell(office, followed, told)


def tell(office: Office, followed: Followed, told: Told) -> int:
    """Does it here and there, and sees that both agree; the status answered."""
    case, now = followed.case, office.now()
    before = case.copy()
    parts = []  # what was split off
    expected = _expected(office, followed, told, now, parts)
    answer = office.act(followed, told.actor, told.type, told.body, told.if_match)
    assert answer.status_code == expected, (
        f"{told} on {followed.reference} at {iso(now)}: not {expected} but {answer.status_code}\n"
        f"{answer.text}\nbefore: {before}"
    )
    if expected == 409:
        _check_refusal(case, told.actor, answer.json())
    if expected == 200:
        view = answer.json()
        _take_time(case, before, view)
        if _was_told_since(case, view):
            case.settle(office.calendar, now)
            assert tell_of_meetings(case, office.calendar, now)
            office.take_messages(followed)
        check_view(office, case, told.actor, view)
    if expected == 201:
        _take_time(case, before, office.read(followed, told.actor))
    if parts:
        office.follow(parts[0], answer.json())
    if expected == 201 and not parts:
        followed.complainant.headers["Receipt-Code"] = answer.json()["receipt_code"]
    if expected in (200, 201, 204):
        case.settle(office.calendar, now)
        office.await_messages([followed])
    return expected


def _expected(office: Office, followed: Followed, told: Told, now: datetime, parts: list) -> int:
    case, actor = followed.case, told.actor
    if not actor.roles & who_may(told.type):
        return 403 if actor.id else 401
    if told.is_spoiled:
        return 422
    if actor.id and not told.if_match:
        return 428
    if actor.id and not case.is_known_to(actor.id):
        return 404
    if told.type not in case.may(actor.id):
        return 403
    if told.if_match not in (None, "*", f'"{case.version}"'):
        return 412
    try:
        _act(office, followed, told, now, parts)
    except Refused as refused:
        return refused.status
    if parts or told.type == "receipt_code_issued":
        return 201
    return 200 if actor.id is None or "read" in case.may(actor.id) else 204


def _act(office: Office, followed: Followed, told: Told, now: datetime, parts: list):
    case, facts, by = followed.case, told.facts, told.actor.id
    at = told.occurred_at or _begun(office, case, told, now) or now
    if case.allows(told.type) if by else case.allows_outside(told.type):
        if by is None and told.occurred_at:
            raise Refused(422, "the complainant does not say when")
        if told.type == "linked" and not _can_link(office, followed, told):
            raise Refused(422, "no such case")
    sent_on = told.body.get("sent_on")
    sent_on = sent_on and date.fromisoformat(sent_on)
    if told.type == "outcome":
        case.decide(facts.pop("outcomes"), at, now, sent_on, by, **facts)
    elif told.type == "split_off":
        parts.append(split(case, at, now, by, **facts))
    elif told.type == "written_outcome":
        case.send(at, now, sent_on, by, **facts)
    else:
        case.act(told.type, at, now, by, **facts)


def _begun(office: Office, case: Case, told: Told, now: datetime) -> datetime | None:
    """When the meeting began that did it, if it has and the case was open then. Rule: D5."""
    meeting = office.house.meetings.get(told.body.get("meeting"))
    if told.type not in ("discussed", "investigation_opened", "outcome") or not meeting:
        return None
    opened = life.last_turn(case.events).occurred_at
    is_over = opened <= meeting.starts_at <= now and not meeting.is_cancelled
    return meeting.starts_at if is_over else None


def _can_link(office: Office, followed: Followed, told: Told) -> bool:
    others = [each for each in office.cases if each.reference == told.body["reference"]]
    return others != [] and others != [followed] and others[0].case.is_known_to(told.actor.id)


def _check_refusal(case: Case, actor: Actor, problem: dict):
    """A refused act tells what would be allowed instead."""
    assert problem["code"] == "act-not-allowed", problem
    told = problem["errors"][-1]["detail"].split(": ")[1]
    undecided = BY_MANY if problem["errors"][0]["code"] == "no_quorum" else frozenset()
    assert set(told.split(", ")) - {""} == case.allowed(actor.id) - undecided, problem


def _take_time(case: Case, before: Case, view: dict):
    """What was done now happened when the service says that it did."""
    told = {each["seq"]: each for each in view.get("history", view.get("messages"))}
    for number in range(before.version, case.version):
        event = case.events[number]
        if event.seq in told:
            at = datetime.fromisoformat(told[event.seq]["occurred_at"])
            assert abs(at - event.occurred_at) < timedelta(seconds=5), (event, at)
            case.correct_time(event.seq, at)


def _was_told_since(case: Case, view: dict) -> bool:
    """Whether the service told of a meeting between the act and its answer."""
    last = view.get("history", view.get("messages"))[-1]
    return last["type"] == "meeting_changed" and last["seq"] > case.version


def _shows(office: Office, event: Event, actor: Actor) -> bool:
    """A link to a case that somebody may not know of is not shown to them."""
    if event.type != "linked":
        return True
    [other] = [each for each in office.cases if each.reference == event.facts["reference"]]
    return other.case.is_known_to(actor.id)


def check_view(office: Office, case: Case, actor: Actor, view: dict):
    """What somebody is shown is what the model knows."""
    shown, allowed = set(view["allowed_actions"]), case.allowed(actor.id)
    wrong = f"{actor.name} is told {shown - allowed}, not {allowed - shown}"
    assert shown == allowed, f"{wrong}: {case}"
    if actor.id is None:
        assert view["status"] == STATUS[case.public_state]
        return
    shown = (view["state"], view["stage"], view["version"], view["handler"])
    assert shown == (case.state, case.stage, case.version, case.handler)
    assert view["point_of_contact"] == case.contact
    is_over = case.state == "closed" or case.is_sealed
    assert {*view["investigators"]} == (set() if is_over else life.investigating(case.events))
    history = [(each["type"], each["occurred_at"]) for each in view["history"]]
    assert [(type, datetime.fromisoformat(at)) for type, at in history] == [
        (event.type, event.occurred_at)
        for event in case.events
        if _shows(office, event, actor)
    ]
    _check_withheld(case, actor, view)
    if case.state in STATUS:
        assert view["status"] == STATUS[case.state]


def _check_withheld(case: Case, actor: Actor, view: dict):
    """What is for those who need to know nobody else reads, but for who wrote it. Rule: A21."""
    was_such = False
    for each in view["history"]:
        event = case.events[each["seq"] - 1]
        outcomes = event.facts["outcomes"] if event.type == "outcome" else ()
        is_such = not case.procedure.need_to_know.isdisjoint(outcomes)
        was_such |= is_such
        expected = (
            (is_such or (was_such and event.type == "subject_outcome_told"))
            and each["actor"] != actor.id
            and "discipline" not in case.may(actor.id)
        )
        assert each.get("withheld", False) is expected, (each, actor)
        assert each["text"] is None or not expected


def receive_at_random(own: random.Random, office: Office) -> int:
    now = office.now()
    late = own.choice((0, 1, 1, 3, 10)) * own.random() * DAY
    received_at = quiet_time(office, now - late - timedelta(minutes=5), now)
    procedure = office.procedure
    kind = own.choices(KINDS, (10, 3, 3, 1, 1))[0]
    return office.receive(
        kind,
        own.choice(CHANNELS),
        own.choice((*procedure.categories, "")),
        received_at.replace(microsecond=0),
        own.choice(("", "", "ceo", "chair")),
        own.choice(("", "", "", own.choice(procedure.stages))),
        own.choices(("", "manager", "safeguarding_officer"), (90, 4, 4))[0],
        _subjects_at_random(own, office),
    )


def _subjects_at_random(own: random.Random, office: Office) -> tuple[str, ...]:
    """Mostly nobody; never who enters it, who would get no receipt code then."""
    names = [name for name in NAMES_AT_WORK if name != "ina"]
    count = own.choices((0, 1, 2, 4), (85, 9, 4, 2))[0]
    return tuple(office.actors[name].id for name in own.sample(names, count))


def meet_at_random(own: random.Random, office: Office):
    """A meeting more, or one that is moved or cancelled."""
    now = office.now()
    # In the evening: no hours from then on end while the test is at it.
    starts_at = local_noon(local_day(now) + own.randint(2, 70) * DAY)
    starts_at += timedelta(hours=5, minutes=30, seconds=own.randint(0, 1000))
    coming = [
        each
        for each in office.house.meetings.values()
        if each.starts_at > now and not each.is_cancelled
    ]
    if not coming or is_likely(own, 0.5):
        body = own.choice(("board", "board", "committee", "review_panel"))
        office.schedule(body, starts_at, is_special=is_likely(own, 0.2))
    elif is_likely(own, 0.5):
        meeting = own.choice(coming)
        if meeting.starts_at != starts_at:
            office.move(meeting, starts_at)
    else:
        office.cancel(own.choice(coming))


def end(office: Office, followed: Followed) -> list[Step]:
    """Closes a case by a way that the model has found; that there is none is a failure."""
    path = path_to_closed(followed.case, office.house, office.now())
    assert path is not None, f"stuck: {followed.case}"
    people = {actor.id: actor for actor in office.actors.values()}
    for step in path:
        required = dict.fromkeys(set(ACTS[step.type].required) & {"text"}, "This is the end.")
        actor = followed.complainant if step.actor == COMPLAINANT else people[step.actor]
        status = tell(office, followed, Told(actor, step.type, {**required, **step.facts}))
        assert status in (200, 204), (step, status)
    assert followed.case.state == "closed"
    return path
