"""The contract, openapi/openapi.yaml, as something that answers can be held against.

A client that is made with 'hooks(contract)' holds every answer that it gets: its status
is documented for the operation, its headers and body conform. What was shown is noted, so
that a test can tell what was not.

The service is held to more than its readers: it says no word and no member that stands
not in the file, although readers must expect new ones.
"""

import json
import re
import uuid
from datetime import date, datetime
from urllib.parse import urlsplit

import httpx
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from support.places import REPOSITORY

FILE = REPOSITORY / "openapi" / "openapi.yaml"
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
ON_EVERY_ANSWER = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}
ON_EVERY_COUNTED_ANSWER = ("RateLimit-Policy", "RateLimit")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")

formats = FormatChecker(formats=())


@formats.checks("date", ValueError)
def is_date(text):
    return not isinstance(text, str) or (len(text) == 10 and bool(date.fromisoformat(text)))


@formats.checks("date-time", ValueError)
def is_time(text):
    if not isinstance(text, str):
        return True
    at = datetime.fromisoformat(text.upper())
    return bool(RFC_3339.fullmatch(text)) and at.tzinfo is not None


@formats.checks("uuid", ValueError)
def is_uuid(text):
    return not isinstance(text, str) or str(uuid.UUID(text)) == text.lower()


@formats.checks("uri", ValueError)
def is_uri(text):
    return not isinstance(text, str) or bool(urlsplit(text).scheme)


class UniqueKeys(yaml.SafeLoader):
    """YAML lets a key stand twice and takes the last; here it may not."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = {key for key in keys if keys.count(key) > 1}
        assert not twice, f"line {node.start_mark.line + 1}: {twice} stand twice"
        return super().construct_mapping(node, deep)


def load():
    return yaml.load(FILE.read_text(encoding="utf-8"), UniqueKeys)


def whole(document, part, is_strict=False):
    """'part' with every $ref put in place; strict: without room for what is newer."""
    if isinstance(part, list):
        return [whole(document, item, is_strict) for item in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _referred(document, part, is_strict)
    made = {name: whole(document, value, is_strict) for name, value in part.items()}
    if isinstance(made.get("pattern"), str) and made["pattern"].endswith("$"):
        made["pattern"] = made["pattern"][:-1] + r"\Z"  # '$' as ECMA 262 means it
    return made


def _referred(document, part, is_strict):
    target = document
    for step in part["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    if is_strict and part["$ref"].endswith("OrNewer"):
        target = target["anyOf"][0]
    if is_strict and target.get("type") == "object" and "properties" in target:
        target = {"additionalProperties": False, **target}
    others = {name: value for name, value in part.items() if name != "$ref"}
    return {**whole(document, target, is_strict), **whole(document, others, is_strict)}


def mistakes(schema, value):
    """What is wrong with a value, as text."""
    return [
        f"{error.json_path}: {error.message[:300]}"
        for error in Draft202012Validator(schema, format_checker=formats).iter_errors(value)
    ]


class Operation:
    """One operation of the contract, everything referred to in place."""

    def __init__(self, document, path, method, shared, described):
        self.id = described["operationId"]
        self.method = method.upper()
        self.path = path
        self.pattern = re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path))
        self.parameters = whole(document, shared + described.get("parameters", []))
        self.security = described["security"]
        self.responses = {
            int(status): whole(document, response, is_strict=True)
            for status, response in described["responses"].items()
        }
        self.body = None
        if "requestBody" in described:
            content = whole(document, described["requestBody"])["content"]
            self.body = content["application/json"]["schema"]

    def takes(self, method):
        return method == self.method or (method == "HEAD" and self.method == "GET")

    def codes(self, status):
        """The problem codes that an answer with this status may have."""
        problem = self.responses[status].get("content", {}).get("application/problem+json")
        if not problem:
            return set()
        return set(problem["schema"]["allOf"][1]["properties"]["code"]["enum"])


class Contract:
    """Use 'client' for calls whose answers are held to the contract."""

    def __init__(self):
        self.document = load()
        self.operations = {
            described["operationId"]: Operation(
                self.document, path, method, item.get("parameters", []), described
            )
            for path, item in self.document["paths"].items()
            for method, described in item.items()
            if method in METHODS
        }
        self.shown = set()  # (operationId, status)
        self.codes_shown = set()  # (operationId, status, problem code)
        self.mistakes_shown = set()

    def client(self, api, credential=None) -> httpx.Client:
        return api.client(credential, event_hooks={"response": [self.hold]})

    def hold(self, response):
        """Fails unless an operation documents the answer; notes what was shown."""
        response.read()
        path = urlsplit(str(response.request.url)).path
        there = [one for one in self.operations.values() if one.pattern.fullmatch(path)]
        asked = [one for one in there if one.takes(response.request.method)]
        for operation in asked or there:
            wrong = self._wrong(operation, response)
            assert not wrong, (
                f"{operation.id} answered {response.status_code} to {response.request.method}"
                f" {path}, not as openapi/openapi.yaml says:\n  " + "\n  ".join(wrong)
                + f"\n{response.text[:1000]}"
            )
        return response

    def _wrong(self, operation, response):
        documented = operation.responses.get(response.status_code)
        if not documented:
            return ["this status is not documented"]
        self.shown.add((operation.id, response.status_code))
        wrong = self._wrong_headers(documented.get("headers", {}), response.headers)
        wrong += self._wrong_quotas(operation, response)
        if response.request.method == "HEAD" or "content" not in documented:
            return wrong + (["has a body"] if response.content else [])
        kind = response.headers.get("content-type")
        if kind not in documented["content"]:
            return wrong + [f"Content-Type {kind}"]
        if "json" not in kind:
            return wrong + mistakes(documented["content"][kind]["schema"], response.text)
        if kind == "application/problem+json":
            self._note_problem(operation, response)
        return wrong + mistakes(documented["content"][kind]["schema"], response.json())

    def _wrong_headers(self, documented, headers):
        wrong = [
            f"{name}: {headers.get(name)}, not {value}"
            for name, value in ON_EVERY_ANSWER.items()
            if headers.get(name) != value
        ]
        for name, header in documented.items():
            text = headers.get(name)
            if text is None:
                wrong += [f"no {name}"] if header.get("required") else []
                continue
            value = int(text) if header["schema"].get("type") == "integer" else text
            wrong += [f"{name}: {mistake}" for mistake in mistakes(header["schema"], value)]
        allowed = {name.lower() for name in documented}
        for name in ("etag", "location", "link", "allow", "retry-after", "www-authenticate"):
            if name in headers and name not in allowed:
                wrong.append(f"{name} is not documented")
        return wrong

    def _wrong_quotas(self, operation, response):
        headers = self.document["components"]["headers"]
        given = {name: response.headers.get(name) for name in ON_EVERY_COUNTED_ANSWER}
        is_counted = 429 in operation.responses
        if not is_counted or (response.status_code >= 400 and None in given.values()):
            return [f"has {name}" for name in given if given[name] and not is_counted]
        return [
            f"{name}: {mistake}"
            for name, text in given.items()
            for mistake in mistakes(headers[name]["schema"], text)
        ]

    def _note_problem(self, operation, response):
        problem = response.json()
        self.codes_shown.add((operation.id, response.status_code, problem.get("code")))
        self.mistakes_shown.update(error["code"] for error in problem.get("errors", []))


def words(document, name):
    """The words of a list in the contract."""
    return document["components"]["schemas"][name]["enum"]


def pretty(value):
    return json.dumps(value, indent=1, sort_keys=True, default=str)
