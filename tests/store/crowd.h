/* Many requests at once, each with a thread of its own. */
#ifndef TESTS_STORE_CROWD_H
#define TESTS_STORE_CROWD_H

#include "tests/store/scene.h"

#include "common/store/executor.h"

#include <pthread.h>
#include <unistd.h>

/* One request and what came of it. */
struct request {
    struct op op;
    struct intake intake;     /* an insert */
    const char *organisation; /* a read: of its procedure, as text */
    bool may_see;
    enum fault fault;
    bool is_new, sees;
    int64_t took_ms;
    pthread_t thread;
};

static inline void *post_case(void *argument)
{
    struct request *request = argument;
    const int64_t began_ms = clock_monotonic_ms();
    request->fault = intake_insert(&request->op, &request->intake, &request->is_new);
    request->took_ms = clock_monotonic_ms() - began_ms;
    return NULL;
}

static inline void *read_procedure(void *argument)
{
    struct request *request = argument;
    const int64_t began_ms = clock_monotonic_ms();
    request->fault = query_one(&request->op, Q_procedure_document,
                               PARAMS(request->organisation, "1"), NULL, NULL, FAULT_NOT_FOUND);
    request->sees = request->fault == OK;
    request->took_ms = clock_monotonic_ms() - began_ms;
    return NULL;
}

/* Small stacks, so that thousands fit. */
static inline bool start(struct request *request, void *(*act)(void *))
{
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 256 * 1024);
    const int failed = pthread_create(&request->thread, &small, act, request);
    pthread_attr_destroy(&small);
    return failed == 0;
}

static inline void start_all(struct request *requests, size_t count, void *(*act)(void *))
{
    for (size_t i = 0; i < count; i++)
        assert_true(start(&requests[i], act));
}

static inline void await_all(struct request *requests, size_t count)
{
    for (size_t i = 0; i < count; i++)
        pthread_join(requests[i].thread, NULL);
}

static inline void end_all(struct request *requests, size_t count)
{
    for (size_t i = 0; i < count; i++)
        op_end(&requests[i].op);
}

/* Until so many requests wait in the executor. */
static inline void await_waiting(size_t count)
{
    for (int i = 0; i < 1500 && executor_waiting() != count; i++)
        usleep(1000);
    assert_int_equal(executor_waiting(), count);
}

/* Requests of the two sites in turn, with keys of this name. */
static inline void make_posts(struct request *requests, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        requests[i] = (struct request){ .op = op_of(i % 2) };
        make_case(&requests[i].op, memory_printf(requests[i].op.memory, "%s %zu", name, i),
                  &requests[i].intake);
    }
}

static inline bool is_filed(const struct request *request)
{
    char id[UUID_TEXT];
    SCOPED_OP op = op_begin();
    uuid_text(&request->intake.record.file.id, id);
    return owner_counts(memory_printf(op.memory,
                                      "select count(*) from case_file join case_key on case_id = id"
                                      " join case_event using (case_id) where id = '%s'",
                                      id)) == 1;
}

/* Until so many of the server's processes wait for a lock. */
static inline void await_blocked(long count)
{
    static const char blocked[] = "select count(*) from pg_locks where not granted";
    for (int i = 0; i < 900 && owner_counts(blocked) != count; i++)
        usleep(1000);
    assert_int_equal(owner_counts(blocked), count);
}

/* The first of the requests is taken and held; all others wait, and will be one batch. */
static inline void gather_behind_lock(struct request *requests, size_t count, const char *lock,
                                      void *(*act)(void *))
{
    owner_runs("begin");
    owner_runs(lock);
    start_all(requests, 1, act);
    await_blocked(1);
    start_all(requests + 1, count - 1, act);
    await_waiting(count - 1);
    owner_runs("commit");
    await_all(requests, count);
}

#endif
