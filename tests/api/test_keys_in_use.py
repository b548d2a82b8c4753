"""What a key is for, when it ends, and that its use is noted. rules: A12"""

import random
import statistics
import time
import uuid

import pytest

from support.programs import wait_until

CASE = {"kind": "complaint", "narrative": "Nobody rang back."}


def post(client):
    return client.post("/v1/cases", json=CASE, headers={"Idempotency-Key": str(uuid.uuid4())})


def last_use(heed, key):
    asked = "select last_used_at from credential_use where credential_id = %s"
    found = heed.owner.execute(asked, [heed.key_id(key)]).fetchone()
    return found and found[0]


@pytest.mark.parametrize(
    "scope, refused", [("cases:create", "cases:status"), ("cases:status", "cases:create")]
)
def test_a_key_does_what_it_is_for(heed, api, organisation, scope, refused):
    key = heed.create_key(organisation.slug, organisation.site, "secret", "--scope", scope)
    with api.client(key) as site:
        answers = {"cases:create": post(site), "cases:status": site.get("/v1/cases")}
    assert answers.pop(scope).status_code in (200, 201)
    [answer] = answers.values()
    assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing")
    [mistake] = answer.json()["errors"]
    assert (mistake["code"], refused in mistake["detail"]) == ("missing_scope", True)


def test_a_key_on_a_route_for_staff_and_the_reverse(api, organisation):
    """Another key would not help, so no scope is spoken of. attacks: 30"""
    with api.client(organisation.secret_key) as site:
        answer = site.get("/v1/meetings")
        assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")
    with api.client(organisation.staff_token) as staff:
        assert staff.get("/v1/meetings").status_code == 200


def test_one_that_has_ended_is_told_so_and_one_that_is_revoked_is_not(heed, api, organisation):
    here = ("--organisation", organisation.slug)
    ended = heed.create_key(organisation.slug, organisation.site, "secret", "--days", "1")
    token = heed.command("staff", "token", "create", *here, "--staff", organisation.staff, "--days", "1")
    revoked = heed.create_key(organisation.slug, organisation.site, "secret")
    heed.command("key", "revoke", *here, heed.key_id(revoked))
    heed.clock.advance(days=2)
    try:
        codes = []
        for credential in (ended, token, revoked):
            with api.client(credential) as client:
                answer = client.get("/v1/cases")
            assert answer.status_code == 401 and answer.headers["WWW-Authenticate"]
            codes.append(answer.json()["code"])
    finally:
        heed.clock.reset()
    assert codes == ["credential-expired", "credential-expired", "not-signed-in"]


def test_an_old_key_works_beside_its_successor_until_the_overlap_is_over(heed, api, organisation):
    here = ("--organisation", organisation.slug)
    old = heed.create_key(organisation.slug, organisation.site, "secret")
    new = heed.command("key", "rotate", *here, heed.key_id(old), "--overlap", "PT24H")
    with api.client(old) as one, api.client(new) as other:
        reference = post(one).json()["reference"]
        # The same site: what the old one created the new one reads.
        assert other.get(f"/v1/cases/{reference}").status_code == 200
        heed.clock.advance(hours=25)
        try:
            wait_until("it is forgotten", lambda: one.get("/v1/cases").status_code == 401, 5)
            assert one.get("/v1/cases").json()["code"] == "credential-expired"
            assert other.get("/v1/cases").status_code == 200
        finally:
            heed.clock.reset()


def test_a_revoked_key_ends_everywhere_within_five_seconds_of_steady_use(heed, api, organisation):
    """Every process remembers it for a while, and none longer for being asked all the time.

    rules: A12. attacks: 23"""
    second = heed.start_api()
    here = ("--organisation", organisation.slug)
    key = heed.create_key(organisation.slug, organisation.site, "secret")
    token = heed.create_token(organisation.slug, organisation.staff)
    clients = [one.client(credential) for one in (api, second) for credential in (key, token)]
    try:
        for client in clients:
            assert client.get("/v1/cases").status_code == 200
        began = time.monotonic()
        heed.command("key", "revoke", *here, heed.key_id(key))
        heed.command("staff", "token", "revoke", *here, heed.key_id(token))
        lasted = {}
        while len(lasted) < len(clients) and time.monotonic() < began + 8:
            for client in clients:
                if client.get("/v1/cases").status_code == 401:
                    lasted.setdefault(client, time.monotonic() - began)
        assert len(lasted) == len(clients) and max(lasted.values()) < 5, lasted.values()
    finally:
        for client in clients:
            client.close()
        second.stop()


def test_the_last_use_is_written_down_now_and_then_and_when_the_service_stops(heed, organisation):
    used, unused = (
        heed.create_key(organisation.slug, organisation.site, "secret") for _ in range(2)
    )
    token = heed.create_token(organisation.slug, organisation.staff)
    frequent, rare = heed.start_api(HEED_LAST_USE_SECONDS=1), heed.start_api()
    with frequent.client(used) as client:
        before = heed.clock.now()
        assert client.get("/v1/cases").status_code == 200
    first = wait_until("the last use is on record", lambda: last_use(heed, used), 5)
    assert abs((first - before).total_seconds()) < 5
    with rare.client(token) as client:
        assert client.get("/v1/cases").status_code == 200
    assert last_use(heed, token) is None
    rare.stop()
    assert last_use(heed, token) is not None
    assert last_use(heed, unused) is None
    listed = heed.command("key", "list", "--organisation", organisation.slug).splitlines()
    days = {line.split("\t")[0]: line.split("\t")[5] for line in listed}
    assert days[heed.key_id(used)] == first.astimezone().date().isoformat()
    assert days[heed.key_id(unused)] == "-"
    frequent.stop()


def made_up(kind="sk"):
    """A well formed key that nobody has: as in common/seal/credential.c, with 32 random bytes."""
    import hashlib

    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    prefix, rest = f"heed_{kind}_".encode(), random.randbytes(32)
    summed = hashlib.blake2b(rest, digest_size=16, key=prefix).digest()[:3]
    number = int.from_bytes(rest + summed, "big")
    digits = [number >> shift & 31 for shift in range(275, -1, -5)]
    return prefix.decode() + "".join(letters[digit] for digit in digits) + check(digits, letters)


def check(digits, letters):
    """The check character makes the sum of digit * x^place zero in GF(32), x^5 = x^2 + 1."""
    total = 0
    for digit in digits:
        total = times_x(total ^ digit)
    return letters[total]


def times_x(element):
    element <<= 1
    return element ^ 0b100101 if element & 32 else element


def answer_to(client, key):
    began = time.perf_counter()
    answer = client.get("/v1/cases", headers={"Authorization": f"Bearer {key}"})
    took = time.perf_counter() - began
    body = answer.json()
    del body["request_id"]
    assert answer.status_code == 401
    names = sorted(name for name in answer.headers if name not in ("date", "x-request-id"))
    return took, (body, names)


def test_an_unknown_key_and_a_revoked_one_are_answered_alike(heed, api, organisation):
    """The same body, and in the same time: 60 of each in turn. attacks: 24"""
    revoked = heed.create_key(organisation.slug, organisation.site, "secret")
    here = ("--organisation", organisation.slug)
    heed.command("key", "revoke", *here, heed.key_id(revoked))
    times, answers = {"unknown": [], "revoked": []}, []
    with api.client() as client:
        answer_to(client, revoked)
        for _ in range(60):
            for name, key in (("unknown", made_up()), ("revoked", revoked)):
                took, answer = answer_to(client, key)
                times[name].append(took)
                answers.append(answer)
    assert all(answer == answers[0] for answer in answers)
    medians = [statistics.median(those) for those in times.values()]
    assert max(medians) < 1.5 * min(medians) + 0.001, medians
