"""The bank holidays of the United Kingdom by their rules, without any list of dates.

Sources: Banking and Financial Dealings Act 1971, St Andrew's Day Bank Holiday
(Scotland) Act 2007, and the royal proclamations for the exceptional days.
"""

from bisect import bisect_right
from datetime import date, timedelta

NATIONS = ("england-and-wales", "scotland", "northern-ireland")
MONDAY, SATURDAY = 0, 5
DAY = timedelta(days=1)

# What a proclamation appointed besides the rules: (day, nations).
ADDED = (
    (date(2012, 6, 5), NATIONS),  # Diamond Jubilee
    (date(2022, 6, 3), NATIONS),  # Platinum Jubilee
    (date(2022, 9, 19), NATIONS),  # State Funeral
    (date(2023, 5, 8), NATIONS),  # Coronation
    (date(2026, 6, 15), ("scotland",)),  # World Cup
)

# What one moved: the early May and spring holidays of these years.
EARLY_MAY_MOVED = {2020: date(2020, 5, 8)}  # VE Day
SPRING_MOVED = {2012: date(2012, 6, 4), 2022: date(2022, 6, 2)}


def easter_sunday(year):
    """Gauss's method with the Gregorian corrections."""
    moon = year % 19
    century = year // 100
    shift = (15 - (13 + 8 * century) // 25 + century - century // 4) % 30
    full_moon = (19 * moon + shift) % 30
    week = (2 * (year % 4) + 4 * (year % 7) + 6 * full_moon + (4 + century - century // 4)) % 7
    days = 22 + full_moon + week
    if full_moon == 29 and week == 6:
        days -= 7
    elif full_moon == 28 and week == 6 and (11 * shift + 11) % 30 < 19:
        days -= 7
    return date(year, 3, 1) + (days - 1) * DAY


def first_monday(year, month):
    first = date(year, month, 1)
    return first + (MONDAY - first.weekday()) % 7 * DAY


def last_monday(year, month):
    next_month = date(year + month // 12, month % 12 + 1, 1)
    return first_monday(next_month.year, next_month.month) - 7 * DAY


def fixed(*days):
    """Days of the year; each that falls on a weekend moves to the next weekday left free."""
    kept = {on for on in days if on.weekday() < SATURDAY}
    for on in days:
        if on.weekday() < SATURDAY:
            continue
        while on.weekday() >= SATURDAY or on in kept:
            on += DAY
        kept.add(on)
    return kept


def everywhere(year):
    return (
        fixed(date(year, 12, 25), date(year, 12, 26))
        | {easter_sunday(year) - 2 * DAY}
        | {EARLY_MAY_MOVED.get(year, first_monday(year, 5))}
        | {SPRING_MOVED.get(year, last_monday(year, 5))}
    )


def only_in(nation, year):
    new_year = date(year, 1, 1)
    easter_monday = easter_sunday(year) + DAY
    if nation == "scotland":
        return (
            fixed(new_year, new_year + DAY)
            | {first_monday(year, 8)}
            | fixed(date(year, 11, 30))
        )
    days = fixed(new_year) | {easter_monday, last_monday(year, 8)}
    if nation == "northern-ireland":
        days |= fixed(date(year, 3, 17)) | fixed(date(year, 7, 12))
    return days


def holidays(nation, year):
    added = {on for on, nations in ADDED if on.year == year and nation in nations}
    return everywhere(year) | only_in(nation, year) | added


class WorkingDays:
    """All working days of one nation in the years from first to last, in a row."""

    def __init__(self, nation, first, last):
        free = set().union(*(holidays(nation, year) for year in range(first, last + 1)))
        start, end = date(first, 1, 1), date(last, 12, 31)
        days = (start + i * DAY for i in range((end - start).days + 1))
        self.days = [on for on in days if on.weekday() < SATURDAY and on not in free]

    def after(self, start, count):
        return self.days[bisect_right(self.days, start) + count - 1]
