"""Procedures made by chance are checked: one that is accepted never traps a case, one that is
refused is refused with a reason and the place in the file.

rules: A12, A15, B9, C1, C9, C11, D4, D7, D9.

Accepted ones are played at random in the model, which knows nothing of how they are checked; some
over HTTP too. HEED_PROCEDURES says how many are made, HEED_SEED which ones.
"""

import json
import os
import random
import re
import subprocess
from collections import Counter
from contextlib import ExitStack
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from model.access import COMPLAINANT, WHO
from model.calendar import LONDON, Calendar
from model.case import Case, Refused
from model.events import ACTS
from model.house import House, Meeting
from model.procedure import CHANNELS, KINDS, Procedure, read_procedure
from paths import BY_STAFF, Step, after, path_to_closed, path_to_stop, usual_facts
from procedures import FILES, procedures
from support.places import PROGRAMS
from support.programs import environment
from town import Story, Town

PROCEDURES = int(os.environ.get("HEED_PROCEDURES", "60"))
PLAYED = 2
SEED = int(os.environ.get("HEED_SEED", "1"))
PHASES = (Phase.generate, Phase.shrink) if os.environ.get("HEED_SHRINK") else (Phase.generate,)
START = datetime(2026, 1, 5, 10, tzinfo=LONDON)
ALL_ROLES = frozenset(role for role, _ in WHO) - {COMPLAINANT}
CALENDAR = Calendar()
MEETING = Meeting("first", "board", START + timedelta(days=20))
OTHER_FACTS = {
    "tabled": {"meeting": MEETING.id},
    "discussed": {"meeting": MEETING.id},
    "remedy_owed": {"until": date(2026, 9, 1)},
    "extended": {"standard": "stage", "until": date(2026, 9, 1)},
}
CASES, ACTS_OF_ONE = 8, 24
MISTAKE = re.compile(r"^heed: \S+?:\d+:\d+: (/\S*): .+$")


def check(heed, document: dict) -> list[str]:
    """The pointers of its mistakes; none when it is accepted."""
    file = heed.folder / "generated.json"
    file.write_text(json.dumps(document, indent=2), encoding="utf-8")
    ended = subprocess.run(
        [PROGRAMS / "heed", "procedure", "check", file],
        env=environment(heed.reports, {}),
        capture_output=True,
        text=True,
        timeout=60,
    )
    if ended.returncode == 0:
        return []
    assert ended.returncode == 1, ended.stderr
    lines = ended.stderr.splitlines()
    assert lines and all(map(MISTAKE.match, lines)), ended.stderr
    return [MISTAKE.match(line).group(1) for line in lines]


def leads_somewhere(document: dict, pointer: str) -> bool:
    """Whether the pointer names a part of the document, or one that is missing from a part."""
    *steps, last = pointer.split("/")[1:]
    at = document
    for step in steps:
        at = at[int(step) if isinstance(at, list) else step]
    return isinstance(at, dict) or int(last) < len(at)


def play(own: random.Random, procedure: Procedure):
    """Cases that everything happens to which may: none is ever stuck."""
    house = House({"ann": ALL_ROLES, "ben": ALL_ROLES}, {MEETING.id: MEETING})
    for _ in range(CASES):
        kind, addressed_to = own.choice(KINDS), own.choice(("", "ceo", "chair"))
        if not procedure.entry(kind, addressed_to):
            continue
        case = Case(
            *(kind, own.choice(CHANNELS), "other", START, START),
            procedure=procedure,
            house=house,
            addressed_to=addressed_to,
        )
        now = START
        for _ in range(ACTS_OF_ONE):
            now += timedelta(hours=own.choice((1, 5, 40)))
            case = act(own, case, now)
            case.settle(CALENDAR, now)
        # Who gets out at last was never stuck.
        assert path_to_closed(case, house, now, [BY_STAFF]) is not None, f"stuck: {case}"
        stop_all(case, now)


def stop_all(case: Case, now: datetime):
    """Whatever was promised can be kept, or ends."""
    for key, clock in case.clocks.known.items():
        if clock.is_decided or clock.is_superseded:
            continue
        [standard] = [
            each
            for each in case.procedure.standards_of(case.kind, case.channel, case.category)
            if each.code == key.standard
        ]
        path = path_to_stop(case, case.house, now, standard, key.started_by)
        assert path is not None or standard.watched, f"{key} never stops: {case}"


def act(own: random.Random, case: Case, now: datetime) -> Case:
    """The case after some act; the same case when nothing that was tried is possible."""
    for type in own.sample(list(ACTS), len(ACTS)):
        if not case.allows(type) or (type in ("closed", "withdrawn") and own.random() < 0.7):
            continue
        facts = {**usual_facts(case, type), **OTHER_FACTS.get(type, {})}
        if type == "bypassed" and own.random() < 0.5:
            facts = {"stage": own.choice(case.procedure.stages)}
        able = [*case.house.people, COMPLAINANT] if type in case.may(None) else ["ben"]
        try:
            return after(case, Step(own.choice(able), type, facts), now)
        except Refused:
            continue
    return case


def test_procedures_made_by_chance(heed, api, worker):
    counts = Counter()
    accepted = []

    @seed(SEED)
    @settings(
        max_examples=PROCEDURES,
        deadline=None,
        database=None,
        phases=PHASES,
        suppress_health_check=list(HealthCheck),
    )
    @given(document=procedures(), number=st.integers(0, 2**32))
    def tell(document, number):
        pointers = check(heed, document)
        counts["refused" if pointers else "accepted"] += 1
        assert all(leads_somewhere(document, pointer) for pointer in pointers), pointers
        if not pointers:
            accepted.append(document)
            play(random.Random(number), read_procedure(json.dumps(document)))

    tell()
    assert counts["refused"] >= PROCEDURES // 10 and counts["accepted"] >= PROCEDURES // 10, counts
    drive(heed, api, accepted, counts)
    print(f"\nseed {SEED}: {dict(sorted(counts.items()))}")


def test_an_initial_response_that_was_given_is_no_way_out(heed):
    """What comes back to "received" by an appeal cannot be answered first once more."""
    document = json.loads(FILES["default"].read_text(encoding="utf-8"))
    leading_on = {"settled", "referred", "bypassed", "outcome"}
    leading_on |= {"investigation_opened", "mediation_referred"}
    for row in document["transitions"]:
        if not leading_on.isdisjoint(row["events"]):
            row["from"] = [state for state in row["from"] if state != "received"]
    document["transitions"] = [row for row in document["transitions"] if row["from"]]
    assert check(heed, document) == []
    for row in document["transitions"]:
        if "appealed" in row["events"]:
            row["to"] = "received"
    assert set(check(heed, document)) >= {"/stages/2"}


def drive(heed, api, accepted: list[dict], counts: Counter):
    """Some of those that were accepted, in the service."""
    own = random.Random(SEED)
    heed.clock.set(START)
    with ExitStack() as stack:
        files = []
        for number, document in enumerate(own.sample(accepted, min(PLAYED, len(accepted)))):
            files.append(heed.folder / f"played-{number}.json")
            files[-1].write_text(json.dumps(document, indent=2), encoding="utf-8")
        town = Town(heed, api, stack, files)
        for office in town.offices:
            story = Story(town, office)
            for _ in range(ACTS_OF_ONE):
                story.step(own.getrandbits(32))
            story.end()
        counts["steps"] = town.counts["steps"]
    heed.command("verify")
