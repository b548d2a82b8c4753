"""with_servers.py PROGRAM [ARGUMENT...]: runs it between private servers, migrated.

The program finds HEED_DATABASE_URL (as heed_api), HEED_WORKER_DATABASE_URL,
HEED_OWNER_DATABASE_URL, HEED_REDIS_URL (as heed_worker), HEED_API_REDIS_URL and
HEED_KEY_RING_FILE.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.heed import Heed  # noqa: E402
from support.servers import Servers  # noqa: E402

with Servers() as servers, Heed(servers) as heed:
    status = subprocess.call(
        sys.argv[1:],
        env={
            **os.environ,
            "HEED_DATABASE_URL": servers.url("api_database"),
            "HEED_WORKER_DATABASE_URL": servers.url("worker_database"),
            "HEED_OWNER_DATABASE_URL": servers.url("owner_database"),
            "HEED_REDIS_URL": servers.url("worker_redis"),
            "HEED_API_REDIS_URL": servers.url("api_redis"),
            "HEED_KEY_RING_FILE": str(heed.key_ring),
        },
    )
# A signal's number is no exit status.
sys.exit(status if status >= 0 else 1)
