"""Nothing personal, no receipt code, no credential lies anywhere in plain text. rules: A12, B1, C10

100 cases with a canary in every personal field live through acts, breaches, a dead letter,
refused requests and a stopped database; then everything that was written anywhere is searched.
"""

import json
import re
from pathlib import Path

import pytest
from canary_story import ACTS, CALLER, Story

from support.canaries import Search, copy_servers
from support.heed import Heed
from support.places import REPOSITORY
from support.servers import Servers

CASES = 100


@pytest.fixture(scope="module")
def story():
    with Servers() as servers, Heed(servers) as heed:
        story = Story(heed)
        story.live(CASES)
        yield story


@pytest.fixture(scope="module")
def search(story):
    return Search(story.canaries, story.heed.folder)


@pytest.fixture(scope="module")
def found(story, search):
    """In all that was written by the end of the story."""
    folder, copied = story.heed.folder, story.heed.folder / "copied"
    copy_servers(story.heed, copied)
    return search.find(copied, folder / "postgres", folder / "redis", *folder.glob("*.log"))


def test_the_cases_lived(story):
    """Else nothing could be found."""
    assert story.count("select count(*) from case_file") == CASES + 1
    assert story.count("select count(*) from breach") >= CASES
    assert story.count("select count(*) from outbox where state = 3") >= 1
    assert story.count("select count(distinct type) from case_event") == len(ACTS) + 3
    assert set(story.statuses) >= {200, 201, 400, 401, 404, 409, 412, 413, 415, 422, 503}
    log = story.heed.servers.log("postgres").read_text()
    assert 'violates check constraint "test_no_access"' in log
    assert 'violates check constraint "test_no_update"' in log


def test_what_was_sealed_opens_again(story):
    """Needs that were changed stand in the place of those of the first day."""
    planted = story.canaries.planted
    missing = {
        what
        for text, what in planted.items()
        if what.startswith("case 1: ") and text not in story.opened
    }
    assert {what for what in missing if not what.startswith("case 1: needs.")} == set()


def test_nothing_secret_was_written(found):
    told(found)


def test_problems_quote_nothing_but_where_they_are(story, search):
    told(f for f in search.find(story.problems) if not f.what.startswith("path"))


def test_only_201_tells_a_receipt_code_and_nothing_tells_a_credential(story, search):
    secrets = ("receipt", "credential", "staff", "analyst", "header", "address")
    told(f for f in search.find(story.answers) if f.what.startswith(secrets))


def told(findings):
    findings = sorted(map(str, findings))
    assert not findings, f"{len(findings)} findings: {findings[:20]}"


# --- What is sealed opens in its place only ---

# Each of them, done twice, changes nothing.
SWAPS = {
    "content of two cases": """
update case_file as place set sealed_content = other.sealed_content from case_file as other
 where array[place.reference, other.reference] in (%(cases)s, %(reversed)s)""",
    "content and customer of a case": """
update case_file set sealed_content = sealed_customer, sealed_customer = sealed_content
 where reference = (%(cases)s::text[])[1]""",
    "texts of two acts": """
update case_event as place set sealed = other.sealed from case_event as other, case_file
 where place.case_id = id and other.case_id = id and reference = (%(cases)s::text[])[1]
   and (place.seq, other.seq) in ((2, 3), (3, 2))""",
    "keys of two cases": """
update case_key as place set wrapped = other.wrapped
  from case_key as other, case_file as file, case_file as other_file
 where place.case_id = file.id and other.case_id = other_file.id
   and array[file.reference, other_file.reference] in (%(cases)s, %(reversed)s)""",
}


@pytest.mark.parametrize("swap", SWAPS)
def test_what_is_sealed_opens_in_its_place_only(story, found, swap):
    cases = [story.cases[1], story.cases[3]]
    with story.heed.superuser() as database, story.api.client(story.token) as staff:
        for status in (500, 200):
            database.execute(SWAPS[swap], {"cases": cases, "reversed": cases[::-1]})
            answer = staff.get(f"/v1/cases/{cases[0]}")
            assert answer.status_code == status
            if status == 500:
                assert answer.json()["code"] == "seal-broken"
                assert not [text for text in story.canaries.planted if text in answer.text]


# --- Logs ---

PARTS = [REPOSITORY / part for part in ("api", "common", "worker")]
COMMON_FIELDS = ["time", "level", "program", "event"]
FORMS = {
    "id": r'"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"',
    "int": r"-?[0-9]+",
    "code": r'("[A-Za-z0-9_.:/?-]{0,200}"|null)',
}


def fields_of_sources() -> dict[str, str]:
    """The typed fields that the programs log: name and what is in them."""
    sources = [file.read_text() for part in PARTS for file in part.rglob("*.c")]
    calls = (re.findall(r'\blog_(id|int|code)\(\s*"(\w+)"', source) for source in sources)
    return {name: kind for found in calls for kind, name in found}


def test_every_line_of_a_log_is_json_of_known_fields(story):
    known = fields_of_sources()
    assert len(known) > 10
    for program in story.heed.programs:
        lines = program.log.splitlines()
        assert len(lines) > 2
        for line in lines:
            assert not mistake_in(line, known), f"{mistake_in(line, known)}: {line}"


def mistake_in(line: str, known: dict[str, str]) -> str | None:
    try:
        fields = json.loads(line)
    except ValueError:
        return "not JSON"
    names = list(fields)
    if names[:4] != COMMON_FIELDS:
        return "common fields are missing"
    for name in names[5 if names[4:5] == ["request_id"] else 4 :]:
        if not re.fullmatch(FORMS.get(known.get(name), "!"), json.dumps(fields[name])):
            return f"field {name}"
    return None


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("segmentation fault", "not JSON"),
        ('{"event":"request"}', "common fields are missing"),
        ('{"time":"","level":"","program":"","event":"","name":"Ann"}', "field name"),
        ('{"time":"","level":"","program":"","event":"","status":"Ann"}', "field status"),
        ('{"time":"","level":"","program":"","event":"","query":"Frau Ann"}', "field query"),
        ('{"time":"","level":"","program":"","event":"","query":"intake"}', None),
    ],
)
def test_another_line_is_found(line, mistake):
    assert mistake_in(line, fields_of_sources()) == mistake


# --- The search itself ---

CONTROL = """
create table public.control_short (canary bytea);
create table public.control_long (canary bytea);
alter table control_long alter canary set storage external;
create table public.control_compressed (canary bytea);
create table public.control_text (canary text);
"""
FILLER = b" and again nobody told us so" * 100


@pytest.fixture(scope="module")
def control(story, search, found):
    """What the search finds in each place where the canaries were then put in plain text, and in
    every other form. 'found' comes first: that was the real search."""
    heed, copied = story.heed, story.heed.folder / "copied-control"
    plant_in_redis(heed.redis, search.patterns)
    lines = (b'{"canary":"' + pattern + b'"}\n' for pattern in search.patterns)
    (heed.folder / "control.log").write_bytes(b"".join(lines))
    with heed.superuser() as database:
        plant_in_database(database, search.patterns, list(story.canaries.planted))
        database.execute(f"select '{CALLER}'")
        copy_servers(heed, copied)
        places = places_of_control(heed, copied, database)
    findings = search.find(*places.values())
    name_of = {
        file: name
        for file in {finding.file for finding in findings}
        for name, place in places.items()
        if Path(file).is_relative_to(place)
    }
    control = {name: set() for name in places}
    for finding in findings:
        control[name_of[finding.file]].add((finding.what, finding.form))
    return control


def plant_in_redis(server, patterns):
    patterns = list(patterns)
    for start in range(0, len(patterns), 1000):
        server.xadd("control", dict.fromkeys(patterns[start : start + 1000], "here"))


def plant_in_database(database, patterns, texts):
    database.execute(CONTROL)
    plain = [text.encode() for text in texts]
    rows = {
        "short": patterns,
        "long": [text + FILLER for text in plain],
        "compressed": [text + FILLER for text in plain],
        "text": texts,
    }
    for table, values in rows.items():
        with database.cursor().copy(f"copy control_{table} from stdin") as copied:
            for value in values:
                copied.write_row([value])
    database.execute("analyze control_text")


def places_of_control(heed, copied, database):
    def file(relation):
        path = database.execute("select pg_relation_filepath(%s::regclass)", [relation])
        return heed.folder / "postgres" / "data" / path.fetchone()[0]

    (toast,) = database.execute(
        "select reltoastrelid::regclass::text from pg_class where relname = 'control_long'"
    ).fetchone()
    return {
        "table": copied / "public.control_short",
        "table, long": copied / "public.control_long",
        "table, compressed": copied / "public.control_compressed",
        "file": file("control_short"),
        "file, long": file(toast),
        "file, compressed": file("control_compressed"),
        "write-ahead log": copied / "write-ahead-log",
        "statistics": copied / "pg_catalog.pg_stats",
        "statement": copied / "pg_catalog.pg_stat_activity",
        "redis": copied / "redis",
        "dump": heed.folder / "redis" / "data" / "dump.rdb",
        "append-only file": heed.folder / "redis" / "data" / "appendonlydir",
        "log": heed.folder / "control.log",
    }


@pytest.mark.parametrize(
    "place",
    ["table", "file", "write-ahead log", "redis", "dump", "append-only file", "log"],
)
def test_the_search_finds_every_form_of_every_canary(search, control, place):
    missed = set(search.patterns.values()) - control[place]
    assert not missed, f"{len(missed)} missed: {sorted(missed)[:20]}"


@pytest.mark.parametrize("place", ["table, long", "table, compressed", "file, long"])
def test_the_search_finds_long_texts(story, control, place):
    missed = set(story.canaries.planted.values()) - {what for what, _ in control[place]}
    assert not missed, f"{len(missed)} missed: {sorted(missed)[:20]}"


def test_the_search_finds_what_the_database_keeps_beside_the_tables(control):
    assert len(control["statistics"]) > 50
    assert control["statement"] == {("address of the caller", "plain")}


def test_compressed_texts_are_found_by_reading_the_table_only(control):
    """Why every table is read as well as every file."""
    assert not control["file, compressed"]
