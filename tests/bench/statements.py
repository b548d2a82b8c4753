"""The API's own statements, captured with their parameters, as scripts for pgbench.

pgbench does the very same work, one transaction a case: the statement of
sql/queries with arrays of one, with the row-level security context in the same
pipeline, as the same role.
"""

import re
import time
from pathlib import Path

from support.places import REPOSITORY

# What must differ from case to case, as an expression over pgbench's random number :n.
CASE_ID = "(lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || lpad(to_hex(:n::bigint), 20, '0'))::uuid"
DIFFERING = {
    2: f"array[{CASE_ID}]",
    5: "array['bench-' || :n]",
    7: "array['BENCH-' || to_hex(:n::bigint)]",
    28: f"array[{CASE_ID}]",
    31: f"array[{CASE_ID}, {CASE_ID}, {CASE_ID}]",
}


def statement(file: str, name: str) -> str:
    """The text of a named query, without its comments."""
    text = (REPOSITORY / "sql" / "queries" / file).read_text()
    found = re.search(rf"-- name: {name}\n(.*?)(?=-- name:|\Z)", text, re.S)
    lines = [line for line in found.group(1).splitlines() if not line.startswith("--")]
    return "\n".join(lines).strip().rstrip(";")


class Capture:
    """Within it, PostgreSQL logs every statement with its parameters."""

    SETTINGS = {
        "log_min_duration_statement": "0",
        "log_parameter_max_length": "-1",
        "log_error_verbosity": "default",
    }

    def __init__(self, heed):
        self._heed = heed
        self._log: Path = heed.servers.log("postgres")

    def __enter__(self):
        self._start = self._log.stat().st_size
        with self._heed.superuser() as superuser:
            for name, value in self.SETTINGS.items():
                superuser.execute(f"alter system set {name} = '{value}'")
            superuser.execute("select pg_reload_conf()")
        time.sleep(1)
        return self

    def __exit__(self, *_):
        with self._heed.superuser() as superuser:
            for name in self.SETTINGS:
                superuser.execute(f"alter system reset {name}")
            superuser.execute("select pg_reload_conf()")
        time.sleep(1)

    def parameters(self, name: str) -> list[str]:
        """The parameters of the last run of a prepared statement."""
        with open(self._log, encoding="utf-8", errors="replace") as log:
            log.seek(self._start)
            text = log.read()
        runs = re.findall(rf"execute {name}: .*?DETAIL:  [Pp]arameters: (.*?)\n", text, re.S)
        assert runs, f"the log has no run of {name}"
        return [
            value[1:-1].replace("''", "'") if value != "NULL" else None
            for value in re.findall(r"\$\d+ = (NULL|'(?:[^']|'')*')", runs[-1])
        ]


def script(context: str, text: str, parameters: list[str], differing: dict[int, str]):
    """A pgbench script and the variables that it takes its constant parameters from."""
    variables = {"context": context}
    for number in range(len(parameters), 0, -1):
        if number in differing:
            replacement = differing[number]
        elif parameters[number - 1] is None:
            replacement = "null"
        else:
            variables[f"p{number}"] = parameters[number - 1]
            replacement = f":p{number}"
        text = text.replace(f"${number}", replacement)
    lines = [
        "\\set n random(1, 9000000000000000)",
        "\\startpipeline",
        "select set_config('heed.organisations', :context, true), set_config('heed.staff', '', true);",
        " ".join(text.split()) + ";",
        "\\endpipeline",
    ]
    return "\n".join(lines) + "\n", variables
