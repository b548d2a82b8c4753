"""Programs under test: started, watched, ended; what they wrote."""

import os
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from support.places import PROGRAMS

SANITIZERS = {
    "ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1",
    "UBSAN_OPTIONS": "print_stacktrace=1",
    "TSAN_OPTIONS": "second_deadlock_stack=1:halt_on_error=0",
}


def environment(reports: Path, settings: dict) -> dict:
    """This process's environment without its HEED_ settings, with these instead.

    Sanitizers write their reports into files below 'reports'.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HEED_")}
    options = {
        name: f"{os.environ.get(name, otherwise)}:log_path={reports}/{name.split('_')[0].lower()}"
        for name, otherwise in SANITIZERS.items()
    }
    given = {name: str(value) for name, value in settings.items() if value is not None}
    return {**kept, **options, **given}


def sanitizer_reports(reports: Path) -> str:
    return "\n".join(file.read_text(errors="replace") for file in sorted(reports.glob("*")))


def wait_until(what: str, condition, seconds: float = 10.0, pause: float = 0.05):
    """What 'condition' returns as soon as that is true; fails when it isn't in time."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} seconds: {what}")
        time.sleep(pause)


class Program:
    """A running heed-api or heed-worker.

    It must run until stop, kill or expect_end ends it: check() fails otherwise, and is
    called after each test.
    """

    def __init__(self, name: str, log: Path, environment: dict):
        self.name = name
        self.log_file = log
        self._may_have_ended = False
        with open(log, "ab") as output:
            self._process = subprocess.Popen(
                [PROGRAMS / name],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self.pid = self._process.pid

    @property
    def log(self) -> str:
        return self.log_file.read_text(errors="replace")

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def stop(self, seconds: float = 30.0):
        """SIGTERM; a clean stop ends with status 0."""
        if self.is_running:
            self.send(signal.SIGTERM)
        self.expect_end(0, seconds)

    def kill(self):
        if self.is_running:
            self.send(signal.SIGKILL)
            self.expect_end(-signal.SIGKILL)

    def send(self, number: signal.Signals):
        os.kill(self.pid, number)

    @contextmanager
    def halted(self):
        """It comes to nothing meanwhile."""
        self.send(signal.SIGSTOP)
        try:
            yield
        finally:
            self.send(signal.SIGCONT)

    def expect_end(self, status: int, seconds: float = 30.0):
        """Waits for the end, which a failpoint brings about for example.

        'status' is the exit status, or minus the number of the signal that ended it.
        """
        self._may_have_ended = True
        try:
            ended = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self.name} still runs after {seconds} seconds") from None
        assert ended == status, f"{self.name} ended with {ended}, not {status}:\n{self.tail()}"

    def check(self):
        ended = self._process.poll()
        if ended is not None and not self._may_have_ended:
            self._may_have_ended = True
            raise AssertionError(f"{self.name} ended by itself with {ended}:\n{self.tail()}")

    def tail(self, lines: int = 60) -> str:
        return "\n".join(self.log.splitlines()[-lines:])
