#include "api/refresh.h"

#include "common/store/clock_store.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

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
        struct timespec next;
        clock_gettime(CLOCK_MONOTONIC, &next);
        next.tv_nsec += EVERY_MS * 1000000L;
        next.tv_sec += next.tv_nsec / 1000000000L;
        next.tv_nsec %= 1000000000L;
        while (!stopping && pthread_cond_timedwait(&stopped, &mutex, &next) == 0)
            ;
    }
    pthread_mutex_unlock(&mutex);
    return nothing;
}

void refresh_start(void)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&stopped, &monotonic);
    pthread_condattr_destroy(&monotonic);
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
