#include "common/base/rounds.h"

#include "common/base/clock.h"

#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>

#include <cmocka.h>

enum { SOON_MS = 1, NEVER_MS = 60 * 60 * 1000, LONG_MS = 50 };

static atomic_int made;
static sem_t is_made;

static void one(void)
{
    atomic_fetch_add(&made, 1);
    sem_post(&is_made);
}

static void a_long_one(void)
{
    sem_post(&is_made);
    clock_sleep_until(clock_monotonic_ms() + LONG_MS);
    atomic_fetch_add(&made, 1);
}

static int begin(void **state)
{
    (void)state;
    atomic_store(&made, 0);
    return sem_init(&is_made, 0, 0);
}

static void the_first_round_begins_at_once_and_others_follow(void **state)
{
    struct rounds rounds;
    (void)state;
    rounds_start(&rounds, one, SOON_MS);
    for (int i = 0; i < 3; i++)
        sem_wait(&is_made);
    rounds_stop(&rounds);
    const int count = atomic_load(&made);
    assert_true(count >= 3);
    clock_sleep_until(clock_monotonic_ms() + 10L * SOON_MS);
    assert_int_equal(atomic_load(&made), count);
}

static void a_stop_does_not_wait_for_the_next_round(void **state)
{
    struct rounds rounds;
    (void)state;
    rounds_start(&rounds, one, NEVER_MS);
    sem_wait(&is_made);
    const int64_t began_ms = clock_monotonic_ms();
    rounds_stop(&rounds);
    assert_true(clock_monotonic_ms() - began_ms < NEVER_MS / 2);
    assert_int_equal(atomic_load(&made), 1);
}

static void a_stop_waits_for_the_round_that_is_under_way(void **state)
{
    struct rounds rounds;
    (void)state;
    rounds_start(&rounds, a_long_one, NEVER_MS);
    sem_wait(&is_made);
    rounds_stop(&rounds);
    assert_int_equal(atomic_load(&made), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_first_round_begins_at_once_and_others_follow, begin),
        cmocka_unit_test_setup(a_stop_does_not_wait_for_the_next_round, begin),
        cmocka_unit_test_setup(a_stop_waits_for_the_round_that_is_under_way, begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
