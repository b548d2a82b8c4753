#include "common/base/condition.h"

#include <time.h>

void condition_init(pthread_cond_t *condition)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(condition, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

bool condition_wait_until(pthread_cond_t *condition, pthread_mutex_t *mutex, int64_t deadline_ms)
{
    const struct timespec deadline = { .tv_sec = deadline_ms / 1000,
                                       .tv_nsec = deadline_ms % 1000 * 1000000 };
    return pthread_cond_timedwait(condition, mutex, &deadline) == 0;
}
