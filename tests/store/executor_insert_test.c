/* Many requests share few connections: each is inserted once, and fails alone. Rule: B4. */
#include "tests/store/backends.h"
#include "tests/store/crowd.h"

static int commits;

static void count_commit(void)
{
    __atomic_add_fetch(&commits, 1, __ATOMIC_RELAXED);
}

static int open_with(size_t write_connections)
{
    pool_open(setting("HEED_DATABASE_URL"), "insert-test", 1);
    executor_open(1, write_connections, count_commit);
    return 0;
}

static int one_connection(void **state)
{
    (void)state;
    return open_with(1);
}

static int two_connections(void **state)
{
    (void)state;
    return open_with(2);
}

static int closed(void **state)
{
    (void)state;
    executor_close();
    pool_close();
    return 0;
}

/* --- Equal keys in opposite orders --- */

enum { KEYS = 64 };

/* Slow enough that two batches are at work at once. */
static const char slow_requests[] =
    "create function test_slow() returns trigger language plpgsql as "
    "$$ begin perform pg_sleep(0.004); return new; end $$;"
    "create trigger test_slow before insert on idempotency for each row execute function "
    "test_slow()";

/* The first two batches pause before they are sent: meanwhile all keys upwards, then downwards,
 * become the next batch of each connection. */
static const char pauses[] = "intake_before_sync=sleep:1200#1,intake_before_sync=sleep:1200#2";

static void make_opposites(struct request requests[2 + 2 * KEYS])
{
    for (int i = 0; i < 2 + 2 * KEYS; i++) {
        const int key = i < 2 + KEYS ? i : 2 * KEYS + 3 - i;
        requests[i] = (struct request){ .op = op_of(0) };
        make_case(&requests[i].op, memory_printf(requests[i].op.memory, "opposite %03d", key),
                  &requests[i].intake);
    }
}

/* In this order, as far as the pause allows. */
static void post_opposites(struct request requests[2 + 2 * KEYS])
{
    const int64_t began_ms = clock_monotonic_ms();
    for (size_t i = 0; i < 2 + 2 * KEYS; i++) {
        const size_t waiting = i < 2 ? 0 : i - 1;
        start_all(requests + i, 1, post_case);
        if (i < 2)
            usleep(50000); /* until a connection has taken it */
        while (executor_waiting() < waiting && clock_monotonic_ms() < began_ms + 1000)
            usleep(100);
    }
    await_all(requests, 2 + 2 * KEYS);
}

static void equal_keys_in_opposite_orders_insert_once_and_never_deadlock(void **state)
{
    struct request requests[2 + 2 * KEYS];
    size_t fresh = 0;

    owner_runs(slow_requests);
    make_opposites(requests);
    post_opposites(requests);
    owner_runs("drop function test_slow cascade");
    for (size_t i = 0; i < COUNT(requests); i++) {
        assert_int_equal(requests[i].fault, OK);
        assert_int_equal(requests[i].is_new, is_filed(&requests[i]));
        fresh += requests[i].is_new;
    }
    assert_int_equal(fresh, 2 + KEYS);
    end_all(requests, COUNT(requests));

    closed(state);
    (void)end_backends("insert-test"); /* they tell of their deadlocks when they end */
    assert_int_equal(owner_counts("select deadlocks from pg_stat_database"
                                  " where datname = current_database()"),
                     0);
    two_connections(state);
}

/* --- Who fails, fails alone --- */

enum { BATCH = 12, ODD_ONE = 5 };
static const char lock_requests[] = "lock table idempotency in exclusive mode";

/* All but the odd one were inserted, of whatever site. */
static void only_odd_one_failed(const struct request *requests, enum fault expected)
{
    for (size_t i = 0; i < BATCH; i++) {
        const enum fault fault = i == ODD_ONE ? expected : OK;
        if (requests[i].fault != fault || requests[i].is_new != (i != ODD_ONE) ||
            is_filed(&requests[i]) != (i != ODD_ONE))
            fail_msg("request %zu: fault %d instead of %d", i, requests[i].fault, fault);
    }
}

static void what_violates_a_constraint_fails_alone(void **state)
{
    struct request requests[BATCH];
    (void)state;

    make_posts(requests, BATCH, "violated");
    requests[ODD_ONE].intake.record.file.received_at = requests[ODD_ONE].op.now + 24 * HOUR;
    gather_behind_lock(requests, BATCH, lock_requests, post_case);
    only_odd_one_failed(requests, FAULT_DATABASE);
    end_all(requests, BATCH);
}

static void what_fails_at_the_commit_only_is_a_failure(void **state)
{
    struct request requests[BATCH];
    (void)state;

    owner_runs("create function test_late() returns trigger language plpgsql as "
               "$$ begin raise exception 'late' using errcode = 'check_violation'; end $$;"
               "create constraint trigger test_late after insert on idempotency "
               "deferrable initially deferred for each row when (new.key = 'late 5') "
               "execute function test_late()");
    make_posts(requests, BATCH, "late");
    gather_behind_lock(requests, BATCH, lock_requests, post_case);
    owner_runs("drop function test_late cascade");
    only_odd_one_failed(requests, FAULT_DATABASE);
    end_all(requests, BATCH);
}

static void the_same_request_twice_in_a_batch_is_inserted_once(void **state)
{
    struct request requests[BATCH];
    size_t fresh = 0;
    (void)state;

    make_posts(requests, BATCH, "same");
    for (size_t i = 0; i < BATCH; i++) {
        op_end(&requests[i].op);
        requests[i].op = op_of(0);
        make_case(&requests[i].op, i ? "the same" : "the first", &requests[i].intake);
    }
    gather_behind_lock(requests, BATCH, lock_requests, post_case);
    for (size_t i = 0; i < BATCH; i++) {
        assert_int_equal(requests[i].fault, OK);
        assert_int_equal(requests[i].is_new, is_filed(&requests[i]));
        fresh += requests[i].is_new;
    }
    assert_int_equal(fresh, 2);
    end_all(requests, BATCH);
}

/* --- Whose rows --- */

/* Records a breach of a case's first clock, as an act by another site's caller would. */
static enum fault add_breach(struct op *op, const struct intake *intake)
{
    const struct case_file *file = &intake->record.file;
    const struct case_clock *clock = &intake->clocks[0];
    const char *const items[] = { param_uuid(op, &file->organisation_id),
                                  param_uuid(op, &file->id),
                                  clock->standard,
                                  "1",
                                  "1",
                                  "2026-01-05",
                                  "2026-01-06",
                                  "2026-01-07",
                                  "f" };
    struct array columns[COUNT(items)];
    for (size_t i = 0; i < COUNT(items); i++)
        columns[i] = (struct array){ (const char **)&items[i], 1, 1 };
    const struct element element = { "breach", &file->id, columns, COUNT(items), FAULT_BUSY };
    bool inserted;
    return executor_insert(op, Q_breaches_add, &element, &inserted);
}

static void a_context_ends_with_its_batch(void **state)
{
    struct request request;
    (void)state;

    make_posts(&request, 1, "context");
    start_all(&request, 1, post_case);
    await_all(&request, 1);
    assert_int_equal(request.fault, OK);
    SCOPED_OP other = op_of(1), own = op_of(0);
    assert_int_equal(add_breach(&other, &request.intake), FAULT_DATABASE);
    assert_int_equal(owner_counts("select count(*) from breach"), 0);
    assert_int_equal(add_breach(&own, &request.intake), OK);
    assert_int_equal(owner_counts("select count(*) from breach"), 1);
    assert_int_equal(add_breach(&other, &request.intake), FAULT_DATABASE);
    end_all(&request, 1);
}

static void every_commit_is_told(void **state)
{
    struct request requests[BATCH];
    (void)state;

    make_posts(requests, BATCH, "told");
    const int before = commits;
    gather_behind_lock(requests, BATCH, lock_requests, post_case);
    for (size_t i = 0; i < BATCH; i++)
        assert_int_equal(requests[i].fault, OK);
    assert_true(commits > before);
    end_all(requests, BATCH);
}

static void a_connection_that_broke_while_idle_is_replaced(void **state)
{
    struct request requests[2];
    (void)state;

    make_posts(requests, 2, "broken");
    for (size_t i = 0; i < 2; i++) {
        start_all(&requests[i], 1, post_case);
        await_all(&requests[i], 1);
        assert_int_equal(requests[i].fault, OK);
        assert_true(is_filed(&requests[i]));
        assert_true(end_backends("insert-test") > 0);
    }
    end_all(requests, 2);
}

#define WITH_ONE(test) cmocka_unit_test_setup_teardown(test, one_connection, closed)
#define WITH_TWO(test) cmocka_unit_test_setup_teardown(test, two_connections, closed)

int main(void)
{
    setenv("HEED_FAILPOINT", pauses, 1);
    const struct CMUnitTest tests[] = {
        WITH_TWO(equal_keys_in_opposite_orders_insert_once_and_never_deadlock),
        WITH_ONE(what_violates_a_constraint_fails_alone),
        WITH_ONE(what_fails_at_the_commit_only_is_a_failure),
        WITH_ONE(the_same_request_twice_in_a_batch_is_inserted_once),
        WITH_ONE(a_context_ends_with_its_batch),
        WITH_ONE(every_commit_is_told),
        WITH_ONE(a_connection_that_broke_while_idle_is_replaced),
    };
    return cmocka_run_group_tests_name("executor: inserts", tests, scene_open, scene_close);
}
