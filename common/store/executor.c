#include "common/store/executor.h"

#include "common/base/clock.h"
#include "common/base/failpoint.h"
#include "common/store/connection.h"
#include "common/store/context.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BATCH_MAX = 64, QUEUE_MAX = 4096, WITHDRAW_SECONDS = 2, THREADS_MAX = 16 };

/* One request's piece of work. It lives on the requester's stack until it is done. */
struct work {
    struct work *next;
    struct op *op;
    enum query query;
    const char *const *params; /* a read */
    size_t count;
    const struct element *element; /* an insert */
    enum { QUEUED, TAKEN, DONE } progress;
    PGresult *result;
    bool inserted;
    enum fault fault;
    pthread_cond_t done;
};

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

static void run_reads(struct connection *connection, struct work **batch, size_t count);
static void run_inserts(struct connection *connection, struct work **batch, size_t count);

static struct queue reads = { .mutex = PTHREAD_MUTEX_INITIALIZER,
                              .arrived = PTHREAD_COND_INITIALIZER,
                              .run = run_reads };
static struct queue inserts = { .mutex = PTHREAD_MUTEX_INITIALIZER,
                                .arrived = PTHREAD_COND_INITIALIZER,
                                .run = run_inserts };
static void (*after_commit)(void);

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
    struct timespec deadline;
    clock_gettime(CLOCK_MONOTONIC, &deadline);
    deadline.tv_sec += WITHDRAW_SECONDS;
    while (work->progress != DONE) {
        if (work->progress == TAKEN) {
            pthread_cond_wait(&work->done, &queue->mutex);
        } else if (pthread_cond_timedwait(&work->done, &queue->mutex, &deadline) != 0 &&
                   work->progress == QUEUED) {
            withdraw(queue, work);
            return FAULT_BUSY;
        }
    }
    return work->fault;
}

static enum fault submit(struct queue *queue, struct work *work)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&work->done, &monotonic);
    pthread_condattr_destroy(&monotonic);

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

static enum fault read_together(struct connection *connection, struct work **batch, size_t count)
{
    SCOPED_MEMORY memory = memory_new();
    struct step *steps = NEW_ARRAY(memory, struct step, 2 * count);
    const char **contexts = NEW_ARRAY(memory, const char *, count);
    for (size_t i = 0; i < count; i++) {
        contexts[i] = context_text(memory, &batch[i]->op->scope);
        steps[2 * i] = (struct step){ Q_context_set, &contexts[i], 1, NULL };
        steps[2 * i + 1] =
            (struct step){ batch[i]->query, batch[i]->params, batch[i]->count, NULL };
    }
    const enum fault fault = connection_pipeline(connection, steps, 2 * count);
    for (size_t i = 0; i < count; i++) {
        PQclear(steps[2 * i].result);
        if (fault)
            PQclear(steps[2 * i + 1].result);
        else
            batch[i]->result = steps[2 * i + 1].result;
        batch[i]->fault = fault;
    }
    return fault;
}

/* A lost connection is tried once more: it may have been idle while the server restarted. */
static void run_reads(struct connection *connection, struct work **batch, size_t count)
{
    if (!read_together(connection, batch, count))
        return;
    for (size_t i = 0; i < count; i++)
        if (read_together(connection, &batch[i], 1) == FAULT_DATABASE && !connection->pg &&
            count == 1 && connection_ready(connection) == OK)
            read_together(connection, &batch[i], 1);
}

static int by_key(const void *one, const void *other)
{
    return strcmp((*(struct work *const *)one)->element->key,
                  (*(struct work *const *)other)->element->key);
}

/* The organisations of a batch: all of them were authenticated. */
static const char *batch_context(void *memory, struct work **batch, size_t count)
{
    struct uuid *organisations = NEW_ARRAY(memory, struct uuid, count);
    struct scope scope = { organisations, 0 };
    for (size_t i = 0; i < count; i++) {
        const struct uuid *own = &batch[i]->op->actor.organisation_id;
        bool known = false;
        for (size_t j = 0; j < scope.count && !known; j++)
            known = uuid_equal(&organisations[j], own);
        if (!known)
            organisations[scope.count++] = *own;
    }
    return context_text(memory, &scope);
}

/* Parameter 'number' of all elements, one after the other, as one array. */
static const char *merged(struct op *op, struct work **batch, size_t count, size_t number)
{
    struct array all = { 0 };
    for (size_t i = 0; i < count; i++) {
        const struct array *column = &batch[i]->element->columns[number];
        for (size_t j = 0; j < column->count; j++)
            array_add(op, &all, column->items[j]);
    }
    return param_array(op, &all);
}

static void mark_inserted(struct work **batch, size_t count, const PGresult *result)
{
    struct uuid id;
    for (int row = 0; row < PQntuples(result); row++)
        if (uuid_read(PQgetvalue(result, row, 0), &id))
            for (size_t i = 0; i < count; i++)
                batch[i]->inserted = batch[i]->inserted || uuid_equal(batch[i]->element->id, &id);
}

static enum fault insert_together(struct connection *connection, struct work **batch, size_t count)
{
    SCOPED_OP op = { .memory = memory_new() };
    const size_t columns = batch[0]->element->column_count;
    const char **params = NEW_ARRAY(op.memory, const char *, columns);
    for (size_t i = 0; i < columns; i++)
        params[i] = merged(&op, batch, count, i);
    const char *context = batch_context(op.memory, batch, count);
    struct step steps[] = { { Q_context_set, &context, 1, NULL },
                            { batch[0]->query, params, columns, NULL } };

    const enum fault fault = failpoint("intake_before_sync")
                                 ? FAULT_DATABASE
                                 : connection_pipeline(connection, steps, COUNT(steps));
    if (!fault) {
        failpoint("intake_after_sync");
        mark_inserted(batch, count, steps[1].result);
    }
    for (size_t i = 0; i < count; i++)
        batch[i]->fault = fault;
    PQclear(steps[0].result);
    PQclear(steps[1].result);
    return fault;
}

/* Undecided work is run again alone: committed before, it finds its own row; else it is inserted.
 */
static void run_inserts(struct connection *connection, struct work **batch, size_t count)
{
    qsort(batch, count, sizeof(struct work *), by_key);
    if (insert_together(connection, batch, count))
        for (size_t i = 0; i < count; i++)
            insert_together(connection, &batch[i], 1);
    if (after_commit)
        after_commit();
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

enum fault executor_read(struct op *op, enum query query, const char *const *params, size_t count,
                         PGresult **result)
{
    struct work work = { .op = op, .query = query, .params = params, .count = count };
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

size_t executor_waiting(void)
{
    size_t waiting = 0;
    struct queue *const queues[] = { &reads, &inserts };
    for (size_t i = 0; i < COUNT(queues); i++) {
        pthread_mutex_lock(&queues[i]->mutex);
        waiting += queues[i]->length;
        pthread_mutex_unlock(&queues[i]->mutex);
    }
    return waiting;
}
