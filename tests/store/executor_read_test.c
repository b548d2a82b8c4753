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

enum { QUEUE = 4096, ALL = QUEUE + 1 };

/* The first hangs in the server, the others wait behind it until nobody more may. */
static void a_full_queue_is_busy_at_once(void **state)
{
    struct request *requests = NEW_ARRAY(NULL, struct request, ALL);
    struct request first, one_more;
    (void)state;

    make_read(&first, 0, true);
    make_read(&one_more, 0, true);
    (void)read_procedure(&first);
    for (size_t i = 0; i < ALL; i++)
        make_read(&requests[i], 0, true);

    stop_backends("read-test");
    start_all(requests, 1, read_procedure);
    usleep(50000);
    start_all(requests + 1, QUEUE, read_procedure);
    await_waiting(QUEUE);
    (void)read_procedure(&one_more);
    assert_int_equal(one_more.fault, FAULT_BUSY);
    assert_in_range(one_more.took_ms, 0, 200);
    await_all(requests, ALL);

    /* Whoever waits longer than two seconds is told so; the one in the server in three. */
    for (size_t i = 1; i < ALL; i++)
        if (requests[i].fault != FAULT_BUSY || requests[i].took_ms > 3000)
            fail_msg("read %zu: fault %d after %lld ms", i, requests[i].fault,
                     (long long)requests[i].took_ms);
    assert_int_equal(requests[0].fault, FAULT_DATABASE);
    assert_in_range(requests[0].took_ms, 2500, 4500);
    assert_int_equal(executor_waiting(), 0);
    end_all(requests, ALL);
    talloc_free(requests);
    end_all(&first, 1);
    end_all(&one_more, 1);
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
    assert_in_range(requests[1].took_ms, 2500, 4500);
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
