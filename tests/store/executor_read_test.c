/* Reads of many callers in one round trip, each with its own rights; a queue with an end. */
#include "tests/store/backends.h"
#include "tests/store/crowd.h"

static int opened(void **state)
{
    (void)state;
    pool_open(setting("HEED_DATABASE_URL"), "read-test", 1);
    executor_open(1, 1, NULL);
    return 0;
}

static int closed(void **state)
{
    (void)state;
    continue_backends();
    executor_close();
    pool_close();
    return 0;
}

/* Whoever asks, it is for the procedure of the first organisation. */
static void make_read(struct request *request, size_t house, bool has_scope)
{
    *request = (struct request){ .op = op_of(house), .may_see = has_scope && house == 0 };
    request->op.scope.count = has_scope ? 1 : 0;
    request->organisation = param_uuid(&request->op, &scene.houses[0].organisation);
}

static void check_sight(const struct request *requests, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (requests[i].fault != OK && requests[i].fault != FAULT_NOT_FOUND)
            fail_msg("read %zu: fault %d", i, requests[i].fault);
        if (requests[i].sees != requests[i].may_see)
            fail_msg("read %zu %s", i, requests[i].sees ? "sees too much" : "sees nothing");
    }
}

/* --- Rights --- */

enum { BATCH = 48 };
static const char lock_procedures[] = "lock table procedure_version in access exclusive mode";

static void each_read_of_a_batch_sees_its_own_organisation_only(void **state)
{
    struct request requests[BATCH];
    (void)state;

    for (size_t i = 0; i < BATCH; i++)
        make_read(&requests[i], i % 2, i % 3 != 0);
    gather_behind_lock(requests, BATCH, lock_procedures, read_procedure);
    check_sight(requests, BATCH);
    end_all(requests, BATCH);
}

static void the_next_batch_sees_nothing_of_the_last(void **state)
{
    static const struct {
        size_t house;
        bool has_scope;
    } callers[] = {
        { 0, true }, { 0, false }, { 1, true }, { 1, false }, { 0, true }, { 1, true }
    };
    (void)state;

    for (size_t i = 0; i < COUNT(callers); i++) {
        struct request request;
        make_read(&request, callers[i].house, callers[i].has_scope);
        (void)read_procedure(&request);
        check_sight(&request, 1);
        end_all(&request, 1);
    }
}

static void what_cannot_be_read_fails_alone(void **state)
{
    struct request requests[BATCH];
    (void)state;

    for (size_t i = 0; i < BATCH; i++)
        make_read(&requests[i], i % 2, true);
    requests[7].organisation = "no identifier";
    gather_behind_lock(requests, BATCH, lock_procedures, read_procedure);
    assert_int_equal(requests[7].fault, FAULT_DATABASE);
    check_sight(requests, 7);
    check_sight(requests + 8, BATCH - 8);
    end_all(requests, BATCH);
}

/* --- Ends --- */

static void a_connection_that_broke_while_idle_is_replaced(void **state)
{
    (void)state;
    for (int round = 0; round < 3; round++) {
        struct request request;
        make_read(&request, 0, true);
        (void)read_procedure(&request);
        check_sight(&request, 1);
        end_all(&request, 1);
        assert_int_equal(end_backends("read-test"), 1);
    }
}

enum { QUEUE = 4096, ALL = QUEUE + 1, TRIES = 3 };

/* Threads take long to make: they wait here and then ask all at once. */
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

static void *read_after_gate(void *argument)
{
    pthread_mutex_lock(&gate);
    pthread_mutex_unlock(&gate);
    return read_procedure(argument);
}

/* The first hangs in the server, the others wait behind it; false when the machine was too slow to
 * have all of them wait before the first of them gave up. */
static bool fill_queue(struct request *requests)
{
    const int64_t most_ms = 1500;
    pthread_mutex_lock(&gate);
    start_all(requests + 1, QUEUE, read_after_gate);
    stop_backends("read-test");
    start_all(requests, 1, read_procedure);
    usleep(500000); /* the first is in the server, however late its thread was given the machine */
    const int64_t began_ms = clock_monotonic_ms();
    pthread_mutex_unlock(&gate);
    while (executor_waiting() < QUEUE && clock_monotonic_ms() < began_ms + most_ms)
        usleep(1000);
    return executor_waiting() == QUEUE;
}

static void make_reads(struct request *requests, size_t count)
{
    for (size_t i = 0; i < count; i++)
        make_read(&requests[i], 0, true);
}

/* Whoever waits longer than two seconds is told so, unless that moment comes; the one in the
 * server is told in three. */
static void check_patience(const struct request *requests)
{
    for (size_t i = 1; i < ALL; i++)
        if ((requests[i].fault != FAULT_BUSY && requests[i].fault != OK) ||
            requests[i].took_ms > 8000)
            fail_msg("read %zu: fault %d after %lld ms", i, requests[i].fault,
                     (long long)requests[i].took_ms);
    assert_int_equal(requests[0].fault, FAULT_DATABASE);
    assert_in_range(requests[0].took_ms, 2500, 8000);
    assert_int_equal(executor_waiting(), 0);
}

static void a_full_queue_is_busy_at_once(void **state)
{
    struct request *requests = NEW_ARRAY(NULL, struct request, ALL);
    struct request one_more;
    bool is_full = false;
    (void)state;

    for (int attempt = 0; attempt < TRIES && !is_full; attempt++) {
        make_read(&one_more, 0, true);
        (void)read_procedure(&one_more); /* the connection is there */
        make_reads(requests, ALL);
        is_full = fill_queue(requests);
        if (is_full)
            (void)read_procedure(&one_more);
        await_all(requests, ALL);
        continue_backends();
        if (is_full)
            check_patience(requests);
        end_all(requests, ALL);
        end_all(&one_more, 1);
    }
    assert_true(is_full);
    assert_int_equal(one_more.fault, FAULT_BUSY);
    assert_in_range(one_more.took_ms, 0, 500);
    talloc_free(requests);
}

static void a_server_that_hangs_is_given_up_in_three_seconds(void **state)
{
    struct request requests[2];
    (void)state;

    for (size_t i = 0; i < 2; i++)
        make_read(&requests[i], 0, true);
    (void)read_procedure(&requests[0]);
    stop_server("read-test");
    (void)read_procedure(&requests[1]);
    continue_backends();
    assert_int_equal(requests[1].fault, FAULT_DATABASE);
    assert_in_range(requests[1].took_ms, 2500, 6000);
    (void)read_procedure(&requests[0]);
    assert_int_equal(requests[0].fault, OK);
    end_all(requests, 2);
}

static void nobody_is_served_once_it_is_closed(void **state)
{
    struct request request;
    executor_close();
    make_read(&request, 0, true);
    (void)read_procedure(&request);
    assert_int_equal(request.fault, FAULT_BUSY);
    end_all(&request, 1);
    executor_open(1, 1, NULL);
    (void)state;
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, opened, closed)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_read_of_a_batch_sees_its_own_organisation_only),
        TEST(the_next_batch_sees_nothing_of_the_last),
        TEST(what_cannot_be_read_fails_alone),
        TEST(a_connection_that_broke_while_idle_is_replaced),
        TEST(a_full_queue_is_busy_at_once),
        TEST(a_server_that_hangs_is_given_up_in_three_seconds),
        TEST(nobody_is_served_once_it_is_closed),
    };
    return cmocka_run_group_tests_name("executor: reads", tests, scene_open, scene_close);
}
