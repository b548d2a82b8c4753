"""What the lints share: the files of the repository, C without its comments, the report.

A lint prints one line a finding, FILE:LINE: REASON, and ends with status 1 when there is any.
"""

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {"build", "node_modules", "__pycache__"}


def files(*suffixes: str, under: str = ""):
    """Paths of the repository's files below a folder, relative to its root, in order."""
    for folder, folders, names in os.walk(ROOT / under):
        folders[:] = sorted(
            name for name in folders if name not in NOT_OURS and not name.startswith(".")
        )
        for name in sorted(names):
            path = (Path(folder) / name).relative_to(ROOT)
            if not suffixes or path.suffix in suffixes:
                yield path


def text(path) -> str:
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def lines(path):
    """Pairs of line number, from 1, and line."""
    return enumerate(text(path).splitlines(), 1)


def code_lines(path):
    """Lines of C with comments, and the insides of texts, blanked."""
    blank = re.compile(
        r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])+'", re.DOTALL
    )

    def without(match):
        found = match.group()
        if found.startswith("/"):
            return "\n" * found.count("\n") or " "
        return found[0] + found[-1]

    return enumerate(blank.sub(without, text(path)).splitlines(), 1)


def line_of(path, part: str) -> int:
    """Where a text first stands in a file; 1 when it doesn't."""
    return next((number for number, line in lines(path) if part in line), 1)


def report(findings):
    """Prints 'path, line, reason' findings and ends the program."""
    found = sorted(set(findings), key=lambda one: (str(one[0]), one[1], one[2]))
    for path, line, reason in found:
        print(f"{path}:{line}: {reason}")
    sys.exit(1 if found else 0)
