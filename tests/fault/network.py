"""A network of its own for one test process, so that it can be cut."""

import contextlib
import ctypes
import os
import subprocess

CLONE_NEWNET = 0x40000000
OWN = "/proc/thread-self/ns/net"

libc = ctypes.CDLL(None, use_errno=True)


def impossible() -> str:
    """Why this machine cannot do it; empty when it can."""
    tried = subprocess.run(
        ["unshare", "--net", "iptables", "--append", "INPUT", "--jump", "DROP"],
        capture_output=True,
        text=True,
    )
    return tried.stderr.strip().splitlines()[-1] if tried.returncode else ""


@contextlib.contextmanager
def own_network():
    """Everything that is started meanwhile has a loopback that nobody else sees."""
    before = os.open(OWN, os.O_RDONLY)
    must(libc.unshare(CLONE_NEWNET))
    try:
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        yield
    finally:
        must(libc.setns(before, CLONE_NEWNET))
        os.close(before)


@contextlib.contextmanager
def cut(port: int, how: str):
    """'DROP': nothing comes through any more; 'REJECT': every packet is answered by a reset."""
    jump = ["--jump", "DROP"]
    if how == "REJECT":
        jump = ["--jump", "REJECT", "--reject-with", "tcp-reset"]
    rules = [
        ["INPUT", "--protocol", "tcp", direction, str(port), *jump]
        for direction in ("--dport", "--sport")
    ]
    for rule in rules:
        subprocess.run(["iptables", "--append", *rule], check=True)
    try:
        yield
    finally:
        for rule in rules:
            subprocess.run(["iptables", "--delete", *rule], check=True)


def must(status: int):
    if status:
        raise OSError(ctypes.get_errno(), "network namespace")
