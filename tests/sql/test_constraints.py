"""The last word of the schema: what no program, however wrong, can write."""

import psycopg
import pytest
from psycopg.errors import CheckViolation, ForeignKeyViolation, NotNullViolation, UniqueViolation


def change(table, **values):
    """A statement that changes one row so."""
    sets = ", ".join(f"{column} = {value}" for column, value in values.items())
    return f"update {table} set {sets} where ctid = (select ctid from {table} limit 1)"


def repeat(table, **values):
    """A statement that writes one row a second time, so changed."""
    pairs = ", ".join(f"'{column}', {value}" for column, value in values.items())
    return (
        f"insert into {table}"
        f" select (jsonb_populate_record({table}, jsonb_build_object({pairs}))).*"
        f" from {table} limit 1"
    )


NEW = "gen_random_uuid()"
# What makes a repeated key or token another one.
FRESH = {"id": NEW, "hash": "'\\x' || repeat('07', 32)"}

REFUSED = [
    # why, statement, error
    ("a slug goes into addresses", change("organisation", slug="'Demo'"), CheckViolation),
    ("a slug does not end with a hyphen", change("organisation", slug="'demo-'"), CheckViolation),
    (
        "a prefix starts with a letter",
        change("organisation", reference_prefix="'1A'"),
        CheckViolation,
    ),
    ("a prefix has two characters", change("organisation", reference_prefix="'A'"), CheckViolation),
    (
        "a prefix names one organisation",
        "update organisation set reference_prefix = 'SAME'",
        UniqueViolation,
    ),
    ("a slug names one organisation", "update organisation set slug = 'same'", UniqueViolation),
    ("there are three nations", change("organisation", nation="'wales'"), CheckViolation),
    (
        "a closure belongs to one organisation",
        change("organisation_closure", organisation_id="gen_random_uuid()"),
        ForeignKeyViolation,
    ),
    (
        "a closure ends after it began",
        change("organisation_closure", until_version="from_version"),
        CheckViolation,
    ),
    (
        "a holiday ends after it began",
        change("bank_holiday", until_version="from_version"),
        CheckViolation,
    ),
    (
        "a holiday is of a known calendar version",
        change("bank_holiday", from_version="999999"),
        ForeignKeyViolation,
    ),
    (
        "a calendar version has a known reason",
        change("calendar_version", reason="'whim'"),
        CheckViolation,
    ),
    ("a site's name is its own", repeat("site", id="gen_random_uuid()"), UniqueViolation),
    ("a key is secret or publishable", repeat("api_key", **FRESH, kind="'open'"), CheckViolation),
    ("a key's hash is whole", repeat("api_key", id=NEW, hash="'\\x00'"), CheckViolation),
    ("a key has an id of its own", repeat("api_key", hash=FRESH["hash"]), UniqueViolation),
    (
        "a key is of a site of its organisation",
        repeat("api_key", **FRESH, site_id=NEW),
        ForeignKeyViolation,
    ),
    (
        "a key is for something known",
        repeat("api_key", **FRESH, kind="'secret'", scopes="array['cases:delete']"),
        CheckViolation,
    ),
    (
        "a publishable key only creates",
        repeat("api_key", **FRESH, kind="'publishable'", scopes="array['cases:status']"),
        CheckViolation,
    ),
    (
        "a secret key is for no page",
        repeat("api_key", **FRESH, kind="'secret'", origins="array['https://a.example']"),
        CheckViolation,
    ),
    ("a key stays of its site", change("api_key", site_id=NEW), CheckViolation),
    ("a key stays for what it is for", change("api_key", scopes="'{}'"), CheckViolation),
    (
        "a key that was revoked is not made good again",
        "update api_key set revoked_at = now(); update api_key set revoked_at = null",
        CheckViolation,
    ),
    (
        "a token does not end later",
        change("staff_token", expires_at="expires_at + interval '1 day'", successor="id"),
        CheckViolation,
    ),
    ("a key ends on record only", change("api_key", expires_at="heed_now()"), CheckViolation),
    ("a token ends", repeat("staff_token", **FRESH, expires_at="null"), NotNullViolation),
    ("a change of a key is a known one", change("credential_change", change="'x'"), CheckViolation),
    ("a role is a known one", change("staff_role", role="'king'"), CheckViolation),
    ("an analyst is of no organisation", change("staff_role", role="'analyst'"), CheckViolation),
    (
        "a chair is of an organisation",
        change("staff_role", role="'chair'", organisation_id="null"),
        CheckViolation,
    ),
    ("nobody has a role twice", repeat("staff_role"), UniqueViolation),
    (
        "nobody has a role over all organisations twice",
        "insert into staff_role (staff_id, role)"
        " select id, 'analyst' from staff, generate_series(1, 2)",
        UniqueViolation,
    ),
    (
        "a procedure's version counts from one",
        change("procedure_version", version="0"),
        CheckViolation,
    ),
    ("a reference is of one case", repeat("case_file", id="gen_random_uuid()"), UniqueViolation),
    ("a kind is a known one", change("case_file", kind="'gossip'"), CheckViolation),
    ("a channel is a known one", change("case_file", channel="'rumour'"), CheckViolation),
    ("a customer type is a known one", change("case_file", customer_type="'king'"), CheckViolation),
    ("a state is a known one", change("case_file", state="'lost'"), CheckViolation),
    ("a case is closed at some time", change("case_file", state="'closed'"), CheckViolation),
    ("an open case is not closed", change("case_file", closed_at="now()"), CheckViolation),
    (
        "nothing is received after it was recorded",
        change("case_file", received_at="recorded_at + interval '1 hour'"),
        CheckViolation,
    ),
    ("a version counts from one", change("case_file", version="0"), CheckViolation),
    (
        "a site of another organisation posts nothing here",
        change("case_file", site_id="gen_random_uuid()"),
        ForeignKeyViolation,
    ),
    (
        "a case keeps a procedure that exists",
        change("case_file", procedure_version="7"),
        ForeignKeyViolation,
    ),
    (
        "a handler is a member of staff",
        change("case_file", handler="gen_random_uuid()"),
        ForeignKeyViolation,
    ),
    ("history has a place once", repeat("case_event"), UniqueViolation),
    ("history counts from one", change("case_event", seq="0"), CheckViolation),
    (
        "history is of a case",
        repeat("case_event", case_id="gen_random_uuid()"),
        ForeignKeyViolation,
    ),
    (
        "what is sealed takes part in the chain",
        change("case_event", sealed="'\\x01'"),
        CheckViolation,
    ),
    ("a hash is whole", change("case_event", hash="'\\x00'"), CheckViolation),
    ("somebody acted", change("case_event", actor_kind="'cat'"), CheckViolation),
    ("a case with history stays", "delete from case_file", ForeignKeyViolation),
    (
        "a clock is met or ended, not both",
        change("case_clock", met_at="now()", ended_at="now()"),
        CheckViolation,
    ),
    (
        "a clock is reckoned by a known calendar",
        change("case_clock", calendar_version="999999"),
        ForeignKeyViolation,
    ),
    ("a clock's period counts from one", change("case_clock", period="0"), CheckViolation),
    ("a breach is recorded once", repeat("breach"), UniqueViolation),
    (
        "a breach is recorded when it is due",
        change("breach", recorded_at="due_at - interval '1 second'"),
        CheckViolation,
    ),
    ("a breach is of a clock", change("breach", standard="'none'"), ForeignKeyViolation),
    (
        "a correction names the event that shows it",
        change("breach_correction", by_seq="9"),
        ForeignKeyViolation,
    ),
    ("an idempotency key is used once", repeat("idempotency"), UniqueViolation),
    (
        "an idempotency key has a sensible length",
        change("idempotency", key="repeat('k', 256)"),
        CheckViolation,
    ),
    ("an idempotency key is not empty", change("idempotency", key="''"), CheckViolation),
    ("an event is in a known state", change("outbox", state="5"), CheckViolation),
    (
        "an event has one id",
        "insert into outbox (id, organisation_id, topic, subject_id, available_at)"
        " select id, organisation_id, topic, subject_id, available_at from outbox limit 1",
        UniqueViolation,
    ),
    ("a movement is a known one", change("case_movement", movement="'escaped'"), CheckViolation),
    (
        "a standard's result is a known one",
        change("case_fact_standard", result="'whatever'"),
        CheckViolation,
    ),
]


@pytest.fixture
def undone(superuser, two_organisations):
    """A transaction that is rolled back."""
    with superuser.transaction(force_rollback=True):
        yield superuser


@pytest.mark.parametrize(
    "statement, error", [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_the_schema_refuses(undone, statement, error):
    with pytest.raises(error):
        undone.execute(statement)
        undone.execute("set constraints all immediate")


def test_an_organisation_has_the_procedure_that_it_names(superuser, two_organisations):
    with pytest.raises(ForeignKeyViolation):
        with superuser.transaction():
            superuser.execute(
                "insert into organisation (id, slug, name, reference_prefix, nation,"
                " procedure_version)"
                " values (gen_random_uuid(), 'bare', 'Bare', 'BARE', 'scotland', 1)"
            )
    found = superuser.execute("select from organisation where slug = 'bare'").fetchall()
    assert found == []


def test_the_keys_of_an_unknown_epoch_have_no_place(undone):
    with pytest.raises(psycopg.errors.CheckViolation, match="no partition"):
        undone.execute(change("case_key", kek_epoch="99"))
