"""After an erasure nothing of what was told is left anywhere: tables, answers, queue, logs.

What stays, and is said in README.md: backups and the write-ahead log from before hold the wrapped
key, which opens them as long as the key ring has the key of its epoch.
"""

import uuid
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from support.acts import ACTS
from support.canaries import Canaries, Search, copy_servers
from support.office import Office
from support.programs import wait_until
from support.receiver import Endpoint
from vault import Backup, read_ring

ROLES = (
    *("handler", "manager", "ceo", "chair", "trustee", "safeguarding_officer"),
    *("safeguarding_trustee", "auditor", "intake", "review_panel"),
)
KEEP_WRITE_AHEAD_LOG = "alter system set wal_keep_size = '1GB'"
IS_ERASED = "select erased_at from case_file where reference = %s"
# By whom, where, and what besides a text.
TOLD = (
    ("handler", "initial-response", {}),
    ("handler", "updates", {"medium": "email"}),
    ("handler", "notes", {}),
    ("handler", "contacts", {"party": "witness"}),
    ("handler", "allegations", {}),
    ("handler", "findings", {"finding": "upheld"}),
    ("handler", "remedies", {"until": "2999-01-01"}),
    ("handler", "clarification-requests", {}),
    ("handler", "subjects", {}),
    ("complainant", "messages", {}),
    ("complainant", "questions", {}),
    ("complainant", "clarifications", {}),
    ("complainant", "disadvantage-reports", {}),
    ("complainant", "mediation/request", {}),
    ("handler", "answers", {}),
    ("chair", "disadvantage-reports/answer", {}),
    ("handler", "outcomes", {"outcomes": ["apology"]}),
    ("handler", "written-outcome", {"format": "", "language": "en", "not_as_needed": ""}),
    ("complainant", "erasure-request", {}),
)
PERSON = ("name", "email", "telephone", "address")
NEEDS = ("format", "language", "access", "companion", "contact", "must_not_know")
ELSEWHERE = ("/v1/cases", "/v1/notifications", "/v1/dashboard", "/v1/readings", "/v1/meetings")


@dataclass
class Erased:
    office: Office
    canaries: Canaries
    named: Canaries  # what the website calls its requests
    reference: str
    backup: Backup = field(repr=False)
    before: Path  # answers, and what the servers held
    after: Path


@pytest.fixture(autouse=True)
def nothing_stays_open():
    """Clients keep their connections."""


@pytest.fixture(scope="module")
def erased(heed, worker):
    """Through an API that gives its clients the usual time, by connections that nobody keeps."""
    canaries, named = Canaries(), Canaries()
    with heed.superuser() as database, Office(heed, heed.start_api(), ROLES) as office:
        for client in (office.site, *(each.client for each in office.people.values())):
            client.headers["Connection"] = "close"
        database.execute(KEEP_WRITE_AHEAD_LOG)
        database.execute("select pg_reload_conf()")
        Endpoint.create(heed, office.organisation, "http://127.0.0.1:9/")  # told, or tried to be
        reference, complainant = tell_all(office, canaries, named)
        before, after = heed.folder / "before", heed.folder / "after"
        keep_answers(heed, office, reference, complainant, before)
        backup = Backup.of(database, reference)
        heed.clock.advance(days=16)
        wait_until(
            "it is erased",
            lambda: database.execute(IS_ERASED, [reference]).fetchone()[0] is not None,
            30,
        )
        keep_answers(heed, office, reference, complainant, after)
        yield Erased(office, canaries, named, reference, backup, before, after)


def tell_all(office: Office, canaries: Canaries, named: Canaries):
    """A canary in every field that may hold something of a person."""

    def words(what: str, fields) -> dict:
        return {name: canaries.word(f"{what}.{name}") for name in fields}

    case = {name: canaries.word(name) for name in ("narrative", "wanted_outcome")}
    case |= {"happened_on": canaries.day("happened_on"), "customer": words("customer", PERSON)}
    case["needs"] = words("needs", NEEDS)
    key, trace = named.word("Idempotency-Key"), named.note(uuid.uuid4().hex, "traceparent")
    headers = {"Idempotency-Key": key, "traceparent": f"00-{trace}-00f067aa0ba902b7-01"}
    answer = office.site.post("/v1/cases", headers=headers, json={"kind": "complaint", **case})
    assert answer.status_code == 201, answer.text
    reference, code = answer.json()["reference"], answer.json()["receipt_code"]
    canaries.note(code, "receipt code")
    complainant = office.api.client(None)
    complainant.headers.update({"Receipt-Code": code, "Connection": "close"})
    by = {**{name: each.client for name, each in office.people.items()}, "complainant": complainant}

    def post(who: str, path: str, body: dict):
        named_so = {"If-Match": "*", "Idempotency-Key": named.word(f"key of {path}")}
        answer = by[who].post(f"/v1/cases/{reference}/{path}", headers=named_so, json=body)
        assert answer.status_code in (200, 204), (path, answer.text)

    post("complainant", "needs", {"needs": words("needs anew", NEEDS)})
    speaker = words("representative", PERSON)
    consent = canaries.word("consent")
    post("complainant", "representative", {"representative": speaker, "text": consent})
    for who, path, more in TOLD:
        more = {name: each or canaries.word(f"{path}.{name}") for name, each in more.items()}
        post(who, path, {"text": canaries.word(path), **more})
    return reference, complainant


def keep_answers(heed, office: Office, reference: str, complainant, folder: Path):
    """All that anybody is answered, and all that the servers hold."""
    (folder / "answers").mkdir(parents=True)
    clients = {name: each.client for name, each in office.people.items()}
    clients |= {"site": office.site, "complainant": complainant}
    for name, client in clients.items():
        for path in (f"/v1/cases/{reference}", f"/v1/cases/{reference}/erasure", *ELSEWHERE):
            answer = client.get(path)
            assert answer.status_code < 500, (name, path, answer.text)
            (folder / "answers" / f"{name}{path.replace('/', '-')}").write_text(answer.text)
    for command in ("verify", "erasure list", "review draft --from 2020-01-01 --to 2035-12-31"):
        printed = heed.command(*command.split(), "--organisation", office.organisation.slug)
        (folder / "answers" / command.replace(" ", "-")).write_text(printed)
    copy_servers(heed, folder / "copied")


def told(search: Search, *places: Path) -> set[str]:
    return {finding.what for finding in search.find(*places)}


def test_before_it_every_canary_is_shown_and_opens(erased, heed):
    """Else nothing could be missed. rules: B7"""
    search = Search(erased.canaries, heed.folder)
    shown = told(search, erased.before / "answers" / f"ceo-v1-cases-{erased.reference}")
    planted = set(erased.canaries.planted.values())
    replaced = {what for what in planted if what.startswith("needs.")}
    assert planted - shown == replaced | {"receipt code"}
    kek = read_ring(heed.key_ring)[f"kek {erased.backup.epoch}"]
    opened = b"\n".join(erased.backup.open(erased.backup.key(kek)).values()).decode()
    assert {what for text, what in erased.canaries.planted.items() if text not in opened} == {
        "receipt code"
    }
    kept = told(Search(erased.named, heed.folder), erased.before / "copied")
    assert kept == set(erased.named.planted.values())


def test_after_it_nothing_is_told_anywhere(erased, heed):
    """Not in any file of the servers, their logs, the queue, nor in any answer.

    attacks: 39. rules: B1, B7, D18
    """
    search = Search(erased.canaries, heed.folder)
    folder = heed.folder
    logs = list(folder.glob("*.log"))
    assert len(logs) >= 2 and heed.servers.log("postgres").is_relative_to(folder / "postgres")
    places = (erased.after, folder / "postgres", folder / "redis", *logs)
    assert sorted(map(str, search.find(*places))) == []


def test_after_it_no_table_holds_what_it_was_called_nor_what_was_sealed(erased, heed):
    """attacks: 39. rules: B7"""
    tables = list((erased.after / "copied").glob("public.*"))
    assert told(Search(erased.named, heed.folder), *tables) == set()
    rows = b"".join(file.read_bytes() for file in tables if file.is_file())
    backup = erased.backup
    before = b"".join(
        file.read_bytes() for file in (erased.before / "copied").glob("public.*") if file.is_file()
    )
    for sealed in (backup.wrapped, *backup.sealed.values()):
        assert sealed.hex().encode() in before
        assert sealed.hex().encode() not in rows and sealed not in rows
    assert str(backup.case).encode() in rows  # the shell


def test_a_backup_opens_with_nothing_that_is_there_once_its_epoch_is_out_of_the_ring(erased, heed):
    """The residue that README.md tells of, and its end. attacks: 39. rules: B7"""
    with heed.superuser() as database:
        held = database.execute("select from case_key where case_id = %s", [erased.backup.case])
        assert held.fetchall() == []
    ring, backup = read_ring(heed.key_ring), erased.backup
    retired = ring.pop(f"kek {backup.epoch}")
    assert backup.open(backup.key(retired))
    assert ring and not any(backup.key(kek) for kek in ring.values())
    assert not any(backup.open(kek) for kek in (*ring.values(), retired))


def test_whoever_is_left_sees_a_shell_and_can_do_nothing_about_it(erased):
    """Nothing breaks: what is asked is answered. rules: A12, B7, D18"""
    ceo, reference = erased.office.ceo.client, erased.reference
    view = ceo.get(f"/v1/cases/{reference}").json()
    assert (view["state"], view["allowed_actions"]) == ("closed", [])
    for act in ACTS:
        answer = ceo.post(
            f"/v1/cases/{reference}/{act.path}", headers={"If-Match": "*"}, json={"text": "Now."}
        )
        assert answer.status_code in (403, 409, 422), (act.path, answer.text)
        if answer.status_code == 409:
            assert [each["code"] for each in answer.json()["errors"]] == ["erased", "allowed_now"]
    leading = dict.fromkeys(("manager", "ceo", "chair", "auditor"), 200)
    for path in (f"/v1/cases/{reference}", f"/v1/cases/{reference}/erasure"):
        seen = {
            name: person.client.get(path).status_code
            for name, person in erased.office.people.items()
        }
        assert seen == {**dict.fromkeys(seen, 404), **leading, "intake": 403, "review_panel": 403}
    assert erased.office.site.get(f"/v1/cases/{reference}").json()["status"] == "closed"
