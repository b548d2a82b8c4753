"""Canaries: texts planted where secrets are, and a search that finds them in every form.

A canary is plain ASCII, so that whatever escapes or encodes the text around it leaves it whole,
or changes it all in one of the ways of forms().
"""

import base64
import itertools
import os
import random
import re
import string
import subprocess
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import psycopg
import redis
from psycopg import sql

ALPHABET = string.ascii_letters + string.digits


class Canaries:
    """All that were planted; of each what it is, such as "case 7: narrative". Any thread."""

    def __init__(self):
        self.planted: dict[str, str] = {}
        self._numbers = itertools.count()
        self._random = random.SystemRandom()

    def note(self, text: str, what: str) -> str:
        """A secret that somebody else made."""
        assert self.planted.setdefault(text, what) == what, f"{what} is {self.planted[text]} too"
        return text

    def word(self, what: str) -> str:
        return self.note("".join(self._random.choices(ALPHABET, k=18)), what)

    def digits(self, what: str) -> str:
        """More than fit into a number, which could be kept in another form."""
        return self.note("7" + "".join(self._random.choices(string.digits, k=19)), what)

    def day(self, what: str) -> str:
        """A day so long ago that nothing else is dated so."""
        on = date(1901, 1, 1) + timedelta(days=100 * next(self._numbers))
        return self.note(on.isoformat(), what)


def forms(text: str) -> dict[str, bytes]:
    """The forms that a text may take on its way into a file, by name."""
    plain = text.encode()
    found = {
        "plain": plain,
        "lower case": plain.lower(),
        "upper case": plain.upper(),
        "hexadecimal": plain.hex().encode(),
        "HEXADECIMAL": plain.hex().upper().encode(),
        "UTF-16": "\0".join(text).encode(),  # whichever end comes first
        "%xx": "".join(f"%{byte:02x}" for byte in plain).encode(),
        "%XX": "".join(f"%{byte:02X}" for byte in plain).encode(),
        "\\uxxxx": "".join(f"\\u{byte:04x}" for byte in plain).encode(),
        "\\uXXXX": "".join(f"\\u{byte:04X}" for byte in plain).encode(),
        "\\xxx": "".join(f"\\x{byte:02x}" for byte in plain).encode(),
        "\\ooo": "".join(f"\\{byte:03o}" for byte in plain).encode(),
    }
    for offset in range(3):
        inner = base64_within(plain, offset)
        found[f"base64, offset {offset}"] = inner
        found[f"base64 for addresses, offset {offset}"] = inner.translate(
            bytes.maketrans(b"+/", b"-_")
        )
    return found


def base64_within(plain: bytes, offset: int) -> bytes:
    """What base64 makes of it after so many other bytes, less what its neighbours change."""
    encoded = base64.b64encode(bytes(offset) + plain)
    return encoded[(offset * 8 + 5) // 6 : (offset + len(plain)) * 8 // 6]


@dataclass(frozen=True, order=True)
class Finding:
    what: str
    form: str
    file: str

    def __str__(self):
        return f"{self.what} ({self.form}) in {self.file}"


class Search:
    """Finds canaries in files, whatever is in them, by one pass of grep."""

    def __init__(self, canaries: Canaries, folder: Path):
        self.patterns: dict[bytes, tuple[str, str]] = {}
        for text, what in canaries.planted.items():
            for form, pattern in forms(text).items():
                self.patterns.setdefault(pattern, (what, form))
        self._file = folder / "patterns"
        self._file.write_bytes(b"".join(pattern + b"\n" for pattern in self.patterns))

    def find(self, *places: Path) -> set[Finding]:
        """What is in these files and folders."""
        ended = subprocess.run(
            ["grep", "-raoF", "--devices=skip", "--with-filename", "--null", "-f", self._file]
            + ["--", *places],
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
        )
        assert ended.returncode in (0, 1), ended.stderr.decode(errors="replace")
        hits = {tuple(line.split(b"\0", 1)) for line in ended.stdout.split(b"\n")[:-1]}
        return {Finding(*self.patterns[match], file.decode()) for file, match in hits}


# --- What is not to be found in files as it is ---


def copy_database(database: psycopg.Connection, folder: Path):
    """Every table and view as the superuser reads it, a file each: nothing is compressed, and
    what bytea holds stands there both in hexadecimal and as it is."""
    relations = database.execute(
        "select nspname, relname from pg_class join pg_namespace on relnamespace = pg_namespace.oid"
        " where relkind in ('r', 'v', 'm') and nspname in ('public', 'pg_catalog')"
    ).fetchall()
    for relation in relations:
        statement = sql.SQL("copy (select * from {}) to stdout").format(sql.Identifier(*relation))
        with database.cursor().copy(statement) as copied:
            rows = b"".join(copied)
        blobs = re.findall(rb"\\\\x((?:[0-9a-f]{2})+)", rows)
        raw = b"\n".join(bytes.fromhex(blob.decode()) for blob in blobs)
        (folder / ".".join(relation)).write_bytes(rows + b"\n" + raw)


# Bytes before each page of the write-ahead log: at the start of a file, and elsewhere.
WAL_PAGE, WAL_FIRST_HEADER, WAL_HEADER = 8192, 40, 24


def copy_write_ahead_log(data: Path, folder: Path):
    """As one file, without the headers of its pages: a canary may lie across two of either."""
    folder.mkdir()
    with (folder / "log").open("wb") as copied:
        for file in sorted((data / "pg_wal").glob("0*")):
            log = file.read_bytes()
            copied.write(log[WAL_FIRST_HEADER:WAL_PAGE])
            for at in range(WAL_PAGE, len(log), WAL_PAGE):
                copied.write(log[at + WAL_HEADER : at + WAL_PAGE])


READ = {
    b"string": lambda server, key: server.get(key),
    b"list": lambda server, key: server.lrange(key, 0, -1),
    b"set": lambda server, key: list(server.smembers(key)),
    b"zset": lambda server, key: server.zrange(key, 0, -1),
    b"hash": lambda server, key: server.hgetall(key),
    b"stream": lambda server, key: [server.xrange(key), server.xinfo_stream(key, full=True)],
}


def copy_redis(server: redis.Redis, file: Path):
    """Every key with its value, and what the server tells of its callers."""
    keys = {key: READ[server.type(key)](server, key) for key in server.scan_iter()}
    told = [server.client_list(), server.slowlog_get(1000), server.acl_log(), server.info("all")]
    file.write_bytes(b"\n".join(flat([keys, told])))


def flat(thing):
    """All texts within."""
    if isinstance(thing, dict):
        thing = list(thing.items())
    if isinstance(thing, (list, tuple)):
        for item in thing:
            yield from flat(item)
    else:
        yield thing if isinstance(thing, bytes) else str(thing).encode()


def copy_servers(heed, folder: Path):
    """What the servers hold, and their own files brought up to date."""
    folder.mkdir()
    with heed.superuser() as database:
        copy_database(database, folder)
        database.execute("checkpoint")
    copy_write_ahead_log(heed.folder / "postgres" / "data", folder / "write-ahead-log")
    heed.redis.config_set("rdbcompression", "no")
    heed.redis.save()
    copy_redis(heed.redis, folder / "redis")
