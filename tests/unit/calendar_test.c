#include "tests/unit/calendar_nations.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Closed between Christmas and New Year, and a long Christmas closure. */
static const struct written_holiday christmas_week[] = {
    { "2025-12-29", "Closed" },
    { "2025-12-30", "Closed" },
    { "2025-12-31", "Closed" },
};
static const struct written_holiday long_christmas[] = {
    { "2025-12-22", "Closed" }, { "2025-12-23", "Closed" }, { "2025-12-24", "Closed" },
    { "2025-12-29", "Closed" }, { "2025-12-30", "Closed" }, { "2025-12-31", "Closed" },
    { "2026-01-02", "Closed" },
};

struct due_case {
    const char *why, *start;
    int amount;
    const char *due_on, *due_at; /* due_at NULL: not looked at */
};

static void expect_due(const struct calendar *calendar, const struct due_case *row, enum unit unit,
                       enum roll roll)
{
    char due_on[DAY_TEXT], due_at[INSTANT_TEXT];
    const struct due due =
        calendar_due(calendar, instant_read(row->start), row->amount, unit, roll);

    day_text(due.due_on, due_on);
    instant_text(due.due_at, due_at);
    if (strcmp(due_on, row->due_on) != 0)
        fail_msg("%s: %d %s from %s in %s is %s, not %s", row->why, row->amount,
                 vocabulary_text(&units, (int)unit), row->start, nation_text(calendar->nation),
                 due_on, row->due_on);
    if (row->due_at && strcmp(due_at, row->due_at) != 0)
        fail_msg("%s: due at %s, not %s", row->why, due_at, row->due_at);
}

static void expect_all_due(const struct calendar *calendar, const struct due_case *rows,
                           size_t count, enum unit unit, enum roll roll)
{
    for (size_t i = 0; i < count; i++)
        expect_due(calendar, &rows[i], unit, roll);
}

static void working_days_are_those_of_the_nation(void **state)
{
    static const struct {
        const char *why, *from;
        int count;
        const char *due[4]; /* by nation */
    } vectors[] = {
        { "Christmas and, in Scotland, 2 January do not count",
          "2025-12-18",
          10,
          { "", "2026-01-06", "2026-01-07", "2026-01-06" } },
        { "Scotland had a day for the World Cup",
          "2026-06-12",
          3,
          { "", "2026-06-17", "2026-06-18", "2026-06-17" } },
        { "Northern Ireland keeps 12 July, on the Monday when it is a Sunday",
          "2026-07-10",
          3,
          { "", "2026-07-15", "2026-07-15", "2026-07-16" } },
        { "Easter Monday is no holiday in Scotland",
          "2026-03-31",
          3,
          { "", "2026-04-07", "2026-04-06", "2026-04-07" } },
    };
    (void)state;

    for (size_t i = 0; i < COUNT(vectors); i++)
        for (enum nation nation = NATION_ENGLAND_AND_WALES; nation <= NATION_NORTHERN_IRELAND;
             nation++) {
            struct holiday holidays[32];
            const struct calendar calendar = calendar_of(nation, holidays);
            const day from = day_read(vectors[i].from), due = day_read(vectors[i].due[nation]);

            if (calendar_working_days_after(&calendar, from, vectors[i].count) != due)
                fail_msg("%s: not %s in %s", vectors[i].why, vectors[i].due[nation],
                         nation_text(nation));
            assert_int_equal(calendar_working_days_between(&calendar, from, due), vectors[i].count);
        }
}

static void working_days_are_due_at_the_end_of_the_last(void **state)
{
    static const struct due_case cases[] = {
        { "the day of receipt is not counted", "2026-02-02T10:00:00Z", 1, "2026-02-03",
          "2026-02-04T00:00:00Z" },
        { "its first instant is on it", "2026-02-02T00:00:00Z", 1, "2026-02-03",
          "2026-02-04T00:00:00Z" },
        { "its last one too", "2026-02-02T23:59:59.999999Z", 1, "2026-02-03",
          "2026-02-04T00:00:00Z" },
        { "the local day counts, not UTC's", "2026-06-10T23:30:00Z", 1, "2026-06-12",
          "2026-06-12T23:00:00Z" },
        { "a weekend is not counted", "2026-02-06T10:00:00Z", 1, "2026-02-09", NULL },
        { "what comes on a Saturday came on a Saturday", "2026-02-07T10:00:00Z", 1, "2026-02-09",
          NULL },
        { "what comes on a holiday too", "2026-04-03T10:00:00Z", 3, "2026-04-09", NULL },
        { "no days are due the same day", "2026-02-07T10:00:00Z", 0, "2026-02-07",
          "2026-02-08T00:00:00Z" },
        { "a month is crossed", "2026-01-29T10:00:00Z", 10, "2026-02-12", NULL },
        { "clocks go forward in between", "2026-03-27T10:00:00Z", 1, "2026-03-30",
          "2026-03-30T23:00:00Z" },
        { "clocks go back in between", "2026-10-23T10:00:00Z", 1, "2026-10-26",
          "2026-10-27T00:00:00Z" },
    };
    struct holiday holidays[32];
    const struct calendar calendar = calendar_of(NATION_ENGLAND_AND_WALES, holidays);
    (void)state;

    expect_all_due(&calendar, cases, COUNT(cases), UNIT_WORKING_DAYS, ROLL_NONE);
    expect_all_due(&calendar, cases, COUNT(cases), UNIT_WORKING_DAYS, ROLL_PRECEDING);
}

static void closures_of_the_organisation_do_not_count(void **state)
{
    static const struct due_case cases[] = {
        { "three days closed are three days later", "2025-12-18T10:00:00Z", 10, "2026-01-09",
          NULL },
        { "before them nothing changes", "2025-12-18T10:00:00Z", 4, "2025-12-24", NULL },
    };
    struct holiday holidays[32], closures[COUNT(christmas_week)];
    struct calendar calendar = calendar_of(NATION_ENGLAND_AND_WALES, holidays);
    calendar.closures = closures;
    calendar.closure_count = holidays_read(christmas_week, COUNT(christmas_week), closures);
    (void)state;

    expect_all_due(&calendar, cases, COUNT(cases), UNIT_WORKING_DAYS, ROLL_NONE);
}

static void calendar_days_count_every_day(void **state)
{
    static const struct due_case cases[] = {
        { "fourteen days are two weeks", "2025-12-15T10:00:00Z", 14, "2025-12-29", NULL },
        { "and may end on a holiday", "2026-03-20T10:00:00Z", 14, "2026-04-03",
          "2026-04-03T23:00:00Z" },
        { "a day of 23 hours is a day", "2026-03-28T10:00:00Z", 1, "2026-03-29",
          "2026-03-29T23:00:00Z" },
        { "a day of 25 hours is a day", "2026-10-24T10:00:00Z", 1, "2026-10-25",
          "2026-10-26T00:00:00Z" },
    };
    struct holiday holidays[32];
    const struct calendar calendar = calendar_of(NATION_ENGLAND_AND_WALES, holidays);
    (void)state;

    expect_all_due(&calendar, cases, COUNT(cases), UNIT_CALENDAR_DAYS, ROLL_NONE);
}

static void an_update_due_on_no_working_day_is_due_on_the_one_before(void **state)
{
    static const struct due_case cases[] = {
        { "a working day stays", "2025-12-15T10:00:00Z", 14, "2025-12-29", "2025-12-30T00:00:00Z" },
        { "a Saturday moves to Friday", "2025-12-20T10:00:00Z", 14, "2026-01-02",
          "2026-01-03T00:00:00Z" },
        { "a Sunday too", "2026-02-01T10:00:00Z", 14, "2026-02-13", NULL },
        { "Easter Monday moves to before Good Friday", "2026-03-23T10:00:00Z", 14, "2026-04-02",
          "2026-04-02T23:00:00Z" },
        { "nothing is due before the day after it began", "2026-02-06T10:00:00Z", 1, "2026-02-07",
          NULL },
    };
    static const struct due_case scottish_cases[] = {
        { "the Scottish New Year has two days", "2025-12-20T10:00:00Z", 14, "2025-12-31", NULL },
        { "Easter Monday is a working day there", "2026-03-23T10:00:00Z", 14, "2026-04-06", NULL },
    };
    struct holiday holidays[32], scottish[32];
    const struct calendar calendar = calendar_of(NATION_ENGLAND_AND_WALES, holidays);
    const struct calendar in_scotland = calendar_of(NATION_SCOTLAND, scottish);
    (void)state;

    expect_all_due(&calendar, cases, COUNT(cases), UNIT_CALENDAR_DAYS, ROLL_PRECEDING);
    expect_all_due(&in_scotland, scottish_cases, COUNT(scottish_cases), UNIT_CALENDAR_DAYS,
                   ROLL_PRECEDING);
    assert_int_equal(calendar_working_day_before(&calendar, day_read("2025-12-28")),
                     day_read("2025-12-24"));
    assert_int_equal(calendar_working_day_before(&calendar, day_read("2025-12-24")),
                     day_read("2025-12-24"));
}

static void a_long_closure_does_not_move_a_due_day_before_its_start(void **state)
{
    static const struct due_case cases[] = {
        { "all days since are closed: it stays", "2025-12-19T10:00:00Z", 14, "2026-01-02", NULL },
        { "one was open: it moves there", "2025-12-18T10:00:00Z", 14, "2025-12-19", NULL },
    };
    struct holiday holidays[32], closures[COUNT(long_christmas)];
    struct calendar calendar = calendar_of(NATION_ENGLAND_AND_WALES, holidays);
    calendar.closures = closures;
    calendar.closure_count = holidays_read(long_christmas, COUNT(long_christmas), closures);
    (void)state;

    expect_all_due(&calendar, cases, COUNT(cases), UNIT_CALENDAR_DAYS, ROLL_PRECEDING);
}

static void hours_are_elapsed_time(void **state)
{
    static const struct due_case cases[] = {
        { "24 hours end a day later", "2026-02-02T10:30:00Z", 24, "2026-02-03",
          "2026-02-03T10:30:00Z" },
        { "weekends are included", "2026-02-06T18:00:00Z", 24, "2026-02-07",
          "2026-02-07T18:00:00Z" },
        { "holidays too", "2025-12-24T15:00:00Z", 24, "2025-12-25", "2025-12-25T15:00:00Z" },
        { "and a Saturday stays a Saturday", "2026-02-05T18:00:00Z", 48, "2026-02-07",
          "2026-02-07T18:00:00Z" },
        { "clocks going forward take none away", "2026-03-28T12:00:00Z", 24, "2026-03-29",
          "2026-03-29T12:00:00Z" },
        { "clocks going back add none", "2026-10-24T12:00:00+01:00", 24, "2026-10-25",
          "2026-10-25T11:00:00Z" },
        { "at midnight the day before is the last in time", "2026-02-02T00:00:00Z", 24,
          "2026-02-02", "2026-02-03T00:00:00Z" },
        { "no hours are due at once", "2026-02-02T00:00:00Z", 0, "2026-02-02",
          "2026-02-02T00:00:00Z" },
    };
    struct holiday holidays[32];
    const struct calendar calendar = calendar_of(NATION_ENGLAND_AND_WALES, holidays);
    (void)state;

    expect_all_due(&calendar, cases, COUNT(cases), UNIT_HOURS, ROLL_NONE);
    expect_all_due(&calendar, cases, COUNT(cases), UNIT_HOURS, ROLL_PRECEDING);
}

static void what_rests_on_years_not_imported_is_provisional(void **state)
{
    static const struct {
        const char *why, *start;
        int amount;
        enum unit unit;
        enum roll roll;
        bool provisional;
    } cases[] = {
        { "the last day known", "2026-12-30T10:00:00Z", 1, UNIT_WORKING_DAYS, ROLL_NONE, false },
        { "the day after it", "2026-12-30T10:00:00Z", 2, UNIT_WORKING_DAYS, ROLL_NONE, true },
        { "a count that begins before", "2024-12-30T10:00:00Z", 9, UNIT_WORKING_DAYS, ROLL_NONE,
          true },
        { "or just there", "2024-12-31T10:00:00Z", 9, UNIT_WORKING_DAYS, ROLL_NONE, false },
        { "no days", "2030-01-01T10:00:00Z", 0, UNIT_WORKING_DAYS, ROLL_NONE, false },
        { "a roll from there", "2026-12-20T10:00:00Z", 14, UNIT_CALENDAR_DAYS, ROLL_PRECEDING,
          true },
        { "a roll to before", "2024-12-15T10:00:00Z", 14, UNIT_CALENDAR_DAYS, ROLL_PRECEDING,
          true },
        { "a roll within", "2026-12-12T10:00:00Z", 14, UNIT_CALENDAR_DAYS, ROLL_PRECEDING, false },
        { "calendar days are certain", "2026-12-20T10:00:00Z", 14, UNIT_CALENDAR_DAYS, ROLL_NONE,
          false },
        { "hours are certain", "2030-01-01T10:00:00Z", 24, UNIT_HOURS, ROLL_PRECEDING, false },
    };
    static const struct calendar nothing_imported = { .first_day = NO_DAY, .last_day = NO_DAY };
    struct holiday holidays[32];
    const struct calendar calendar = calendar_of(NATION_SCOTLAND, holidays);
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++)
        if (calendar_due(&calendar, instant_read(cases[i].start), cases[i].amount, cases[i].unit,
                         cases[i].roll)
                .provisional != cases[i].provisional)
            fail_msg("%s: provisional is not %d", cases[i].why, cases[i].provisional);
    assert_true(calendar_due(&nothing_imported, instant_read("2026-02-02T10:00:00Z"), 3,
                             UNIT_WORKING_DAYS, ROLL_NONE)
                    .provisional);
}

static void working_days_between_undo_working_days_after(void **state)
{
    struct holiday holidays[32];
    const struct calendar calendar = calendar_of(NATION_NORTHERN_IRELAND, holidays);
    const day last = day_read("2026-06-30");
    (void)state;

    for (day from = calendar.first_day; from <= last; from++)
        for (int count = 0; count <= 30; count++)
            assert_int_equal(
                calendar_working_days_between(&calendar, from,
                                              calendar_working_days_after(&calendar, from, count)),
                count);
    assert_int_equal(calendar_working_days_between(&calendar, last, last), 0);
    assert_int_equal(calendar_working_days_between(&calendar, last, last - 1), 0);
}

static void nations_are_named_as_in_the_bank_holiday_data(void **state)
{
    (void)state;

    assert_int_equal(nation_read("england-and-wales"), NATION_ENGLAND_AND_WALES);
    assert_int_equal(nation_read("scotland"), NATION_SCOTLAND);
    assert_int_equal(nation_read("northern-ireland"), NATION_NORTHERN_IRELAND);
    assert_int_equal(nation_read("wales"), NATION_NONE);
    assert_int_equal(nation_read("Scotland"), NATION_NONE);
    assert_int_equal(nation_read(""), NATION_NONE);
    assert_string_equal(nation_text(NATION_NORTHERN_IRELAND), "northern-ireland");
    assert_string_equal(nation_title(NATION_NORTHERN_IRELAND), "Northern Ireland");
    assert_string_equal(nation_text(NATION_NONE), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(working_days_are_those_of_the_nation),
        cmocka_unit_test(working_days_are_due_at_the_end_of_the_last),
        cmocka_unit_test(closures_of_the_organisation_do_not_count),
        cmocka_unit_test(calendar_days_count_every_day),
        cmocka_unit_test(an_update_due_on_no_working_day_is_due_on_the_one_before),
        cmocka_unit_test(a_long_closure_does_not_move_a_due_day_before_its_start),
        cmocka_unit_test(hours_are_elapsed_time),
        cmocka_unit_test(what_rests_on_years_not_imported_is_provisional),
        cmocka_unit_test(working_days_between_undo_working_days_after),
        cmocka_unit_test(nations_are_named_as_in_the_bank_holiday_data),
    };
    time_zone_setup();
    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
