"""Who comes first on a slow machine: tests that take it for granted fail here.

HEED_SLOW=requests: a test waits before each of its requests; the worker has done everything by then.
HEED_SLOW=worker: the worker stands still most of the time; it has done nothing yet.
"""

import os
import subprocess
import time

SLOW = os.environ.get("HEED_SLOW", "")
assert SLOW in ("", "requests", "worker"), f"HEED_SLOW={SLOW}: it is requests or worker"

PAUSE = 0.15  # seconds
# Another process, so that the test's own has one thread. It ends with the worker.
STAND_STILL = 'while kill -STOP "$0" && sleep 0.5 && kill -CONT "$0"; do sleep 0.05; done'


def before_request():
    if SLOW == "requests":
        time.sleep(PAUSE)


def slow_down(worker):
    """From now on, as far as that is asked for."""
    if SLOW == "worker":
        subprocess.Popen(
            ["bash", "-c", STAND_STILL, str(worker.pid)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    return worker
