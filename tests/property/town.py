"""Offices with different procedures, in one simulated time, and what goes on in them at random."""

import random
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from choices import STEPS_LAST
from hypothesis import currently_in_test_context, note
from model.autus import AUTUS
from model.calendar import DAY, local_day, local_noon
from model.desk import settled
from model.procedure import read_procedure
from office import NAMES_AT_WORK, Office
from support.programs import wait_until
from walk import act_at_random, check_view, end, meet_at_random, receive_at_random


def say(text: str):
    """Shown when the story fails."""
    if currently_in_test_context():
        note(text)


class Town:
    """One office for each procedure; None is the default."""

    def __init__(self, heed, api, stack: ExitStack, procedures: list[Path | None]):
        self.heed = heed
        self.offices = [stack.enter_context(self._open(api, file)) for file in procedures]
        self.counts = Counter()

    def _open(self, api, file) -> Office:
        organisation = self.heed.create_organisation(roles="organisation_admin")
        procedure = AUTUS
        if file:
            self.heed.command("procedure", "import", "--organisation", organisation.slug, file)
            procedure = read_procedure(file.read_text(encoding="utf-8"))
        return Office(self.heed, api, procedure, organisation.slug, organisation.site)

    def go_on(self, days: int, cases: list):
        """Some days later, at an hour at which nothing is due."""
        now = self.heed.clock.now()
        due = {
            clock.due.at
            for followed in cases
            for clock in followed.case.clocks.known.values()
            if clock.is_running
        }
        at = local_noon(local_day(now) + days * DAY)
        while any(at <= each <= at + 2 * STEPS_LAST for each in due):
            at += STEPS_LAST
        self.heed.clock.set(at)
        wait_until("all is settled", lambda: settled(self.heed), 30)
        for office in self.offices:
            self.counts["wishes carried out"] += office.carry_out_wishes()


class Story:
    """Some cases of an office, from their first step to their last."""

    def __init__(self, town: Town, office: Office):
        self.town = town
        self.office = office
        self.first = len(office.cases)

    @property
    def cases(self):
        return self.office.cases[self.first :]

    def step(self, number: int):
        """One step in seven is something else than an act."""
        own = random.Random(number)
        kinds = {"act": 85, "receive": 5, "read": 3, "meet": 3, "time": 2, "absence": 2}
        kind = own.choices(list(kinds), list(kinds.values()))[0]
        getattr(self, kind if self.cases else "receive")(own)
        self.town.counts["steps"] += 1

    def act(self, own):
        followed = own.choice(self.cases[-4:])
        told, status = act_at_random(own, self.office, followed)
        say(f"{followed.reference} {told.actor.name} {told.type} {told.body}: {status}")
        self.town.counts[f"answered {status}"] += 1
        if status in (200, 201, 204):
            self.town.counts[told.type] += 1

    def receive(self, own):
        status = receive_at_random(own, self.office)
        say(f"received: {status}")
        self.town.counts[f"answered {status}"] += 1

    def read(self, own):
        followed = own.choice(self.cases)
        actors = list(self.office.actors.values())
        if not followed.case.is_erased:
            actors.append(followed.complainant)
        actor = own.choice(actors)
        view = self.office.read(followed, actor)
        if view:
            check_view(self.office, followed.case, actor, view)

    def meet(self, own):
        meet_at_random(own, self.office)
        say("a meeting changed")

    def absence(self, own):
        name = own.choice(NAMES_AT_WORK)
        self.office.come_or_go(name)
        self.town.counts["absences begun or ended"] += 1
        say(f"{name} comes or goes")

    def time(self, own):
        days = own.choice((1, 1, 2, 5))
        say(f"{days} days pass")
        self.town.go_on(days, self.cases)
        self.office.settle()
        self.office.compare(self.cases)

    def end(self):
        """Every case comes to its end."""
        for followed in self.cases:
            path = end(self.office, followed)
            self.town.counts["steps"] += len(path)
            self.town.counts["ways to the end"] += 1
        self.town.go_on(1, self.cases)
        self.office.settle()
        self.office.compare(self.cases)
