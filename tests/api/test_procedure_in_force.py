"""Once the import of a procedure is answered, every case that comes in starts under it.

Each API process keeps what it knows of an organisation for a while.
"""

import json
import uuid

import pytest
from support.procedures import default

LETTER = {"kind": "complaint", "narrative": "Nobody rang back."}


@pytest.fixture(scope="module")
def apis(heed, api):
    return api, heed.start_api()


@pytest.fixture
def imports(heed, organisation, tmp_path):
    """Imports a version of the default procedure with this name; its number."""

    def do(name: str, **members) -> int:
        file = tmp_path / "procedure.json"
        file.write_text(json.dumps({**default(), "name": name, **members}))
        printed = heed.command("procedure", "import", file, "--organisation", organisation.slug)
        return int(printed.split()[-1])

    return do


def posts(api, organisation, key=None, **members):
    headers = {"Idempotency-Key": key or str(uuid.uuid4())}
    with api.client(organisation.secret_key) as client:
        return client.post("/v1/cases", json={**LETTER, **members}, headers=headers)


def version_of(heed, answer) -> int:
    assert answer.status_code == 201, answer.text
    with heed.superuser() as database:
        [(version,)] = database.execute(
            "select procedure_version from case_file where reference = %s",
            [answer.json()["reference"]],
        )
    return version


def test_a_case_starts_under_the_procedure_that_was_just_imported(
    heed, apis, organisation, imports
):
    """rules: B4, C11"""
    for api in apis:
        version_of(heed, posts(api, organisation))  # now it is kept
    for name in ("One", "Two"):
        version = imports(name)
        assert [version_of(heed, posts(api, organisation)) for api in apis] == [version] * 2


def test_the_promises_that_are_answered_are_those_of_the_new_procedure(
    heed, apis, organisation, imports
):
    """rules: A7, B4"""
    standards = default()["standards"]
    for standard in standards:
        if standard["code"] == "initial_response":
            standard["amount"] += 4
    before = posts(apis[0], organisation).json()["promises"]
    imports("Slower", standards=standards)
    after = posts(apis[0], organisation).json()["promises"]
    first = [
        next(each["due_on"] for each in told if each["standard"] == "initial_response")
        for told in (before, after)
    ]
    assert first[0] < first[1]


def test_nothing_is_refused_by_a_procedure_that_was_replaced(
    heed, apis, organisation, imports
):
    """rules: C9"""
    assert posts(apis[0], organisation, category="lost_parrot").status_code == 422
    parrot = {"code": "lost_parrot", "title": "A parrot was lost"}
    version = imports("Parrots", categories=[*default()["categories"], parrot])
    answer = posts(apis[0], organisation, category="lost_parrot")
    assert version_of(heed, answer) == version


def test_a_request_that_was_done_before_the_import_is_answered_the_same(
    heed, apis, organisation, imports
):
    """rules: B4"""
    key = str(uuid.uuid4())
    first = posts(apis[0], organisation, key)
    imports("Later")
    for api in apis:
        again = posts(api, organisation, key)
        assert again.headers["Idempotency-Replayed"] == "true"
        for member in ("reference", "receipt_code"):
            assert again.json()[member] == first.json()[member]
