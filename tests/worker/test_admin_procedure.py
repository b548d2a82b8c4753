"""Procedures come in and go out as files; what could trap a case does not. rules: C11"""

import hashlib
import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from admin_program import done, refused, run
from support.places import REPOSITORY
from support.programs import wait_until

DEFAULT = (REPOSITORY / "common" / "procedure" / "autus.json").read_text()


@pytest.fixture
def file(tmp_path):
    """Writes a file and answers its path."""

    def write(content, name="procedure.json"):
        path = tmp_path / name
        path.write_text(content)
        return path

    return write


@pytest.fixture
def here(heed):
    """A new organisation, as its commands name it."""
    slug = f"p-{uuid.uuid4().hex[:12]}"
    arguments = ("--slug", slug, "--name", "Name", "--nation", "scotland")
    done(heed, "organisation", "create", *arguments)
    return "--organisation", slug


def changed(part, by, text=DEFAULT):
    assert text.count(part) == 1, part
    return text.replace(part, by)


SEVEN_DAYS = changed(
    '"kinds": ["complaint"], "amount": 3,', '"kinds": ["complaint"], "amount": 7,'
)


def versions(heed, here):
    listed = done(heed, "procedure", "list", *here).splitlines()
    return [line.split("\t") for line in listed]


def line_of(text, part):
    return text[: text.index(part)].count("\n") + 1


def test_a_procedure_goes_out_as_it_came_in(heed, here, file):
    assert run(heed, "procedure", "export", *here).printed == DEFAULT
    assert done(heed, "procedure", "import", file(SEVEN_DAYS), *here) == "version 2"
    assert run(heed, "procedure", "export", *here).printed == SEVEN_DAYS
    assert run(heed, "procedure", "export", *here, "--version", 1).printed == DEFAULT
    assert "no version 3" in refused(heed, "procedure", "export", *here, "--version", 3)


def test_activation_is_a_recorded_act(heed, here, file):
    staff = done(heed, "staff", "create", *here, "--name", "Ann", "--roles", "ceo")
    path = file(SEVEN_DAYS)
    explained = run(heed, "procedure", "import", path, *here, "--staff", staff).explained
    assert "those that are there keep theirs" in explained
    first, second = versions(heed, here)
    assert first[:2] == ["1", "-"] and first[3:] == [
        "-",
        hashlib.sha256(DEFAULT.encode()).hexdigest(),
        "Autus",
    ]
    assert second[:2] == ["2", "active"] and second[3:] == [
        staff,
        hashlib.sha256(SEVEN_DAYS.encode()).hexdigest(),
        "Autus",
    ]
    assert first[2] < second[2]


def test_who_decided_must_belong_to_the_organisation(heed, here, file):
    explained = refused(
        heed, "procedure", "import", file(SEVEN_DAYS), *here, "--staff", uuid.uuid4()
    )
    assert "--staff: nobody in" in explained
    assert len(versions(heed, here)) == 1


def test_the_active_procedure_again_changes_nothing(heed, here, file):
    assert done(heed, "procedure", "import", file(DEFAULT), *here) == "nothing has changed"
    assert len(versions(heed, here)) == 1


def test_an_earlier_procedure_comes_back_as_a_version_of_its_own(heed, here, file):
    done(heed, "procedure", "import", file(SEVEN_DAYS), *here)
    assert done(heed, "procedure", "import", file(DEFAULT), *here) == "version 3"
    assert [row[1] for row in versions(heed, here)] == ["-", "-", "active"]


def test_imports_at_once_make_a_version_each(heed, here, file):
    paths = [
        file(SEVEN_DAYS.replace('"amount": 7,', f'"amount": {days},'), f"{days}.json")
        for days in (4, 5, 6)
    ]
    with ThreadPoolExecutor() as pool:
        printed = pool.map(lambda path: done(heed, "procedure", "import", path, *here), paths)
    assert sorted(printed) == ["version 2", "version 3", "version 4"]
    assert [row[1] for row in versions(heed, here)] == ["-", "-", "-", "active"]


def test_one_organisation_does_not_change_anothers(heed, here, file):
    done(heed, "procedure", "import", file(SEVEN_DAYS), *here)
    other = f"o-{uuid.uuid4().hex[:12]}"
    done(heed, "organisation", "create", "--slug", other, "--name", "N", "--nation", "scotland")
    assert run(heed, "procedure", "export", "--organisation", other).printed == DEFAULT


def test_the_default_can_be_used(heed, file):
    path = file(DEFAULT)
    procedure = json.loads(DEFAULT)
    counts = (len(procedure[list]) for list in ("stages", "standards", "transitions"))
    assert done(heed, "procedure", "check", path) == (
        f'{path}: "Autus" with {next(counts)} stages, {next(counts)} standards'
        f" and {next(counts)} transitions can be used"
    )


MISTAKEN = [
    (
        '{"events": ["closed"], "from": ["answered"]',
        '{"events": ["closed"], "stages": ["informal"], "from": ["answered"]',
        '{"code": "referred", "title"',
        "/stages/1: traps a case",
    ),
    (
        '"starts_with": ["remedy_owed"], "met_by": ["remedy_done"]',
        '"starts_with": ["remedy_owed"], "met_by": []',
        '{"code": "remedy", "title"',
        ": runs on for ever",
    ),
    (
        '"responsible": "ceo"',
        '"responsible": "auditor"',
        '"responsible": "auditor"',
        "/stages/1/responsible: must be a role that deals with cases",
    ),
    (
        '"responsible": "ceo",',
        "",
        '{"code": "referred", "title"',
        "/stages/1/responsible: is required",
    ),
    (
        '{"kinds": [], "stage": "informal"}',
        '{"kinds": [], "stage": "cellar"}',
        '"cellar"',
        "/entries/1/stage: must be the code of one of the stages",
    ),
    *(
        (
            '"title": "Board of Trustees", ',
            f'"title": "Board of Trustees", "quorum": {quorum}, ',
            f'"quorum": {quorum}',
            f"/stages/2/quorum: {said}",
        )
        for quorum, said in ((0, "must be"), (21, "must be"), ("true", "must be"))
    ),
    (
        '"title": "External mediation", ',
        '"title": "External mediation", "quorum": 2, ',
        '"quorum": 2',
        '/stages/3/quorum: needs transitions of "quorum_lost" to a stage without a quorum',
    ),
    ('"code": "redress", "title"', '"code": "law", "title"', '"sections": [', "/sections: must"),
]


@pytest.mark.parametrize("part, by, line, said", MISTAKEN)
def test_a_mistake_is_told_with_its_place_in_the_file(heed, here, file, part, by, line, said):
    text = changed(part, by)
    path = file(text)
    for command in (("procedure", "check", path), ("procedure", "import", path, *here)):
        explained = refused(heed, *command)
        assert f"heed: {path}:{line_of(text, line)}:" in explained
        assert said in explained
    assert len(versions(heed, here)) == 1
    assert run(heed, "procedure", "export", *here).printed == DEFAULT


def test_all_mistakes_are_told(heed, file):
    text = changed('"responsible": "ceo"', '"responsible": "auditor"')
    text = changed('"stage": "informal"}', '"stage": "cellar"}', text)
    text = changed('"code": "other"', '"code": "misc"', text)
    explained = refused(heed, "procedure", "check", file(text)).splitlines()
    assert [line.split(": ")[2] for line in explained] == [
        "/entries/1/stage",
        "/categories",
        "/stages/1/responsible",
    ]


@pytest.mark.parametrize(
    "text, said",
    [
        ('{"name": "x",\n "stages": [}', "procedure.json: cannot be read beyond line 2, column 13"),
        ("[]", "procedure.json: must be a JSON object"),
        ('{"name": "x"}\0', "procedure.json: holds NUL"),
        ("", "procedure.json: cannot be read"),
    ],
)
def test_what_is_no_document(heed, here, file, text, said):
    path = file(text)
    assert said in refused(heed, "procedure", "check", path)
    assert said in refused(heed, "procedure", "import", path, *here)


def test_a_file_that_is_not_there(heed, here, tmp_path):
    assert "can't be read: No such file" in refused(heed, "procedure", "check", tmp_path / "none")
    assert "can't be read" in refused(heed, "procedure", "import", tmp_path, *here)


def test_a_huge_file_is_no_procedure(heed, file):
    path = file(" " * (1 << 20) + DEFAULT)
    assert "more than 1 MiB" in refused(heed, "procedure", "check", path)


def test_differences_are_told_by_pointers(heed, here, file):
    assert "no version before 1" in refused(heed, "procedure", "diff", *here)
    assert done(heed, "procedure", "diff", *here, "--to", file(DEFAULT)) == "nothing differs"
    new_stage = (
        '{"code": "panel", "title": "Panel", "responsible": "chair"},\n'
        '    {"code": "external", "title": "External mediation"'
    )
    text = changed('{"code": "external", "title": "External mediation"', new_stage, SEVEN_DAYS)
    text = changed('"stages": ["external"], "amount"', '"stages": ["panel", "external"], "amount"', text)
    text = changed('{"code": "apology", "title": "An apology"},', "", text)
    text = changed(
        '{"events": ["closed"], "from": ["answered"]',
        '{"events": ["closed"], "from": ["answered", "decided"]',
        text,
    )
    closing = next(
        number
        for number, row in enumerate(json.loads(text)["transitions"])
        if row["events"] == ["closed"]
    )
    outside = [each["code"] for each in json.loads(text)["standards"]].index("mediation_referral")
    expected = [
        'added   /stages/3 (panel): {"code":"panel","title":"Panel","responsible":"chair"}',
        'removed /outcomes/1 (apology): {"code":"apology","title":"An apology"}',
        "changed /standards/0/amount (initial_response): 3 -> 7",
        f'changed /standards/{outside}/stages (mediation_referral):'
        ' ["external"] -> ["panel","external"]',
        f'changed /transitions/{closing}/from: ["answered"] -> ["answered","decided"]',
    ]
    path = file(text)
    assert done(heed, "procedure", "diff", *here, "--to", path).splitlines() == expected

    done(heed, "procedure", "import", path, *here)
    assert done(heed, "procedure", "diff", *here).splitlines() == expected
    back = done(heed, "procedure", "diff", *here, "--from", 2, "--to", 1)
    assert "changed /standards/0/amount (initial_response): 7 -> 3" in back
    assert "no version 9" in refused(heed, "procedure", "diff", *here, "--to", 9)
    assert "no version 8" in refused(heed, "procedure", "diff", *here, "--from", 8)
    mistaken = file(changed('"responsible": "ceo"', '"responsible": "auditor"'), "other.json")
    assert "role that deals" in refused(heed, "procedure", "diff", *here, "--to", mistaken)


def test_new_cases_follow_the_new_version_and_others_keep_theirs(heed, api, file):
    organisation = heed.create_organisation()
    here = ("--organisation", organisation.slug)

    def post():
        answer = client.post(
            "/v1/cases",
            json={"kind": "complaint", "narrative": "The hall was locked."},
            headers={"Idempotency-Key": uuid.uuid4().hex},
        )
        assert answer.status_code == 201, answer.text
        return answer.json()["reference"]

    def followed(reference):
        with heed.superuser() as superuser:
            return superuser.execute(
                "select procedure_version, (select amount from jsonb_to_recordset("
                " (document::jsonb) -> 'standards') as standard (code text, amount int)"
                " where code = 'initial_response')"
                " from case_file join procedure_version as used"
                " on used.organisation_id = case_file.organisation_id"
                " and used.version = case_file.procedure_version where reference = %s",
                [reference],
            ).fetchone()

    with api.client(organisation.secret_key) as client:
        earlier = post()
        assert followed(earlier) == (1, 3)
        done(heed, "procedure", "import", file(SEVEN_DAYS), *here)
        wait_until("new cases follow version 2", lambda: followed(post()) == (2, 7), 10)
        assert followed(earlier) == (1, 3)
