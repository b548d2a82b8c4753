#include "common/base/base.h"
#include "common/base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_real_date_is_read_and_written_back(void **state)
{
    static const struct {
        const char *why, *text;
        day on;
    } cases[] = {
        { "days are counted from 1970", "1970-01-01", 0 },
        { "earlier days are negative", "1969-12-31", -1 },
        { "2024 is a leap year", "2024-02-29", 19782 },
        { "2000 is a leap year", "2000-02-29", 11016 },
        { "the first day of all", "1900-01-01", -25567 },
        { "the last day of all", "2999-12-31", 376199 },
    };
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[DAY_TEXT];
        if (day_read(cases[i].text) != cases[i].on)
            fail_msg("%s: %s is %d", cases[i].why, cases[i].text, day_read(cases[i].text));
        day_text(cases[i].on, text);
        assert_string_equal(text, cases[i].text);
    }
}

static void what_is_no_date_is_refused(void **state)
{
    static const char *const cases[] = {
        "",           "2025",       "2025-02-29", "1900-02-29",  "2100-02-29",    "2025-04-31",
        "2025-00-10", "2025-13-01", "2025-01-00", "2025-01-32",  "1899-12-31",    "3000-01-01",
        "2025-1-01",  "2025-01-1",  "25-01-01",   "2025/01/01",  "2025-01-01 ",   " 2025-01-01",
        "2025-01-0a", "+025-01-01", "20250101",   "2025-01-01T", "2025-01-0\xc2",
    };
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++)
        if (day_read(cases[i]) != NO_DAY)
            fail_msg("\"%s\" was read as a date", cases[i]);
}

static void a_week_starts_on_monday(void **state)
{
    (void)state;

    assert_int_equal(day_weekday(day_read("2025-12-22")), 0);
    assert_int_equal(day_weekday(day_read("2025-12-28")), 6);
    assert_int_equal(day_weekday(day_read("1969-12-29")), 0);
    assert_int_equal(day_weekday(day_read("1900-01-01")), 0);
}

static void an_instant_is_read_and_written_in_utc(void **state)
{
    static const struct {
        const char *why, *text, *utc;
    } cases[] = {
        { "Z is UTC", "2025-04-17T09:30:00Z", "2025-04-17T09:30:00Z" },
        { "letters may be small", "2025-04-17t09:30:00z", "2025-04-17T09:30:00Z" },
        { "an offset is taken off", "2025-04-17T09:30:00+01:00", "2025-04-17T08:30:00Z" },
        { "a negative offset is added", "2025-04-17T22:30:00-05:30", "2025-04-18T04:00:00Z" },
        { "a day before is reached", "2025-01-01T00:30:00+01:00", "2024-12-31T23:30:00Z" },
        { "a fraction has six decimals", "2025-04-17T09:30:00.25Z", "2025-04-17T09:30:00.250000Z" },
        { "more are cut off", "2025-04-17T09:30:00.123456789Z", "2025-04-17T09:30:00.123456Z" },
        { "a fraction of nothing is left out", "2025-04-17T09:30:00.000Z", "2025-04-17T09:30:00Z" },
        { "a fraction and an offset", "2025-04-17T09:30:00.5+01:00",
          "2025-04-17T08:30:00.500000Z" },
        { "before 1970", "1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z" },
        { "a leap day", "2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z" },
    };
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[INSTANT_TEXT];
        const instant at = instant_read(cases[i].text);
        if (at == NO_INSTANT)
            fail_msg("%s: %s was refused", cases[i].why, cases[i].text);
        instant_text(at, text);
        if (strcmp(text, cases[i].utc) != 0)
            fail_msg("%s: %s is %s", cases[i].why, cases[i].text, text);
    }
    assert_int_equal(instant_read("1970-01-01T00:00:01.000001Z"), SECOND + 1);
}

static void what_is_no_instant_is_refused(void **state)
{
    static const char *const cases[] = {
        "",
        "2025-04-17",
        "2025-04-17T09:30:00",
        "2025-04-17T09:30Z",
        "2025-04-17 09:30:00Z",
        "2025-02-29T09:30:00Z",
        "2025-04-17T24:00:00Z",
        "2025-04-17T09:60:00Z",
        "2025-04-17T09:30:60Z",
        "2025-04-17T09:30:00.Z",
        "2025-04-17T09:30:00.1234567890Z",
        "2025-04-17T09:30:00,5Z",
        "2025-04-17T09:30:00+0100",
        "2025-04-17T09:30:00+01",
        "2025-04-17T09:30:00+24:00",
        "2025-04-17T09:30:00+01:60",
        "2025-04-17T09:30:00+01:00x",
        "2025-04-17T09:30:00ZZ",
        "2025-04-17T9:30:00Z",
        "2025-04-17T-9:30:00Z",
    };
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++)
        if (instant_read(cases[i]) != NO_INSTANT)
            fail_msg("\"%s\" was read as an instant", cases[i]);
}

static void the_local_day_of_an_instant_follows_the_clocks(void **state)
{
    static const struct {
        const char *why, *at, *on;
    } cases[] = {
        { "winter is UTC", "2025-01-15T23:59:59.999999Z", "2025-01-15" },
        { "in summer the day starts at 23:00 UTC", "2025-07-15T23:00:00Z", "2025-07-16" },
        { "and not before", "2025-07-15T22:59:59.999999Z", "2025-07-15" },
        { "clocks go forward: the day starts in winter", "2025-03-30T00:00:00Z", "2025-03-30" },
        { "and ends an hour early", "2025-03-30T22:59:59Z", "2025-03-30" },
        { "so the next starts in summer", "2025-03-30T23:00:00Z", "2025-03-31" },
        { "clocks go back: the day starts in summer", "2025-10-25T23:00:00Z", "2025-10-26" },
        { "has one o'clock twice", "2025-10-26T01:30:00Z", "2025-10-26" },
        { "and ends in winter", "2025-10-26T23:59:59Z", "2025-10-26" },
        { "so the next starts at midnight UTC", "2025-10-27T00:00:00Z", "2025-10-27" },
        { "before 1970", "1969-01-01T22:59:59Z", "1969-01-01" },
    };
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++)
        if (instant_day(instant_read(cases[i].at)) != day_read(cases[i].on))
            fail_msg("%s: %s is not %s", cases[i].why, cases[i].at, cases[i].on);
}

static void a_day_has_23_hours_24_or_25(void **state)
{
    (void)state;

    assert_int_equal(day_start(day_read("2025-03-30")), instant_read("2025-03-30T00:00:00Z"));
    assert_int_equal(day_start(day_read("2025-03-31")), instant_read("2025-03-31T00:00:00+01:00"));
    assert_int_equal(day_start(day_read("2025-10-26")), instant_read("2025-10-26T00:00:00+01:00"));
    assert_int_equal(day_start(day_read("2025-10-27")), instant_read("2025-10-27T00:00:00Z"));

    const day forward = day_read("2026-03-29"), back = day_read("2026-10-25");
    assert_int_equal(day_start(forward + 1) - day_start(forward), 23 * HOUR);
    assert_int_equal(day_start(back + 1) - day_start(back), 25 * HOUR);
    assert_int_equal(day_start(back + 2) - day_start(back + 1), 24 * HOUR);
}

static void every_day_starts_with_its_own_first_instant(void **state)
{
    const day last = day_read("2060-12-31");
    (void)state;

    for (day on = day_read("1960-01-01"); on <= last; on++) {
        assert_int_equal(instant_day(day_start(on)), on);
        assert_int_equal(instant_day(day_start(on) - 1), on - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_real_date_is_read_and_written_back),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(a_week_starts_on_monday),
        cmocka_unit_test(an_instant_is_read_and_written_in_utc),
        cmocka_unit_test(what_is_no_instant_is_refused),
        cmocka_unit_test(the_local_day_of_an_instant_follows_the_clocks),
        cmocka_unit_test(a_day_has_23_hours_24_or_25),
        cmocka_unit_test(every_day_starts_with_its_own_first_instant),
    };
    time_zone_setup();
    return cmocka_run_group_tests_name("day", tests, NULL, NULL);
}
