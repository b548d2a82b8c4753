"""Programs that a signal or a failpoint has stopped."""

import os
import signal
import time
from pathlib import Path

from support.programs import Program, wait_until

# The numbers of epoll_wait and epoll_pwait on x86-64, and of epoll_pwait on AArch64.
EPOLL_WAIT = {"232", "281", "22"}


def state_of(process: int) -> str:
    """The letter of /proc: R, S, T (stopped), Z (ended) and so on."""
    with open(f"/proc/{process}/stat") as file:
        return file.read().rsplit(")", 1)[1].split()[0]


def wait_until_stopped(program: Program):
    wait_until(f"{program.name} stands still", lambda: state_of(program.pid) in "tT")


def stop_where_it_waits(backend: int):
    """Stops a backend while it waits for its client or for a row: one that stands still elsewhere
    may hold what every other needs, and then no client gets an answer any more."""
    while True:
        os.kill(backend, signal.SIGSTOP)
        wait_until("the backend stands still", lambda: state_of(backend) == "T", pause=0.001)
        if Path(f"/proc/{backend}/syscall").read_text().split()[0] in EPOLL_WAIT:
            return
        os.kill(backend, signal.SIGCONT)
        time.sleep(0.005)
