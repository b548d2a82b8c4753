#include "common/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static instant noon;

/* A question whose answer took that long, and says that it is so much after noon. */
static void answered(int64_t took, int64_t after_noon)
{
    clock_set(clock_ask() - took, noon + after_noon);
}

static int64_t after_noon(void)
{
    return clock_now() - noon;
}

static int noon_is_now(void **state)
{
    (void)state;
    noon = instant_read("2031-05-06T12:00:00Z");
    answered(0, 0);
    return 0;
}

/* Whoever waits long for an answer cannot tell when the database gave it. */
static void an_answer_that_took_long_turns_nothing_back(void **state)
{
    (void)state;
    answered(30 * SECOND, -20 * SECOND);
    assert_in_range(after_noon(), 0, 10 * SECOND);
}

static void a_database_that_is_ahead_is_followed(void **state)
{
    (void)state;
    answered(SECOND, HOUR);
    assert_in_range(after_noon(), HOUR, HOUR + 10 * SECOND);
}

static void a_database_that_goes_back_is_followed_no_further_than_is_certain(void **state)
{
    (void)state;
    answered(30 * SECOND, -HOUR);
    assert_in_range(after_noon() + HOUR, 30 * SECOND, 40 * SECOND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(an_answer_that_took_long_turns_nothing_back, noon_is_now),
        cmocka_unit_test_setup(a_database_that_is_ahead_is_followed, noon_is_now),
        cmocka_unit_test_setup(a_database_that_goes_back_is_followed_no_further_than_is_certain,
                               noon_is_now),
    };
    return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
