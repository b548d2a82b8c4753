/* What is counted, cleared away and kept sealed: the stores that few calls go through. */
#include "tests/store/session.h"

#include "common/store/health_store.h"
#include "common/store/housekeeping_store.h"
#include "common/store/outbox_store.h"
#include "common/store/staff_store.h"

static int opened(void **state)
{
    (void)state;
    pool_open(setting("HEED_WORKER_DATABASE_URL"), "upkeep-test", 1);
    owner_runs("delete from outbox");
    owner_runs("insert into outbox (id, organisation_id, topic, subject_id, state, available_at,"
               " published_at, redis_id)"
               " select gen_random_uuid(), id, 'case.changed', id, 1, heed_now(),"
               " heed_now() - interval '8 days', '0-' || number"
               " from organisation, generate_series(1, 4) as number where slug = 'one'");
    return 0;
}

static int closed(void **state)
{
    (void)state;
    pool_close();
    return 0;
}

static void the_backlog_is_counted(void **state)
{
    struct backlog backlog;
    (void)state;

    owner_runs("update outbox set state = 3 where redis_id = '0-1'");
    owner_runs("update outbox set state = 0, available_at = heed_now() - interval '90 seconds'"
               " where redis_id = '0-2'");
    struct session session = begin();
    start(&session);
    assert_int_equal(backlog_read(&session.op, &backlog), OK);
    commit(&session);
    assert_int_equal(backlog.pending, 1);
    assert_int_equal(backlog.published, 2);
    assert_int_equal(backlog.dead, 1);
    assert_in_range(backlog.oldest_seconds, 89, 120);
}

static void only_what_is_long_done_is_deleted(void **state)
{
    size_t deleted;
    (void)state;

    owner_runs("update outbox set state = 2, done_at = heed_now() - interval '8 days'"
               " where redis_id in ('0-1', '0-2')");
    owner_runs("update outbox set state = 2, done_at = heed_now() - interval '6 days'"
               " where redis_id = '0-3'");
    struct session session = begin();
    start(&session);
    assert_int_equal(outbox_delete_old(&session.op, 1, &deleted), OK);
    assert_int_equal(deleted, 1);
    assert_int_equal(outbox_delete_old(&session.op, 10, &deleted), OK);
    assert_int_equal(deleted, 1);
    commit(&session);
    assert_int_equal(owner_counts("select count(*) from outbox where redis_id in ('0-3', '0-4')"),
                     2);
}

/* A site's requests of 47 and 49 hours ago. */
static void note_requests(size_t house)
{
    SCOPED_OP op = op_begin();
    char organisation[UUID_TEXT];
    uuid_text(&scene.houses[house].organisation, organisation);
    owner_runs(memory_printf(
        op.memory,
        "insert into idempotency (organisation_id, caller_id, operation, key, fingerprint, status,"
        " resource_id, created_at)"
        " select '%s', '%s', 'test', 'key ' || age, sha256('body'), 201, '%s',"
        " heed_now() - age * interval '1 hour' from unnest(array[47, 49, 50, 51]) as age",
        organisation, organisation, organisation));
}

static void only_old_requests_of_the_scope_are_forgotten(void **state)
{
    static const char rest[] = "select count(*) from idempotency where operation = 'test'";
    size_t deleted;
    (void)state;

    note_requests(0);
    note_requests(1);
    struct session session = begin();
    session.op.scope = (struct scope){ &scene.houses[0].organisation, 1 };
    start(&session);
    assert_int_equal(idempotency_delete_old(&session.op, 2, &deleted), OK);
    assert_int_equal(deleted, 2);
    assert_int_equal(idempotency_delete_old(&session.op, 10, &deleted), OK);
    assert_int_equal(deleted, 1);
    assert_int_equal(idempotency_delete_old(&session.op, 10, &deleted), OK);
    assert_int_equal(deleted, 0);
    commit(&session);
    assert_int_equal(owner_counts(rest), 1 + 4);

    session = begin();
    start(&session);
    assert_int_equal(idempotency_delete_old(&session.op, 10, &deleted), OK);
    assert_int_equal(deleted, 0);
    commit(&session);
}

static void the_details_of_staff_open_for_their_own_row_only(void **state)
{
    static const char ann[] = "{\"name\":\"Ann\"}", ben[] = "{\"name\":\"Ben\"}";
    const struct uuid ids[] = { uuid_new(clock_now()), uuid_new(clock_now()) };
    const struct uuid *here = &scene.houses[0].organisation;
    struct staff *staff;
    size_t count;
    (void)state;

    struct session session = begin();
    start(&session);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(staff_create(&session.op, &ids[i], i ? ben : ann), OK);
        assert_int_equal(staff_role_add(&session.op, &ids[i], here, ROLE_HANDLER), OK);
    }
    assert_int_equal(staff_list(&session.op, here, &staff, &count), OK);
    assert_int_equal(count, 2);
    assert_string_equal(staff[0].details, ann);
    assert_string_equal(staff[1].details, ben);
    commit(&session);

    owner_runs("update staff set sealed = (select sealed from staff as other"
               " where other.id <> staff.id)");
    session = begin();
    start(&session);
    assert_int_equal(staff_list(&session.op, here, &staff, &count), FAULT_SEAL_BROKEN);
    commit(&session);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, opened, closed)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_backlog_is_counted),
        TEST(only_what_is_long_done_is_deleted),
        TEST(only_old_requests_of_the_scope_are_forgotten),
        TEST(the_details_of_staff_open_for_their_own_row_only),
    };
    return cmocka_run_group_tests_name("upkeep", tests, scene_open, scene_close);
}
