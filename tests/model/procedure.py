"""A procedure as a case goes by it: stages, promises, and what may follow what."""

import json
from dataclasses import dataclass, field, fields
from functools import lru_cache

from model.erasing import OF_RIGHT
from model.events import DECISIONS
from model.life import REPLIES

KINDS = ("complaint", "suggestion", "enquiry", "compliment", "request")
CHANNELS = (
    "web",
    "email",
    "telephone",
    "post",
    "in_person",
    "instant_message",
    "suggestion_box",
    "visitor_book",
)
STATES = ("received", "in_progress", "decided", "answered", "safeguarding", "closed")


# What begins a step that takes its time, and what ends it.
STEPS = {"investigation_opened": "investigation_closed", "mediation_referred": "mediation_result"}
# It is decided anew, or whoever complained asks for more than they got.
BEGIN_ANEW = frozenset((*DECISIONS, "referred", "bypassed", "appealed", "question"))


def _among(word, words: frozenset[str]) -> bool:
    """A list that is empty holds every word."""
    return not words or word in words


@dataclass(frozen=True)
class Standard:
    code: str
    amount: int
    unit: str
    starts_with: frozenset[str]
    met_by: frozenset[str] = frozenset()
    ended_by: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    roll: str = "none"
    due: str = ""
    body: str = ""
    within: int = 0
    each: bool = False
    extendable: bool = False
    agreeable: bool = False
    watched: bool = False
    repeats: bool = False

    def applies(self, kind: str, channel: str, category: str) -> bool:
        return (
            _among(kind, self.kinds)
            and _among(channel, self.channels)
            and _among(category, self.categories)
        )

    def is_left(self, event) -> bool:
        """Whether what would start it has brought the case to a stage that is none of its own."""
        return event.type in self.starts_with and not _among(event.stage, self.stages)

    def starts(self, event) -> bool:
        """Whether the event starts it. A limit that is only watched has to be known."""
        return (
            _among(event.stage, self.stages)
            and not (self.watched and "until" not in event.facts)
            and not (event.is_undone or self._is_overtaken(event))
            and (event.type in DECISIONS or not event.steps & self.ended_by)
            and (self._is_begun(event) or self._goes_on(event))
        )

    def _is_begun(self, event) -> bool:
        return (
            event.type in self.starts_with
            and _among(event.facts.get("medium"), self.media)
            and (event.type in BEGIN_ANEW or not self._is_behind(event.state))
        )

    def _goes_on(self, event) -> bool:
        """Whether it is the promise of a step that was open when the case was closed, and is when
        that is reopened. Rules: A17, C12, D7."""
        return event.type == "reopened" and any(
            step in self.starts_with and STEPS[step] in self.met_by for step in event.open_steps
        )

    def is_met(self, event) -> bool:
        """An outcome that never stood is not the one that is awaited. Rules: C11, D1."""
        awaits_outcome = self.met_by <= {*DECISIONS, *REPLIES}
        return event.type in self.met_by and not (event.is_undone and awaits_outcome)

    def is_ended(self, event) -> bool:
        return event.type in {*self.ended_by, "erased"} and not event.is_undone

    def _is_overtaken(self, event) -> bool:
        """Whether the case was over by then, as was recorded later. Rule: D1."""
        return event.state in ("closed", "safeguarding") and event.to not in ("", event.state)

    def _is_behind(self, state: str) -> bool:
        """Whether a case that stands so has had what is promised: a decision, or the answer in
        writing. Rules: C11, D7."""
        is_decided = bool(self.met_by) and self.met_by <= {*DECISIONS}
        is_answered = is_decided or "written_outcome" in self.met_by | self.ended_by
        is_behind = {"decided": is_decided, "answered": is_answered, "closed": is_answered}
        return is_behind.get(state, False)


@dataclass(frozen=True)
class Entry:
    stage: str
    kinds: frozenset[str] = frozenset()
    addressed_to: str = ""

    def takes(self, kind: str, addressed_to: str) -> bool:
        return _among(kind, self.kinds) and self.addressed_to in ("", addressed_to)


@dataclass(frozen=True)
class Transition:
    events: frozenset[str]
    origins: frozenset[str]
    stages: frozenset[str] = frozenset()
    to: str = ""  # "": the state stays
    next_stage: str = ""  # "": the stage stays, or the act names another

    def fits(self, state: str, stage: str, type: str) -> bool:
        return type in self.events and state in self.origins and _among(stage, self.stages)


@dataclass(frozen=True)
class Quorum:
    """How many must be left of those with these roles. Rule: D9."""

    least: int
    roles: frozenset[str]


BODIES = (frozenset(("chair", "vice_chair", "trustee")), frozenset(("review_panel",)))
STAYS = Transition(frozenset(), frozenset())


@dataclass(frozen=True)
class Procedure:
    stages: tuple[str, ...]
    entries: tuple[Entry, ...]
    standards: tuple[Standard, ...]
    transitions: tuple[Transition, ...]
    categories: tuple[str, ...]
    outcomes: tuple[str, ...]
    need_to_know: frozenset[str]  # of the outcomes. Rule: A21
    mediators: frozenset[str] = frozenset()
    arbitrators: frozenset[str] = frozenset()  # among them. Rule: C12
    quorums: dict[str, Quorum] = field(default_factory=dict)  # of the stages that have one

    def has_body(self, offer: dict) -> bool:
        able = self.arbitrators if offer.get("arbitration") else self.mediators
        named = offer.get("outside_body")
        return named in able if named else bool(able) or not offer.get("arbitration")

    def __hash__(self):
        return id(self)

    def entry(self, kind: str, addressed_to: str = "") -> str | None:
        """The stage where such a case starts: the first row that fits."""
        fitting = (entry.stage for entry in self.entries if entry.takes(kind, addressed_to))
        return next(fitting, None)

    @lru_cache(maxsize=None)
    def transition(self, state: str, stage: str, type: str) -> Transition | None:
        fitting = (each for each in self.transitions if each.fits(state, stage, type))
        return next(fitting, STAYS if self._is_of_right(state, stage, type) else None)

    def _is_of_right(self, state: str, stage: str, type: str) -> bool:
        """What may be reported on may be given on to others. Rule: D9."""
        if type == "investigation_reassigned":
            return self.transition(state, stage, "investigation_closed") is not None
        return type in OF_RIGHT

    def is_later(self, stage: str, than: str) -> bool:
        return stage in self.stages and self.stages.index(stage) > self.stages.index(than)

    def after(self, stage: str) -> str:
        """The next stage; the last is its own."""
        number = self.stages.index(stage)
        return self.stages[min(number + 1, len(self.stages) - 1)]

    @lru_cache(maxsize=None)
    def standards_of(self, kind: str, channel: str, category: str) -> tuple[Standard, ...]:
        """What a customer is promised who raises this on that channel."""
        return tuple(each for each in self.standards if each.applies(kind, channel, category))

    def standard(self, code: str) -> Standard | None:
        return next((each for each in self.standards if each.code == code), None)


def read_procedure(text: str) -> Procedure:
    """A procedure as its document has it."""
    document = json.loads(text)

    def codes(name):
        return tuple(each["code"] for each in document[name])

    return Procedure(
        stages=codes("stages"),
        entries=tuple(
            Entry(each["stage"], frozenset(each.get("kinds", ())), each.get("addressed_to", ""))
            for each in document["entries"]
        ),
        standards=tuple(map(_standard, document["standards"])),
        transitions=tuple(
            Transition(
                frozenset(each["events"]),
                frozenset(each["from"]),
                frozenset(each.get("stages", ())),
                each.get("to") or "",
                each.get("next_stage") or "",
            )
            for each in document["transitions"]
        ),
        categories=codes("categories"),
        outcomes=codes("outcomes"),
        mediators=frozenset(each["code"] for each in document.get("outside_bodies", ())),
        arbitrators=frozenset(
            each["code"] for each in document.get("outside_bodies", ()) if each.get("arbitrates")
        ),
        need_to_know=frozenset(
            each["code"] for each in document["outcomes"] if each.get("need_to_know")
        ),
        quorums={
            each["code"]: Quorum(each["quorum"], body)
            for each in document["stages"]
            for body in BODIES
            if each.get("quorum", 1) > 1 and each["responsible"] in body
        },
    )


def _standard(document: dict) -> Standard:
    known = {each.name for each in fields(Standard)}
    return Standard(
        **{
            name: frozenset(value) if isinstance(value, list) else value
            for name, value in document.items()
            if name in known and value is not None
        }
    )
