#include "common/stream/backoff.h"

#include "common/base/clock.h"

#include <unistd.h>

enum { FIRST_MS = 100, LONGEST_MS = 2000 };

static int chance_below(int bound)
{
    unsigned random = 0;
    if (getentropy(&random, sizeof random) != 0)
        return 0;
    return (int)(random % (unsigned)bound);
}

int backoff_failed(struct backoff *backoff)
{
    const int doubled = backoff->delay_ms ? 2 * backoff->delay_ms : FIRST_MS;
    backoff->delay_ms = doubled < LONGEST_MS ? doubled : LONGEST_MS;
    const int wait_ms = backoff->delay_ms - chance_below(backoff->delay_ms / 2);
    backoff->until_ms = clock_monotonic_ms() + wait_ms;
    return wait_ms;
}

void backoff_succeeded(struct backoff *backoff)
{
    *backoff = (struct backoff){ 0 };
}

bool backoff_is_over(const struct backoff *backoff)
{
    return !backoff->delay_ms || clock_monotonic_ms() >= backoff->until_ms;
}
