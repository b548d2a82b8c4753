"""Who may call what, as far as the spine goes."""

import uuid

CASE = {"kind": "complaint", "channel": "telephone"}


def key():
    return {"Idempotency-Key": str(uuid.uuid4())}


def test_reception_enters_cases_and_reads_none(heed, api):
    """rules: A12, A14. attacks: 30"""
    reception = heed.create_organisation(roles="intake")
    with api.client(reception.staff_token) as client:
        posted = client.post("/v1/cases", json=CASE)
        assert posted.status_code == 201
        assert client.get(posted.headers["Location"]).status_code == 403
        assert client.get("/v1/cases").status_code == 403


def test_an_analyst_sees_no_case(heed, api, organisation):
    """rules: A12"""
    with api.client(organisation.secret_key) as site:
        posted = site.post("/v1/cases", json=CASE, headers=key())
    with api.client(heed.create_analyst_token()) as analyst:
        assert analyst.get("/v1/cases").status_code == 403
        assert analyst.get(posted.headers["Location"]).status_code == 403
        assert analyst.post("/v1/cases", json=CASE).status_code == 403


def test_a_site_does_not_see_another_sites_case(heed, api, organisation):
    """rules: A12, B12"""
    other_site = heed.last_word(
        "site", "create", "--organisation", organisation.slug, "--name", "Partner"
    )
    other_key = heed.create_key(organisation.slug, other_site, "secret")
    with api.client(organisation.secret_key) as own, api.client(other_key) as other:
        posted = own.post("/v1/cases", json=CASE, headers=key())
        assert own.get(posted.headers["Location"]).status_code == 200
        hidden = other.get(posted.headers["Location"])
        absent = other.get("/v1/cases/NONE-00000-000000")
        assert hidden.status_code == absent.status_code == 404
        assert set(hidden.json()) == set(absent.json())
        assert other.get("/v1/cases").json()["cases"] == []


def test_another_organisation_sees_nothing(heed, api, organisation):
    """rules: A12, B12. attacks: 31"""
    stranger = heed.create_organisation()
    with api.client(organisation.secret_key) as own, api.client(stranger.staff_token) as other:
        posted = own.post("/v1/cases", json=CASE, headers=key())
        location = posted.headers["Location"]
        assert other.get(location).status_code == 404
        act = other.post(f"{location}/updates", json={"text": "x"}, headers={"If-Match": "*"})
        assert act.status_code == 404
