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
    struct connection connections[THREADS_MAX];
    struct connection *idle; /* those that nobody is using */
    pthread_t threads[THREADS_MAX];
    size_t thread_count; /* one for each connection */
};

static void (*after_commit)(void);

static void insert_and_tell(struct connection *connection, struct work **batch, size_t count)
{
    bool queued = false;
    batch_insert(connection, batch, count);
    for (size_t i = 0; i < count; i++)
        queued = queued || batch[i]->op->queued;
    if (queued && after_commit)
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

/* With the mutex held. */
static struct connection *take_connection(struct queue *queue)
{
    struct connection *connection = queue->idle;
    queue->idle = connection->next;
    return connection;
}

/* With the mutex held: whatever has come meanwhile is for one of the threads. */
static void give_connection_back(struct queue *queue, struct connection *connection)
{
    connection->next = queue->idle;
    queue->idle = connection;
    if (queue->first)
        pthread_cond_signal(&queue->arrived);
}

/* A lone request needs no other thread: it uses the connection itself. */
static enum fault run_alone(struct queue *queue, struct work *work)
{
    struct connection *connection = take_connection(queue);
    pthread_mutex_unlock(&queue->mutex);
    queue->run(connection, &work, 1);
    pthread_mutex_lock(&queue->mutex);
    give_connection_back(queue, connection);
    return work->fault;
}

static enum fault wait_in_queue(struct queue *queue, struct work *work)
{
    if (queue->length == QUEUE_MAX)
        return FAULT_BUSY;
    condition_init(&work->done);
    *queue->end = work;
    queue->end = &work->next;
    queue->length++;
    pthread_cond_signal(&queue->arrived);
    const enum fault fault = await_done(queue, work);
    pthread_cond_destroy(&work->done);
    return fault;
}

static enum fault submit(struct queue *queue, struct work *work)
{
    pthread_mutex_lock(&queue->mutex);
    const enum fault fault = queue->closing                 ? FAULT_BUSY
                             : queue->idle && !queue->first ? run_alone(queue, work)
                                                            : wait_in_queue(queue, work);
    pthread_mutex_unlock(&queue->mutex);
    return fault;
}

/* Waits for work and a connection; false when the queue is closed and empty. */
static bool await_work(struct queue *queue)
{
    while (queue->first ? !queue->idle : !queue->closing)
        pthread_cond_wait(&queue->arrived, &queue->mutex);
    return queue->first != NULL;
}

/* With the mutex held: takes the waiting work of the first one's query. */
static size_t take_work(struct queue *queue, struct work *batch[BATCH_MAX])
{
    size_t count = 0;
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
    return count;
}

static void *serve(void *argument)
{
    struct queue *queue = argument;
    struct work *batch[BATCH_MAX];
    pthread_mutex_lock(&queue->mutex);
    while (await_work(queue)) {
        struct connection *connection = take_connection(queue);
        const size_t count = take_work(queue, batch);
        pthread_mutex_unlock(&queue->mutex);
        queue->run(connection, batch, count);
        pthread_mutex_lock(&queue->mutex);
        for (size_t i = 0; i < count; i++) {
            batch[i]->progress = DONE;
            pthread_cond_signal(&batch[i]->done);
        }
        give_connection_back(queue, connection);
    }
    pthread_mutex_unlock(&queue->mutex);
    return NULL;
}

static void queue_open(struct queue *queue, size_t threads)
{
    queue->end = &queue->first;
    queue->closing = false;
    queue->idle = NULL;
    queue->thread_count = threads > THREADS_MAX ? THREADS_MAX : threads;
    for (size_t i = 0; i < queue->thread_count; i++) {
        queue->connections[i] = (struct connection){ .next = queue->idle };
        queue->idle = &queue->connections[i];
    }
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
    for (size_t i = 0; i < queue->thread_count; i++)
        connection_close(&queue->connections[i]);
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
