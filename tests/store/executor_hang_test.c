/* A server that neither answers nor refuses: everybody is told in bounded time. Rule: B4. */
#include "tests/store/backends.h"
#include "tests/store/crowd.h"

enum { BATCH = 12, PAUSE_MS = 300 };

/* Each batch pauses before it is sent, so that a test can do something meanwhile. */
static int open_scene(void **state)
{
    setenv("HEED_FAILPOINT", "intake_before_sync=sleep:300", 1);
    return scene_open(state);
}

static int opened(void **state)
{
    (void)state;
    pool_open(setting("HEED_DATABASE_URL"), "hang-test", 1);
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

/* The connections are open; the requests, but for the first, are one batch that is about to be
 * sent. */
static void gather(struct request *requests)
{
    struct request first = { .op = op_of(0) };
    make_case(&first.op, "first", &first.intake);
    (void)post_case(&first);
    op_end(&first.op);
    start_all(requests, 1, post_case);
    usleep(PAUSE_MS * 1000 / 2);
    start_all(requests + 1, BATCH - 1, post_case);
    await_waiting(BATCH - 1);
    await_waiting(0);
}

/* Nobody knows whether the server did it: the same request again finds out, and it is done once. */
static void repeat(size_t house, const char *key)
{
    SCOPED_OP op = op_of(house);
    struct intake intake;
    bool is_new;
    make_case(&op, key, &intake);
    assert_int_equal(intake_insert(&op, &intake, &is_new), OK);
    assert_int_equal(owner_counts(memory_printf(op.memory,
                                                "select count(*) from idempotency join case_file"
                                                " on resource_id = id where key = '%s'",
                                                key)),
                     1);
}

static void hang(void (*stop)(const char *program), const char *name)
{
    struct request requests[BATCH];
    make_posts(requests, BATCH, name);
    gather(requests);
    stop("hang-test");
    await_all(requests, BATCH);
    continue_backends();
    for (size_t i = 1; i < BATCH; i++) {
        if (requests[i].fault != FAULT_DATABASE || requests[i].took_ms > 6000)
            fail_msg("request %zu: fault %d after %lld ms", i, requests[i].fault,
                     (long long)requests[i].took_ms);
        repeat(i % 2, requests[i].intake.request.key);
    }
    end_all(requests, BATCH);
}

static void a_process_of_the_server_that_hangs_is_given_up_in_three_seconds(void **state)
{
    (void)state;
    hang(stop_backends, "process");
}

static void a_server_that_hangs_is_given_up_in_three_seconds(void **state)
{
    (void)state;
    hang(stop_server, "server");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, opened, closed)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_process_of_the_server_that_hangs_is_given_up_in_three_seconds),
        TEST(a_server_that_hangs_is_given_up_in_three_seconds),
    };
    return cmocka_run_group_tests_name("executor: a server that hangs", tests, open_scene,
                                       scene_close);
}
