"""Bank holidays of a year far away do not make the years between known. rules: B2, B3"""

import json

from support.heed import Heed
from support.servers import Servers
from support.transport import ask


def test_years_that_nobody_imported_stay_provisional():
    with Servers() as servers, Heed(servers) as heed:
        event = {"title": "New Year", "date": "2041-01-01", "notes": "", "bunting": True}
        nations = ("england-and-wales", "scotland", "northern-ireland")
        file = heed.folder / "far.json"
        file.write_text(json.dumps({each: {"division": each, "events": [event]} for each in nations}))
        heed.command("calendar", "import", file)
        api = heed.start_api()

        def is_provisional(start):
            question = {"start": start, "amount": 3, "unit": "working_days", "nation": "scotland"}
            answer = ask("GET", f"{api.url}/v1/calendar/due", params=question)
            assert answer.status_code == 200, answer.text
            return answer.json()["provisional"]

        found = {start: is_provisional(start) for start in ("2026-06-12", "2035-06-12")}
        assert found == {"2026-06-12": False, "2035-06-12": True}
