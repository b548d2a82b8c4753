#include "common/quota/shared.h"

#include "common/base/clock.h"
#include "common/base/condition.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/quota/script.h"

#include <stdlib.h>

enum { BATCH_MAX = 64 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t answered = PTHREAD_COND_INITIALIZER; /* and the connection is free */
static pthread_cond_t needed;                              /* by the keeper: lost, or closing */
static struct ask *first, **end = &first;
static struct link
    *connection; /* whoever set is_busy uses it, the keeper while it is not reached */
static bool is_busy, is_reached, is_closing;
static pthread_t keeper;

bool shared_is_reached(void)
{
    pthread_mutex_lock(&mutex);
    const bool reached = is_reached;
    pthread_mutex_unlock(&mutex);
    return reached;
}

/* With the mutex held. */
static size_t take_waiting(struct ask *batch[BATCH_MAX])
{
    size_t count = 0;
    for (; first && count < BATCH_MAX; first = first->next)
        batch[count++] = first;
    if (!first)
        end = &first;
    return count;
}

/* With the mutex held: those who wait are told to count for themselves. */
static void lose(void)
{
    is_reached = false;
    for (; first; first = first->next)
        first->is_done = true;
    end = &first;
    pthread_cond_signal(&needed);
    LOG(NULL, LOG_WARN, "quotas_counted_locally");
}

/* With the mutex held: asks for all who wait. */
static void ask_for_all(void)
{
    struct ask *batch[BATCH_MAX];
    const size_t count = take_waiting(batch);
    is_busy = true;
    pthread_mutex_unlock(&mutex);
    const enum fault fault = script_run(connection, batch, count, SHARED_MOST_MS);
    pthread_mutex_lock(&mutex);
    is_busy = false;
    for (size_t i = 0; i < count; i++)
        batch[i]->is_done = true;
    if (fault)
        lose();
    pthread_cond_broadcast(&answered);
}

/* With the mutex held. */
static void wait_for_answer(struct ask *ask)
{
    *end = ask;
    end = &ask->next;
    while (!ask->is_done)
        if (is_busy)
            pthread_cond_wait(&answered, &mutex);
        else
            ask_for_all();
}

enum fault shared_take(const unsigned char name[PSEUDONYM_BYTES], const struct rate *rate,
                       int64_t wanted, int64_t *taken, int64_t *backlog)
{
    SCOPED_MEMORY memory = memory_new();
    struct ask *ask = NEW(memory, struct ask);
    ask_for(ask, name, rate, wanted);

    pthread_mutex_lock(&mutex);
    if (is_reached)
        wait_for_answer(ask);
    pthread_mutex_unlock(&mutex);

    *taken = ask->taken;
    *backlog = ask->backlog;
    return ask->is_answered ? OK : FAULT_QUEUE;
}

/* Only a counter that could be written shows that Redis is of use: it may be full. */
static enum fault reach(void)
{
    static const unsigned char nobody[PSEUDONYM_BYTES];
    static const struct rate probe = { .quota = 1000, .seconds = 1, .interval = 1000 };
    struct ask ask, *batch[] = { &ask };
    ask_for(&ask, nobody, &probe, 1);
    TRY(link_ready(connection));
    return script_run(connection, batch, 1, SHARED_MOST_MS);
}

/* With the mutex held. */
static void try_to_reach(struct backoff *backoff)
{
    pthread_mutex_unlock(&mutex);
    const enum fault fault = reach();
    pthread_mutex_lock(&mutex);
    is_reached = !fault;
    if (is_reached) {
        backoff_succeeded(backoff);
        LOG(NULL, LOG_INFO, "quotas_shared");
        return;
    }
    const int64_t retry_ms = clock_monotonic_ms() + backoff_failed(backoff);
    while (!is_closing && condition_wait_until(&needed, &mutex, retry_ms))
        ;
}

/* Looks after the connection while nobody can use it. */
static void *keep(void *nothing)
{
    struct backoff backoff = { 0 };
    pthread_mutex_lock(&mutex);
    while (!is_closing)
        if (is_reached)
            pthread_cond_wait(&needed, &mutex);
        else
            try_to_reach(&backoff);
    pthread_mutex_unlock(&mutex);
    return nothing;
}

bool shared_open(const char *redis_url)
{
    connection = NEW(NULL, struct link);
    connection->most_ms = SHARED_MOST_MS;
    if (!queue_address_read(connection, redis_url, &connection->address)) {
        talloc_free(connection);
        return false;
    }
    is_closing = is_reached = false;
    condition_init(&needed);
    if (pthread_create(&keeper, NULL, keep, NULL) != 0)
        abort();
    return true;
}

void shared_close(void)
{
    pthread_mutex_lock(&mutex);
    is_closing = true;
    pthread_cond_signal(&needed);
    pthread_mutex_unlock(&mutex);
    pthread_join(keeper, NULL);
    link_close(connection);
    talloc_free(connection);
}
