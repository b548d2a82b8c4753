"""heed access: the table of who may do what, and why somebody may or may not."""

import json

import pytest
from admin_program import done, refused, run
from support.office import Office

POLICY = """
    select pg_get_expr(polqual, polrelid) from pg_policy
     where polrelid = 'case_file'::regclass and polname = 'own_organisation'
"""
PEOPLE = ("handler", "ceo", "chair", "trustee", "safeguarding_officer", "auditor", "intake")


@pytest.fixture(scope="module")
def office(heed, api):
    with Office(heed, api, roles=PEOPLE) as office:
        yield office


@pytest.fixture
def explain(heed, office):
    """explain(actor, case, act): what is told, by the word at the start of its line."""

    def explain(actor, case, act) -> dict:
        about = ("--case", case) if case else ()
        here = ("--organisation", office.organisation.slug)
        printed = done(heed, "access", "explain", *here, "--actor", actor, *about, "--act", act)
        told = {}
        for line in printed.splitlines():
            word, rest = line.split("\t", 1)
            told.setdefault(word, []).append(rest)
        return told

    return explain


def test_the_table_is_told_to_people_and_to_programs(heed):
    """rules: A12"""
    printed = done(heed, "access", "table")
    table = json.loads(done(heed, "access", "table", "--json"))
    for row in table["rows"]:
        line = f"{row['who']:<21} {row['relation']:<22} {', '.join(row['may'])}"
        assert line in printed
    for word in (*table["relations"], *table["groups"]):
        assert word["meaning"] and f"{word['name']:<22} {word['meaning']}" in printed
    assert not [row for row in table["rows"] if row["relation"] == "part_of_it"]
    assert not [each for each in table["operations"] if not each["groups"]]


def test_who_deals_with_a_case_may_by_the_row_for_it(office, explain):
    """rules: A12"""
    reference, _ = office.receive()
    office.handler.act(reference, "assignment")
    told = explain(office.handler.id, reference, "record_update")
    assert told["roles"] == ["handler"]
    assert told["relations"] == ["no_case, any, its_handler, its_point_of_contact"]
    assert told["act"] == ["record_update: talk"]
    assert told["decision"] == ["allowed"]
    assert told["row"][0].startswith("handler, its_handler: read, take, talk")
    assert told["database"] == ["shows them the case: both walls agree"]
    assert explain(office.handler.id, reference, "update") == told  # as allowed_actions has it


@pytest.mark.parametrize(
    ("who", "act", "decision"),
    [
        ("handler", "read_case", "hidden (404)"),
        ("ceo", "read_case", "allowed"),
        ("ceo", "determine_course", "refused (403): no role"),
        ("chair", "determine_course", "allowed"),
        ("trustee", "read_case", "hidden (404)"),
        ("safeguarding_officer", "record_note", "hidden (404)"),
        ("auditor", "read_case", "allowed"),
        ("auditor", "record_note", "refused (403): no role"),
        ("intake", "read_case", "refused (403): no role"),
    ],
)
def test_of_a_case_that_is_somebody_elses(office, explain, who, act, decision):
    """Both walls say the same. rules: A12"""
    reference, _ = office.receive()
    office.ceo.act(reference, "assignment")
    told = explain(office.people[who].id, reference, act)
    assert told["decision"][0].startswith(decision)
    assert told["database"][0].endswith(": both walls agree")
    if decision != "allowed":
        assert told["needed"] and "row" not in told


def test_what_is_needed_is_told(office, explain):
    """rules: A12"""
    reference, _ = office.receive()
    told = explain(office.handler.id, reference, "record_outcome")
    assert told["decision"][0].startswith("refused (403): they do not stand so to it")
    assert "handler, its_handler" in told["needed"] and "ceo, any" in told["needed"]
    assert explain(office.ceo.id, reference, "post_message")["needed"] == [
        "complainant, its_complainant"
    ]


def test_of_a_sealed_case_and_of_one_that_somebody_is_part_of(office, explain):
    """rules: A13, C11"""
    named, _ = office.receive()
    office.chair.act(named, "conflicts", staff=office.ceo.id)
    told = explain(office.ceo.id, named, "read_case")
    assert told["relations"] == ["no_case, part_of_it"]
    assert told["decision"][0].startswith("hidden (404)")
    assert told["database"] == ["hides the case from them: both walls agree"]
    sealed, _ = office.receive()
    officer = office.safeguarding_officer
    office.chair.act(sealed, "safeguarding", status=204, staff=officer.id, text="At risk.")
    assert explain(office.chair.id, sealed, "read_case")["relations"] == ["no_case, sealed"]
    told = explain(officer.id, sealed, "acknowledge_handover")
    assert told["relations"] == ["no_case, sealed, handed_to"]
    assert told["row"][0].startswith("safeguarding_officer, sealed: ")


def test_of_a_website_and_of_whoever_complained(heed, office, explain):
    """rules: D12, D15"""
    reference, _ = office.receive()
    own = f"site:{office.organisation.site}"
    told = explain(own, reference, "read_case")
    assert (told["relations"], told["decision"]) == (["no_case, its_site"], ["allowed"])
    assert told["database"] == ["shows them the case: both walls agree"]
    office.chair.act(reference, "partners", site=office.organisation.site)
    told = explain(own, reference, "read_case")
    assert told["decision"][0].startswith("hidden (404)")
    assert told["database"] == ["hides the case from them: both walls agree"]
    told = explain("complainant", reference, "ask_question")
    assert told["row"] == ["complainant, its_complainant: follow, voice, own"]
    assert "database" not in told


def test_without_a_case_it_is_about_what_somebody_may_at_all(office, explain):
    assert explain(office.handler.id, None, "list_cases")["decision"] == ["allowed"]
    told = explain(office.intake.id, None, "list_cases")
    assert told["decision"][0].startswith("refused (403)")
    [row] = explain(office.intake.id, None, "calculate_due")["row"]
    assert row.startswith("anyone, no_case: public")


def test_nothing_of_the_case_is_told(heed, office, explain):
    """rules: A12"""
    reference, _ = office.receive(narrative="Canary", customer={"name": "Canary"})
    for who in PEOPLE:
        assert "Canary" not in str(explain(office.people[who].id, reference, "read_case"))


def test_what_is_wrong_is_told(heed, office):
    slug, reference = office.organisation.slug, office.receive()[0]
    usual = {"--organisation": slug, "--actor": office.ceo.id, "--case": reference}
    usual["--act"] = "read_case"
    for option, value, why, status in (
        ("--actor", "Ann", "must be the id of a member of staff, site:ID or complainant", 2),
        ("--actor", "0190163d-8694-739b-aea5-966c26f8ad91", "has a role in the organisation", 1),
        ("--actor", "site:0190163d-8694-739b-aea5-966c26f8ad91", "has no such site", 1),
        ("--case", "DEMO-00000-000000", "the organisation has no such case", 1),
        ("--act", "fly", "is no operation of the API", 2),
        ("--act", "received", "is no operation of the API", 2),
    ):
        words = [word for pair in {**usual, option: value}.items() for word in pair]
        assert why in refused(heed, "access", "explain", *words, status=status)


def test_when_the_walls_disagree_it_is_an_error(heed, office):
    """Somebody with rights in the database changed who may see what. rules: A12"""
    reference, _ = office.receive()
    office.ceo.act(reference, "assignment")
    arguments = ("--organisation", office.organisation.slug, "--actor", office.trustee.id)
    arguments += ("--case", reference, "--act", "read_case")
    with heed.superuser() as superuser:
        [policy] = superuser.execute(POLICY).fetchone()
        superuser.execute("alter policy own_organisation on case_file using (true)")
        try:
            ended = run(heed, "access", "explain", *arguments)
        finally:
            superuser.execute(f"alter policy own_organisation on case_file using ({policy})")
    assert ended.status == 1
    assert "shows them the case: THE WALLS DISAGREE" in ended.printed
