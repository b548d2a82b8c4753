#include "common/base/memory.h"
#include "tests/unit/calendar_nations.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *on, *title;
    enum day_reason reason;
    int counted;
};

static void expect_rows(struct explanation explanation, const struct row *rows, size_t count)
{
    assert_int_equal(explanation.day_count, count);
    for (size_t i = 0; i < count; i++) {
        const struct explained_day *explained = &explanation.days[i];
        const char *title = explained->title ? explained->title : "";
        if (explained->on != day_read(rows[i].on) || explained->reason != rows[i].reason ||
            explained->counted != rows[i].counted || strcmp(title, rows[i].title) != 0)
            fail_msg("%s: %s, \"%s\", %d", rows[i].on,
                     vocabulary_text(&day_reasons, (int)explained->reason), title,
                     explained->counted);
    }
}

static void every_day_skipped_has_its_reason(void **state)
{
    static const struct row rows[] = {
        { "2025-12-31", "", DAY_REASON_START, 0 },
        { "2026-01-01", "New Year’s Day", DAY_REASON_BANK_HOLIDAY, 0 },
        { "2026-01-02", "2nd January", DAY_REASON_BANK_HOLIDAY, 0 },
        { "2026-01-03", "", DAY_REASON_WEEKEND, 0 },
        { "2026-01-04", "", DAY_REASON_WEEKEND, 0 },
        { "2026-01-05", "Moving house", DAY_REASON_CLOSURE, 0 },
        { "2026-01-06", "", DAY_REASON_COUNTED, 1 },
        { "2026-01-07", "", DAY_REASON_COUNTED, 2 },
    };
    const struct holiday closure = { day_read("2026-01-05"), "Moving house" };
    struct holiday holidays[32];
    struct calendar calendar = calendar_of(NATION_SCOTLAND, holidays);
    SCOPED_MEMORY memory = memory_new();
    (void)state;
    calendar.closures = &closure;
    calendar.closure_count = 1;

    expect_rows(calendar_explain(memory, &calendar, instant_read("2025-12-31T10:00:00Z"), 2,
                                 UNIT_WORKING_DAYS, ROLL_NONE),
                rows, COUNT(rows));
}

static void a_roll_shows_the_days_it_moved_before(void **state)
{
    static const struct row rows[] = {
        { "2025-12-22", "", DAY_REASON_START, 0 },
        { "2025-12-23", "", DAY_REASON_COUNTED, 1 },
        { "2025-12-24", "", DAY_REASON_COUNTED, 2 },
        { "2025-12-25", "Christmas Day", DAY_REASON_ROLLED, 3 },
        { "2025-12-26", "Boxing Day", DAY_REASON_ROLLED, 4 },
        { "2025-12-27", "", DAY_REASON_ROLLED, 5 },
    };
    struct holiday holidays[32];
    const struct calendar calendar = calendar_of(NATION_ENGLAND_AND_WALES, holidays);
    SCOPED_MEMORY memory = memory_new();
    (void)state;

    expect_rows(calendar_explain(memory, &calendar, instant_read("2025-12-22T10:00:00Z"), 5,
                                 UNIT_CALENDAR_DAYS, ROLL_PRECEDING),
                rows, COUNT(rows));
}

static void calendar_days_count_holidays_and_weekends(void **state)
{
    static const struct row rows[] = {
        { "2026-04-02", "", DAY_REASON_START, 0 },
        { "2026-04-03", "", DAY_REASON_COUNTED, 1 },
        { "2026-04-04", "", DAY_REASON_COUNTED, 2 },
    };
    struct holiday holidays[32];
    const struct calendar calendar = calendar_of(NATION_ENGLAND_AND_WALES, holidays);
    SCOPED_MEMORY memory = memory_new();
    (void)state;

    expect_rows(calendar_explain(memory, &calendar, instant_read("2026-04-02T10:00:00Z"), 2,
                                 UNIT_CALENDAR_DAYS, ROLL_NONE),
                rows, COUNT(rows));
}

static void hours_count_on_the_start_day_too(void **state)
{
    static const struct row rows[] = {
        { "2026-03-28", "", DAY_REASON_START, 9 },
        { "2026-03-29", "", DAY_REASON_COUNTED, 32 }, /* a day of 23 hours */
        { "2026-03-30", "", DAY_REASON_COUNTED, 48 },
    };
    struct holiday holidays[32];
    const struct calendar calendar = calendar_of(NATION_ENGLAND_AND_WALES, holidays);
    SCOPED_MEMORY memory = memory_new();
    (void)state;

    expect_rows(calendar_explain(memory, &calendar, instant_read("2026-03-28T15:00:00Z"), 48,
                                 UNIT_HOURS, ROLL_NONE),
                rows, COUNT(rows));
}

/* The explanation tells the same story as the due date. */
static void expect_agreement(const struct calendar *calendar, instant start, int amount,
                             enum unit unit, enum roll roll)
{
    SCOPED_MEMORY memory = memory_new();
    const struct due due = calendar_due(calendar, start, amount, unit, roll);
    const struct explanation explanation =
        calendar_explain(memory, calendar, start, amount, unit, roll);
    const struct explained_day *days = explanation.days;
    day last_in_time = NO_DAY;

    assert_int_equal(days[0].on, instant_day(start));
    assert_int_equal(days[0].reason, DAY_REASON_START);
    assert_int_equal(days[explanation.day_count - 1].counted, amount);
    for (size_t i = 0; i < explanation.day_count; i++) {
        assert_int_equal(days[i].on, days[0].on + (day)i);
        if (days[i].reason == DAY_REASON_ROLLED)
            assert_false(calendar_is_working_day(calendar, days[i].on));
        else
            last_in_time = days[i].on;
    }
    assert_int_equal(last_in_time, due.due_on);
}

static void an_explanation_ends_where_the_due_date_is(void **state)
{
    static const int amounts[] = { 0, 1, 3, 10, 14 };
    struct holiday holidays[32];
    const struct calendar calendar = calendar_of(NATION_SCOTLAND, holidays);
    (void)state;

    for (day on = calendar.first_day; on <= calendar.last_day; on++)
        for (size_t i = 0; i < COUNT(amounts); i++)
            for (enum unit unit = UNIT_HOURS; unit <= UNIT_WORKING_DAYS; unit++) {
                const instant start = day_start(on) + on % 23 * HOUR;
                expect_agreement(&calendar, start, amounts[i], unit, ROLL_NONE);
                expect_agreement(&calendar, start, amounts[i], unit, ROLL_PRECEDING);
            }
}

static void the_longest_amount_is_explained(void **state)
{
    struct holiday holidays[32];
    const struct calendar calendar = calendar_of(NATION_SCOTLAND, holidays);
    (void)state;

    expect_agreement(&calendar, instant_read("2025-01-01T10:00:00Z"), CALENDAR_AMOUNT_MAX,
                     UNIT_WORKING_DAYS, ROLL_NONE);
}

static void the_words_of_units_rolls_and_reasons_are_fixed(void **state)
{
    (void)state;

    assert_int_equal(vocabulary_read(&units, "hours"), UNIT_HOURS);
    assert_int_equal(vocabulary_read(&units, "calendar_days"), UNIT_CALENDAR_DAYS);
    assert_int_equal(vocabulary_read(&units, "working_days"), UNIT_WORKING_DAYS);
    assert_int_equal(vocabulary_read(&units, "days"), UNIT_NONE);
    assert_int_equal(vocabulary_read(&rolls, "none"), ROLL_NONE);
    assert_int_equal(vocabulary_read(&rolls, "preceding"), ROLL_PRECEDING);
    assert_int_equal(vocabulary_read(&rolls, "following"), ROLL_UNKNOWN);
    assert_string_equal(vocabulary_text(&day_reasons, DAY_REASON_CLOSURE), "organisation_closure");
    assert_string_equal(vocabulary_text(&day_reasons, DAY_REASON_ROLLED), "moved_before");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_skipped_has_its_reason),
        cmocka_unit_test(a_roll_shows_the_days_it_moved_before),
        cmocka_unit_test(calendar_days_count_holidays_and_weekends),
        cmocka_unit_test(hours_count_on_the_start_day_too),
        cmocka_unit_test(an_explanation_ends_where_the_due_date_is),
        cmocka_unit_test(the_longest_amount_is_explained),
        cmocka_unit_test(the_words_of_units_rolls_and_reasons_are_fixed),
    };
    time_zone_setup();
    return cmocka_run_group_tests_name("calendar_explanation", tests, NULL, NULL);
}
