"""What Redis counts is what a process counts for itself: gcra.lua against gcra.c."""

import random
import subprocess

import pytest
import redis

from support.places import PROGRAMS, REPOSITORY

SCRIPT = REPOSITORY / "common" / "quota" / "gcra.lua"
# The script with a time that the test tells it, and counters that stay.
CHANGES = {
    "redis.call('TIME')": "{ ARGV[4], ARGV[5] }",
    "math.ceil((spent_until - now) / 1000)": "3600000",
}
RATES = [(20, 600), (1, 3600), (7, 60), (100, 60), (6000, 60), (1_000_000, 60), (999_983, 86400)]


@pytest.fixture
def told_script(servers):
    text = SCRIPT.read_text()
    for written, told in CHANGES.items():
        assert text.count(written) == 1
        text = text.replace(written, told)
    with redis.Redis.from_url(servers.url("admin_redis")) as connection:
        connection.delete("heed:quota:steps")
        yield connection.register_script(text)


def steps(chance, quota, interval):
    """Bursts, trickles and rests, from 2026 on."""
    now = 1_780_000_000_000_000
    for _ in range(400):
        now += chance.choice(
            [0, 1, interval - 1, interval, chance.randrange(1 + 3 * interval), quota * interval // 3]
        )
        yield now, chance.choice([1, 1, 1, 2, chance.randrange(1, 1 + quota), quota + 1])


@pytest.mark.parametrize("quota, seconds", RATES)
def test_both_give_the_same_at_every_step(told_script, quota, seconds):
    interval = seconds * 1_000_000 // quota
    taken = list(steps(random.Random(quota), quota, interval))
    lines = "".join(f"{interval} {quota} {now} {wanted}\n" for now, wanted in taken)
    ended = subprocess.run(
        [PROGRAMS / "gcra_steps"], input=lines, capture_output=True, text=True, check=True
    )
    here = [tuple(map(int, line.split()[:2])) for line in ended.stdout.splitlines()]
    there = [
        tuple(
            told_script(
                keys=["heed:quota:steps"],
                args=[interval, quota, wanted, now // 1_000_000, now % 1_000_000],
            )
        )
        for now, wanted in taken
    ]
    assert len(here) == len(taken)
    assert here == there
    assert {min(given, 1) for given, _ in here} == {0, 1}
