"""What every answer tells browsers, and that a credential is given once. rules: A12"""

import base64
import hashlib
import re

import pytest

ANSWERS = {
    "a page": ("/v1/organisations/{slug}/procedure", "text/html", 200),
    "a picture": ("/v1/organisations/{slug}/procedure/flow-chart", "image/svg+xml", 200),
    "data": ("/v1/organisations/{slug}/procedure", "application/json", 200),
    "a text": ("/problems/not-found", "*/*", 200),
    "a problem": ("/v1/cases", "*/*", 401),
    "nothing there": ("/nowhere", "*/*", 404),
}
PAGES = ("a page", "a picture")


@pytest.fixture
def ask(api, organisation):
    def asked(name, to=api):
        path, kind, status = ANSWERS[name]
        with to.client() as client:
            answer = client.get(path.format(slug=organisation.slug), headers={"Accept": kind})
        assert answer.status_code == status
        return answer

    return asked


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_keeps_browsers_from_everything(ask, name):
    headers = ask(name).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers and "Server" not in headers
    assert "Access-Control-Allow-Origin" not in headers
    assert "Strict-Transport-Security" not in headers  # it is not reached by https here


@pytest.mark.parametrize("name", PAGES)
def test_pages_say_more(ask, name):
    headers = ask(name).headers
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    for power in ("camera", "geolocation", "microphone", "payment"):
        assert f"{power}=()" in headers["Permissions-Policy"]


def test_the_style_of_a_page_is_the_one_that_its_policy_names(ask):
    page = ask("a page")
    [style] = re.findall(r"<style>(.*?)</style>", page.text, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page.headers["Content-Security-Policy"]
    assert " style=" not in page.text and "<script" not in page.text


def test_https_stays_https(heed, ask):
    safe = heed.start_api(HEED_PUBLIC_URL="https://heed.example.org")
    try:
        for name in ANSWERS:
            assert ask(name, safe).headers["Strict-Transport-Security"] == "max-age=31536000"
    finally:
        safe.stop()


def test_a_second_credential_is_refused_whatever_the_first_is(api, organisation):
    """Two readers might each take another one. attacks: 15"""
    for pair in (("secret_key", "staff_token"), ("staff_token", "staff_token")):
        headers = [("Authorization", f"Bearer {getattr(organisation, one)}") for one in pair]
        with api.client() as client:
            answer = client.get("/v1/cases", headers=headers)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["pointer"] == "Authorization"
