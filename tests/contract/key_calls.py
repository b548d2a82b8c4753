"""For every operation about keys, and for visitors' pages, a call that it answers with success."""

# Operation to the rest of its path.
KEYS = {
    "list_keys": None,
    "create_key": None,
    "read_key": "",
    "rotate_key": "/rotation",
    "revoke_key": "/revocation",
    "change_key_origins": "/origins",
}
PAGE = "https://www.example.org"


class KeyCalls:
    """For a class with 'client', 'organisation', 'heed' and 'staff', an administrator's headers."""

    _page_key = None

    def list_keys(self):
        return {"method": "GET", "url": "/v1/keys", "headers": self.staff}

    def create_key(self):
        body = {"site": self.organisation.site, "kind": "publishable", "origins": [PAGE]}
        return self._post("/v1/keys", {**body, "name": "contact form"})

    def read_key(self):
        return {"method": "GET", "url": f"/v1/keys/{self.new_key_id()}", "headers": self.staff}

    def rotate_key(self):
        return self._post(f"/v1/keys/{self.new_key_id()}/rotation", {"overlap": "P7D"})

    def revoke_key(self):
        call = self._post(f"/v1/keys/{self.new_key_id()}/revocation", None)
        return {name: value for name, value in call.items() if name != "json"}

    def change_key_origins(self):
        return self._post(f"/v1/keys/{self.new_key_id()}/origins", {"origins": []})

    def preflight_case(self):
        return self._preflight("/v1/cases", "POST")

    def preflight_form(self):
        return self._preflight(f"/v1/organisations/{self.organisation.slug}/form", "GET")

    def new_key_id(self):
        answer = self.client.request(**self.create_key())
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    def page(self):
        """The headers of a visitor's page: the same key for all."""
        if not self._page_key:
            self._page_key = self.client.request(**self.create_key()).json()["key"]
        return {"Authorization": f"Bearer {self._page_key}", "Origin": PAGE}

    def _preflight(self, url, method):
        self.page()
        headers = {"Origin": PAGE, "Access-Control-Request-Method": method}
        return {"method": "OPTIONS", "url": url, "headers": headers}

    def _post(self, url, body):
        return {"method": "POST", "url": url, "headers": self.staff, "json": body}
