#include "worker/stop.h"

#include "common/base/clock.h"

#include <pthread.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t asked;
static bool is_asked;

void stop_setup(void)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&asked, &monotonic);
    pthread_condattr_destroy(&monotonic);
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
    const struct timespec end = { .tv_sec = end_ms / 1000, .tv_nsec = end_ms % 1000 * 1000000 };
    int status = 0;
    pthread_mutex_lock(&mutex);
    while (!is_asked && milliseconds > 0 && status == 0)
        status = pthread_cond_timedwait(&asked, &mutex, &end);
    const bool is_stopping = is_asked;
    pthread_mutex_unlock(&mutex);
    return is_stopping;
}
