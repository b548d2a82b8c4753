#include "worker/stop.h"

#include "common/base/clock.h"
#include "common/base/condition.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t asked;
static bool is_asked;

void stop_setup(void)
{
    condition_init(&asked);
}

void stop_ask(void)
{
    pthread_mutex_lock(&mutex);
    is_asked = true;
    pthread_cond_broadcast(&asked);
    pthread_mutex_unlock(&mutex);
}

bool stop_is_asked(void)
{
    return stop_wait(0);
}

bool stop_wait(int milliseconds)
{
    const int64_t end_ms = clock_monotonic_ms() + milliseconds;
    bool is_in_time = milliseconds > 0;
    pthread_mutex_lock(&mutex);
    while (!is_asked && is_in_time)
        is_in_time = condition_wait_until(&asked, &mutex, end_ms);
    const bool is_stopping = is_asked;
    pthread_mutex_unlock(&mutex);
    return is_stopping;
}
