"""A case: its history, who may do what with it now, and what comes of an act."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from model import access, erasing, life
from model.autus import AUTUS
from model.calendar import Calendar, local_day, local_midnight
from model.clocks import Clocks
from model.events import ACTS
from model.history import Event, Movement
from model.house import ANYBODY, House
from model.procedure import Procedure, Transition
from model.ties import BY_MANY, OFFICERS_IN_LINE, is_inquorate, leading_trustee, let_in, ties

NOT_ALLOWED, NOT_POSSIBLE = 409, 422
IN_THE_RECKONING = ("received", "in_progress", "decided", "answered")
# Whom staff may hand a matter of safeguarding to. Rule: A13.
HANDED_TO = frozenset({"manager", "safeguarding_officer", "safeguarding_trustee"})
SUBSTITUTES = ("ceo", "chair", "vice_chair", "trustee", "manager", "handler")


class Refused(Exception):
    """An act that the service must refuse, with this status."""

    def __init__(self, status: int, why: str):
        super().__init__(f"{status}: {why}")
        self.status = status


@dataclass
class Case:
    kind: str
    channel: str
    category: str
    received_at: datetime
    recorded_at: datetime
    procedure: Procedure = field(default=AUTUS, repr=False)
    house: House = field(default=ANYBODY, repr=False)
    addressed_to: str = ""
    bypass_to: str = ""
    subjects: tuple[str, ...] = ()  # whom it is about, as far as that is known when it is entered
    sealed_for: str = ""  # the role that deals with what is received as a matter of safeguarding
    state: str = "received"
    stage: str = ""
    # What the outside believes: as if nothing was sealed. Rule: D17.
    public_state: str = "received"
    public_stage: str = ""
    handler: str | None = None
    contact: str | None = None
    erasure_not_before: date | None = None  # as whoever complained wishes. Rule: D18
    is_held: bool = False
    is_erased: bool = False
    admitted: set[str] = field(default_factory=set)
    events: list[Event] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)
    outcomes: set[str] = field(default_factory=set)
    clocks: Clocks = field(default_factory=Clocks, repr=False)

    def __post_init__(self):
        if self.events:
            return
        self.stage = self.bypass_to or self.procedure.entry(self.kind, self.addressed_to)
        self.public_stage = self.stage
        self.append("received", self.received_at, {"medium": self.channel}, to="received")
        self.movements.append(Movement(1, "received", self.received_at))
        for person in self.subjects:
            self.append("subject_named", self.recorded_at, {"staff": person})
        if self.subjects and not self.is_sealed:
            self._pass_on(False, self.recorded_at)
        line = (self.sealed_for, *OFFICERS_IN_LINE)
        officer = self.sealed_for and self.house.first_with(line, {*self.subjects})
        if officer:
            self.act("safeguarding", self.recorded_at, self.recorded_at, staff=officer)

    @property
    def version(self) -> int:
        return len(self.events)

    @property
    def is_sealed(self) -> bool:
        return bool(self.sealed_for) or life.last(self.events, "safeguarding") is not None

    def settle(self, calendar: Calendar, now: datetime):
        """Brings the clocks up to date: after every act, and whenever time has passed."""
        standards = self.procedure.standards_of(self.kind, self.channel, self.category)
        events = [event for event in self.events if not event.is_idle]
        self.clocks.settle(standards, events, calendar, now, self.recorded_at, self.house.meetings)

    def copy(self) -> "Case":
        """Another case that goes on from here; clocks are not told of what it does."""
        names = ("events", "movements", "outcomes", "admitted")
        return replace(self, **{name: getattr(self, name).copy() for name in names})

    # --- who may do what ---

    def may(self, person: str | None) -> frozenset[str]:
        """All that staff, or the complainant, may ever do about it. Nothing: it is hidden."""
        roles = self.house.roles(person) if person else {access.COMPLAINANT}
        return access.allowed(roles, ties(self, person) if person else {"own"})

    def is_known_to(self, person: str) -> bool:
        return bool(self.may(person))

    def allows(self, type: str) -> bool:
        """Whether the procedure and the history allow any act of this type now."""
        is_possible = self.procedure.transition(self.state, self.stage, type) is not None
        return is_possible and not self._is_refused(type, self.is_sealed)

    def allows_outside(self, type: str) -> bool:
        """The same for the complainant: that a case is sealed must not show. Rule: D17"""
        position = self.public_state, self.public_stage
        is_possible = self.procedure.transition(*position, type) is not None
        return is_possible and not self._is_refused(type, False)

    def _is_refused(self, type: str, is_sealed: bool) -> bool:
        if erasing.is_refused(self, type):
            return True
        needs_action = self.kind in ("suggestion", "compliment")
        return life.is_refused(self.events, type, needs_action, is_sealed)

    def allowed(self, person: str | None) -> set[str]:
        """All that this member of staff, or the complainant, could do now."""
        allows = self.allows if person else self.allows_outside
        return {type for type in self.may(person) & ACTS.keys() if allows(type)}

    # --- acts ---

    def act(self, type: str, occurred_at: datetime, now: datetime, by: str | None = None, **facts):
        """An act by a member of staff who sees the case; by None: by whoever may."""
        self.check_allowed(type, by, facts)
        facts = self._complete(type, by, facts)
        self._check_facts(type, occurred_at, by, facts)
        self._check_roles(type, now, by, facts)
        self._check_time(type, occurred_at, now, facts)
        self._record(type, occurred_at, facts)

    def decide(
        self,
        outcomes: list[str],
        occurred_at: datetime,
        now: datetime,
        sent_on: date | None = None,
        by: str | None = None,
        **facts,
    ):
        """An outcome, with the day on which it was sent in writing if it was."""
        self.check_allowed("outcome", by, facts)
        sent_at = None
        if sent_on:
            decided_on = local_day(occurred_at)
            sent_at = occurred_at if sent_on == decided_on else local_midnight(sent_on)
            if not occurred_at <= sent_at <= now:
                raise Refused(NOT_POSSIBLE, "sent before it was decided, or in the future")
        before = self.copy()
        try:
            self.act("outcome", occurred_at, now, by, outcomes=outcomes, **facts)
            if sent_at:
                self.act("written_outcome", sent_at, now, by)
        except Refused:  # both or neither
            self.__dict__.update(before.__dict__)
            raise

    def send(
        self,
        occurred_at: datetime,
        now: datetime,
        sent_on: date | None = None,
        by: str | None = None,
        **facts,
    ):
        """The written outcome, perhaps with the day on which it went out instead of the time."""
        self.check_allowed("written_outcome", by, facts)
        sent_at = occurred_at
        if sent_on:
            decided = life.last(self.events, *life.DECISIONS)
            decided_at = decided.occurred_at if decided else self.received_at
            if sent_on != local_day(occurred_at):
                is_same_day = sent_on == local_day(decided_at)
                sent_at = decided_at if is_same_day else local_midnight(sent_on)
            if not decided_at <= sent_at <= now:
                raise Refused(NOT_POSSIBLE, "sent before it was decided, or in the future")
        self.act("written_outcome", sent_at, now, by, **facts)

    # --- what is wrong with an act ---

    def check_allowed(self, type: str, by: str | None, facts: dict):
        is_outside = not by and type in self.may(None)
        if not (self.allows_outside(type) if is_outside else self.allows(type)):
            raise Refused(NOT_ALLOWED, f"{type} while {self.state} in {self.stage}")
        presides = not by or "course_determined" in self.may(by)
        if type == "extended" and life.last(self.events, "extended") and not presides:
            raise Refused(NOT_ALLOWED, "a second extension is for the Chair")
        if type in BY_MANY and is_inquorate(self):
            raise Refused(NOT_ALLOWED, "too few are left to decide")

    def _complete(self, type: str, by: str | None, facts: dict) -> dict:
        """With what the act leaves unsaid."""
        facts = dict(facts)
        concerned = life.concerned(self.events, type)
        if "concerns" not in facts and concerned is not None:
            facts["concerns"] = concerned
        if type == "question":
            facts.setdefault("medium", "web")
        if type == "conflict_declared" and by:
            facts.setdefault("staff", by)
        if type in ("initial_response", "settled", "assigned"):
            if by:
                facts.setdefault("handler", by)
            if facts.get("handler"):
                facts.setdefault("point_of_contact", facts["handler"])
        if type == "declined":
            facts["outcomes"] = [f"declined_{facts.get('ground')}"]
        return facts

    def _check_facts(self, type: str, occurred_at: datetime, by: str | None, facts: dict):
        named = [facts.get("handler"), facts.get("point_of_contact"), *facts.get("members", [])]
        dealing = [*named, facts.get("staff")] if type == "safeguarding" else named
        wrong = {
            "nobody here": not self.house.knows_all([*named, facts.get("staff")]),
            "not suited": not self.house.suits(named),
            "not detached": life.excluded(self.events) & set(dealing),
            "nobody else": life.changes_nobody(self.events, type, facts),
            "no such meeting": not self.house.has_meeting(facts.get("meeting")),
            "not waiting": not life.can_concern(self.events, type, facts.get("concerns")),
            "no later stage": not self._can_go_to(by, facts.get("stage")),
            "checklist": self._lacks_checklist(type, facts),
            "no such outcome": type in ("outcome", "settled")
            and set(facts["outcomes"]) - set(self.procedure.outcomes),
            "not discussed": type == "investigation_closed"
            and life.parties_to_discuss_with(self.events) - set(facts.get("not_discussed", ())),
            "not agreed to": life.lacks_consent(type, facts),
            "not as needed": not life.is_as_needed(self.events, type, facts),
            "no such body": not self.procedure.has_body(facts),
            "not bound": type == "mediation_accepted" and not life.is_bound(self.events, facts),
            "not extendable": type == "extended" and not self._can_extend(occurred_at, facts),
            "over before it begins": type in ("remedy_owed", "mediation_referred", "subject_told")
            and facts.get("until", date.max) < local_day(occurred_at),
        }
        for why, is_wrong in wrong.items():
            if is_wrong:
                raise Refused(NOT_POSSIBLE, why)

    def _check_roles(self, type: str, now: datetime, by: str | None, facts: dict):
        meeting = self.house.meetings.get(facts.get("meeting"))
        staff = facts.get("staff")
        wrong = {
            "no officer": type == "safeguarding"
            and by
            and not self.house.roles(staff) & HANDED_TO,
            "another's conflict": type == "conflict_declared"
            and by not in (None, staff)
            and "subject_confirmed" not in self.may(by),
            "not the time for it": meeting and (meeting.starts_at > now) != (type == "tabled"),
        }
        for why, is_wrong in wrong.items():
            if is_wrong:
                raise Refused(NOT_POSSIBLE, why)

    def _can_go_to(self, by: str | None, stage: str | None) -> bool:
        at = self.stage if by else self.public_stage
        return stage is None or self.procedure.is_later(stage, at)

    def _lacks_checklist(self, type: str, facts: dict) -> bool:
        if type != "closed" or self.house is ANYBODY:
            return False
        if set(life.ASKED.get(self.kind, ())) - facts.keys():
            return True
        return self.kind == "complaint" and life.lacks_letters(self.events, facts)

    def _can_extend(self, occurred_at: datetime, facts: dict) -> bool:
        """Only what runs, before it is due, to a later day. Rule: A18."""
        standard = self.procedure.standard(facts["standard"])
        if not standard or not standard.extendable:
            return False
        for key, clock in sorted(self.clocks.known.items(), key=lambda item: item[1].started_at):
            is_it = key.standard == standard.code and clock.started_at <= occurred_at
            if is_it and not (clock.is_decided or clock.is_superseded):
                in_time = occurred_at < clock.due.at and not clock.is_breached
                return in_time and facts["until"] > clock.due.on
        return False

    def _check_time(self, type: str, occurred_at: datetime, now: datetime, facts: dict):
        if occurred_at > now:
            raise Refused(NOT_POSSIBLE, "in the future")
        if occurred_at < self.received_at:
            raise Refused(NOT_POSSIBLE, "before it was received")
        for event in life.told_before(self.events, type, facts):
            if event and occurred_at < event.occurred_at:
                raise Refused(NOT_POSSIBLE, f"before {event.type}")

    # --- what comes of an act ---

    def _record(self, type: str, occurred_at: datetime, facts: dict):
        was_counted = self.state in IN_THE_RECKONING
        had_handler = self.handler is not None
        self.append(type, occurred_at, facts, **self._move(type, facts))
        self.count(type, occurred_at, was_counted)
        erasing.wish(self, type, occurred_at)
        if type == "safeguarding":
            self.admitted |= let_in(self, facts["staff"])
        if type in ("conflict_declared", "subject_named") and self.is_sealed:
            self.admitted.add(self.house.first_with(OFFICERS_IN_LINE, life.excluded(self.events)))
        if type in ("outcome", "settled", "declined"):
            self.outcomes |= set(facts["outcomes"])
        self.handler = facts.get("handler") or self.handler
        self.contact = facts.get("point_of_contact") or self.contact
        self._let_go()
        if type in life.NAMED and not self.is_sealed:
            self._pass_on(had_handler, occurred_at)
        elif self.state not in ("decided", "answered"):
            self._keep_quorum(occurred_at)

    def _move(self, type: str, facts: dict) -> dict:
        """Where it stands then, and where the outside believes that it does. It is idle when an
        act of this type is done to its image, and not to the case."""
        transition = self._transition(self.state, self.stage, type)
        is_over = self.is_sealed and self.state == "closed" and type not in life.HIDDEN
        if transition and transition.to and is_over:
            transition = None
        image = self._transition(self.public_state, self.public_stage, type)
        image = None if type in life.HIDDEN else image
        if image:
            self.public_stage = self._stage_after(image, type, self.public_stage, facts)
            self.public_state = image.to or self.public_state
        if transition:
            self.stage = self._stage_after(transition, type, self.stage, facts)
            self.state = transition.to or self.state
        to, public_to = transition and transition.to, image and image.to
        return {"is_idle": transition is None, "to": to or "", "public_to": public_to or ""}

    def _transition(self, state: str, stage: str, type: str) -> Transition | None:
        """That nobody is left follows even where the procedure does not say what from it."""
        stays = Transition(frozenset(), frozenset()) if type == "quorum_lost" else None
        return self.procedure.transition(state, stage, type) or stays

    def _stage_after(self, transition: Transition, type: str, stage: str, facts: dict) -> str:
        after = self.procedure.after(stage) if type == "bypassed" else stage
        return transition.next_stage or facts.get("stage") or after

    def count(self, type: str, occurred_at: datetime, was_counted: bool):
        if was_counted == (self.state in IN_THE_RECKONING):
            return
        gone = "converted_out" if type == "safeguarding" else "closed"
        movement = gone if was_counted else "reopened"
        self.movements.append(Movement(self.version, movement, occurred_at))

    def _let_go(self):
        """Whoever turns out to be part of it deals with it no longer. Rule: C11."""
        excluded = life.excluded(self.events)
        self.handler = None if self.handler in excluded else self.handler
        self.contact = None if self.contact in excluded else self.contact

    def _keep_quorum(self, occurred_at: datetime) -> bool:
        """Outside, when too few are left to decide; whether that is so. Rules: D9, D10."""
        if is_lost := is_inquorate(self):
            self._record("quorum_lost", occurred_at, {})
        return is_lost

    def _pass_on(self, had_handler: bool, occurred_at: datetime):
        """To the next in line, unless somebody can take it; else outside. Rules: D9, D10."""
        excluded = life.excluded(self.events)
        trustee = leading_trustee(self)
        next_in_line = trustee or self.house.first_with(SUBSTITUTES, excluded)
        is_lost = self._keep_quorum(occurred_at)
        if next_in_line is None and self.house is not ANYBODY and not is_lost:
            self._record("quorum_lost", occurred_at, {})
        is_needed = had_handler or not self.house.first_with(access.TAKERS, excluded)
        is_taken_over = trustee or (not self.handler and is_needed)
        if is_taken_over and next_in_line and self.allows("assigned"):
            names = ("handler",) if self.contact else ("handler", "point_of_contact")
            self._record("assigned", occurred_at, dict.fromkeys(names, next_in_line))

    def append(self, type: str, occurred_at: datetime, facts: dict, to: str = "", **more):
        seq, stages = len(self.events) + 1, (self.stage, self.public_stage)
        more.setdefault("public_to", to)
        self.events.append(Event(seq, type, occurred_at, facts, *stages, to=to, **more))

    def correct_time(self, seq: int, occurred_at: datetime):
        """When an event happened that was said to happen now."""
        self.events[seq - 1] = replace(self.events[seq - 1], occurred_at=occurred_at)
        self.movements = [
            replace(each, occurred_at=occurred_at) if each.seq == seq else each
            for each in self.movements
        ]

    # --- what reviews count ---

    @property
    def opened_or_closed_at(self) -> datetime:
        return life.last_turn(self.events).occurred_at

    @property
    def received_on(self) -> date:
        return local_day(self.received_at)

    @property
    def closed_on(self) -> date | None:
        return local_day(self.opened_or_closed_at) if self.state == "closed" else None
