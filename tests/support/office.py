"""An organisation's staff, one person a role, and what each of them was told."""

import itertools
from dataclasses import dataclass

import httpx

ROLES = ("handler", "ceo", "chair", "trustee", "safeguarding_officer", "safeguarding_trustee")


@dataclass(frozen=True)
class Person:
    """Somebody with a token; 'client' speaks for them."""

    id: str
    client: httpx.Client

    def act(self, reference: str, path: str, status: int = 200, **body):
        answer = self.client.post(
            f"/v1/cases/{reference}/{path}", headers={"If-Match": "*"}, json=body
        )
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    def told(self, reference: str | None = None, **query) -> list[dict]:
        """All that they were told, newest first; of one case, or of every one."""
        found, page = [], {"has_more": True, "next": None}
        while page["has_more"]:
            after = {"starting_after": page["next"]} if page["next"] else {}
            answer = self.client.get("/v1/notifications", params={"limit": 200, **query, **after})
            assert answer.status_code == 200, answer.text
            page = answer.json()
            found += page["notifications"]
        return [one for one in found if reference is None or one["reference"] == reference]

    def types(self, reference: str | None = None, **query) -> list[str]:
        """Only the types, oldest first."""
        return [one["type"] for one in self.told(reference, **query)][::-1]


class Office:
    """Use as a context manager. 'roles' are whom there is from the start, by the role's name."""

    def __init__(self, heed, api, roles=ROLES):
        self.heed, self.api = heed, api
        self.organisation = heed.create_organisation(roles="organisation_admin")
        self.site = api.client(self.organisation.secret_key)
        self.people: dict[str, Person] = {}
        self._clients = [self.site]
        self._keys = itertools.count(1)
        for role in roles:
            self.hire(role, role)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for client in self._clients:
            client.close()

    def __getattr__(self, name) -> Person:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def hire(self, name: str, roles: str) -> Person:
        staff, token = self.heed.create_person(self.organisation.slug, name.title(), roles)
        client = self.api.client(token)
        self._clients.append(client)
        self.people[name] = Person(staff, client)
        return self.people[name]

    def say(self, verb: str, person: Person, *more):
        """What 'heed staff' records of somebody; what it printed."""
        here = ("--organisation", self.organisation.slug, "--staff", person.id)
        return self.heed.command("staff", verb, *here, *more)

    def take_role(self, person: Person, role: str):
        """They have it no more, wherever they have it from."""
        with self.heed.superuser() as records:
            taken = "delete from staff_role where staff_id = %s and role = %s"
            assert records.execute(taken, [person.id, role]).rowcount

    def receive(self, **members) -> tuple[str, Person]:
        """A case by the website: its reference, and its complainant."""
        answer = self.site.post(
            "/v1/cases",
            headers={"Idempotency-Key": f"office-{next(self._keys)}"},
            json={"kind": "complaint", "narrative": "Nobody rang back.", **members},
        )
        assert answer.status_code == 201, answer.text
        code = answer.json()["receipt_code"]
        client = self.api.client(None)
        client.headers["Receipt-Code"] = code
        self._clients.append(client)
        return answer.json()["reference"], Person("", client)
