"""Random faults in quick succession while cases are posted; then the ledger is checked.

Two APIs and three workers are kept alive by a supervisor, as an orchestrator would.
"""

import contextlib
import random
import signal
import threading
import time
from collections import Counter

import httpx
import redis
import troubles
from ledger import Ledger
from standstill import state_of

from support.heed import AMPLE_QUOTAS, Heed, free_port
from support.programs import Program, environment
from support.servers import Servers
from support.transport import Transport

POSTERS = 6
LEASE_SECONDS = 2
LONGEST_STOP = 2.5 * LEASE_SECONDS
SETTINGS = {
    "HEED_LEASE_SECONDS": LEASE_SECONDS,
    "HEED_SWEEP_SECONDS": 1,
    "HEED_MAX_ATTEMPTS": 1000,  # a dead letter is no loss, but no effect either
    "HEED_LOG_LEVEL": "warn",
    "HEED_MAX_CONNECTIONS_PER_ADDRESS": 1000,
}
RELAY = [
    "relay_before_xadd=kill%0.01",
    "relay_before_xadd=stop%0.003",
    "relay_after_xadd=kill%0.01",
    "relay_before_commit=fail%0.03",
]
FAILPOINTS = {
    "api": [
        "intake_before_sync=kill%0.003",
        "intake_before_sync=fail%0.01",
        "intake_after_sync=kill%0.003",
        *RELAY,
    ],
    "worker": [
        "worker_after_claim=kill%0.02",
        "worker_after_claim=stop%0.02",
        "worker_before_commit=kill%0.01",
        "worker_before_commit=stop%0.005",
        "worker_before_commit=fail%0.05",
        "worker_after_commit=kill%0.01",
        "worker_inside_multi=kill%0.02",
        *RELAY,
    ],
}


class Mortal(Program):
    """A program that may be killed and stopped; 'by_trouble' tells that no failpoint did it."""

    by_trouble = False

    @property
    def status(self) -> int:
        return self._process.returncode

    def suffer(self, number: signal.Signals):
        self.by_trouble = True
        self.send(number)


class Place:
    """Where one program runs, again and again."""

    def __init__(self, storm, role: str, mutant: str | None):
        self._storm = storm
        self._role = role
        self._mutant = mutant
        self._port = free_port()
        self._passes = storm.heed.folder / f"passes-{role}-{self._port}"
        self._passes.touch()
        self._seen = 0
        self._stopped_until = 0.0
        self.url = f"http://127.0.0.1:{self._port}"
        self.program: Program | None = None

    def start(self, with_failpoints: bool = True):
        rules = list(FAILPOINTS[self._role]) if with_failpoints else []
        if self._mutant and self._role == "worker":
            rules.append(f"mutant_{self._mutant}=fail")
        settings = {
            **SETTINGS,
            "HEED_PORT": self._port,
            "HEED_FAILPOINT": ",".join(rules) or None,
            "HEED_FAILPOINT_SEED": self._storm.chance.getrandbits(32),
            "HEED_FAILPOINT_LOG": self._passes,
        }
        self.program = self._storm.start_program(self._role, settings)

    def watch(self):
        """Starts the program again when it has ended, lets it go on when it was stopped."""
        program = self.program
        if not program.is_running:
            self._storm.note_end(program, self._last_pass())
            self.start()
        elif state_of(program.pid) not in "tT":
            self._stopped_until = 0.0
        elif not self._stopped_until:
            self._stopped_until = time.monotonic() + self._storm.chance.uniform(0.2, LONGEST_STOP)
        elif time.monotonic() > self._stopped_until:
            self._storm.note_stop(program, self._last_pass())
            program.by_trouble = False
            program.send(signal.SIGCONT)

    def passes(self) -> Counter:
        return Counter(self._passes.read_text().split())

    def _last_pass(self) -> str:
        words = self._passes.read_text().split()[self._seen :]
        self._seen += len(words)
        return words[-1] if words else "start"


class Storm:
    def __init__(self, seed: int, mutant: str | None = None):
        self.chance = random.Random(seed)
        self.mutant = mutant
        self.caused: Counter = Counter()  # by trouble, and by failpoint that ended or stopped
        self.mistakes: list[str] = []
        self._over = threading.Event()

    # --- the story ---

    def run(self, seconds: float, faults: int = 0, drain_seconds: float = 90):
        """As long as this, and until so many faults were caused."""
        with Servers() as self.servers, Heed(self.servers) as self.heed:
            self.redis = redis.Redis.from_url(
                self.servers.url("admin_redis"), socket_timeout=1, socket_connect_timeout=1
            )
            self.superuser = self.heed.superuser
            self.ledger = Ledger(self.heed, self.heed.create_organisation())
            self.places = [Place(self, "api", None) for _ in range(2)]
            self.places += [Place(self, "worker", self.mutant) for _ in range(3)]
            for place in self.places:
                place.start()
            self._rage(seconds, faults)
            self._calm_down()
            self._judge(drain_seconds)
            self.passes = sum((place.passes() for place in self.places), Counter())
            for place in self.places:
                place.program.kill()

    @property
    def faults(self) -> int:
        return self.caused.total()

    def _rage(self, seconds: float, faults: int):
        end = time.monotonic() + seconds
        threads = [
            threading.Thread(target=self._post, args=[number], name=f"poster-{number}")
            for number in range(POSTERS)
        ]
        threads.append(threading.Thread(target=self._supervise))
        for thread in threads:
            thread.start()
        while time.monotonic() < end or self.faults < faults:
            if name := troubles.cause(self, self.chance):
                self.caused[name] += 1
            time.sleep(self.chance.uniform(0.02, 0.15))
        self._over.set()
        for thread in threads:
            thread.join()

    def _calm_down(self):
        """Everything runs again, without failpoints; the mutant stays."""
        troubles.wait_for_end()
        self.servers.start()
        for place in self.places:
            with contextlib.suppress(ProcessLookupError):
                place.program.send(signal.SIGCONT)
            place.program.kill()
            place.start(with_failpoints=False)

    def _judge(self, drain_seconds: float):
        began = time.monotonic()
        try:
            self.ledger.wait_until_drained(drain_seconds)
        except AssertionError:
            self.mistakes.append(f"{self.ledger.count('state in (0, 1)')} events never arrived")
        self.drained_in = time.monotonic() - began
        found = self.ledger.mistakes()
        cases = [mistake.split() for mistake in found]
        self.lost = len({words[0] for words in cases if "lost" in words or "0" in words})
        self.twice = len({words[0] for words in cases if "has" in words and "0" not in words})
        self.mistakes += found
        self.heed.command("verify")
        self.heed.check()

    # --- threads ---

    def _post(self, number: int):
        chance = random.Random(number)
        with httpx.Client(transport=Transport()) as client:
            while not self._over.is_set():
                self._post_one(client, chance, self.ledger.new_key())

    def _post_one(self, client, chance, key: str):
        """Until it is acknowledged, and now and then once more."""
        end = time.monotonic() + 120
        while time.monotonic() < end:
            place = chance.choice(self.places[:2])
            try:
                answer = self.ledger.post(place.url, key, request=client.request)
                if answer.status_code == 201 and chance.random() > 0.05:
                    return
                if answer.status_code not in (201, 409, 503):
                    self.mistakes.append(f"{key} was answered {answer.status_code}")
                    return
            except httpx.TransportError:
                pass
            except AssertionError as error:
                self.mistakes.append(str(error))
                return
            time.sleep(0.02)
        self.mistakes.append(f"{key} was never acknowledged")

    def _supervise(self):
        """Posters need an API until their last case is acknowledged."""
        while not self._over.is_set() or self._has_posters():
            for place in self.places:
                place.watch()
            time.sleep(0.02)

    def _has_posters(self) -> bool:
        return any(thread.name.startswith("poster") for thread in threading.enumerate())

    # --- what places tell ---

    def choose_program(self, chance) -> Program:
        return chance.choice(self.places).program

    def start_program(self, role: str, settings: dict) -> Mortal:
        log = self.heed.folder / f"{role}-{settings['HEED_PORT']}.log"
        usual = {
            "HEED_DATABASE_URL": self.servers.url(f"{role}_database"),
            "HEED_REDIS_URL": self.servers.url(f"{role}_redis"),
            "HEED_KEY_RING_FILE": self.heed.key_ring,
            **AMPLE_QUOTAS,
        }
        return Mortal(f"heed-{role}", log, environment(self.heed.reports, {**usual, **settings}))

    def note_end(self, program: Mortal, last_pass: str):
        if program.status != -signal.SIGKILL:
            self.mistakes.append(f"{program.name} ended with {program.status}: {program.tail(20)}")
        elif not program.by_trouble:
            self.caused[f"killed at {last_pass}"] += 1

    def note_stop(self, program: Mortal, last_pass: str):
        if not program.by_trouble:
            self.caused[f"stopped at {last_pass}"] += 1
