"""Addresses that mean one thing to one reader and something else to another."""

import pytest
from conftest import bounded, in_parallel
from wire import HOST, LAST, talk


@pytest.fixture(scope="module")
def reference(organisation, api):
    """An own case's."""
    case = {"kind": "enquiry", "narrative": "When are you open?"}
    with api.client(organisation.secret_key) as client:
        answer = client.post("/v1/cases", headers={"Idempotency-Key": "own"}, json=case)
        return answer.json()["reference"]


@pytest.fixture
def get(organisation, api):
    """get(path): the status of what staff are answered there, and the mistakes."""

    def get(path: bytes, more: bytes = b""):
        token = b"Authorization: Bearer " + organisation.staff_token.encode() + b"\r\n"
        first, last = talk(api, b"GET " + path + b" HTTP/1.1\r\n" + HOST + token + more + b"\r\n" + LAST)
        assert last.status == 200
        errors = first.problem.get("errors", []) if first.status >= 400 else []
        return first.status, {(one["pointer"], one["code"]) for one in errors}

    return get


@pytest.mark.parametrize(
    "query",
    [b"id=B", b"reference=B", b"reference=%s", b":reference=B", b"organisation_id=1", b"%72eference=B"],
)
def test_a_query_does_not_speak_for_the_path(get, reference, query):
    """attacks: 11"""
    own = reference.encode()
    assert get(b"/v1/cases/" + own) == (200, set())
    query = query.replace(b"%s", own)
    name = query.split(b"=")[0].replace(b"%72", b"r").decode()
    assert get(b"/v1/cases/" + own + b"?" + query) == (400, {(name, "unknown_parameter")})


@pytest.mark.parametrize(
    "query, name",
    [
        (b"kind=complaint&kind=enquiry", "kind"),
        (b"kind=complaint&kin%64=complaint", "kind"),
        (b"limit=1&limit=1", "limit"),
    ],
)
def test_a_parameter_twice_is_refused(get, query, name):
    """attacks: 11"""
    assert get(b"/v1/cases?" + query) == (400, {(name, "duplicate")})


@pytest.mark.parametrize("nul", [b"%00", b"%00%00", b"a%00b"])
def test_nul_is_refused_wherever_it_stands(get, reference, nul):
    """attacks: 12"""
    own = reference.encode()
    for path in (b"/v1/cases/" + nul, b"/v1/cases/" + own + nul, b"/v1/" + nul + b"/cases", b"/" + nul):
        assert get(path) == (400, {("path", "wrong_encoding")}), path
    assert get(b"/v1/cases?kind=" + nul) == (400, {("kind", "wrong_encoding")})
    assert get(b"/v1/cases?kind" + nul + b"=complaint") == (400, {("query", "wrong_encoding")})


@pytest.mark.parametrize(
    "path, status",
    [
        (b"/v1/cases/%2f", 400),
        (b"/v1/cases%2F%s", 400),
        (b"/v1%2fcases", 400),
        (b"//v1/cases", 404),
        (b"/v1//cases", 404),
        (b"/v1/cases//%s", 404),
        (b"/v1/cases/", 404),
        (b"/v1/cases/%s/", 404),
        (b"/v1/./cases", 404),
        (b"/v1/cases/../cases", 404),
        (b"/v1/cases/%2e%2e/cases", 404),
        (b"/v1/cases/.%2E", 404),
        (b"/v1/cases/%2e", 404),
        (b"/v1/organisations/../../etc/passwd", 404),
        (b"/v1/cases/%252e%252e", 404),
        (b"/v1/cases/%5c..%5c", 404),
        (b"/v1/cases\\%s", 404),
        (b"/V1/cases", 404),
        (b"/v1/Cases/%s", 404),
        (b"/v1/cases;x=1", 404),
        (b"/v1/cases/%s;x=1", 404),
        (b"/v1/cases/%s%00", 400),
        (b"/v1/cases/%s%25", 404),
        (b"/v1/cases/%s#x", 404),
        (b"/v1/cases/%s%23x", 404),
        (b"/v1/cases/%s%3fid=B", 404),
        (b"/v1/cases/%0d%0aSet-Cookie:x", 400),
        (b"/v1/cases/%7f", 400),
        (b"/v1/cases/%", 400),
        (b"/v1/cases/%4", 400),
        (b"/v1/cases/%zz", 400),
        (b"/v1/cases/%u0041", 400),
        (b"/v1/cases/" + b"a/" * 40 + b"a", 404),
        (b"/", 404),
        (b"/?", 404),
    ],
)
def test_a_path_that_is_not_written_plainly_is_not_taken_for_another(get, reference, path, status):
    """attacks: 13"""
    assert get(path.replace(b"%s", reference.encode()))[0] == status


def test_a_reference_is_the_same_however_it_is_encoded(get, reference):
    """attacks: 13"""
    assert get(b"/v1/cases/" + b"".join(b"%%%02x" % byte for byte in reference.encode()))[0] == 200


@pytest.mark.parametrize(
    "text",
    [
        b"%ff",
        b"\xff",
        b"%c0%80",
        b"%c0%af",
        b"%e0%80%80",
        b"%ed%a0%80",
        b"%ed%bf%bf",
        b"%f4%90%80%80",
        b"%f8%88%80%80%80",
        b"%80",
        b"%c3",
        b"a%c3(",
        b"%e2%82",
        b"%1b%5b31m",
        b"%0a",
        b"%7f",
        b"%9",
    ],
)
def test_a_filter_that_is_not_utf_8_is_refused(get, text):
    """Nor one with a control character. attacks: 14"""
    for name in (b"kind", b"starting_after", b"received_from"):
        assert get(b"/v1/cases?" + name + b"=" + text) == (400, {(name.decode(), "wrong_encoding")})
    assert get(b"/v1/cases?" + text + b"=x") == (400, {("query", "wrong_encoding")})


def test_text_beyond_ascii_is_text(get):
    """attacks: 14"""
    for text in (b"%c3%a9", b"\xc3\xa9", b"%f0%9f%98%80", b"%ef%bf%bf", b"%27%20or%201=1--", b"$1"):
        assert get(b"/v1/cases?kind=" + text) == (400, {("kind", "unknown_word")})


@pytest.mark.parametrize(
    "second", [b"Authorization: Bearer x\r\n", b"AUTHORIZATION: Basic eDp5\r\n", b"authorization:\r\n"]
)
def test_two_credentials_are_none(api, organisation, second):
    """attacks: 15"""
    own = b"Authorization: Bearer " + organisation.staff_token.encode() + b"\r\n"
    for headers in (own + second, second + own, own + own):
        [reply] = talk(api, b"GET /v1/cases HTTP/1.1\r\n" + HOST + headers + b"\r\n" + LAST)
        assert reply.status == 400 and reply.closes
        assert reply.problem["errors"][0]["pointer"] == "Authorization"


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"Bearer",
        b"Bearer ",
        b"Basic eDp5",
        b"Bearer  %s",
        b"Bearer %s %s",
        b"Bearer %s,",
        b"bearer\t%s",
        b"%s",
        b"Token %s",
        b"Bearer " + b"x" * 15_000,
        b"Bearer heed_st_" + b"\xff" * 40,
        b"Bearer heed_st_' or ''='",
    ],
)
def test_a_credential_of_another_form_is_none(api, organisation, value):
    """attacks: 15"""
    value = value.replace(b"%s", organisation.staff_token.encode())
    headers = HOST + b"Authorization: " + value + b"\r\n\r\n"
    assert talk(api, b"GET /v1/cases HTTP/1.1\r\n" + headers + LAST)[0].status == 401


def test_many_odd_addresses_leave_nothing_behind(api, get, reference):
    """attacks: 9"""
    own = reference.encode()
    paths = [b"/" + bytes([byte]) * 30 for byte in range(33, 256) if byte not in b"#%?\x7f"]
    paths += [b"/v1/cases?" + b"&" * 400, b"/v1/cases?" + b"=" * 4000]
    paths += [b"/v1/cases?limit=" + b"9" * 4000, b"/v1/cases?limit=-" + b"0" * 4000]
    paths += [b"/v1/cases/" + own + b"?" + b"&".join(b"a%d" % n for n in range(32))]
    paths += [b"/%25n%25s%25n" * 100, b"/v1/cases?kind=%25n%25s", b"/" + b"%41" * 1300]

    def ask(some):
        return [get(path)[0] for path in some]

    with bounded(api, 40):
        for found in in_parallel(ask, [paths[start::4] for start in range(4)]):
            assert set(found) <= {200, 400, 404}
