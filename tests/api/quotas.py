"""What the tests of quotas share."""

import itertools
import uuid

from support.heed import AMPLE_QUOTAS

CASE = {"kind": "complaint", "narrative": "Nobody rang back."}
# Of the documentation's networks (RFC 5737), a new one for each client.
addresses = (f"198.51.{100 + number // 250}.{1 + number % 250}" for number in itertools.count())


def quotas(**chosen):
    """Settings of these quotas, staff='5/3600'."""
    settings = {f"HEED_QUOTA_{name.upper()}": text for name, text in chosen.items()}
    assert settings.keys() <= AMPLE_QUOTAS.keys()
    return settings


def behind_proxy(address=None):
    """Headers of a client at this address, or at a new one, of an API that trusts 127.0.0.1."""
    return {"X-Forwarded-For": address or next(addresses)}


def client_at(api, address=None):
    """An unknown client at this address, or at a new one."""
    client = api.client()
    client.headers.update(behind_proxy(address))
    return client


def key():
    return {"Idempotency-Key": str(uuid.uuid4())}


def counts(answers):
    """How many answers had each status."""
    statuses = [answer.status_code for answer in answers]
    return {status: statuses.count(status) for status in statuses}


def quota_keys(heed):
    return [name.decode() for name in heed.redis.scan_iter("heed:quota:*", count=1000)]
