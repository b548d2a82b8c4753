"""A visitor's browser: a publishable key, in the pages that it lists, to create a case. rules: A12"""

import uuid

import pytest

PAGE = "https://www.example.org"
OTHER_PAGE = "https://other.example.org"
CASE = {"kind": "complaint", "narrative": "Nobody rang back."}
CORS = "Access-Control-Allow-Origin"


@pytest.fixture(scope="module")
def elsewhere(heed):
    """The key of another organisation, good in other pages."""
    other = heed.create_organisation()
    return heed.create_key(other.slug, other.site, "publishable", "--origin", OTHER_PAGE)


@pytest.fixture(scope="module")
def key(heed, organisation, elsewhere):
    return heed.create_key(
        organisation.slug, organisation.site, "publishable", "--origin", PAGE
    )


@pytest.fixture
def visitor(api, key):
    with api.client(key, headers={"Origin": PAGE}) as client:
        yield client


def post(client, body=CASE, **headers):
    repeat = {"Idempotency-Key": str(uuid.uuid4())}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/v1/cases", json=body, headers={**repeat, **named})


def preflight(api, origin, path="/v1/cases", method="POST"):
    headers = {"Origin": origin, "Access-Control-Request-Method": method}
    with api.client() as client:
        return client.options(path, headers=headers)


def test_a_page_that_the_key_lists_creates_a_case(heed, visitor, organisation):
    """rules: A14, B4"""
    answer = post(visitor)
    assert answer.status_code == 201 and answer.json()["receipt_code"]
    assert answer.headers[CORS] == PAGE and answer.headers["Vary"] == "Origin"
    exposed = answer.headers["Access-Control-Expose-Headers"].split(", ")
    assert {"Location", "Idempotency-Replayed", "Retry-After", "X-Request-Id"} <= set(exposed)
    assert "Access-Control-Allow-Credentials" not in answer.headers
    with heed.superuser() as records:
        kept = records.execute(
            "select site_id::text, channel, anonymous from case_file where reference = %s",
            [answer.json()["reference"]],
        ).fetchone()
    assert kept == (organisation.site, "web", True)


def test_a_visitor_who_says_a_name_is_not_anonymous(heed, visitor):
    answer = post(visitor, {**CASE, "customer": {"name": "Gwen"}})
    with heed.superuser() as records:
        asked = "select anonymous from case_file where reference = %s"
        assert records.execute(asked, [answer.json()["reference"]]).fetchone() == (False,)


@pytest.mark.parametrize(
    "origin", [None, "null", OTHER_PAGE, PAGE + "/", PAGE + ":443", "http://www.example.org",
               PAGE.upper(), "https://www.example.org.evil.example", "*", ""]
)
def test_no_other_page_may(api, key, elsewhere, origin):
    with api.client(key) as client:
        answer = post(client, **({"Origin": origin} if origin is not None else {}))
    assert (answer.status_code, answer.json()["code"]) == (403, "origin-not-allowed")
    [mistake] = answer.json()["errors"]
    assert mistake["pointer"] == "Origin"
    assert mistake["code"] == ("required" if origin is None else "unlisted_origin")
    # Another organisation's page is told why; a page that nobody lists is told nothing.
    assert answer.headers.get(CORS) == (OTHER_PAGE if origin == OTHER_PAGE else None)


def test_a_page_reads_the_problems_too(visitor):
    """Else a form could not say what is missing."""
    for answer, status in ((post(visitor, {}), 422), (post(visitor, Authorization="Bearer x"), 401)):
        assert answer.status_code == status and answer.headers[CORS] == PAGE


@pytest.mark.parametrize(
    "method, path",
    [
        ("GET", "/v1/cases"),
        ("GET", "/v1/cases/DEMO-00000-000000"),
        ("POST", "/v1/cases/DEMO-00000-000000/updates"),
        ("GET", "/v1/keys"),
        ("GET", "/v1/meetings"),
    ],
)
def test_a_publishable_key_does_nothing_else(visitor, method, path):
    answer = visitor.request(method, path, json={} if method == "POST" else None)
    assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")
    assert CORS not in answer.headers


def test_other_credentials_are_not_for_pages(api, organisation):
    """Whoever puts a secret key into a page finds that it does not work there."""
    for credential in (organisation.secret_key, organisation.staff_token):
        with api.client(credential, headers={"Origin": PAGE}) as client:
            answer = post(client, {**CASE, "channel": "web"})
        assert answer.status_code == 201
        assert CORS not in answer.headers and answer.headers["Vary"] == "Origin"


def test_a_browser_is_told_what_a_page_may_send(api, key):
    answer = preflight(api, PAGE)
    assert answer.status_code == 204 and not answer.content
    assert answer.headers[CORS] == PAGE and answer.headers["Vary"] == "Origin"
    assert answer.headers["Access-Control-Allow-Methods"] == "POST"
    allowed = answer.headers["Access-Control-Allow-Headers"].split(", ")
    assert {"Authorization", "Content-Type", "Idempotency-Key"} <= set(allowed)
    assert int(answer.headers["Access-Control-Max-Age"]) > 0
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "*", PAGE + ".evil.example"])
def test_other_pages_are_told_no(api, key, origin):
    answer = preflight(api, origin)
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("path", ["/v1/status", "/v1/meetings", "/v1/keys", "/healthz"])
def test_nothing_else_is_open_to_pages(api, key, path):
    answer = preflight(api, PAGE, path)
    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_a_plain_question_for_the_methods(api):
    with api.client() as client:
        answer = client.options("/v1/cases")
    assert answer.status_code == 204 and answer.headers["Allow"] == "POST, OPTIONS, GET, HEAD"
    assert CORS not in answer.headers


def test_a_page_that_is_taken_off_the_list_is_shut_out_at_once(heed, api, organisation):
    page = "https://soon-gone.example.org"
    here = ("--organisation", organisation.slug)
    key = heed.create_key(organisation.slug, organisation.site, "publishable", "--origin", page)
    with api.client(key, headers={"Origin": page}) as client:
        assert post(client).status_code == 201
        heed.command("key", "origins", *here, heed.key_id(key), "--origin", PAGE)
        assert post(client).status_code == 403
        assert post(client, Origin=PAGE).status_code == 201
        heed.command("key", "revoke", *here, heed.key_id(key))
        assert post(client, Origin=PAGE).status_code == 401


@pytest.mark.parametrize("guess", ["1", "order-17", "x" * 21])
def test_a_key_that_others_could_guess_is_refused(visitor, guess):
    """With it they would be shown the receipt code. rules: B1"""
    answer = post(visitor, Idempotency_Key=guess)
    assert answer.status_code == 400
    assert [one["code"] for one in answer.json()["errors"]] == ["too_short"]


def test_a_visitors_repeated_post_is_done_once_and_apart_from_the_servers(api, visitor, organisation):
    """rules: B4"""
    same = str(uuid.uuid4())
    first, again = (post(visitor, Idempotency_Key=same) for _ in range(2))
    assert first.json()["reference"] == again.json()["reference"]
    assert again.headers["Idempotency-Replayed"] == "true"
    with api.client(organisation.secret_key) as server:
        assert post(server, Idempotency_Key=same).json()["reference"] != first.json()["reference"]


def test_a_visitor_comes_by_the_web(visitor):
    answer = post(visitor, {**CASE, "channel": "telephone"})
    assert [one["pointer"] for one in answer.json()["errors"]] == ["/channel"]


def test_nothing_of_the_browser_is_kept(heed, api, visitor):
    """rules: A14"""
    canary = f"canary{uuid.uuid4().hex}"
    answer = post(visitor, User_Agent=canary, Referer=f"{PAGE}/{canary}", Accept_Language=canary)
    assert answer.status_code == 201
    assert canary not in api.log
    with heed.superuser() as records:
        for table in ("case_file", "case_event", "outbox", "idempotency"):
            [found] = records.execute(
                f"select count(*) from {table} where {table}::text like %s", [f"%{canary}%"]
            )
            assert found == (0,), table
