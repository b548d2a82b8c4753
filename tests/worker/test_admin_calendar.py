"""Bank holidays and closures: every change is a version of the calendar. rules: B3"""

import copy
import hashlib
import json

import pytest

from admin_program import done, refused
from support.places import REPOSITORY

PUBLISHED = json.loads((REPOSITORY / "sql" / "data" / "bank-holidays.json").read_text())


@pytest.fixture
def published(heed, tmp_path):
    """The published file, to be changed; what was imported is taken back at the end."""
    yield copy.deepcopy(PUBLISHED)
    file = tmp_path / "as-published.json"
    file.write_text(json.dumps(PUBLISHED))
    done(heed, "calendar", "import", file)


@pytest.fixture
def file(tmp_path):
    """Writes a file and answers its path."""

    def write(content):
        path = tmp_path / "holidays.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return path

    return write


def versions(heed):
    return heed.owner.execute("select count(*) from calendar_version").fetchone()[0]


def newest(heed):
    return heed.owner.execute(
        "select version, reason, organisation_id, sha256 from calendar_version"
        " order by version desc limit 1"
    ).fetchone()


def holiday(heed, nation, day):
    return heed.owner.execute(
        "select title, from_version, until_version from bank_holiday"
        " where nation = %s and day = %s order by from_version",
        [nation, day],
    ).fetchall()


def event(title, date):
    return {"title": title, "date": date, "notes": "", "bunting": True}


def test_the_same_file_again_changes_nothing_and_says_so(heed, published, file):
    before = versions(heed)
    assert "nothing has changed" in done(heed, "calendar", "import", file(published))
    assert versions(heed) == before


def test_an_added_and_a_removed_day_make_one_version(heed, published, file):
    events = published["scotland"]["events"]
    extra = next(i for i, each in enumerate(events) if each["date"] == "2026-06-15")
    title = events[extra]["title"]
    events[extra] = event("Moved holiday", "2026-06-16")
    path = file(published)
    before = versions(heed)

    printed = done(heed, "calendar", "import", path)

    assert versions(heed) == before + 1
    version, reason, organisation, checksum = newest(heed)
    assert (reason, organisation) == ("import", None)
    assert checksum == hashlib.sha256(path.read_bytes()).digest()
    assert "scotland: 1 added, 1 removed" in printed
    assert "added   2026-06-16 Moved holiday" in printed
    assert f"removed 2026-06-15 {title}" in printed
    assert "england-and-wales: 0 added, 0 removed" in printed
    assert f"calendar version {version}" in printed
    assert holiday(heed, "scotland", "2026-06-16") == [("Moved holiday", version, None)]
    assert holiday(heed, "scotland", "2026-06-15")[0][2] == version
    assert holiday(heed, "england-and-wales", "2026-12-25")[0][2] is None


def test_a_day_that_comes_back_keeps_its_past(heed, published, file):
    events = published["scotland"]["events"]
    events[:] = [each for each in events if each["date"] != "2026-11-30"]
    done(heed, "calendar", "import", file(published))
    gone = newest(heed)[0]
    done(heed, "calendar", "import", file(PUBLISHED))
    back = newest(heed)[0]
    periods = [row[1:] for row in holiday(heed, "scotland", "2026-11-30")]
    assert periods[-2][1] == gone and periods[-1] == (back, None)


def test_years_outside_the_file_are_left_alone(heed, published, file):
    """A file of 2026 alone takes nothing back in 2025 or 2027."""
    for division in published.values():
        division["events"] = [each for each in division["events"] if each["date"][:4] == "2026"]
    published["scotland"]["events"].pop()
    printed = done(heed, "calendar", "import", file(published))
    assert "scotland: 0 added, 1 removed" in printed
    assert "england-and-wales: 0 added, 0 removed" in printed
    assert holiday(heed, "scotland", "2027-12-27")[0][2] is None


def broken(change):
    content = copy.deepcopy(PUBLISHED)
    change(content)
    return content


@pytest.mark.parametrize(
    "content, said",
    [
        ("no JSON", "cannot be read beyond line 1"),
        ("[]", "must be"),
        (broken(lambda it: it.pop("scotland")), "/scotland: is required"),
        (broken(lambda it: it.update(wales=it["scotland"])), "/wales: is not known here"),
        (broken(lambda it: it["scotland"].update(events=[])), "/scotland/events:"),
        (broken(lambda it: it["scotland"].update(division="wales")), "/scotland/division:"),
        (
            broken(lambda it: it["scotland"].update(division="northern-ireland")),
            '/scotland/division: must be "scotland"',
        ),
        (
            broken(lambda it: it["scotland"]["events"][3].update(date="2026-02-30")),
            "/scotland/events/3/date:",
        ),
        (broken(lambda it: it["scotland"]["events"][3].pop("date")), "/scotland/events/3/date:"),
        (
            broken(lambda it: it["scotland"]["events"][3].update(title="")),
            "/scotland/events/3/title:",
        ),
        (
            broken(lambda it: it["scotland"]["events"].insert(9, it["scotland"]["events"][2])),
            "/scotland/events/9/date: this day stands in the list twice",
        ),
        (
            broken(lambda it: it["scotland"]["events"].append(event("Far", "2206-01-01"))),
            "date: there is no bank holiday in 2029, but one in 2206",
        ),
    ],
)
def test_a_file_with_a_mistake_changes_nothing(heed, file, content, said):
    before = versions(heed)
    assert said in refused(heed, "calendar", "import", file(content))
    assert versions(heed) == before


def test_all_mistakes_of_a_file_are_told(heed, file):
    content = copy.deepcopy(PUBLISHED)
    content["scotland"]["events"][1]["date"] = "soon"
    content["northern-ireland"]["events"][2]["title"] = 7
    explained = refused(heed, "calendar", "import", file(content))
    assert "/scotland/events/1/date" in explained
    assert "/northern-ireland/events/2/title" in explained


def test_a_file_that_is_not_there(heed, tmp_path):
    assert "can't be read: No such file" in refused(heed, "calendar", "import", tmp_path / "none")


def test_a_folder_and_a_huge_file_are_no_calendars(heed, tmp_path, file):
    assert "can't be read" in refused(heed, "calendar", "import", tmp_path)
    assert "more than 1 MiB" in refused(heed, "calendar", "import", file(" " * (1 << 20) + "{}"))


@pytest.fixture(scope="module")
def closed(heed):
    arguments = ("--slug", "closed", "--name", "Closed", "--nation", "scotland")
    return done(heed, "organisation", "create", *arguments)


def test_a_closure_is_a_version_of_its_organisation(heed, closed):
    here = ("--organisation", "closed")
    before = versions(heed)
    done(heed, "closure", "add", *here, "--day", "2026-12-29", "--title", "Christmas week")
    version, reason, organisation, checksum = newest(heed)
    assert versions(heed) == before + 1
    assert (reason, str(organisation), checksum) == ("closure", closed, None)
    assert done(heed, "closure", "list", *here) == "2026-12-29\tChristmas week"
    assert "already" in refused(heed, "closure", "add", *here, "--day", "2026-12-29")
    assert versions(heed) == before + 1

    done(heed, "closure", "remove", *here, "--day", "2026-12-29")
    assert versions(heed) == before + 2
    assert done(heed, "closure", "list", *here) == ""
    assert "is not closed" in refused(heed, "closure", "remove", *here, "--day", "2026-12-29")
    periods = heed.owner.execute(
        "select from_version, until_version from organisation_closure where organisation_id = %s",
        [closed],
    ).fetchall()
    assert periods == [(version, version + 1)]


def test_a_closure_can_be_added_again(heed, closed):
    here = ("--organisation", "closed", "--day", "2026-12-30")
    done(heed, "closure", "add", *here)
    done(heed, "closure", "remove", *here)
    done(heed, "closure", "add", *here)
    assert "2026-12-30\tClosed" in done(heed, "closure", "list", "--organisation", "closed")
