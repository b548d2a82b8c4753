#include "common/relay/relay.h"

#include "common/base/clock.h"
#include "common/base/condition.h"
#include "common/stream/backoff.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { PASS_MS = 25, IDLE_MS = 1000 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed;
static pthread_t thread;
static struct stream *stream;
static atomic_bool is_running, is_awake;

/* Waits, but not beyond relay_stop, nor (when told so) beyond relay_wake. */
static void wait_until(int64_t deadline_ms, bool may_wake)
{
    bool is_in_time = true;
    pthread_mutex_lock(&mutex);
    while (is_running && !(may_wake && is_awake) && is_in_time)
        is_in_time = condition_wait_until(&changed, &mutex, deadline_ms);
    pthread_mutex_unlock(&mutex);
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
    condition_init(&changed);
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
