"""Which program runs which query, read from the C files: who calls whom, down to Q_name."""

import re
from pathlib import Path

from support.places import REPOSITORY

# A function's first line stands at the margin, its opening brace alone on a line (STYLE: Linux).
FUNCTION = re.compile(r"^(?=[a-z])[^;{}#]*?\b(\w+)\([^;{}]*\)\s*\n\{\n(.*?)^\}", re.M | re.S)
LITERAL = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.S)


def read_queries():
    """Name and text of every query of sql/queries."""
    queries = {}
    for file in sorted(Path(REPOSITORY, "sql", "queries").glob("*.sql")):
        for part in file.read_text(encoding="utf-8").split("-- name:")[1:]:
            name, rest = part.split("\n", 1)
            lines = [line for line in rest.splitlines() if not line.startswith("--")]
            queries[name.strip()] = "\n".join(lines).strip().rstrip(";")
    return queries


def read_functions():
    """File, name and the identifiers of the body of every C function; a static one only by file."""
    for folder in ("api", "common", "worker"):
        for file in sorted(Path(REPOSITORY, folder).rglob("*.c")):
            code = LITERAL.sub(" ", file.read_text(encoding="utf-8"))
            for function in FUNCTION.finditer(code):
                is_static = function[0].startswith("static ")
                identifiers = set(re.findall(r"\w+", function[2]))
                yield file, function[1], is_static, identifiers


def queries_of(program):
    """What the functions of a folder, 'api' or 'worker', lead to."""
    bodies, todo = {}, []
    for file, name, is_static, identifiers in read_functions():
        bodies[file if is_static else None, name] = (file, identifiers)
        if file.is_relative_to(Path(REPOSITORY, program)):
            todo.append((file, identifiers))
    reached, names = set(), set()
    while todo:
        file, identifiers = todo.pop()
        names |= identifiers
        for name in identifiers:
            called = (file, name) if (file, name) in bodies else (None, name)
            if called in bodies and called not in reached:
                reached.add(called)
                todo.append(bodies[called])
    return {name[2:] for name in names if name.startswith("Q_")}
