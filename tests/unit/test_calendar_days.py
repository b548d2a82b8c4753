"""Every due day of 2019 to 2028, against the rules of the bank holidays.

The program calendar_days (in $HEED_BIN) computes from the shipped bank holiday
data; holiday_rules.py knows no data. Rules: B3, D1.
"""

import json
import os
import subprocess
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import holiday_rules as rules
import pytest

LONDON = ZoneInfo("Europe/London")
SHIPPED = Path(__file__).parents[2] / "sql" / "data" / "bank-holidays.json"
AMOUNTS = (1, 2, 3, 5, 10, 20)
FIRST, LAST = date(2019, 1, 1), date(2028, 12, 31)


@pytest.fixture(scope="module")
def shipped():
    return json.loads(SHIPPED.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def computed():
    """What calendar_days writes: {(nation, start, amount): (due_on, due_at, provisional)}."""
    program = Path(os.environ["HEED_BIN"]) / "calendar_days"
    output = subprocess.run([program, SHIPPED], check=True, capture_output=True, text=True).stdout
    lines = [line.split(",") for line in output.splitlines()]
    rows = {
        (nation, date.fromisoformat(start), int(amount)): (
            date.fromisoformat(due_on),
            due_at,
            provisional == "1",
        )
        for nation, start, amount, due_on, due_at, provisional in lines
    }
    assert len(rows) == len(lines)
    return rows


@pytest.mark.parametrize("nation", rules.NATIONS)
def test_the_shipped_bank_holidays_are_those_of_the_rules(shipped, nation):
    listed = [date.fromisoformat(event["date"]) for event in shipped[nation]["events"]]
    by_rule = set().union(*(rules.holidays(nation, year) for year in range(2012, 2029)))

    assert listed == sorted(set(listed))
    assert set(listed) - by_rule == set(), "shipped, but no rule has them"
    assert by_rule - set(listed) == set(), "by a rule, but not shipped"


def test_the_shipped_data_has_the_form_of_the_governments(shipped):
    assert tuple(shipped) == rules.NATIONS
    for nation, division in shipped.items():
        assert division["division"] == nation
        for event in division["events"]:
            assert list(event) == ["title", "date", "notes", "bunting"]
            assert event["title"].strip() == event["title"] != ""


def test_every_start_nation_and_amount_is_there(computed):
    starts = [FIRST + timedelta(days=i) for i in range((LAST - FIRST).days + 1)]
    expected = {(n, s, a) for n in rules.NATIONS for s in starts for a in AMOUNTS}
    assert set(computed) == expected


def midnight_after(on):
    local = datetime.combine(on + timedelta(days=1), datetime.min.time(), LONDON)
    return local.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize("nation", rules.NATIONS)
def test_every_due_day_is_that_of_the_rules(computed, nation):
    """What runs into 2029 must say that it is provisional, and is not compared further."""
    working_days = rules.WorkingDays(nation, FIRST.year, LAST.year + 1)
    compared = provisional_count = 0
    differences = []

    for (row_nation, start, amount), (due_on, due_at, provisional) in computed.items():
        if row_nation != nation:
            continue
        expected = working_days.after(start, amount)
        provisional_count += provisional
        compared += not provisional
        if provisional != (expected > LAST):
            differences.append((start, amount, "provisional", provisional))
        elif not provisional and (due_on, due_at) != (expected, midnight_after(expected)):
            differences.append((start, amount, due_on, due_at, expected))

    print(f"{nation}: {compared} compared, {provisional_count} provisional")
    assert differences == []
    assert compared > 21_000


@pytest.mark.parametrize(
    "start, amount, due",
    [
        (date(2025, 12, 18), 10, (date(2026, 1, 6), date(2026, 1, 7), date(2026, 1, 6))),
        (date(2026, 6, 12), 3, (date(2026, 6, 17), date(2026, 6, 18), date(2026, 6, 17))),
        (date(2026, 7, 10), 3, (date(2026, 7, 15), date(2026, 7, 15), date(2026, 7, 16))),
        (date(2026, 3, 31), 3, (date(2026, 4, 7), date(2026, 4, 6), date(2026, 4, 7))),
    ],
)
def test_the_shipped_data_gives_the_known_due_days(computed, start, amount, due):
    assert tuple(computed[nation, start, amount][0] for nation in rules.NATIONS) == due
