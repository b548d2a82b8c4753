"""What each wall costs: Heed as it is against a Heed from which one wall was taken away.

No setting of the product opens a wall that it does not open anyway. A function is taken away where
heed-api is linked, for the benchmark alone: calls of it come to tests/bench/walls/FUNCTION.c.
Row-level security is left out for a role of the benchmark's own database.
"""

import re
import statistics
import subprocess

from support.heed import AMPLE_QUOTAS
from support.places import PROGRAMS, REPOSITORY

TURNS = 5
RELEASE = PROGRAMS.parent
SOURCES = REPOSITORY / "tests" / "bench" / "walls"

# name: (the functions that are taken away, the settings, whether row-level security is left out)
NO_QUOTAS = {name: "off" for name in AMPLE_QUOTAS}
WALLS = {
    "limits": ((), NO_QUOTAS, False),
    "row_security": ((), {}, True),
    "authentication": (("authenticate",), {}, False),
    "head_check": (("head_check",), {}, False),
    "proof": (("signed_text_write",), {}, False),
    "all": (("authenticate", "head_check", "signed_text_write"), NO_QUOTAS, True),
    # Not a wall taken away: what it would cost to look a credential up each time.
    "remembering": (("remembered_recall",), {}, False),
}


def linked_without(functions):
    """A heed-api in which calls of these functions come to ours."""
    if not functions:
        return "heed-api"
    folder = RELEASE / "walls" / "-".join(functions)
    folder.mkdir(parents=True, exist_ok=True)
    more = []
    for function in functions:
        compiled = folder / f"{function}.o"
        options = ("-std=gnu17", "-O2", "-D_GNU_SOURCE", f"-I{REPOSITORY}")
        source = SOURCES / f"{function}.c"
        subprocess.run(["cc", *options, "-c", source, "-o", compiled], check=True)
        more += [str(compiled), f"-Wl,--wrap={function}"]
    told = subprocess.run(
        ["ninja", "-C", RELEASE, "-t", "commands", "bin/heed-api"],
        check=True, capture_output=True, text=True,
    )
    command = told.stdout.splitlines()[-1]
    assert command.count("-o bin/heed-api ") == 1, command
    program = folder / "heed-api"
    command = command.replace("-o bin/heed-api ", f"{' '.join(more)} -o {program} ")
    subprocess.run(command, shell=True, cwd=RELEASE, check=True)
    return program


def without_row_security(heed):
    """The settings of an API whose role row-level security does not hold."""
    role = "bench_without_row_security"
    with heed.superuser() as superuser:
        if not superuser.execute("select 1 from pg_roles where rolname = %s", (role,)).fetchone():
            superuser.execute(
                f"create role {role} login bypassrls in role heed_api password '{role}'"
            )
    url = re.sub(r"//heed_api:[^@]*@", f"//{role}:{role}@", heed.servers.url("api_database"))
    return {"HEED_DATABASE_URL": url, "HEED_DATABASE_URL_FILE": None}


class Walls:
    """The programs that lack a wall, each started when it is asked for."""

    def __init__(self, bench, body):
        self._bench, self._body = bench, body

    def compare(self, wall, connections, part):
        """Medians with and without the wall, measured in turns, each first as often."""
        other = self._start(wall)
        with_it, without = [], []
        try:
            for turn in range(TURNS + 1):
                pair = [(self._bench.api, with_it), (other, without)]
                for api, found in reversed(pair) if turn % 2 else pair:
                    found.append(self._bench.ours("intake", connections, api)[part])
        finally:
            other.stop()
        return statistics.median(with_it), statistics.median(without)

    def _start(self, wall):
        functions, settings, leaves_out = WALLS[wall]
        heed = self._bench.heed
        if leaves_out:
            settings = {**settings, **without_row_security(heed)}
        program = linked_without(functions)
        api = heed.start_api(program=program, HEED_LOG_LEVEL="warn", **settings)
        with api.client(self._bench.organisation.secret_key) as client:
            for number in range(8):
                key = {"Idempotency-Key": f"{wall}-{api.pid}-{number}"}
                client.post("/v1/cases", json=self._body, headers=key).raise_for_status()
        return api
