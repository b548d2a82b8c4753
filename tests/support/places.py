"""Where things are."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAMS = Path(os.environ.get("HEED_BIN", REPOSITORY / "build" / "sanitizers" / "bin"))
SERVERS_SCRIPT = REPOSITORY / "docker" / "servers.sh"
