"""Heed under test: servers, migrated database, programs, organisations, clock."""

import hashlib
import itertools
import os
import random
import re
import socket
import subprocess
from datetime import datetime, timedelta
from functools import cached_property, partial

import httpx
import psycopg
import redis

from support.clock import Clock
from support.places import PROGRAMS
from support.programs import Program, environment, sanitizer_reports, wait_until
from support.servers import Servers
from support.slowness import slow_down
from support.transport import Transport, ask


# Where the pages of organisations are.
PAGE = "https://www.example.org"

# Tests ask more in a second than people do in an hour. They are counted all the same.
AMPLE_QUOTAS = {
    f"HEED_QUOTA_{name}": "1000000/60"
    for name in (
        *("INTAKE", "SITE", "STAFF", "COMPLAINANT", "VISITOR"),
        *("PUBLIC", "SIGN_IN", "RECEIPT", "REFERENCE"),
    )
}


# An API knows the time as well as the database is quick to tell it.
ABOUT = timedelta(milliseconds=50)


def free_port() -> int:
    while True:
        port = random.randint(20000, 32000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


class Organisation:
    """An organisation with one site and one member of staff who has every role needed.

    A publishable key and a token are made when they are first asked for: each is a program that runs.
    """

    def __init__(self, heed: "Heed", slug: str, site: str, staff: str):
        self.slug, self.site, self.staff = slug, site, staff
        self.secret_key = heed.create_key(slug, site, "secret")
        self._heed = heed

    @cached_property
    def publishable_key(self) -> str:
        return self._heed.create_key(self.slug, self.site, "publishable", "--origin", PAGE)

    @cached_property
    def staff_token(self) -> str:
        return self._heed.create_token(self.slug, self.staff)


class Api(Program):
    """A running heed-api; 'client()' speaks to it."""

    def __init__(self, log, environment, program="heed-api"):
        self.url = f"http://127.0.0.1:{environment['HEED_PORT']}"
        super().__init__(program, log, environment)

    def wait_until_ready(self):
        wait_until("heed-api is ready", self._is_ready, 30)

    def wait_until_it_answers(self):
        wait_until("heed-api answers", self._answers, 30)

    def client(self, credential: str | None = None, **options) -> httpx.Client:
        """A client that authenticates with this key or token; close it, or use 'with'."""
        headers = {"Authorization": f"Bearer {credential}"} if credential else {}
        headers.update(options.pop("headers", {}))
        usual = {"timeout": 30, "transport": Transport()}
        return httpx.Client(base_url=self.url, headers=headers, **{**usual, **options})

    def time(self) -> datetime:
        """What /healthz says the time is."""
        return datetime.fromisoformat(ask("GET", f"{self.url}/healthz", timeout=10).json()["time"])

    def _is_ready(self):
        return self._status("/readyz") == 200

    def _answers(self):
        return self._status("/healthz") == 200

    def _status(self, path):
        self.check()
        try:
            return ask("GET", f"{self.url}{path}", timeout=5).status_code
        except httpx.TransportError:
            return None


class Heed:
    """Use as a context manager; the end of it stops everything and checks once more."""

    def __init__(self, servers: Servers):
        self.servers = servers
        self.folder = servers.folder
        self.reports = self.folder / "reports"
        self.reports.mkdir()
        self.key_ring = self.folder / "secrets" / "key_ring"
        self.programs: list[Program] = []
        self._numbers = itertools.count(1)
        self.command("key-ring", "generate", output=self.key_ring)
        self.command("migrate")
        self.owner = psycopg.connect(servers.url("owner_database"), autocommit=True)
        self.redis = redis.Redis.from_url(servers.url("admin_redis"))
        self.clock = Clock(self.owner, self._wait_for_time)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.owner.close()
        self.redis.close()
        try:
            for program in self.programs:
                program.check()
            for program in self.programs:
                if program.is_running:
                    program.stop()
            self.check()
        finally:
            for program in self.programs:
                program.kill()

    # --- programs ---

    def start_api(self, ready: bool = True, program="heed-api", **settings) -> Api:
        """A further heed-api, with these settings besides the usual; returns when it is ready.

        ready=False: when it answers at all, for one that cannot become ready. 'program': another
        build of it, by its path.
        """
        settings.setdefault("HEED_PORT", free_port())
        api = self._start(
            lambda *given: Api(*given, program=program), "api", {**AMPLE_QUOTAS, **settings}
        )
        try:
            api.wait_until_ready() if ready else api.wait_until_it_answers()
        except AssertionError as error:
            api.kill()
            raise AssertionError(f"{error}\n{api.tail()}") from None
        return api

    def start_worker(self, **settings) -> Program:
        return slow_down(
            self._start(lambda *given: Program("heed-worker", *given), "worker", settings)
        )

    def command(self, *arguments, status: int = 0, output=None, **settings) -> str:
        """Runs the heed program; what it printed. 'output': a file that gets it, mode 600."""
        ended = self.run(*arguments, **settings)
        assert ended.returncode == status, (
            f"heed {' '.join(map(str, arguments))} ended with {ended.returncode}, not {status}:\n"
            f"{ended.stdout}{ended.stderr}{sanitizer_reports(self.reports)}"
        )
        if output:
            with open(os.open(output, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
                file.write(ended.stdout)
        return ended.stdout.strip()

    def run(self, *arguments, **settings) -> subprocess.CompletedProcess:
        """Runs the heed program, however it ends."""
        return subprocess.run(
            [PROGRAMS / "heed", *map(str, arguments)],
            env=self._environment("worker", settings),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def check(self):
        """Fails when a program ended by itself or a sanitizer found something."""
        for program in self.programs:
            program.check()
        found = sanitizer_reports(self.reports)
        for file in self.reports.glob("*"):
            file.unlink()
        assert not found, f"a sanitizer found:\n{found}"

    # --- data ---

    def create_organisation(
        self,
        slug: str | None = None,
        nation: str = "england-and-wales",
        roles: str = "ceo,organisation_admin,handler,intake,manager",
    ) -> Organisation:
        slug = slug or f"organisation-{next(self._numbers)}"
        self.command("organisation", "create", "--slug", slug, "--name", slug, "--nation", nation)
        site = self.last_word("site", "create", "--organisation", slug, "--name", "Website")
        return Organisation(self, slug, site, self.create_staff(slug, "Ann", roles))

    def create_key(self, slug: str, site: str, kind: str, *more: str) -> str:
        arguments = ("--organisation", slug, "--site", site, "--kind", kind, *more)
        return self._credential("key", "create", *arguments)

    def key_id(self, text: str) -> str:
        """The public id of a key or token."""
        asked = self.owner.execute(
            "select id::text from api_key where hash = %(hash)s union all"
            " select id::text from staff_token where hash = %(hash)s",
            {"hash": hashlib.blake2b(text.encode(), digest_size=32).digest()},
        )
        return asked.fetchone()[0]

    def create_token(self, slug: str, staff: str) -> str:
        return self._credential("staff", "token", "create", "--organisation", slug, "--staff", staff)

    def create_person(self, slug: str, name: str, roles: str) -> tuple[str, str]:
        """A further member of staff: id and token."""
        staff = self.create_staff(slug, name, roles)
        return staff, self.create_token(slug, staff)

    def create_staff(self, slug: str, name: str, roles: str) -> str:
        here = ("--organisation", slug)
        return self.last_word("staff", "create", *here, "--name", name, "--roles", roles)

    def create_analyst_token(self, name: str = "Anna") -> str:
        analyst = self.last_word("staff", "analyst", "--name", name)
        return self._credential("staff", "token", "create", "--staff", analyst)

    def last_word(self, *arguments, **settings) -> str:
        return self.command(*arguments, **settings).split()[-1]

    def superuser(self) -> psycopg.Connection:
        """PostgreSQL's own superuser, for faults and for looking everywhere."""
        return psycopg.connect(self.servers.url("superuser_database"), autocommit=True)

    def as_role(self, role: str) -> psycopg.Connection:
        """'api' or 'worker': a connection with that program's rights."""
        return psycopg.connect(self.servers.url(f"{role}_database"), autocommit=True)

    # --- own ---

    def _credential(self, *arguments) -> str:
        printed = self.command(*arguments)
        found = re.search(r"heed_(sk|pk|st)_\S+", printed)
        assert found, f"no credential in: {printed}"
        return found.group()

    def _environment(self, role: str, settings: dict) -> dict:
        secrets = self.folder / "secrets"
        usual = {
            "HEED_DATABASE_URL_FILE": secrets / f"{role}_database_url",
            "HEED_OWNER_DATABASE_URL_FILE": secrets / "owner_database_url",
            "HEED_REDIS_URL_FILE": secrets / f"{role}_redis_url",
            "HEED_KEY_RING_FILE": self.key_ring,
        }
        if role != "worker":
            del usual["HEED_OWNER_DATABASE_URL_FILE"]
        return environment(self.reports, {**usual, **settings})

    def _start(self, kind, role: str, settings: dict):
        log = self.folder / f"{role}-{next(self._numbers)}.log"
        program = kind(log, self._environment(role, settings))
        self.programs.append(program)
        return program

    def _wait_for_time(self):
        """Until every API tells the database's time: one that goes back later puts what happens then
        before what has happened."""
        for program in self.programs:
            if isinstance(program, Api) and program.is_running:
                wait_until(
                    f"{program.url} tells the database's time", partial(self._tells_time, program)
                )

    def _tells_time(self, api: Api) -> bool:
        least, told, most = self.clock.now(), api.time(), self.clock.now()
        return least - ABOUT <= told <= most + ABOUT
