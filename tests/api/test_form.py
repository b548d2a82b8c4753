"""What a form asks, and what it tells first: a page that knows nothing else raises a case.

rules: A1, A6, A13, A14, C9, C11, C14
"""

import uuid

import pytest
import yaml

from support import forms, procedures
from support.heed import PAGE
from support.places import REPOSITORY

KINDS = ["complaint", "suggestion", "enquiry", "compliment", "request"]
# Of what a body may hold besides, and a visitor may not send.
NOT_FOR_VISITORS = {
    "/channel": "telephone",
    "/addressed_to": "ceo",
    "/received_at": "2026-06-01T10:00:00Z",
    "/subjects": [str(uuid.uuid4())],
}
CORS = "Access-Control-Allow-Origin"


def address(organisation):
    return f"/v1/organisations/{organisation.slug}/form"


@pytest.fixture
def visitor(api, organisation):
    with api.client(organisation.publishable_key, headers={"Origin": PAGE}) as client:
        yield client


@pytest.fixture
def form(visitor, organisation):
    return read(visitor, organisation)


def read(client, organisation, **query):
    answer = client.get(address(organisation), params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def post(client, body):
    return client.post("/v1/cases", json=body, headers={"Idempotency-Key": str(uuid.uuid4())})


def wrong(answer):
    assert answer.status_code == 422, answer.text
    return {error["pointer"] for error in answer.json()["errors"]}


def test_what_must_be_told_stands_before_what_is_asked(form):
    members = list(form)
    assert members.index("notices") < members.index("fields")
    assert form["notices"] == procedures.default()["notices"]
    assert {"confidentiality", "no_disadvantage"} <= {one["code"] for one in form["notices"]}


def test_the_choices_are_the_organisations(visitor, heed):
    organisation = heed.create_organisation()
    document = procedures.three_stages()
    document["notices"].append({"code": "danger", "version": 3, "text": "In danger now? Ring 999."})
    procedures.follow(heed, organisation, document)
    form = read(visitor, organisation)
    assert form["procedure_version"] == 2 and form["notices"] == document["notices"]
    fields = {field["code"]: field for field in form["fields"]}
    assert fields["category"]["values"] == document["categories"]
    assert fields["bypass_to"]["values"] == [
        {name: stage[name] for name in ("code", "title")} for stage in document["stages"][1:]
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_fills_in_everything_raises_a_case(heed, visitor, organisation, kind):
    form = read(visitor, organisation, kind=kind)
    answer = post(visitor, forms.body(form))
    assert answer.status_code == 201, answer.text
    with heed.superuser() as records:
        kept = records.execute(
            "select kind, category, customer_type, anonymous, facts from case_file join case_event"
            " on case_id = id and seq = 1 where reference = %s",
            [answer.json()["reference"]],
        ).fetchone()
    assert kept[:4] == (kind, "other", "member_of_the_public", False)
    assert kept[4]["notices_shown"] == forms.shown(form)


def test_whoever_fills_in_what_is_required_alone_raises_a_case(visitor, form):
    assert post(visitor, forms.body(form, lambda field: field["required"])).status_code == 201


def test_nothing_that_is_required_may_be_left_out(visitor, form):
    required = [field for field in form["fields"] if field["required"]]
    assert required
    for missing in required:
        body = forms.body(form, lambda field: field is not missing)
        assert wrong(post(visitor, body)) == {missing["pointer"]}


def test_whatever_is_offered_can_be_chosen(visitor, form):
    for field in form["fields"]:
        for value in field.get("values", []):
            body = forms.put(forms.body(form, lambda other: other["required"]), field["pointer"], value["code"])
            answer = post(visitor, body)
            assert answer.status_code == 201, (field["code"], value, answer.text)


def test_no_more_is_taken_than_the_form_says(visitor, form):
    limited = [field for field in form["fields"] if "max_length" in field]
    body = forms.body(form, lambda field: field["required"])
    for field in limited:
        forms.put(body, field["pointer"], "x" * (field["max_length"] + 1))
    assert wrong(post(visitor, body)) == {field["pointer"] for field in limited}


def test_only_a_text_has_lines(visitor, form):
    written = [field for field in form["fields"] if field["datatype"] in ("string", "text")]
    body = forms.body(form, lambda field: field["required"])
    for field in written:
        forms.put(body, field["pointer"], "One line.\nAnother.")
    refused = {field["pointer"] for field in written if field["datatype"] == "string"}
    assert refused and wrong(post(visitor, body)) == refused


def members(document, schema, parent=""):
    """Pointers of all that a body may hold."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].split("/")[-1]]
    for part in schema.get("anyOf", []):
        yield from members(document, part, parent)
    for name, part in schema.get("properties", {}).items():
        inner = list(members(document, part, f"{parent}/{name}"))
        yield from inner or [f"{parent}/{name}"]


def test_whatever_a_visitor_may_send_is_asked_for(visitor, form):
    document = yaml.safe_load((REPOSITORY / "openapi" / "openapi.yaml").read_text(encoding="utf-8"))
    asked = {field["pointer"] for field in form["fields"]}
    besides = {form["notices_pointer"], *NOT_FOR_VISITORS}
    assert set(members(document, {"$ref": "NewCase"})) == asked | besides and not asked & besides
    for pointer, value in NOT_FOR_VISITORS.items():
        body = forms.put(forms.body(form, lambda field: field["required"]), pointer, value)
        answer = post(visitor, body)
        assert wrong(answer) == {pointer}
        assert answer.json()["errors"][0]["code"] == "not_allowed_here"


def test_a_kind_that_is_not_taken_in_has_no_form(visitor, heed):
    organisation = heed.create_organisation()
    document = procedures.three_stages()
    document["entries"] = [{"kinds": ["complaint", "enquiry"], "stage": "team"}]
    procedures.follow(heed, organisation, document)
    form = read(visitor, organisation, kind="enquiry")
    assert form["kinds"] == [
        {"code": "complaint", "title": "Complaint"}, {"code": "enquiry", "title": "Enquiry"}
    ]
    assert read(visitor, organisation)["kind"] == "complaint"
    for kind, code in (("compliment", "no_entry"), ("riddle", "unknown_word")):
        answer = visitor.get(address(organisation), params={"kind": kind})
        assert answer.status_code == 400
        assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [("kind", code)]


def test_nobody_asks_twice_for_what_has_not_changed(api, heed):
    organisation = heed.create_organisation()
    tags = set()
    with api.client() as anybody:
        for kind in ("complaint", "request"):
            asked = {"url": address(organisation), "params": {"kind": kind}}
            first = anybody.get(**asked)
            tag = first.headers["ETag"]
            assert first.headers["Cache-Control"] == "public, max-age=300"
            again = anybody.get(**asked, headers={"If-None-Match": tag})
            assert (again.status_code, again.content) == (304, b"")
            procedures.follow(heed, organisation, procedures.three_stages())
            changed = anybody.get(**asked, headers={"If-None-Match": tag})
            assert changed.status_code == 200
            tags |= {tag, changed.headers["ETag"]}
    assert len(tags) == 4


@pytest.mark.parametrize("slug", ["nobody", "NOBODY", "%27"])
def test_an_unknown_organisation_has_no_form(visitor, slug):
    answer = visitor.get(f"/v1/organisations/{slug}/form")
    assert answer.status_code == 404 and answer.headers["Cache-Control"] == "no-store"


def test_anybody_reads_it_and_pages_that_a_key_lists(api, organisation):
    """A key that is none does no harm: nothing is asked that needs one."""
    for credential in (None, organisation.publishable_key, "heed_pk_NONE"):
        for origin, may_read in ((PAGE, True), ("https://elsewhere.example", False), (None, False)):
            headers = {"Origin": origin} if origin else {}
            with api.client(credential, headers=headers) as client:
                answer = client.get(address(organisation))
            assert answer.status_code == 200 and answer.headers["Vary"] == "Origin"
            assert answer.headers.get(CORS) == (PAGE if may_read else None)
            assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_browser_is_told_that_a_page_may_read_it(api, organisation):
    with api.client(headers={"Access-Control-Request-Method": "GET"}) as client:
        told = client.options(address(organisation), headers={"Origin": PAGE})
        refused = client.options(address(organisation), headers={"Origin": "https://elsewhere.example"})
    assert told.status_code == 204 and told.headers[CORS] == PAGE
    assert told.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "Authorization" in told.headers["Access-Control-Allow-Headers"].split(", ")
    assert int(told.headers["Access-Control-Max-Age"]) > 0
    assert refused.status_code == 403 and CORS not in refused.headers
