"""Whatever breaks inside, nobody outside is told of it: no SQL, no path, nothing personal."""

import re
import uuid
from contextlib import contextmanager

import psycopg
import pytest
from conftest import lean
from support.canaries import Canaries
from support.office import Office
from support.programs import wait_until

TELLING = re.compile(
    r"""
    \b(select|insert|update|delete|from|where|relation|column|constraint|syntax|permission\ denied)\b
    | postgres | libpq | redis | pg_ | heed_(api|worker|owner) | sqlstate | errno | errcode
    | \b[0-9][0-9A-Z][0-9A-Z]{3}\b | \.(c|h|sql|so|py)\b | /(home|tmp|usr|var|etc|proc|run|work)/
    | 0x[0-9a-f]{6} | stack | assert | null | ::
    """,
    re.VERBOSE | re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def nothing_stays_open():
    """Clients keep their connections."""


@pytest.fixture(scope="module")
def canaries():
    return Canaries()


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api, ("ceo", "chair")) as office:
        yield office


@pytest.fixture(scope="module")
def reference(office, canaries):
    members = {"narrative": canaries.word("narrative"), "customer": customer(canaries)}
    return office.receive(**members)[0]


def customer(canaries):
    return {
        "name": canaries.word("name"),
        "email": f"{canaries.word('email')}@example.org",
        "telephone": canaries.digits("telephone"),
    }


class Requests:
    """One of every sort, with something personal wherever it can stand."""

    def __init__(self, office, reference, canaries):
        self.ceo, self.site = office.ceo.client, office.site
        self.reference, self.canaries = reference, canaries

    def send(self, api):
        """What each of them is answered by that API."""
        case = f"{api.url}/v1/cases/{self.reference}"
        secret = self.canaries.word("note")
        fresh = {"Idempotency-Key": str(uuid.uuid4())}
        body = {"kind": "complaint", "narrative": secret, "customer": customer(self.canaries)}
        yield self.site.post(f"{api.url}/v1/cases", headers=fresh, json=body)
        yield self.ceo.post(f"{case}/notes", headers={"If-Match": "*"}, json={"text": secret})
        yield self.ceo.post(
            f"{case}/notes", headers={"If-Match": "*", **fresh}, json={"text": secret}
        )
        yield self.ceo.get(case)
        yield self.ceo.get(f"{api.url}/v1/cases", params={"limit": 5})
        yield self.ceo.get(f"{api.url}/v1/dashboard")
        yield self.ceo.get(f"{api.url}/v1/notifications")
        yield self.ceo.get(f"{api.url}/v1/meetings")
        known = {"reference": self.reference, "receipt_code": secret}
        yield self.site.post(f"{api.url}/v1/status", json=known)
        yield self.site.get(f"{api.url}/v1/calendar/due", params={
            "start": "2026-06-12T09:00:00Z", "amount": 3, "unit": "working_days", "nation": "wales"
        })


@pytest.fixture(scope="module")
def requests(office, reference, canaries):
    return Requests(office, reference, canaries)


def check(answer, canaries):
    """A fault as it may be told; false when it is none."""
    if answer.status_code < 500:
        return False
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    problem = answer.json()
    told = " ".join(str(problem[name]) for name in ("title", "code") if name in problem)
    told += problem.get("detail", "") + str(problem.get("errors", ""))
    assert not TELLING.search(told), problem
    assert set(problem) <= {"type", "title", "status", "detail", "instance", "code", "request_id"}
    for canary, what in canaries.planted.items():
        assert canary not in answer.text + str(answer.headers), what
    return True


@contextmanager
def changed(heed, change: str, back: str):
    """The database in another state than any program expects."""
    with psycopg.connect(heed.servers.url("superuser_database"), autocommit=True) as database:
        database.execute(change)
        try:
            yield
        finally:
            database.execute(back)


CHANGES = {
    "no table of cases": ("alter table case_file rename to gone", "alter table gone rename to case_file"),
    "no table of events": ("alter table case_event rename to gone", "alter table gone rename to case_event"),
    "no column": (
        "alter table case_file rename column reference to gone",
        "alter table case_file rename column gone to reference",
    ),
    "no right to read": (
        "revoke select on case_file, case_clock, case_event from heed_api",
        "grant select on case_file, case_clock, case_event to heed_api",
    ),
    "no right to write": ("revoke insert on case_event from heed_api", "grant insert on case_event to heed_api"),
    "a trigger that fails": (
        "create function refuse() returns trigger language plpgsql as $$ begin raise exception"
        " 'key (name)=(%) violates', new; end $$; create trigger refuse before insert on case_event"
        " for each row execute function refuse()",
        "drop trigger refuse on case_event; drop function refuse()",
    ),
    "a constraint that fails": (
        "alter table case_event add constraint refuse check (false) not valid",
        "alter table case_event drop constraint refuse",
    ),
    "only to be read": (
        "alter database heed set default_transaction_read_only = on;"
        " select pg_terminate_backend(pid) from pg_stat_activity where usename = 'heed_api'",
        "alter database heed reset default_transaction_read_only;"
        " select pg_terminate_backend(pid) from pg_stat_activity where usename = 'heed_api'",
    ),
    "no login": (
        "alter role heed_api nologin;"
        " select pg_terminate_backend(pid) from pg_stat_activity where usename = 'heed_api'",
        "alter role heed_api login",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_broken_database_is_not_shown(heed, api, requests, canaries, change):
    """attacks: 45"""
    before = len(api.log)
    with changed(heed, *CHANGES[change]):
        found = [check(answer, canaries) for answer in requests.send(api)]
    assert any(found), "nothing failed"
    log = api.log[before:]
    assert not [what for canary, what in canaries.planted.items() if canary in log]
    # Each connection finds out for itself, a moment later, that it may come back.
    wait_until(
        "all is answered again",
        lambda: not any([check(answer, canaries) for answer in requests.send(api)]),
    )


@pytest.mark.parametrize("place", ["intake_before_sync", "act_before_commit"])
def test_what_fails_in_the_middle_is_not_shown(heed, requests, canaries, place):
    """attacks: 45"""
    failing = heed.start_api(HEED_FAILPOINT=f"{place}=fail", ASAN_OPTIONS=lean(heed))
    assert any([check(answer, canaries) for answer in requests.send(failing)])
    failing.stop()
    assert not [what for canary, what in canaries.planted.items() if canary in failing.log]


def test_without_redis_nothing_fails_and_nothing_is_shown(heed, api, requests, canaries):
    """attacks: 45; rules: B4"""
    before = len(api.log)
    usual = [answer.status_code for answer in requests.send(api)]
    heed.servers.stop("redis")
    try:
        without = [answer.status_code for answer in requests.send(api)]
    finally:
        heed.servers.start("redis")
    assert without == usual and max(usual) < 500
    log = api.log[before:]
    assert not [what for canary, what in canaries.planted.items() if canary in log]


SEALED = {
    "another case's text": "update case_file set sealed_content = other.sealed_content from case_file"
    " other where case_file.reference = %(one)s and other.reference = %(other)s",
    "another case's customer": "update case_file set sealed_customer = other.sealed_customer from"
    " case_file other where case_file.reference = %(one)s and other.reference = %(other)s",
    "text for customer": "update case_file set sealed_customer = sealed_content where reference = %(one)s",
    "another case's key": "update case_key set wrapped = other.wrapped from case_key other, case_file a,"
    " case_file b where a.reference = %(one)s and b.reference = %(other)s and case_key.case_id = a.id"
    " and other.case_id = b.id",
    "another case's event": "update case_event set sealed = other.sealed from case_event other,"
    " case_file a, case_file b where a.reference = %(one)s and b.reference = %(other)s"
    " and case_event.case_id = a.id and other.case_id = b.id and case_event.type = 'note'"
    " and other.type = 'note'",
}


@pytest.mark.parametrize("swap", SEALED)
def test_what_is_sealed_opens_in_its_own_place_only(heed, office, canaries, swap):
    """The rows' columns are exchanged behind everybody's back. attacks: 38, 45"""
    members = [
        {"narrative": canaries.word(f"narrative {n}"), "customer": customer(canaries)} for n in range(2)
    ]
    one, other = (office.receive(**each)[0] for each in members)
    for reference in (one, other):
        office.ceo.act(reference, "notes", text=canaries.word("note"))
        assert office.ceo.client.get(f"/v1/cases/{reference}").status_code == 200
    with heed.superuser() as database:
        database.execute("set session_replication_role = replica")
        assert database.execute(SEALED[swap], {"one": one, "other": other}).rowcount == 1
    answer = office.ceo.client.get(f"/v1/cases/{one}")
    assert (answer.status_code, answer.json()["code"]) == (500, "seal-broken")
    check(answer, canaries)
    assert office.ceo.client.get(f"/v1/cases/{other}").status_code == 200
