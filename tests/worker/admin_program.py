"""The heed program as an administrator meets it: what it prints, what it explains."""

import subprocess
from dataclasses import dataclass

from support.places import PROGRAMS
from support.programs import environment


@dataclass(frozen=True)
class Ended:
    status: int
    printed: str
    explained: str


def run(heed, *arguments, **settings) -> Ended:
    given = {
        "HEED_DATABASE_URL": heed.servers.url("worker_database"),
        "HEED_OWNER_DATABASE_URL": heed.servers.url("owner_database"),
        "HEED_KEY_RING_FILE": heed.key_ring,
    }
    ended = subprocess.run(
        [PROGRAMS / "heed", *map(str, arguments)],
        env=environment(heed.reports, {**given, **settings}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def done(heed, *arguments, **settings) -> str:
    """What it printed when it did what was asked."""
    ended = run(heed, *arguments, **settings)
    assert ended.status == 0, ended
    return ended.printed.strip()


def refused(heed, *arguments, status=1, **settings) -> str:
    """Why it did not; nothing was printed where a script would look."""
    ended = run(heed, *arguments, **settings)
    assert ended.status == status, ended
    assert ended.printed == "", ended
    return ended.explained
