"""A private PostgreSQL and Redis, started by docker/servers.sh as everywhere else."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from support.places import SERVERS_SCRIPT

# A stopped server's folder (tests/run makes it): PostgreSQL's files with the schema, and the
# passwords that are in them. Redis and its passwords are everybody's own.
TEMPLATE = os.environ.get("HEED_SERVERS_TEMPLATE")
OF_TEMPLATE = (
    *("postgres/data", "postgres/initialised"),
    *(f"secrets/{name}" for name in ("postgres", "heed_owner", "heed_api", "heed_worker")),
)


class Servers:
    """Servers in a new folder of their own; use as a context manager.

    With tcp=True PostgreSQL is reached by a port of 127.0.0.1 instead of a socket,
    for tests that cut the network; with durable=True it is as safe as in earnest,
    for benchmarks.
    """

    def __init__(self, tcp: bool = False, durable: bool = False):
        self.folder = Path(tempfile.mkdtemp(prefix="heed-servers-"))
        self.folder.chmod(0o711)
        self._environment = {**os.environ}
        self._environment.pop("SERVERS_THROW_AWAY", None)
        if not durable:
            self._environment["SERVERS_THROW_AWAY"] = "1"
            if TEMPLATE:
                self._copy(Path(TEMPLATE))
        self._environment.pop("SERVERS_TCP", None)
        if tcp:
            self._environment["SERVERS_TCP"] = "1"

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._script("discard", "")
        if not os.environ.get("HEED_KEEP_FOLDERS"):
            shutil.rmtree(self.folder, ignore_errors=True)

    def _copy(self, template: Path):
        for name in OF_TEMPLATE:
            (self.folder / name).parent.mkdir(mode=0o700, exist_ok=True)
            subprocess.run(["cp", "-a", template / name, self.folder / name], check=True)

    def start(self, part: str = ""):
        """Starts 'postgres' or 'redis', or both; harmless when it runs."""
        self._script("start", part)

    def stop(self, part: str = ""):
        self._script("stop", part)

    def kill(self, part: str = ""):
        """Ends it at once, as a crash would."""
        self._script("kill", part)

    def url(self, name: str) -> str:
        """One of docker/servers.sh's connection strings, such as 'owner_database'."""
        return (self.folder / "secrets" / f"{name}_url").read_text().strip()

    def process(self, part: str) -> int:
        """The number of the main process of 'postgres' or 'redis'."""
        file = {"postgres": "postgres/data/postmaster.pid", "redis": "redis/redis.pid"}[part]
        return int((self.folder / file).read_text().split()[0])

    def log(self, part: str) -> Path:
        return self.folder / part / f"{part}.log"

    def _script(self, command: str, part: str):
        arguments = [SERVERS_SCRIPT, command, self.folder, *([part] if part else [])]
        ended = subprocess.run(
            arguments,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )
        if ended.returncode:
            raise RuntimeError(f"servers.sh {command} {part} failed:\n{ended.stdout}")
