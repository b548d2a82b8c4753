"""Keys over HTTP: who may make and end them, that they work, and that it is recorded. rules: A12, D9"""

import pytest
from support.problems import mistakes

CASE = {"kind": "complaint", "narrative": "Nobody rang back."}


@pytest.fixture(scope="module")
def people(heed, organisation):
    """Tokens by role, in the same organisation."""
    roles = ("auditor", "ceo,chair,handler,manager", "intake")
    return {role: heed.create_person(organisation.slug, "Ben", role)[1] for role in roles}


@pytest.fixture
def admin(api, organisation):
    with api.client(organisation.staff_token) as client:
        yield client


def make(client, organisation, **members):
    return client.post("/v1/keys", json={"site": organisation.site, "kind": "secret", **members})


def post(api, key):
    with api.client(key) as site:
        return site.post("/v1/cases", json=CASE, headers={"Idempotency-Key": "k" * 22 + key[-8:]})


def test_a_key_that_was_made_works_and_is_told_of_without_its_text(api, admin, organisation):
    made = make(admin, organisation, name="shop", scopes=["cases:create"])
    assert made.status_code == 201 and made.headers["Cache-Control"] == "no-store"
    key = made.json()["key"]
    assert post(api, key).status_code == 201
    with api.client(key) as site:
        assert site.get("/v1/cases").json()["code"] == "scope-missing"
    about = admin.get(made.headers["Location"]).json()
    assert (about["name"], about["state"], about["scopes"]) == ("shop", "valid", ["cases:create"])
    assert "key" not in about
    [change] = about["changes"]
    assert (change["change"], change["staff"]) == ("created", organisation.staff)


def test_only_an_administrator_makes_and_ends_keys(api, people, organisation, heed):
    """Not even those who decide everything else: nobody lets others in by the way."""
    key = heed.key_id(organisation.secret_key)
    for role, token in people.items():
        with api.client(token) as client:
            assert make(client, organisation).status_code == 403
            for act in ("rotation", "revocation", "origins"):
                answer = client.post(f"/v1/keys/{key}/{act}", json={} if act != "revocation" else None)
                assert answer.status_code == 403, (role, act)
            assert client.get("/v1/keys").status_code == (200 if role == "auditor" else 403)


def test_a_token_is_listed_and_revoked_but_neither_made_nor_rotated(heed, api, admin, organisation):
    """Whoever made one for somebody else could be that person."""
    refused = make(admin, organisation, kind="staff")
    assert refused.status_code == 422
    _, token = heed.create_person(organisation.slug, "Cal", "handler")
    listed = admin.get("/v1/keys?kind=staff&limit=200").json()["keys"]
    [about] = [one for one in listed if one["id"] == heed.key_id(token)]
    assert (about["kind"], about["site"], about["scopes"]) == ("staff", None, [])
    assert admin.post(f"/v1/keys/{about['id']}/rotation", json={}).status_code == 403
    ended = admin.post(f"/v1/keys/{about['id']}/revocation")
    assert ended.json()["state"] == "revoked"
    assert [one["change"] for one in ended.json()["changes"]] == ["created", "revoked"]
    with api.client(token) as client:
        assert client.get("/v1/cases").status_code == 401


def test_a_key_of_another_organisation_does_not_exist(heed, api, admin):
    """rules: B12"""
    other = heed.create_organisation()
    key = heed.key_id(other.secret_key)
    assert admin.get(f"/v1/keys/{key}").status_code == 404
    for act in ("rotation", "revocation", "origins"):
        body = {} if act != "revocation" else None
        assert admin.post(f"/v1/keys/{key}/{act}", json=body).status_code == 404
    assert make(admin, other).json()["errors"][0]["code"] == "unknown_site"
    assert key not in admin.get("/v1/keys?limit=200").text
    assert admin.get(f"/v1/keys?starting_after={key}").status_code == 400
    assert post(api, other.secret_key).status_code == 201


def test_a_rotated_key_leads_to_its_successor(api, admin, organisation):
    old = make(admin, organisation, name="main").json()
    new = admin.post(f"/v1/keys/{old['id']}/rotation", json={"overlap": "PT1H"}).json()
    assert new["key"] != old["key"] and new["name"] == "main"
    assert post(api, old["key"]).status_code == post(api, new["key"]).status_code == 201
    about = admin.get(f"/v1/keys/{old['id']}").json()
    assert (about["state"], about["successor"]) == ("rotated", new["id"])
    assert about["expires_at"] is not None
    at_once = admin.post(f"/v1/keys/{new['id']}/rotation", json={"overlap": "PT0S"}).json()
    assert admin.get(f"/v1/keys/{new['id']}").json()["state"] == "expired"
    assert post(api, at_once["key"]).status_code == 201


def test_what_is_wrong_with_a_key_is_told_at_once(admin, organisation):
    """As heed key create tells it: tests/worker/test_admin_keys.py."""
    wrong = {"kind": "publishable", "scopes": ["cases:create", "cases:status"], "origins": []}
    answer = make(admin, organisation, **wrong, expires_at="2020-01-01T00:00:00Z")
    assert answer.status_code == 422
    assert mistakes(answer) == [
        ("/scopes/1", "not_allowed_here"),
        ("/origins", "required"),
        ("/expires_at", "not_ahead"),
    ]


def test_whose_pages_may_use_a_key(api, admin, organisation):
    page = "https://form.example.org"
    made = make(admin, organisation, kind="publishable", origins=[page]).json()
    with api.client(made["key"], headers={"Origin": page}) as visitor:
        repeat = {"Idempotency-Key": "v" * 30}
        assert visitor.post("/v1/cases", json=CASE, headers=repeat).status_code == 201
        changed = admin.post(f"/v1/keys/{made['id']}/origins", json={"origins": []})
        assert changed.json()["origins"] == []
        assert visitor.post("/v1/cases", json=CASE, headers=repeat).status_code == 403


def test_no_text_of_a_key_is_logged_or_kept(heed, api, admin, organisation):
    made = make(admin, organisation).json()
    admin.post(f"/v1/keys/{made['id']}/rotation", json={})
    assert "heed_sk_" not in api.log
    with heed.superuser() as records:
        for table in ("api_key", "credential_change", "idempotency", "outbox"):
            [found] = records.execute(
                f"select count(*) from {table} where {table}::text like '%heed_sk_%'"
            )
            assert found == (0,), table
