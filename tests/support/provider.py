"""OpenID providers for tests: a real one (tests/provider), and one that answers as a test likes."""

import hashlib
import json
import os
import re
import secrets
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx

from support.heed import free_port
from support.places import REPOSITORY
from support.programs import wait_until
from support.tokens import Key, base64url
from support.transport import Transport, ask

SOURCE = REPOSITORY / "tests" / "provider"
INSTALLED = Path(os.environ.get("HEED_BUILD", REPOSITORY / "build" / "sanitizers")) / "provider"
BACK = "http://127.0.0.1/signed-in"
ALGORITHMS = ("RS256", "ES256", "EdDSA")


class RealProvider:
    """npm's oidc-provider; use as a context manager. Its access tokens are JWTs for an
    audience "urn:heed:RS256", "urn:heed:ES256" or "urn:heed:EdDSA", signed that way."""

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir()
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self._process = None
        self.keys = {}
        self.rotate()
        self.set_accounts()

    def __enter__(self):
        subprocess.run([SOURCE / "install", INSTALLED], check=True, timeout=300)
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def rotate(self):
        """New keys, of which it knows after the next start."""
        self.keys = {name: Key(name, secrets.token_hex(4)) for name in ALGORITHMS}
        shown = {"keys": [key.private_jwk() for key in self.keys.values()]}
        (self.folder / "keys.json").write_text(json.dumps(shown))

    def set_accounts(self, **accounts):
        """By login: what tokens say of the person, such as roles=[...]."""
        (self.folder / "accounts.json").write_text(json.dumps(accounts))

    def start(self):
        with open(self.folder / "provider.log", "ab") as log:
            self._process = subprocess.Popen(
                ["node", INSTALLED / "provider.mjs", str(self.port), self.folder],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        wait_until("the provider answers", self._answers, 30)

    def stop(self):
        if self._process:
            self._process.terminate()
            self._process.wait(10)
            self._process = None

    def hits(self, path: str) -> int:
        return (self.folder / "hits.log").read_text().splitlines().count(path)

    def sign_in(self, login: str, audience: str) -> dict:
        """Signs in as a browser does (code flow with PKCE): access_token and id_token."""
        verifier = secrets.token_urlsafe(32)
        digest = hashlib.sha256(verifier.encode()).digest()
        asked = {
            **{"client_id": "dashboard", "response_type": "code", "redirect_uri": BACK},
            **{"scope": "openid cases", "resource": audience, "nonce": "n"},
            "code_challenge": base64url(digest),
            "code_challenge_method": "S256",
        }
        with httpx.Client(base_url=self.issuer, timeout=30, transport=Transport()) as browser:
            answer = browser.get("/auth", params=asked)
            forms = [{"prompt": "login", "login": login, "password": "any"}, {"prompt": "consent"}]
            while not answer.headers["location"].startswith(BACK):
                answer = browser.get(answer.headers["location"])
                if answer.status_code == 200:
                    action = re.search(r'action="([^"]+)"', answer.text)[1]
                    answer = browser.post(action, data=forms.pop(0))
            code = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
            wanted = {
                **{"grant_type": "authorization_code", "code": code, "redirect_uri": BACK},
                **{"client_id": "dashboard", "code_verifier": verifier, "resource": audience},
            }
            answer = browser.post("/token", data=wanted)
            assert answer.is_success, answer.text
            return answer.json()

    def _answers(self):
        assert self._process.poll() is None, (self.folder / "provider.log").read_text()
        try:
            return ask("GET", f"{self.issuer}/.well-known/openid-configuration").is_success
        except httpx.TransportError:
            return False


class MadeProvider:
    """Answers what a test puts into 'answers': by path, a dict, or (status, headers, bytes).

    Use as a context manager. 'requests' holds the paths that were asked for; while 'is_away' is
    true every connection ends at once.
    """

    def __init__(self, *keys: Key, tls=None):
        provider = self
        self.requests, self.is_away = [], False

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                provider._answer(self)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        scheme = "https" if tls else "http"
        self.issuer = f"{scheme}://127.0.0.1:{self._server.server_port}"
        document = {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys"}
        self.answers = {"/.well-known/openid-configuration": document}
        self.show(*keys)

    def show(self, *keys: Key, **members):
        self.answers["/keys"] = {"keys": [key.public_jwk() for key in keys], **members}

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, handler):
        self.requests.append(handler.path)
        if self.is_away:
            handler.close_connection = True
            return
        answer = self.answers.get(handler.path, (404, {}, b""))
        if callable(answer):
            answer = answer()
        if isinstance(answer, dict):
            answer = (200, {"Content-Type": "application/json"}, json.dumps(answer).encode())
        status, headers, body = answer
        handler.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)


def add_provider(heed, slug: str, issuer: str, audience: str, roles: dict, **settings) -> str:
    """The id; 'roles' by value of the roles claim."""
    mapping = [{"value": value, "role": role} for value, role in roles.items()]
    file = heed.folder / f"provider-{secrets.token_hex(4)}.json"
    file.write_text(
        json.dumps({"issuer": issuer, "audience": audience, "roles": mapping, **settings})
    )
    return heed.last_word(
        "provider", "add", file, "--organisation", slug, HEED_PROVIDER_LOOPBACK=1
    )


def link(heed, slug: str, staff: str, issuer: str, subject: str):
    heed.command(
        *("staff", "link", "--organisation", slug, "--staff", staff),
        *("--issuer", issuer, "--subject", subject),
    )
