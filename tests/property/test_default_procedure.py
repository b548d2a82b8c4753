"""The default procedure is the one that the rules tell, as the model has written them down again.

rules: A3, A4, A5, A13, A15, A16, A17, A20, B5, C3, C11, C12, C13, C14, D2, D4, D5, D7, D10, D13.
"""

from model.autus import AUTUS
from model.events import ACTS
from model.procedure import STATES, read_procedure
from support.places import REPOSITORY

SHIPPED = read_procedure(
    (REPOSITORY / "common" / "procedure" / "autus.json").read_text(encoding="utf-8")
)


def test_promises():
    assert set(SHIPPED.standards) - set(AUTUS.standards) == set()
    assert set(AUTUS.standards) - set(SHIPPED.standards) == set()


def test_what_may_follow_what():
    def steps(procedure):
        found = {}
        for state in STATES:
            for stage in procedure.stages:
                for type in ACTS:
                    row = procedure.transition(state, stage, type)
                    found[state, stage, type] = row and (row.to, row.next_stage)
        return found

    shipped, told = steps(SHIPPED), steps(AUTUS)
    assert {key: shipped[key] for key in told if shipped[key] != told[key]} == {}


def test_stages_words_and_where_cases_start():
    for part in ("stages", "entries", "categories", "outcomes", "need_to_know", "mediators"):
        assert getattr(SHIPPED, part) == getattr(AUTUS, part)
