#include "tests/store/backends.h"

#include "common/store/case_store.h"
#include "common/store/idempotency_store.h"
#include "common/store/outbox_store.h"

static int pool_with(size_t connections)
{
    pool_open(setting("HEED_DATABASE_URL"), "tx-test", connections);
    return 0;
}

static int one_connection(void **state)
{
    (void)state;
    return pool_with(1);
}

static int two_connections(void **state)
{
    (void)state;
    return pool_with(2);
}

static int no_connection(void **state)
{
    (void)state;
    continue_backends();
    pool_after_commit(NULL);
    pool_close();
    return 0;
}

/* A request that was done; its key tells tests apart. */
static enum fault note_request(struct op *op, const char *key)
{
    bool is_new;
    const struct done_request request = {
        .operation = "test", .key = key, .status = 200, .resource_id = scene.houses[0].site
    };
    TRY(idempotency_add(op, &request, &is_new));
    return is_new ? OK : FAULT_ALREADY_EXISTS;
}

static bool is_noted(const char *key)
{
    SCOPED_OP op = op_begin();
    return owner_counts(memory_printf(
               op.memory, "select count(*) from idempotency where key = '%s'", key)) == 1;
}

/* Fails in the database: there is no such case. */
static enum fault break_transaction(struct op *op)
{
    static const unsigned char hash[HASH_BYTES];
    const struct case_file file = { .organisation_id = scene.houses[0].organisation,
                                    .id = scene.houses[0].site };
    const struct case_event event = { .seq = 1,
                                      .recorded_at = op->now,
                                      .occurred_at = op->now,
                                      .actor_kind = "site",
                                      .actor = op->actor.id,
                                      .type = EVENT_UPDATE,
                                      .facts = "{}",
                                      .hash = { hash, HASH_BYTES } };
    return case_event_add(op, &file, &event);
}

static void what_is_committed_is_there(void **state)
{
    SCOPED_OP op = op_of(0);
    SCOPED_TX tx = { 0 };
    (void)state;

    assert_int_equal(tx_begin(&op, &tx), OK);
    assert_int_equal(note_request(&op, "committed"), OK);
    assert_false(is_noted("committed"));
    assert_int_equal(tx_commit(&tx), OK);
    assert_true(is_noted("committed"));
    assert_null(op.connection);
}

static void what_is_not_committed_is_undone(void **state)
{
    SCOPED_OP op = op_of(0);
    (void)state;

    for (int round = 0; round < 2; round++) {
        SCOPED_TX tx = { 0 };
        assert_int_equal(tx_begin(&op, &tx), OK);
        assert_int_equal(note_request(&op, "left"), OK);
    }
    assert_false(is_noted("left"));
}

static void committing_a_failed_transaction_is_a_fault(void **state)
{
    SCOPED_OP op = op_of(0);
    SCOPED_TX tx = { 0 };
    (void)state;

    assert_int_equal(tx_begin(&op, &tx), OK);
    assert_int_equal(note_request(&op, "failed"), OK);
    assert_int_equal(break_transaction(&op), FAULT_DATABASE);
    assert_int_equal(tx_commit(&tx), FAULT_DATABASE);
    tx_end(&tx);
    assert_false(is_noted("failed"));

    assert_int_equal(tx_begin(&op, &tx), OK);
    assert_int_equal(note_request(&op, "after failure"), OK);
    assert_int_equal(tx_commit(&tx), OK);
    assert_true(is_noted("after failure"));
}

static void a_constraint_that_fails_at_the_commit_is_a_fault(void **state)
{
    SCOPED_OP op = op_of(0);
    SCOPED_TX tx = { 0 };
    (void)state;

    owner_runs("create function test_late() returns trigger language plpgsql as "
               "$$ begin raise exception 'late' using errcode = 'check_violation'; end $$;"
               "create constraint trigger test_late after insert on idempotency "
               "deferrable initially deferred for each row when (new.key = 'late') "
               "execute function test_late()");
    assert_int_equal(tx_begin(&op, &tx), OK);
    assert_int_equal(note_request(&op, "late"), OK);
    assert_int_equal(tx_commit(&tx), FAULT_DATABASE);
    tx_end(&tx);
    assert_false(is_noted("late"));
    owner_runs("drop function test_late cascade");
}

/* Whether the operation sees the first organisation's procedure. */
static bool sees_first(struct op *op)
{
    const char *document;
    const enum fault fault = procedure_document(op, &scene.houses[0].organisation, 1, &document);
    assert_true(fault == OK || fault == FAULT_NOT_FOUND);
    return fault == OK;
}

static void a_context_ends_with_its_transaction(void **state)
{
    static const struct {
        const char *why;
        size_t house;
        bool has_scope, sees;
    } cases[] = {
        { "its own", 0, true, true },
        { "another's after it", 1, true, false },
        { "its own again", 0, true, true },
        { "nothing without a scope, whoever came before", 0, false, false },
    };
    (void)state;

    for (int commits = 0; commits < 2; commits++)
        for (size_t i = 0; i < COUNT(cases); i++) {
            SCOPED_OP op = op_of(cases[i].house);
            SCOPED_TX tx = { 0 };
            op.scope.count = cases[i].has_scope ? 1 : 0;
            assert_int_equal(tx_begin(&op, &tx), OK);
            if (sees_first(&op) != cases[i].sees)
                fail_msg("%s", cases[i].why);
            if (commits)
                assert_int_equal(tx_commit(&tx), OK);
        }
}

static void a_snapshot_does_not_move_and_writes_nothing(void **state)
{
    SCOPED_OP op = op_of(0);
    SCOPED_TX tx = { 0 };
    struct done_request request = { .operation = "test", .key = "moving" };
    (void)state;

    assert_int_equal(tx_begin_snapshot(&op, &tx), OK);
    assert_int_equal(idempotency_find(&op, &request), FAULT_NOT_FOUND);
    {
        SCOPED_OP other = op_of(0);
        SCOPED_TX writing = { 0 };
        assert_int_equal(tx_begin(&other, &writing), OK);
        assert_int_equal(note_request(&other, "moving"), OK);
        assert_int_equal(tx_commit(&writing), OK);
    }
    assert_int_equal(idempotency_find(&op, &request), FAULT_NOT_FOUND);
    assert_int_equal(note_request(&op, "by a snapshot"), FAULT_DATABASE);
    tx_end(&tx);
}

static void without_a_free_connection_it_is_busy_in_two_seconds(void **state)
{
    SCOPED_OP one = op_of(0), other = op_of(0);
    SCOPED_TX holding = { 0 }, waiting = { 0 };
    (void)state;

    assert_int_equal(tx_begin(&one, &holding), OK);
    const int64_t began_ms = clock_monotonic_ms();
    assert_int_equal(tx_begin(&other, &waiting), FAULT_BUSY);
    assert_in_range(clock_monotonic_ms() - began_ms, 1900, 5000);
    assert_int_equal(tx_commit(&holding), OK);
    assert_int_equal(tx_begin(&other, &waiting), OK);
}

static void a_lock_that_is_not_had_in_a_second_is_busy(void **state)
{
    SCOPED_OP one = op_of(0), other = op_of(0);
    SCOPED_TX holding = { 0 }, waiting = { 0 };
    (void)state;

    assert_int_equal(tx_begin(&one, &holding), OK);
    assert_int_equal(note_request(&one, "in flight"), OK);
    assert_int_equal(tx_begin(&other, &waiting), OK);
    const int64_t began_ms = clock_monotonic_ms();
    assert_int_equal(note_request(&other, "in flight"), FAULT_BUSY);
    assert_in_range(clock_monotonic_ms() - began_ms, 900, 4000);
}

static void a_server_that_does_not_answer_is_given_up_in_three_seconds(void **state)
{
    (void)state;
    {
        SCOPED_OP op = op_of(0);
        SCOPED_TX tx = { 0 };
        assert_int_equal(tx_begin(&op, &tx), OK);
        stop_backends("tx-test");
        const int64_t began_ms = clock_monotonic_ms();
        assert_int_equal(note_request(&op, "stopped"), FAULT_DATABASE);
        assert_in_range(clock_monotonic_ms() - began_ms, 2500, 6000);
        assert_int_equal(tx_commit(&tx), FAULT_DATABASE);
    }
    SCOPED_OP op = op_of(0);
    SCOPED_TX tx = { 0 };
    assert_int_equal(tx_begin(&op, &tx), OK);
    assert_int_equal(note_request(&op, "after the stop"), OK);
    assert_int_equal(tx_commit(&tx), OK);
    assert_true(is_noted("after the stop"));
    continue_backends();
    assert_false(is_noted("stopped"));
}

static void a_connection_that_broke_while_idle_is_replaced(void **state)
{
    SCOPED_OP op = op_of(0);
    (void)state;

    for (int round = 0; round < 2; round++) {
        SCOPED_TX tx = { 0 };
        assert_int_equal(tx_begin(&op, &tx), OK);
        tx_end(&tx);
        assert_int_equal(end_backends("tx-test"), 1);
    }
}

static int commits;

static void count_commit(void)
{
    commits++;
}

static void commits_that_queued_an_event_are_told(void **state)
{
    SCOPED_OP op = op_of(0);
    (void)state;

    pool_after_commit(count_commit);
    for (int queues = 0; queues < 2; queues++)
        for (int ends = 0; ends < 2; ends++) {
            SCOPED_TX tx = { 0 };
            assert_int_equal(tx_begin(&op, &tx), OK);
            if (queues)
                assert_int_equal(outbox_add(&op, TOPIC_CASE_CHANGED, &scene.houses[0].organisation,
                                            &scene.houses[0].site),
                                 OK);
            if (ends)
                assert_int_equal(tx_commit(&tx), OK);
        }
    assert_int_equal(commits, 1);
}

#define WITH_ONE(test) cmocka_unit_test_setup_teardown(test, one_connection, no_connection)
#define WITH_TWO(test) cmocka_unit_test_setup_teardown(test, two_connections, no_connection)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ONE(what_is_committed_is_there),
        WITH_ONE(what_is_not_committed_is_undone),
        WITH_ONE(committing_a_failed_transaction_is_a_fault),
        WITH_ONE(a_constraint_that_fails_at_the_commit_is_a_fault),
        WITH_ONE(a_context_ends_with_its_transaction),
        WITH_TWO(a_snapshot_does_not_move_and_writes_nothing),
        WITH_ONE(without_a_free_connection_it_is_busy_in_two_seconds),
        WITH_TWO(a_lock_that_is_not_had_in_a_second_is_busy),
        WITH_ONE(a_server_that_does_not_answer_is_given_up_in_three_seconds),
        WITH_ONE(a_connection_that_broke_while_idle_is_replaced),
        WITH_ONE(commits_that_queued_an_event_are_told),
    };
    return cmocka_run_group_tests_name("tx", tests, scene_open, scene_close);
}
