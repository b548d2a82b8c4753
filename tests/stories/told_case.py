"""A case of a story, with all that was promised on it so far."""

from collections import Counter
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from people import Complainant
from promise import Promise

# What staff owe each other, and the watch on a limit that is not ours. Rule: D11, D17.
INTERNAL = {"subject_confirmation", "handover_alarm", "handover", "redress_limit"}
# What a complainant is never told in these words. Rule: A12, A21, D11.
HIDDEN = {
    *("note", "contact", "discussed", "investigation_closed", "allegation_added", "found"),
    *("subject_told", "subject_replied", "subject_outcome_told"),
    *("outcome", "subject_named", "subject_confirmed", "subject_dismissed", "safeguarding"),
    *("handover_acknowledged", "safeguarding_closed", "split_off", "conflict_declared", "assigned"),
}


def by_standard(promises: list[dict]) -> dict[str, list[dict]]:
    found = {}
    for promise in promises:
        found.setdefault(promise["standard"], []).append(promise)
    return found


def named(promise: dict) -> tuple:
    """What makes a promise this one: its address tells since when it counts."""
    return promise["standard"], promise["period"], promise["explanation_url"]


class Case:
    """'reader' is somebody of the staff who may read it; None when nobody of the story may."""

    def __init__(self, story, created: dict, reader):
        self.story = story
        self.reference = created["reference"]
        self.received_at = datetime.fromisoformat(created["received_at"])
        self.complainant = Complainant(story.nobody, created["receipt_code"])
        self.reader = reader
        self.is_open = True
        self.promises: dict[str, list[Promise]] = {}
        self.corrected = Counter()  # breaches on record that an act entered late has put right
        self._ended = set()  # what had ended before it was sealed

    def shows(self, **changed: Promise | list[Promise]):
        """All its promises, to staff and to the complainant: these, and the others as before.

        Whatever the worker has to do about it is done by then.
        """
        for standard, promises in changed.items():
            self.promises[standard] = promises if isinstance(promises, list) else [promises]
        self.story.settle()
        view = self.reader.reads(self)
        self._check(view["promises"])
        told = self.complainant.reads(self)
        assert self._told(view["promises"]) == [
            each for each in told["promises"] if self._is_known(each, view["promises"])
        ]
        assert not HIDDEN & {each["type"] for each in told["messages"]}
        assert (told["reference"], told["kind"]) == (self.reference, view["kind"])

    def is_sealed(self) -> bool:
        return "handover" in self.promises

    def _told(self, promises: list[dict]) -> list[dict]:
        """What the complainant is told of them: not what staff owe each other; of a sealed case
        not that safeguarding has put an end to them. Rule: D11, D17."""
        told = [dict(each) for each in promises if each["standard"] not in INTERNAL]
        ended = {named(each) for each in told if each["state"] == "ended"}
        if not self.is_sealed():
            self._ended = ended
        for each in told:
            if named(each) in ended - self._ended:
                is_over = datetime.fromisoformat(each["due_at"]) <= self.story.heed.clock.now()
                each["state"] = "breached" if is_over else "running"
        return told

    def _is_known(self, told: dict, promises: list[dict]) -> bool:
        """In the eyes of its complainant a sealed case goes on, and periods follow that staff do
        not know."""
        return not self.is_sealed() or named(told) in map(named, promises)

    def when(self, act: str) -> datetime:
        """When this was done last."""
        [*_, last] = [e for e in self.reader.reads(self)["history"] if e["type"] == act]
        return datetime.fromisoformat(last["occurred_at"])

    def seq(self, act: str) -> int:
        """The number of the last entry of this kind."""
        [*_, last] = [e for e in self.reader.reads(self)["history"] if e["type"] == act]
        return last["seq"]

    def stands(self) -> tuple[str, str]:
        """(stage, state), as staff see it."""
        view = self.reader.reads(self)
        return view["stage"], view["state"]

    def status(self) -> str:
        """As its complainant sees it."""
        return self.complainant.reads(self)["status"]

    def breaches(self) -> Counter:
        """Standards of which the worker has recorded a breach, with how many."""
        rows = self.story.database.execute(
            "select standard from breach join case_file on case_file.id = case_id"
            " where reference = %s",
            [self.reference],
        )
        return Counter(standard for (standard,) in rows)

    def _check(self, promises: list[dict]):
        shown = by_standard(promises)
        assert shown.keys() == self.promises.keys()
        for standard, expected in self.promises.items():
            assert len(shown[standard]) == len(expected), shown[standard]
            for promise, view in zip(expected, shown[standard], strict=True):
                assert promise.is_shown_by(view), f"{standard}: {promise} but {view}"
                self._check_explanation(view)

    def _check_explanation(self, view: dict):
        """A day that a timescale gives can be asked why. Rule: B2."""
        if view["due_by"] != "timescale":
            return
        address = urlsplit(view["explanation_url"])
        answer = self.story.nobody.get(address.path, params=dict(parse_qsl(address.query)))
        assert answer.status_code == 200, answer.text
        assert (answer.json()["due_on"], answer.json()["due_at"]) == (
            view["due_on"],
            view["due_at"],
        )
