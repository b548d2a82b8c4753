/* What clocks do when those who settle them know different times or calendars; whole histories
 * are compared with another implementation by tests/worker/test_random_histories.py.
 * Rule: B3, B4, D7. */
#include "common/base/base.h"
#include "common/base/memory.h"
#include "common/domain/case_clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const enum event_type received[] = { EVENT_RECEIVED };
static const enum event_type update[] = { EVENT_UPDATE };
static const enum event_type closed[] = { EVENT_CLOSED };
static const struct standard standards[] = {
    { .code = "progress",
      .amount = 14,
      .unit = UNIT_CALENDAR_DAYS,
      .roll = ROLL_PRECEDING,
      .repeats = true,
      .starts_with = received,
      .starts_with_count = 1,
      .met_by = update,
      .met_by_count = 1,
      .ended_by = closed,
      .ended_by_count = 1 },
};
static const struct procedure procedure = { .standards = standards, .standard_count = 1 };
static const struct case_file case_file = { .kind = KIND_REQUEST,
                                            .channel = CHANNEL_WEB,
                                            .stage = "informal" };

/* The history: received, then an update if 'updated_at' is given. */
static struct clock_settlements settle(void *memory, const struct calendar *calendar,
                                       const struct clock_settlements *before,
                                       const char *updated_at, const char *now)
{
    struct mark marks[] = { { 1, EVENT_RECEIVED, instant_read("2026-06-01T12:00:00Z") },
                            { 2, EVENT_UPDATE, instant_read(updated_at ? updated_at : now) } };
    struct case_clock *stored = NEW_ARRAY(memory, struct case_clock, before ? before->count : 0);
    for (size_t i = 0; before && i < before->count; i++) {
        stored[i] = before->list[i].clock;
        stored[i].breach_recorded |= before->list[i].breached;
        stored[i].breach_corrected |= before->list[i].corrected;
    }
    const struct clock_basis basis = { .procedure = &procedure,
                                       .calendar = calendar,
                                       .case_file = &case_file,
                                       .marks = marks,
                                       .mark_count = updated_at ? 2 : 1,
                                       .stored = stored,
                                       .stored_count = before ? before->count : 0,
                                       .now = instant_read(now) };
    return clocks_settle(memory, &basis);
}

static const struct calendar plain = { .version = 1, .nation = NATION_ENGLAND_AND_WALES };

static void a_recorded_breach_is_none_by_an_act_in_time_only(void **state)
{
    (void)state;
    void *memory = talloc_new(NULL);
    const struct clock_settlements breached =
        settle(memory, &plain, NULL, NULL, "2026-06-16T00:00:00+01:00");
    assert_int_equal(breached.count, 2);
    assert_true(breached.list[0].breached);

    const struct clock_settlements in_time =
        settle(memory, &plain, &breached, "2026-06-10T12:00:00Z", "2026-06-16T00:00:01+01:00");
    assert_true(in_time.list[0].corrected);
    assert_true(in_time.list[0].clock.breached_at == NO_INSTANT);
    talloc_free(memory);
}

/* A request that began before the due time may settle after a worker that found the breach. */
static void a_recorded_breach_stays_for_who_began_before_it(void **state)
{
    (void)state;
    void *memory = talloc_new(NULL);
    const struct clock_settlements breached =
        settle(memory, &plain, NULL, NULL, "2026-06-16T00:00:00+01:00");
    const struct clock_settlements again =
        settle(memory, &plain, &breached, NULL, "2026-06-15T23:59:59+01:00");

    assert_int_equal(again.count, 2);
    for (size_t i = 0; i < again.count; i++) {
        assert_false(again.list[i].changed);
        assert_false(again.list[i].corrected);
        assert_true(again.list[i].clock.superseded_at == NO_INSTANT);
    }
    talloc_free(memory);
}

static void a_clock_is_not_moved_back_by_who_knows_an_older_calendar(void **state)
{
    (void)state;
    const struct holiday holidays[] = { { day_read("2026-06-15"), "Jubilee" } };
    const struct calendar newer = {
        .version = 2, .nation = NATION_ENGLAND_AND_WALES, .holidays = holidays, .holiday_count = 1
    };
    void *memory = talloc_new(NULL);
    const struct clock_settlements first =
        settle(memory, &plain, NULL, NULL, "2026-06-02T12:00:00Z");
    const struct clock_settlements moved =
        settle(memory, &newer, &first, NULL, "2026-06-02T12:00:00Z");
    assert_int_equal(moved.list[0].clock.due_on, day_read("2026-06-12"));
    assert_int_equal(moved.list[0].moved_from, day_read("2026-06-15"));

    const struct clock_settlements late =
        settle(memory, &plain, &moved, NULL, "2026-06-02T12:00:00Z");
    assert_false(late.list[0].changed);
    assert_int_equal(late.list[0].moved_from, NO_DAY);
    talloc_free(memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_recorded_breach_is_none_by_an_act_in_time_only),
        cmocka_unit_test(a_recorded_breach_stays_for_who_began_before_it),
        cmocka_unit_test(a_clock_is_not_moved_back_by_who_knows_an_older_calendar),
    };
    time_zone_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
