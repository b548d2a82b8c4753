#include "api/refresh.h"

#include "common/base/clock.h"
#include "common/base/condition.h"
#include "common/store/clock_store.h"

#include <stdlib.h>

enum { EVERY_MS = 100 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t stopped;
static bool stopping;
static pthread_t thread;

static void refresh(void)
{
    SCOPED_OP op = op_begin();
    /* While the database is away the time goes on by itself. */
    if (clock_refresh(&op))
        return;
}

static void *run(void *nothing)
{
    pthread_mutex_lock(&mutex);
    while (!stopping) {
        pthread_mutex_unlock(&mutex);
        refresh();
        pthread_mutex_lock(&mutex);
        const int64_t next_ms = clock_monotonic_ms() + EVERY_MS;
        while (!stopping && condition_wait_until(&stopped, &mutex, next_ms))
            ;
    }
    pthread_mutex_unlock(&mutex);
    return nothing;
}

void refresh_start(void)
{
    condition_init(&stopped);
    refresh();
    if (pthread_create(&thread, NULL, run, NULL) != 0)
        abort();
}

void refresh_stop(void)
{
    pthread_mutex_lock(&mutex);
    stopping = true;
    pthread_cond_broadcast(&stopped);
    pthread_mutex_unlock(&mutex);
    pthread_join(thread, NULL);
}
