#include "common/store/executor.h"

#include "common/base/clock.h"
#include "common/base/condition.h"
#include "common/store/batch.h"

#include <stdlib.h>

enum { QUEUE_MAX = 4096, WITHDRAW_MS = 2000, THREADS_MAX = 16 };

struct queue {
    pthread_mutex_t mutex;
    pthread_cond_t arrived;
    struct work *first, **end;
    size_t length;
    bool closing;
    void (*run)(struct connection *, struct work **batch, size_t count);
    pthread_t threads[THREADS_MAX];
    size_t thread_count;
};

static void (*after_commit)(void);

static void insert_and_tell(struct connection *connection, struct work **batch, size_t count)
{
    batch_insert(connection, batch, count);
    if (after_commit)
        after_commit();
}

static struct queue reads = { .mutex = PTHREAD_MUTEX_INITIALIZER,
                              .arrived = PTHREAD_COND_INITIALIZER,
                              .run = batch_read };
static struct queue inserts = { .mutex = PTHREAD_MUTEX_INITIALIZER,
                                .arrived = PTHREAD_COND_INITIALIZER,
                                .run = insert_and_tell };

static void withdraw(struct queue *queue, struct work *work)
{
    struct work **at = &queue->first;
    while (*at != work)
        at = &(*at)->next;
    *at = work->next;
    if (queue->end == &work->next)
        queue->end = at;
    queue->length--;
}

/* Waits until the work is done; what nobody took in time is withdrawn. */
static enum fault await_done(struct queue *queue, struct work *work)
{
    const int64_t deadline_ms = clock_monotonic_ms() + WITHDRAW_MS;
    while (work->progress != DONE) {
        if (work->progress == TAKEN) {
            pthread_cond_wait(&work->done, &queue->mutex);
        } else if (!condition_wait_until(&work->done, &queue->mutex, deadline_ms) &&
                   work->progress == QUEUED) {
            withdraw(queue, work);
            return FAULT_BUSY;
        }
    }
    return work->fault;
}

static enum fault submit(struct queue *queue, struct work *work)
{
    condition_init(&work->done);
    enum fault fault = FAULT_BUSY;
    pthread_mutex_lock(&queue->mutex);
    if (queue->length < QUEUE_MAX && !queue->closing) {
        *queue->end = work;
        queue->end = &work->next;
        queue->length++;
        pthread_cond_signal(&queue->arrived);
        fault = await_done(queue, work);
    }
    pthread_mutex_unlock(&queue->mutex);
    pthread_cond_destroy(&work->done);
    return fault;
}

/* Takes the waiting work of the first one's query; 0 when the queue is closed and empty. */
static size_t take(struct queue *queue, struct work *batch[BATCH_MAX])
{
    size_t count = 0;
    pthread_mutex_lock(&queue->mutex);
    while (!queue->first && !queue->closing)
        pthread_cond_wait(&queue->arrived, &queue->mutex);
    while (queue->first && count < BATCH_MAX) {
        struct work *work = queue->first;
        if (count && work->element && work->query != batch[0]->query)
            break;
        queue->first = work->next;
        queue->length--;
        work->progress = TAKEN;
        batch[count++] = work;
    }
    if (!queue->first)
        queue->end = &queue->first;
    pthread_mutex_unlock(&queue->mutex);
    return count;
}

static void *serve(void *argument)
{
    struct queue *queue = argument;
    struct connection connection = { 0 };
    struct work *batch[BATCH_MAX];
    for (size_t count = take(queue, batch); count; count = take(queue, batch)) {
        queue->run(&connection, batch, count);
        pthread_mutex_lock(&queue->mutex);
        for (size_t i = 0; i < count; i++) {
            batch[i]->progress = DONE;
            pthread_cond_signal(&batch[i]->done);
        }
        pthread_mutex_unlock(&queue->mutex);
    }
    connection_close(&connection);
    return NULL;
}

static void queue_open(struct queue *queue, size_t threads)
{
    queue->end = &queue->first;
    queue->closing = false;
    queue->thread_count = threads > THREADS_MAX ? THREADS_MAX : threads;
    for (size_t i = 0; i < queue->thread_count; i++)
        if (pthread_create(&queue->threads[i], NULL, serve, queue) != 0)
            abort();
}

static void queue_close(struct queue *queue)
{
    pthread_mutex_lock(&queue->mutex);
    queue->closing = true;
    pthread_cond_broadcast(&queue->arrived);
    pthread_mutex_unlock(&queue->mutex);
    for (size_t i = 0; i < queue->thread_count; i++)
        pthread_join(queue->threads[i], NULL);
    queue->thread_count = 0;
}

void executor_open(size_t read_connections, size_t write_connections, void (*committed)(void))
{
    after_commit = committed;
    queue_open(&reads, read_connections);
    queue_open(&inserts, write_connections);
}

void executor_close(void)
{
    queue_close(&inserts);
    queue_close(&reads);
}

enum fault executor_read(struct op *op, enum query query, struct params params, PGresult **result)
{
    struct work work = { .op = op, .query = query, .params = params };
    TRY(submit(&reads, &work));
    *result = work.result;
    return OK;
}

enum fault executor_insert(struct op *op, enum query query, const struct element *element,
                           bool *inserted)
{
    struct work work = { .op = op, .query = query, .element = element };
    TRY(submit(&inserts, &work));
    *inserted = work.inserted;
    return OK;
}

static size_t waiting(struct queue *queue)
{
    pthread_mutex_lock(&queue->mutex);
    const size_t length = queue->length;
    pthread_mutex_unlock(&queue->mutex);
    return length;
}

size_t executor_waiting(void)
{
    return waiting(&reads) + waiting(&inserts);
}
