"""openapi/openapi.yaml is valid OpenAPI 3.1, complete, and its examples are true to it."""

import re

import pytest
from jsonschema import Draft202012Validator

import contract

DOCUMENT = contract.load()
COMPONENTS = DOCUMENT["components"]
OPERATIONS = contract.Contract().operations


def walk(part, place="#"):
    yield place, part
    if isinstance(part, dict):
        for name, value in part.items():
            yield from walk(value, f"{place}/{name}")
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from walk(value, f"{place}/{number}")


def schemas():
    """Every schema, with its place; those of a component by itself."""
    for place, part in walk(DOCUMENT):
        is_component = re.fullmatch(r"#/components/schemas/\w+", place)
        if is_component or (place.endswith("/schema") and isinstance(part, dict)):
            yield place, part


def examples():
    """Every example of a body, header or parameter, with its place and schema."""
    for place, part in walk(DOCUMENT):
        if not isinstance(part, dict) or "schema" not in part:
            continue
        if "example" in part:
            yield f"{place}/example", part["schema"], part["example"]
        for name, example in part.get("examples", {}).items():
            value = contract.whole(DOCUMENT, example)["value"]
            yield f"{place}/examples/{name}", part["schema"], value


def test_it_says_which_openapi_and_what_it_describes():
    assert DOCUMENT["openapi"] == "3.1.0"
    assert {"title", "version", "description", "license"} <= DOCUMENT["info"].keys()
    assert set(DOCUMENT) == {
        *("openapi", "info", "servers", "tags", "paths", "webhooks", "components")
    }


def test_every_reference_leads_somewhere_and_every_component_is_used():
    used = {part["$ref"] for _, part in walk(DOCUMENT) if isinstance(part, dict) and "$ref" in part}
    there = {f"#/components/{kind}/{name}" for kind, parts in COMPONENTS.items() for name in parts}
    secured = {
        f"#/components/securitySchemes/{name}"
        for operation in OPERATIONS.values()
        for one in operation.security
        for name in one
    }
    assert used | secured == there


def test_staff_may_always_prove_who_they_are_either_way():
    """By a token of ours or of their organisation's provider. rules: A12"""
    for operation in OPERATIONS.values():
        assert ({"staff_token": []} in operation.security) == (
            {"staff_sign_in": []} in operation.security
        ), operation.id


@pytest.mark.parametrize("place, schema", [pytest.param(*one, id=one[0]) for one in schemas()])
def test_every_schema_is_json_schema_2020_12(place, schema):
    Draft202012Validator.check_schema(contract.whole(DOCUMENT, schema))


@pytest.mark.parametrize("example", [pytest.param(one, id=one[0]) for one in examples()])
def test_every_example_conforms_to_its_schema(example):
    place, schema, value = example
    is_answer = "responses" in place
    assert not contract.mistakes(contract.whole(DOCUMENT, schema, is_strict=is_answer), value)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda one: one.id)
def test_every_operation_is_described_whole(operation):
    described = DOCUMENT["paths"][operation.path][operation.method.lower()]
    assert {"tags", "summary", "description", "security", "responses"} <= described.keys()
    assert set(described["tags"]) <= {tag["name"] for tag in DOCUMENT["tags"]}
    in_path = {one["name"] for one in operation.parameters if one["in"] == "path"}
    assert in_path == set(re.findall(r"\{(\w+)\}", operation.path))
    for parameter in operation.parameters:
        assert parameter.get("description") and "schema" in parameter, parameter["name"]
        assert parameter.get("required") is True or parameter["in"] != "path"


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda one: one.id)
def test_every_answer_of_an_operation_has_headers_and_an_example(operation):
    for status, response in operation.responses.items():
        assert response["description"], status
        assert {"X-Request-Id", "Cache-Control"} <= response["headers"].keys(), status
        assert status in (204, 304) or response["content"], status
        for kind, content in response.get("content", {}).items():
            assert "example" in content or content.get("examples"), (status, kind)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda one: one.id)
def test_every_problem_names_its_codes_with_an_example_each(operation):
    for status, response in operation.responses.items():
        problem = response.get("content", {}).get("application/problem+json")
        if problem:
            assert set(problem["examples"]) == operation.codes(status), status


def test_words_that_are_written_are_closed_and_words_that_are_read_are_open():
    """Enumerations are closed for writers, open for readers."""
    open_lists = {name for name in COMPONENTS["schemas"] if name.endswith("OrNewer")}
    for place, part in walk(DOCUMENT["paths"]):
        if "/requestBody" in place or "/parameters" in place:
            assert not isinstance(part, str) or not part.endswith("OrNewer"), place
    for name in open_lists:
        closed, anything = COMPONENTS["schemas"][name]["anyOf"]
        assert closed["$ref"].endswith(f"/{name.removesuffix('OrNewer')}")
        pattern = contract.whole(DOCUMENT, anything)["pattern"]
        for word in contract.words(DOCUMENT, name.removesuffix("OrNewer")):
            assert re.fullmatch(pattern, word), word


def test_bodies_that_are_written_refuse_unknown_members():
    for operation in OPERATIONS.values():
        for place, part in walk(operation.body):
            if isinstance(part, dict) and "properties" in part:
                assert part["additionalProperties"] is False, f"{operation.id} {place}"
