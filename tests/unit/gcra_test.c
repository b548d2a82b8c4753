/* Quotas as settings write them, and how they are spent and come back. */
#include "common/quota/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char *const mistakes[] = {
    "",         "300",        "300/",    "/60",     "0/60",    "300/0",
    "-1/60",    "300/-60",    " 300/60", "300 /60", "300/60 ", "3e2/60",
    "300/60/1", "1000001/60", "1/86401", "OFF",     "none",    "300/6x",
};

static void a_quota_is_so_many_in_so_many_seconds(void **nothing)
{
    struct rate rate;
    (void)nothing;
    assert_true(rate_read("300/60", &rate));
    assert_int_equal(rate.quota, 300);
    assert_int_equal(rate.seconds, 60);
    assert_int_equal(rate.interval, 200000);
    assert_true(rate_read("1000000/1", &rate));
    assert_int_equal(rate.interval, 1);
    assert_true(rate_read("off", &rate));
    assert_int_equal(rate.quota, 0);
}

static void nothing_else_is_a_quota(void **nothing)
{
    (void)nothing;
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        struct rate rate;
        if (rate_read(mistakes[i], &rate))
            fail_msg("\"%s\" was read", mistakes[i]);
        assert_int_equal(rate.quota, 0);
    }
}

static const struct rate three_a_minute = { .quota = 3, .seconds = 60, .interval = 20 * SECOND };

static void it_may_be_spent_at_once_and_comes_back_evenly(void **nothing)
{
    const instant noon = 12 * HOUR;
    int64_t until = 0;
    (void)nothing;
    assert_int_equal(gcra_take(&three_a_minute, &until, noon, 2), 2);
    assert_int_equal(gcra_wait(&three_a_minute, until, noon), 0);
    assert_int_equal(gcra_take(&three_a_minute, &until, noon, 5), 1);
    assert_int_equal(gcra_take(&three_a_minute, &until, noon, 1), 0);
    assert_int_equal(gcra_wait(&three_a_minute, until, noon), 20 * SECOND);
    assert_int_equal(gcra_left(&three_a_minute, until, noon + 20 * SECOND - 1), 0);
    assert_int_equal(gcra_left(&three_a_minute, until, noon + 20 * SECOND), 1);
    assert_int_equal(gcra_left(&three_a_minute, until, noon + 60 * SECOND), 3);
    assert_int_equal(gcra_left(&three_a_minute, until, noon + HOUR), 3);
}

static void what_is_refused_is_not_charged(void **nothing)
{
    int64_t until = 0;
    (void)nothing;
    assert_int_equal(gcra_take(&three_a_minute, &until, MINUTE, 3), 3);
    for (int i = 0; i < 100; i++)
        assert_int_equal(gcra_take(&three_a_minute, &until, MINUTE, 1), 0);
    assert_int_equal(gcra_take(&three_a_minute, &until, MINUTE + 20 * SECOND, 1), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quota_is_so_many_in_so_many_seconds),
        cmocka_unit_test(nothing_else_is_a_quota),
        cmocka_unit_test(it_may_be_spent_at_once_and_comes_back_evenly),
        cmocka_unit_test(what_is_refused_is_not_charged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
