"""Rules of legal redress: data of each organisation, told only once it has confirmed them. rules: C13"""

import json

import psycopg
import pytest

from admin_program import done, refused
from support.places import REPOSITORY

SHIPPED = json.loads((REPOSITORY / "sql" / "data" / "redress-rules.json").read_text())["rules"]
SERVICES = "equality_services_scotland"


@pytest.fixture(scope="module")
def slug(heed):
    return heed.create_organisation().slug


@pytest.fixture
def here(slug):
    return ("--organisation", slug)


@pytest.fixture(scope="module")
def ann(heed, slug):
    arguments = ("--name", "Ann", "--roles", "organisation_admin")
    return done(heed, "staff", "create", "--organisation", slug, *arguments)


@pytest.fixture
def file(tmp_path):
    """Writes a file of rules and answers its path."""

    def write(*rules):
        path = tmp_path / "rules.json"
        path.write_text(json.dumps({"rules": rules}))
        return path

    return write


def listed(heed, here):
    """Code and the other columns of every rule."""
    lines = done(heed, "redress", "list", *here).splitlines()
    return {line.split("\t")[0]: line.split("\t")[1:] for line in lines}


def confirmed_on(heed, here, code):
    return listed(heed, here)[code][2]


def shipped(code, /, **changes):
    return {**next(rule for rule in SHIPPED if rule["code"] == code), **changes}


def test_an_organisation_starts_with_the_shipped_rules_unconfirmed(heed, here):
    rules = listed(heed, here)
    assert set(rules) == {rule["code"] for rule in SHIPPED}
    assert all(columns[2] == "-" for columns in rules.values())
    assert rules[SERVICES] == [
        "scotland",
        "discrimination_services",
        "-",
        "2010-10-01",
        "-",
        "The sheriff court",
        "Six months less one day",
    ]


def test_what_is_kept_of_a_rule_is_what_the_file_says(heed, slug):
    with heed.superuser() as superuser:
        rows = superuser.execute(
            "select code, limit_amount, limit_unit, limit_less_days, forum, source, document"
            "  from redress_rule join organisation on id = organisation_id where slug = %s",
            [slug],
        ).fetchall()
    by_code = {rule["code"]: rule for rule in SHIPPED}
    assert len(rows) == len(by_code)
    for code, amount, unit, less_days, forum, source, document in rows:
        rule = by_code[code]
        limit = rule["limit"] or {"amount": None, "unit": None, "less_days": None}
        assert (amount, unit, less_days) == tuple(limit.values()), code
        assert (forum, source) == (rule["forum"], rule["source"])
        del rule["confirmed_by"], rule["confirmed_on"]
        assert document == rule


def test_a_person_confirms_a_rule_by_its_code(heed, here, ann):
    done(heed, "redress", "confirm", SERVICES, *here, "--staff", ann)
    today = heed.owner.execute("select heed_now()::date::text").fetchone()[0]
    assert confirmed_on(heed, here, SERVICES) == today
    assert confirmed_on(heed, here, "equality_services_england_and_wales") == "-"


def test_only_somebody_of_the_organisation_confirms(heed, here, ann):
    other = heed.create_organisation().slug
    bob = done(
        heed, "staff", "create", "--organisation", other, "--name", "Bob", "--roles", "handler"
    )
    explained = refused(heed, "redress", "confirm", "housing_ombudsman", *here, "--staff", bob)
    assert "--staff: nobody in" in explained
    assert confirmed_on(heed, here, "housing_ombudsman") == "-"


def test_an_unknown_code_is_named(heed, here, ann):
    explained = refused(heed, "redress", "confirm", "nonsense", *here, "--staff", ann)
    assert "nonsense: is no rule of" in explained


def test_each_organisation_confirms_its_own(heed, here, ann):
    done(heed, "redress", "confirm", SERVICES, *here, "--staff", ann)
    other = ("--organisation", heed.create_organisation().slug)
    assert confirmed_on(heed, other, SERVICES) == "-"


def test_the_same_rules_again_stay_confirmed(heed, here, ann):
    done(heed, "redress", "confirm", SERVICES, *here, "--staff", ann)
    printed = done(heed, "redress", "import", "default", *here)
    assert printed == f"{len(SHIPPED)} rules, 0 of them new or changed: confirm these"
    assert confirmed_on(heed, here, SERVICES) != "-"


def test_a_changed_rule_must_be_confirmed_anew_and_the_others_stay(heed, here, ann, file):
    done(heed, "redress", "confirm", SERVICES, *here, "--staff", ann)
    path = file(shipped(SERVICES, limit_text="Nine months", valid_to="2026-12-31"))
    printed = done(heed, "redress", "import", path, *here)
    assert printed == "1 rules, 1 of them new or changed: confirm these"
    rules = listed(heed, here)
    assert rules[SERVICES][2:5] == ["-", "2010-10-01", "2026-12-31"]
    assert rules[SERVICES][6] == "Nine months"
    assert set(rules) >= {rule["code"] for rule in SHIPPED}
    done(heed, "redress", "import", "default", *here)


def test_an_organisation_adds_rules_of_its_own(heed, here, ann, file):
    path = file(shipped("housing_ombudsman", code="scheme_of_our_own", starts_from="other"))
    done(heed, "redress", "import", path, *here)
    done(heed, "redress", "confirm", "scheme_of_our_own", *here, "--staff", ann)
    assert confirmed_on(heed, here, "scheme_of_our_own") != "-"


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"nation": "wales"}, "/rules/1/nation: must be"),
        ({"limit": {"amount": 6, "unit": "moons"}}, "/rules/1/limit/unit: must be"),
        ({"code": "Not A Code"}, "/rules/1/code: "),
        ({"code": "housing_ombudsman"}, "/rules/1/code: must not be the code of another rule"),
        ({"confirmed_on": "2026-01-02"}, "/rules/1/confirmed_on: must be null"),
        ({"limit_text": "Expired after a year"}, '/rules/1/limit_text: must not say "expired"'),
        ({"valid_from": "2026-02-30"}, "/rules/1/valid_from: "),
        ({"valid_to": "2009-12-31"}, "/rules/1/valid_to: must not be before valid_from"),
        ({"starts_from": None}, "/rules/1/starts_from: must say what"),
        ({"advice": None}, "/rules/1/advice: is required"),
    ],
)
def test_a_file_with_a_mistake_changes_nothing(heed, here, file, changes, said):
    before = listed(heed, here)
    path = file(
        shipped("housing_ombudsman", forum="Elsewhere"), shipped(SERVICES, **changes)
    )
    assert said in refused(heed, "redress", "import", path, *here)
    assert listed(heed, here) == before


def test_what_is_no_file_of_rules_is_told(heed, here, tmp_path):
    assert "can't be read" in refused(heed, "redress", "import", tmp_path / "none", *here)
    path = tmp_path / "text"
    path.write_text("no JSON")
    assert "cannot be read beyond line 1" in refused(heed, "redress", "import", path, *here)


def test_the_schema_has_the_last_word(heed, slug):
    """A limit is whole or not there, a confirmation names who and when, a rule ends after it began."""
    for change in (
        "limit_less_days = null",
        "limit_amount = 0",
        "limit_unit = 'moons'",
        "confirmed_on = '2026-01-02', confirmed_by = null",
        "valid_to = '2001-01-01'",
        "code = 'Not A Code'",
    ):
        with heed.superuser() as superuser, pytest.raises(psycopg.errors.CheckViolation):
            superuser.execute(
                f"update redress_rule set {change} where code = %s and organisation_id ="
                " (select id from organisation where slug = %s)",
                [SERVICES, slug],
            )
