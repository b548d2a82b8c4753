#include "common/base/clock.h"

#include <errno.h>
#include <stdatomic.h>
#include <time.h>

/* Database time less monotonic time, microseconds; NO_INSTANT before the first reading. */
static _Atomic int64_t offset = NO_INSTANT;

static int64_t monotonic(clockid_t clock)
{
    struct timespec at;
    clock_gettime(clock, &at);
    return (int64_t)at.tv_sec * SECOND + at.tv_nsec / 1000;
}

int64_t clock_ask(void)
{
    return monotonic(CLOCK_MONOTONIC);
}

/* The database read its time between question and answer: an offset from 'least' to 'most' may be
 * right, and stays. */
void clock_set(int64_t asked, instant database_now)
{
    const int64_t least = database_now - monotonic(CLOCK_MONOTONIC);
    const int64_t most = database_now - asked;
    int64_t known = atomic_load(&offset), better;
    do {
        if (known != NO_INSTANT && known >= least && known <= most)
            return;
        better = known == NO_INSTANT || known < least ? least : most;
    } while (!atomic_compare_exchange_weak(&offset, &known, better));
}

instant clock_now(void)
{
    const int64_t known = atomic_load(&offset);
    return known == NO_INSTANT ? monotonic(CLOCK_REALTIME) : monotonic(CLOCK_MONOTONIC) + known;
}

int64_t clock_monotonic_ms(void)
{
    return monotonic(CLOCK_MONOTONIC) / 1000;
}

void clock_sleep_until(int64_t monotonic_ms)
{
    const struct timespec until = { .tv_sec = monotonic_ms / 1000,
                                    .tv_nsec = monotonic_ms % 1000 * 1000000 };
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR)
        continue;
}
