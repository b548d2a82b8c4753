#include "common/relay/relay.h"

#include "common/base/clock.h"
#include "common/stream/backoff.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

enum { PASS_MS = 10, IDLE_MS = 1000 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed;
static pthread_t thread;
static struct stream *stream;
static atomic_bool is_running, is_awake;

/* Waits until relay_stop, or (when told so) until relay_wake; false when the time is over. */
static bool wait_until(int64_t deadline_ms, bool may_wake)
{
    const struct timespec deadline = { .tv_sec = deadline_ms / 1000,
                                       .tv_nsec = deadline_ms % 1000 * 1000000 };
    bool is_over = false;
    pthread_mutex_lock(&mutex);
    while (is_running && !(may_wake && is_awake) && !is_over)
        is_over = pthread_cond_timedwait(&changed, &mutex, &deadline) != 0;
    pthread_mutex_unlock(&mutex);
    return !is_over;
}

/* Publishes all that waits. */
static enum fault relay_all(void)
{
    size_t published;
    do {
        SCOPED_OP op = op_begin();
        TRY(relay_once(&op, stream, &published));
    } while (published == RELAY_LIMIT && is_running);
    return OK;
}

static void *run(void *nothing)
{
    struct backoff backoff = { 0 };
    while (is_running) {
        is_awake = false;
        const int64_t began_ms = clock_monotonic_ms();
        if (relay_all() == OK) {
            backoff_succeeded(&backoff);
            wait_until(began_ms + PASS_MS, false);
            wait_until(began_ms + IDLE_MS, true);
        } else {
            wait_until(clock_monotonic_ms() + backoff_failed(&backoff), false);
        }
    }
    return nothing;
}

bool relay_start(const char *redis_url)
{
    stream = stream_open(redis_url, NULL);
    if (!stream)
        return false;
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    is_running = true;
    if (pthread_create(&thread, NULL, run, NULL) != 0)
        abort();
    return true;
}

void relay_wake(void)
{
    if (!is_running || atomic_exchange(&is_awake, true))
        return;
    pthread_mutex_lock(&mutex);
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&mutex);
}

void relay_stop(void)
{
    if (!is_running)
        return;
    pthread_mutex_lock(&mutex);
    is_running = false;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&mutex);
    pthread_join(thread, NULL);
    stream_close(stream);
    stream = NULL;
}
