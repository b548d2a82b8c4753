"""The life of cases whose every personal field holds a canary, and everything that goes wrong."""

import itertools
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx

from support.acts import CHECKLIST
from support.canaries import Canaries
from support.heed import Heed
from support.programs import wait_until
from support.transport import Transport

# Whoever calls from here calls from nowhere else.
CALLER = "127.83.41.29"
FILLER = "Zoë’s bus did “not” come again, and again nobody told us so. " * 40

# Nothing is compressed in the files and no write-ahead log is removed, so that a search finds
# what was ever there.
KEEP_WRITE_AHEAD_LOG = "alter system set wal_keep_size = '4GB'"
STORE_UNCOMPRESSED = """
do $$ declare spot record; begin
    for spot in select attrelid::regclass as place, attname from pg_attribute
                  join pg_class on pg_class.oid = attrelid
                 where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                   and attnum > 0
                   and atttypid in ('text'::regtype, 'json'::regtype, 'bytea'::regtype)
    loop
        execute format('alter table %s alter %I set storage external', spot.place, spot.attname);
    end loop;
end $$
"""
REFUSE = """
alter table case_file add constraint test_no_access check (category <> 'access') not valid;
alter table case_event add constraint test_no_update check (type <> 'update') not valid;
"""
REFUSE_NO_MORE = """
alter table case_file drop constraint test_no_access;
alter table case_event drop constraint test_no_update;
"""
# Nobody can count a case of this category: its events become dead letters.
REFUSE_TO_COUNT = """
create function public.test_refuse() returns trigger language plpgsql as $$
begin
    if new.category = 'conduct' then raise exception 'refused'; end if;
    return new;
end $$;
create trigger test_refuse before insert on case_fact
    for each row execute function public.test_refuse();
"""

ACTS = (
    *("initial-response", "updates", "notes", "contacts", "questions", "answers", "needs"),
    *("representative", "allegations", "findings", "remedies", "outcomes", "written-outcome"),
    *("close", "reopen"),
)
OWN_FIELDS = {
    "initial-response": ("handler", "point_of_contact", "medium"),
    "contacts": ("party", "medium"),
    "findings": ("finding",),
    "remedies": ("until",),
    "outcomes": ("outcomes",),
    "written-outcome": ("medium",),
    "close": tuple(CHECKLIST),
}


class Story:
    """Use live(); then 'canaries' are all that was planted.

    The folders 'answers' and 'problems' hold what was answered, but for 201; 'opened' is
    the case of number 1 as staff see it after all its acts.
    """

    def __init__(self, heed: Heed):
        self.heed = heed
        self.canaries = Canaries()
        self.answers = heed.folder / "answers"
        self.problems = heed.folder / "problems"
        self.answers.mkdir()
        self.problems.mkdir()
        self.statuses: list[int] = []
        self._numbers = itertools.count(1)
        self._plant_credentials()

    def live(self, cases: int):
        with self.heed.superuser() as database:
            database.execute(KEEP_WRITE_AHEAD_LOG)
            database.execute("select pg_reload_conf()")
            database.execute(STORE_UNCOMPRESSED)
            database.execute(REFUSE_TO_COUNT)
        self.api = self.heed.start_api()
        self.worker = self.heed.start_worker(HEED_MAX_ATTEMPTS=1)
        with self.client(self.organisation.secret_key) as self.site, self.client(
            self.token
        ) as self.staff:
            with ThreadPoolExecutor(4) as threads:
                self.cases = list(threads.map(self._live_one, range(cases)))
            self._ask()
            self._ask_wrongly()
            self._ask_what_the_database_refuses()
            self._ask_without_database()
        self._administer()
        wait_until("every event was reacted to", self._is_quiet, 60)

    # --- planting ---

    def _plant_credentials(self):
        note, heed = self.canaries.note, self.heed
        here = self.organisation = heed.create_organisation()
        self.token = note(here.staff_token, "credential: token")
        note(here.secret_key, "credential: secret key")
        note(here.publishable_key, "credential: publishable key")
        name, mailbox = self.canaries.word("staff: name"), self.canaries.word("staff: email")
        self.handler = heed.last_word(
            *("staff", "create", "--organisation", here.slug, "--roles", "handler"),
            *("--name", f"{name} Müller", "--email", f"{mailbox}@example.org"),
            *("--telephone", self.canaries.digits("staff: telephone")),
        )
        note(heed.create_token(here.slug, self.handler), "credential: token of a handler")
        name = self.canaries.word("analyst: name")
        note(heed.create_analyst_token(name), "credential: token of an analyst")
        for number, line in enumerate(heed.key_ring.read_text().splitlines()[1:]):
            note(line.split()[-1], f"credential: key {number} of the ring")
        for role in ("postgres", "heed_owner", "heed_api", "heed_worker", "redis_api"):
            password = (heed.folder / "secrets" / role).read_text().strip()
            note(password, f"credential: password of {role}")
        note(CALLER, "address of the caller")

    def _case(self, number: int) -> dict:
        def word(field, around="Frau {} aus Köln"):
            return around.format(self.canaries.word(f"case {number}: {field}"))

        def long_text(field):
            canary = self.canaries.word(f"case {number}: {field}")
            return f"{canary} {FILLER} {canary} {FILLER} {canary}"

        return {
            "kind": "complaint",
            "category": "conduct" if number == 7 else "unreasonable_delay",
            "narrative": long_text("narrative"),
            "wanted_outcome": long_text("wanted_outcome"),
            "happened_on": self.canaries.day(f"case {number}: happened_on"),
            "customer": {
                "name": word("customer.name"),
                "email": word("customer.email", "{}@example.org"),
                "telephone": f"+44 {self.canaries.digits(f'case {number}: customer.telephone')}",
                "address": word("customer.address", "{} Straße 1\nKöln"),
            },
            "needs": {
                **{
                    field: word(f"needs.{field}")
                    for field in ("format", "access", "companion", "contact", "must_not_know")
                },
                "language": self.canaries.word(f"case {number}: needs.language"),
                "do_not_ring": True,
            },
        }

    def _act(self, act: str, what: str) -> dict:
        everything = {
            "handler": self.handler,
            "point_of_contact": self.handler,
            "medium": "post",
            "outcomes": ["apology"],
            "party": "witness",
            "finding": "upheld",
            "until": "2999-01-01",
            **CHECKLIST,
        }
        canary = self.canaries.word(f"{what}: text of {act}")
        own = {field: everything[field] for field in OWN_FIELDS.get(act, ())}
        if act == "needs":
            own["needs"] = {"access": self.canaries.word(f"{what}: changed needs")}
        if act == "representative":
            own["representative"] = {"name": self.canaries.word(f"{what}: representative")}
        return {"text": f"{canary} {FILLER}", **own}

    # --- speaking ---

    def client(self, credential: str | None) -> httpx.Client:
        """A browser that tells more than it should."""
        client = self.api.client(
            credential,
            transport=Transport(local_address=CALLER),
        )
        for name in ("User-Agent", "Referer", "Cookie", "From"):
            client.headers[name] = self.canaries.word(f"header: {name}")
        return client

    def keep(self, answer: httpx.Response, status: int) -> httpx.Response:
        """Expects the status."""
        assert answer.status_code == status, answer.text
        self.statuses.append(status)
        if status == 201:
            receipt = answer.json()["receipt_code"]
            self.canaries.note(receipt, f"receipt code: {receipt}")
            self.canaries.note(receipt.replace("-", ""), f"receipt code, bare: {receipt}")
        else:
            folder = self.answers if status < 400 else self.problems
            told = f"{answer.headers}\n{answer.text}"
            (folder / f"{status}-{next(self._numbers)}").write_text(told)
        return answer

    def post_case(self, client, body, status: int = 201, **headers) -> httpx.Response:
        key = {"Idempotency-Key": str(uuid.uuid4())}
        return self.keep(client.post("/v1/cases", json=body, headers={**key, **headers}), status)

    def post_act(self, reference, act, body, version, status: int = 200) -> httpx.Response:
        etag = {"If-Match": f'"{version}"'}
        path = f"/v1/cases/{reference}/{act}"
        return self.keep(self.staff.post(path, json=body, headers=etag), status)

    def _live_one(self, number: int) -> str:
        body = self._case(number)
        client = self.site
        if number % 2:
            client = self.staff
            received_at = self.api.time() - timedelta(days=40)
            body |= {"channel": "post", "received_at": received_at.isoformat()}
        if number % 10 == 0:
            del body["customer"]
        reference = self.post_case(client, body).json()["reference"]
        for version, act in enumerate(ACTS, 1):
            self.post_act(reference, act, self._act(act, f"case {number}"), version)
        return reference

    # --- asking, well and wrongly ---

    def _ask(self):
        body, again = self._case(100), {"Idempotency-Key": "again"}
        created = self.post_case(self.site, body, **again).json()
        assert self.post_case(self.site, body, **again).json() == created
        self.post_case(self.site, self._case(101), 422, **again)
        known = {name: created[name] for name in ("reference", "receipt_code")}
        self.keep(self.site.post("/v1/status", json=known), 200)
        guess = self.canaries.note("1GJ9-0FBE-NND4-6J3R-W", "receipt code that was guessed")
        self.keep(self.site.post("/v1/status", json={**known, "receipt_code": guess}), 404)
        self._act_as_complainant(known, guess)
        self.opened = self.keep(self.staff.get(f"/v1/cases/{self.cases[1]}"), 200).text
        self.keep(self.site.get(f"/v1/cases/{self.cases[0]}"), 200)
        for client in (self.site, self.staff):
            self.keep(client.get("/v1/cases?limit=200"), 200)

    def _act_as_complainant(self, known: dict, guess: str):
        address = f"/v1/cases/{known['reference']}"
        message = self._act("messages", "case 100")
        with self.client(None) as complainant:
            complainant.headers["Receipt-Code"] = guess
            self.keep(complainant.post(f"{address}/messages", json=message), 404)
            complainant.headers["Receipt-Code"] = known["receipt_code"]
            self.keep(complainant.post(f"{address}/messages", json=message), 200)
            self.keep(complainant.get(address), 200)
        replaced = {"reason": "lost", "medium": "post"}
        self.post_act(known["reference"], "receipt-code", replaced, 2, 201)

    def _ask_wrongly(self):
        word, site, staff = self.canaries.word, self.site, self.staff
        for mistake in self._mistakes():
            body = {"kind": "complaint", "narrative": word("mistaken"), **mistake}
            self.post_case(site, body, 422)
        self._post_text(f'{{"narrative": "{word("not JSON")}', 400)
        self._post_text(word("too long") * 20000, 413)
        self._post_text(word("other type"), 415, **{"Content-Type": "text/plain"})
        self._post_text("{}", 401, Authorization=f"Bearer {word('unknown credential')}")
        mistyped = self.canaries.note(self.token[:-1] + "!", "credential, mistyped")
        self.keep(site.get("/v1/cases", headers={"Authorization": f"Bearer {mistyped}"}), 401)
        for path in ("/{}", "/v1/cases/{}", "/v1/cases/DEMO-{}"):
            self.keep(staff.get(path.format(word("path"))), 404)
        self.keep(staff.get("/v1/cases", params={"status": word("parameter")}), 400)
        self.keep(staff.get("/v1/cases", params={word("path: parameter"): "1"}), 400)
        reopened = len(ACTS) + 1
        stale = self._act("updates", "stale")
        self.post_act(self.cases[0], "updates", stale, 1, 412)
        self.post_act(self.cases[0], "close", self._act("close", "too early"), reopened, 409)
        late = {"occurred_at": "2999-01-01T00:00:00Z"}
        self.post_act(
            self.cases[0], "updates", self._act("updates", "in future") | late, reopened, 422
        )

    def _post_text(self, body: str, status: int, **headers):
        usual = {"Content-Type": "application/json", "Idempotency-Key": "wrong"}
        answer = self.site.post("/v1/cases", content=body, headers={**usual, **headers})
        self.keep(answer, status)

    def _mistakes(self):
        word = self.canaries.word
        yield {word("path: member"): word("value of an unknown member")}
        yield {"happened_on": word("not a day")}
        yield {"kind": word("not a kind")}
        yield {"category": f"x{word('not a category').lower()}"}
        yield {"narrative": [word("not a text")]}
        yield {"customer": {"name": word("too long") * 20}}
        yield {"customer": {"email": f"{word('two lines')}\n{word('two lines')}"}}
        yield {"needs": {"language": word("a control character") + "\x07"}}

    def _ask_what_the_database_refuses(self):
        """The constraint fails as it would if the program had forgotten a rule."""
        reopened = len(ACTS) + 1
        with self.heed.superuser() as database:
            database.execute(REFUSE)
            self.post_case(self.site, self._case(102) | {"category": "access"}, 503)
            act = self._act("updates", "refused")
            self.post_act(self.cases[1], "updates", act, reopened, 503)
            database.execute(REFUSE_NO_MORE)
            self.post_act(self.cases[1], "updates", self._act("updates", "again"), reopened)

    def _ask_without_database(self):
        self.heed.servers.stop("postgres")
        self.post_case(self.site, self._case(103), 503)
        act = self._act("updates", "without database")
        self.post_act(self.cases[2], "updates", act, len(ACTS) + 1, 503)
        self.keep(self.staff.get(f"/v1/cases/{self.cases[2]}"), 503)
        self.heed.servers.start("postgres")
        wait_until("heed-api is ready again", self._is_ready, 30)

    # --- looking ---

    def _administer(self):
        here = ("--organisation", self.organisation.slug)
        for command in (
            ("verify", *here),
            ("review", "draft", *here, "--from", "2020-01-01", "--to", "2030-12-31"),
            ("key", "list", *here),
            ("dead-letters", "list"),
        ):
            printed = self.heed.command(*command)
            (self.problems / f"heed-{'-'.join(command[:2])}").write_text(printed)

    def _is_ready(self) -> bool:
        return self.site.get("/readyz").status_code == 200

    def _is_quiet(self) -> bool:
        return self.count("select count(*) from outbox where state in (0, 1)") == 0

    def count(self, query: str) -> int:
        with self.heed.superuser() as database:
            return database.execute(query).fetchone()[0]
