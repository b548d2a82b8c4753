"""How the heed program explains itself, and how it ends."""

import re
import subprocess

import pytest

from admin_program import done, refused, run
from support.places import PROGRAMS

COMMANDS = [
    "migrate",
    "key-ring generate",
    "organisation create",
    "organisation list",
    "closure add",
    "closure remove",
    "closure list",
    "site create",
    "site list",
    "key create",
    "key list",
    "key rotate",
    "key origins",
    "key changes",
    "key revoke",
    "staff create",
    "staff contact",
    "staff deputy",
    "staff absent",
    "staff analyst",
    "staff token create",
    "staff token list",
    "staff token rotate",
    "staff token revoke",
    "staff list",
    "staff link",
    "staff unlink",
    "staff disable",
    "staff enable",
    "provider check",
    "provider add",
    "provider list",
    "provider remove",
    "calendar import",
    "dead-letters list",
    "dead-letters show",
    "dead-letters retry",
    "dead-letters drop",
    "review draft",
    "verify",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_without_settings(command):
    ended = subprocess.run(
        [PROGRAMS / "heed", *command.split(), "--help"], env={}, capture_output=True, text=True
    )
    assert ended.returncode == 0
    assert ended.stderr == ""
    assert ended.stdout.startswith(f"usage: heed {command}")
    assert f"\nheed {command} " in ended.stdout
    assert f"\nexample: heed {command}" in ended.stdout


def test_the_help_lists_every_command(heed):
    listed = re.findall(r"^  ([a-z-]+(?: [a-z]+)*)  ", done(heed, "--help"), re.M)
    assert set(COMMANDS) <= set(listed)


def test_a_group_lists_its_commands(heed):
    assert "staff token" in done(heed, "staff", "--help")
    explained = refused(heed, "staff", status=2)
    assert "staff token" in explained and "site create" not in explained


def test_version_and_settings(heed):
    assert re.fullmatch(r"heed \d+\.\d+\.\d+", done(heed, "--version"))
    assert "HEED_OWNER_DATABASE_URL" in done(heed, "--settings")


@pytest.mark.parametrize(
    "arguments, said",
    [
        ([], "usage:"),
        (["fly"], 'no command "fly"'),
        (["organisation", "fly"], "organisation create"),
        (["staff", "token", "--staff", "ann"], "staff token create"),
        (["organisation", "create"], "--slug: is required"),
        (["organisation", "list", "--slug", "demo"], "--slug: is no option of this command"),
        (["organisation", "list", "all"], "more here than the command takes"),
        (["calendar", "import"], "FILE: is required"),
        (["closure", "list", "--organisation"], "--organisation: needs a value"),
        (["closure", "add", "--day", "2026-02-30"], "--day: must be a real day"),
        (["staff", "token", "create", "--staff", "ann"], "--staff: must be an id"),
        (["staff", "analyst", "--name", ""], "--name: must not be empty"),
        (["staff", "analyst", "--name", "two\nlines"], "--name: must not hold control characters"),
        (["staff", "analyst", "--name", b"\xff"], "--name: must be UTF-8"),
        (["staff", "analyst", "--name", "n" * 201], "--name: must have at most 200"),
        (["dead-letters", "show", "1"], "ID: must be an id"),
        (["key", "create", "--kind", "open"], "--kind: must be secret or publishable"),
    ],
)
def test_a_mistake_in_the_usage_ends_with_two(heed, arguments, said):
    ended = subprocess.run(
        [PROGRAMS / "heed", *arguments],
        env={
            "HEED_DATABASE_URL": heed.servers.url("worker_database"),
            "HEED_OWNER_DATABASE_URL": heed.servers.url("owner_database"),
            "HEED_KEY_RING_FILE": str(heed.key_ring),
        },
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert said in ended.stderr


def test_every_mistake_is_told_at_once(heed):
    explained = refused(heed, "closure", "add", "--day", "soon", "--colour", "red", status=2)
    assert "--organisation: is required" in explained
    assert "--day: must be" in explained
    assert "--colour: is no option" in explained


def test_missing_settings_end_with_two(heed):
    explained = refused(heed, "organisation", "list", status=2, HEED_DATABASE_URL="")
    assert "HEED_DATABASE_URL" in explained


def test_a_broken_key_ring_ends_with_two(heed, tmp_path):
    ring = tmp_path / "ring"
    ring.write_text("heed-key-ring 1\nkek 1 abc\n")
    explained = refused(heed, "organisation", "list", status=2, HEED_KEY_RING_FILE=ring)
    assert "HEED_KEY_RING: line 2" in explained


def test_an_unreachable_database_ends_with_one_and_nothing_printed(heed):
    explained = refused(heed, "organisation", "list", HEED_DATABASE_URL="host=/nowhere dbname=heed")
    assert "The records cannot be reached" in explained


def test_answers_that_cannot_be_written_are_a_failure(heed):
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            [PROGRAMS / "heed", "key-ring", "generate"], env={}, stdout=full, stderr=subprocess.PIPE
        )
    assert ended.returncode == 1
    assert b"standard output" in ended.stderr


def test_a_new_key_ring_is_random_and_good(heed, tmp_path):
    rings = [run(heed, "key-ring", "generate").printed for _ in range(2)]
    assert rings[0] != rings[1]
    ring = tmp_path / "ring"
    ring.write_text(rings[0])
    done(heed, "organisation", "list", HEED_KEY_RING_FILE=ring)
