"""How customers reach staff, who deputises for whom, and who is away: an administrator says it.

rules: A12, A15, D9
"""

import uuid

import pytest

from admin_program import done, refused, run


@pytest.fixture(scope="module")
def here(heed):
    return ("--organisation", heed.create_organisation().slug)


def create(heed, here, name, *more, roles="handler"):
    return done(heed, "staff", "create", *here, "--name", name, "--roles", roles, *more)


def test_a_contact_is_sealed(heed, here):
    contact = ("--telephone", "01632 960123", "--email", "bea@example.org")
    staff = create(heed, here, "Bea", *contact)

    def sealed():
        row = heed.owner.execute("select sealed from staff where id = %s", [staff]).fetchone()
        assert b"960123" not in row[0] and b"bea@" not in row[0]
        return row[0]

    before = sealed()
    done(heed, "staff", "contact", *here, "--staff", staff, *contact)
    assert sealed() != before
    assert any(line.endswith("\tBea") for line in done(heed, "staff", "list", *here).splitlines())


@pytest.mark.parametrize(
    "option, text, said",
    [
        ("--telephone", "ring me", "must be a number such as"),
        ("--telephone", "+44" + "0" * 48, "must be a number such as"),
        ("--telephone", "01632\r\n960123", "must not hold control characters"),
        ("--telephone", "", "must not be empty"),
        ("--email", "bea", "must be an address such as"),
        ("--email", "@example.org", "must be an address such as"),
        ("--email", "bea@", "must be an address such as"),
        ("--email", "a@b@example.org", "must be an address such as"),
        ("--email", "Bea <bea@example.org>", "must be an address such as"),
        ("--email", "bea@example.org\r\nBcc: x@example.org", "must not hold control characters"),
        ("--email", "b" * 190 + "@example.org", "must have at most 200"),
    ],
)
def test_a_contact_that_can_be_none_is_refused(heed, here, option, text, said):
    staff = done(heed, "staff", "list", *here).split("\t")[0]
    arguments = ("staff", "contact", *here, "--staff", staff, option, text)
    assert f"{option}: {said}" in refused(heed, *arguments, status=2)
    made = ("staff", "create", *here, "--name", "Bo", "--roles", "handler", option, text)
    assert f"{option}: {said}" in refused(heed, *made, status=2)


def test_a_deputy_is_somebody_else_of_the_same_organisation(heed, here):
    ann, bob = create(heed, here, "Ann"), create(heed, here, "Bob")
    stranger = create(heed, ("--organisation", heed.create_organisation().slug), "Zed")
    of_ann = ("staff", "deputy", *here, "--staff", ann)
    for nobody in (stranger, uuid.uuid4()):
        assert "--deputy: nobody in" in refused(heed, *of_ann, "--deputy", nobody)
        theirs = ("staff", "deputy", *here, "--staff", nobody, "--deputy", bob)
        assert "--staff: nobody in" in refused(heed, *theirs)
    assert "somebody else" in refused(heed, *of_ann, "--deputy", ann, status=2)
    for unclear in ((), ("--deputy", bob, "--none")):
        assert "or --none" in refused(heed, *of_ann, *unclear, status=2)
    assert "nobody deputises" in refused(heed, *of_ann, "--none")

    def deputies():
        with heed.superuser() as everything:
            asked = everything.execute(
                "select deputy_id::text from staff_deputy where staff_id = %s", [ann]
            )
            return [deputy for (deputy,) in asked]

    gone = create(heed, here, "Di")
    done(heed, "staff", "disable", "--staff", gone)
    assert "is disabled" in refused(heed, *of_ann, "--deputy", gone, status=2)
    assert deputies() == []
    done(heed, *of_ann, "--deputy", create(heed, here, "Cy"))
    done(heed, *of_ann, "--deputy", bob)
    assert deputies() == [bob]
    done(heed, *of_ann, "--none")
    assert deputies() == []


def test_a_deputy_who_could_do_nothing_is_refused(heed, here):
    """Another role, or none in which anything would be theirs. rules: A13, D9"""
    eve, ina = create(heed, here, "Eve"), create(heed, here, "Ina", roles="intake,auditor")
    olga = create(heed, here, "Olga", roles="safeguarding_officer")
    max_ = create(heed, here, "Max", roles="manager")
    deputies = [(eve, ina, "handler"), (eve, olga, "handler"), (olga, eve, "safeguarding_officer")]
    for whose, deputy, needed in deputies:
        of_them = ("staff", "deputy", *here, "--staff", whose)
        told = refused(heed, *of_them, "--deputy", deputy, status=2)
        assert "--deputy: could do nothing in the person's place" in told
        assert needed in told and "manager" in told and "intake" not in told
    for whose in (eve, olga, ina):
        done(heed, "staff", "deputy", *here, "--staff", whose, "--deputy", max_)


def test_a_deputy_who_is_away_whenever_the_person_is_is_refused(heed, here):
    """Not one who is there on a day of it, nor for days that are over; an absence is always noted, and
    it is said that nobody stands in. rules: D9"""
    fay, guy = create(heed, here, "Fay"), create(heed, here, "Guy")
    of_fay = ("staff", "deputy", *here, "--staff", fay, "--deputy", guy)

    def away(staff, first, last):
        days = ("--from", f"2090-06-{first}", "--to", f"2090-06-{last}")
        return run(heed, "staff", "absent", *here, "--staff", staff, *days).explained

    assert "Their deputy is nobody" in away(fay, "05", "09")
    away(guy, "04", "08")
    done(heed, *of_fay)
    done(heed, *of_fay[:-2], "--none")
    away(guy, "09", "12")
    assert "--deputy: is away whenever the person is" in refused(heed, *of_fay, status=2)
    away(fay, "05", "13")
    done(heed, *of_fay)
    assert "Their deputy is away whenever the person is" in away(fay, "05", "09")
    assert "their deputy stands in." in away(fay, "05", "13")
    done(heed, "staff", "disable", "--staff", guy)
    assert "Their deputy is nobody, or has left" in away(fay, "05", "13")


def test_who_is_away_is_listed_with_the_deputy_until_the_person_is_back(heed, here):
    """Now, or next; what is said of some of the same days again counts."""
    amy, ben = create(heed, here, "Amy"), create(heed, here, "Ben")
    of_amy = ("staff", "absent", *here, "--staff", amy)
    done(heed, "staff", "deputy", *here, "--staff", amy, "--deputy", ben)
    for first, last in (
        ("2090-08-03", "2090-08-05"),
        ("2090-05-20", "2090-06-30"),
        ("2090-06-01", "2090-06-30"),
        ("2090-06-01", "2090-06-12"),
    ):
        done(heed, *of_amy, "--from", first, "--to", last)

    def listed():
        lines = done(heed, "staff", "list", *here).splitlines()
        return next(line.split("\t")[3:] for line in lines if line.startswith(amy))

    assert listed() == [f"deputy {ben}", "absent 2090-06-01 2090-06-12"]
    done(heed, *of_amy, "--none")
    assert listed() == [f"deputy {ben}"]
    assert "is not away" in refused(heed, *of_amy, "--none")


@pytest.mark.parametrize(
    "more, said",
    [
        ((), "--from: say both days, or --none"),
        (("--from", "2090-06-01"), "--from: say both days, or --none"),
        (("--from", "2090-06-01", "--to", "2090-06-02", "--none"), "--from: say both days"),
        (("--from", "2090-06-02", "--to", "2090-06-01"), "--to: must not lie before the first day"),
        (("--from", "2020-06-02", "--to", "2020-06-03"), "--to: must not lie in the past"),
        (("--from", "2090-02-30", "--to", "2090-06-03"), "--from: must be a real day"),
    ],
)
def test_an_absence_that_can_be_none_is_refused(heed, here, more, said):
    staff = done(heed, "staff", "list", *here).split("\t")[0]
    assert said in refused(heed, "staff", "absent", *here, "--staff", staff, *more, status=2)
