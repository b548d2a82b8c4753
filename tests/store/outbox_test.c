/* Events as records: who may take one, who has lost it, when it is tried again. Rule: B4. */
#include "tests/store/session.h"

#include "common/store/outbox_store.h"

enum { EVENTS = 4 };

static const struct lease ann = { "ann", 60, 3 }, ben = { "ben", 60, 3 };
static const struct lease brief = { "brief", 0, 3 }; /* over as soon as it is had */

static struct uuid ids[EVENTS];

static int queue_events(void **state)
{
    (void)state;
    pool_open(setting("HEED_WORKER_DATABASE_URL"), "outbox-test", 2);
    owner_runs("delete from outbox");
    struct session session = begin();
    start(&session);
    for (size_t i = 0; i < EVENTS; i++)
        assert_int_equal(outbox_add(&session.op, TOPIC_CASE_CHANGED, &scene.houses[0].organisation,
                                    &scene.houses[0].site),
                         OK);
    struct event *events;
    size_t count;
    assert_int_equal(outbox_pending(&session.op, EVENTS, &events, &count), OK);
    assert_int_equal(count, EVENTS);
    for (size_t i = 0; i < EVENTS; i++)
        ids[i] = events[i].id;
    commit(&session);
    return 0;
}

static int close_pool(void **state)
{
    (void)state;
    pool_close();
    return 0;
}

static void everything_told_of_an_event_is_answered(void **state)
{
    static const char parent[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    (void)state;
    owner_runs("delete from outbox");
    struct session session = begin();
    memcpy(session.op.traceparent, parent, sizeof parent);
    start(&session);
    assert_int_equal(outbox_add(&session.op, TOPIC_CASE_BREACHED, &scene.houses[1].organisation,
                                &scene.houses[1].site),
                     OK);
    assert_true(session.op.queued);
    struct event *events;
    size_t count;
    assert_int_equal(outbox_pending(&session.op, 10, &events, &count), OK);
    assert_int_equal(count, 1);
    assert_int_equal(events[0].topic, TOPIC_CASE_BREACHED);
    assert_true(uuid_equal(&events[0].organisation_id, &scene.houses[1].organisation));
    assert_true(uuid_equal(&events[0].case_id, &scene.houses[1].site));
    assert_string_equal(events[0].traceparent, parent);
    assert_int_equal(events[0].attempt, 0);
    commit(&session);
}

/* --- Relay and sweep --- */

static void two_relays_never_hold_the_same_event(void **state)
{
    struct session one = begin(), other = begin();
    struct event *first, *second;
    size_t first_count, second_count;
    (void)state;

    start(&one);
    start(&other);
    assert_int_equal(outbox_pending(&one.op, 3, &first, &first_count), OK);
    assert_int_equal(outbox_pending(&other.op, 3, &second, &second_count), OK);
    assert_int_equal(first_count, 3);
    assert_int_equal(second_count, 1);
    for (size_t i = 0; i < first_count; i++)
        assert_false(uuid_equal(&first[i].id, &second[0].id));
    undo(&one);
    undo(&other);
}

/* Publishes all events as entries "0-1" to "0-4". */
static void publish_all(void)
{
    static const char *const entries[EVENTS] = { "0-1", "0-2", "0-3", "0-4" };
    struct session session = begin();
    struct event events[EVENTS];
    for (size_t i = 0; i < EVENTS; i++)
        events[i] = (struct event){ .id = ids[i] };
    start(&session);
    assert_int_equal(outbox_published(&session.op, events, entries, EVENTS), OK);
    commit(&session);
}

static size_t find_stale(struct session *session, int64_t age_ms, const struct stale_event *after,
                         struct stale_event **found)
{
    size_t count;
    assert_int_equal(outbox_stale(&session->op, age_ms, after, 3, found, &count), OK);
    return count;
}

static void what_was_published_and_lost_is_found_page_by_page(void **state)
{
    struct stale_event *page, *next;
    (void)state;

    publish_all();
    struct session session = begin();
    start(&session);
    assert_int_equal(find_stale(&session, 60000, NULL, &page), 0);
    assert_int_equal(find_stale(&session, 0, NULL, &page), 3);
    assert_int_equal(find_stale(&session, 0, &page[2], &next), 1);
    for (size_t i = 0; i < 3; i++) {
        assert_false(uuid_equal(&page[i].id, &next[0].id));
        assert_false(page[i].is_overdue);
    }
    assert_int_equal(find_stale(&session, 0, &next[0], &next), 0);
    undo(&session);

    owner_runs("update outbox set published_at = published_at - interval '11 minutes'"
               " where redis_id = '0-2'");
    session = begin();
    start(&session);
    assert_int_equal(find_stale(&session, 60000, NULL, &page), 1);
    assert_string_equal(page[0].entry, "0-2");
    assert_true(page[0].is_overdue);
    undo(&session);
}

static void what_moved_on_is_not_published_again(void **state)
{
    struct stale_event *page;
    size_t changed;
    (void)state;

    publish_all();
    struct session session = begin();
    start(&session);
    assert_int_equal(find_stale(&session, 0, NULL, &page), 3);
    owner_runs("update outbox set state = 2 where redis_id = '0-1'");
    owner_runs("update outbox set redis_id = '9-9' where redis_id = '0-2'");
    assert_int_equal(outbox_again(&session.op, page, 3, &changed), OK);
    commit(&session);
    assert_int_equal(changed, owner_counts("select count(*) from outbox where state = 0"));
    assert_int_equal(changed, 1);
}

/* --- Claims --- */

/* Claims in a transaction of its own; the verdict on the first, 0 when nothing is answered. */
static int claim(const struct uuid *which, size_t count, const struct lease *lease,
                 struct event *event)
{
    struct session session = begin();
    struct claim *claims;
    size_t claim_count;
    int verdict = 0;
    start(&session);
    assert_int_equal(outbox_claim(&session.op, which, count, lease, &claims, &claim_count), OK);
    assert_in_range(claim_count, 0, count);
    for (size_t i = 0; i < claim_count; i++)
        if (uuid_equal(&claims[i].event.id, &which[0])) {
            verdict = (int)claims[i].verdict;
            *event = claims[i].event;
            event->traceparent = NULL;
        }
    commit(&session);
    return verdict;
}

static void an_event_is_one_workers_at_a_time(void **state)
{
    struct event event;
    (void)state;

    assert_int_equal(claim(ids, EVENTS, &ann, &event), CLAIM_TAKEN);
    assert_int_equal(event.attempt, 1);
    assert_int_equal(event.topic, TOPIC_CASE_CHANGED);
    assert_true(uuid_equal(&event.case_id, &scene.houses[0].site));
    assert_int_equal(claim(ids, EVENTS, &ben, &event), 0);
    assert_int_equal(claim(ids, 1, &ben, &event), 0);
}

static void what_was_tried_before_is_taken_alone(void **state)
{
    struct event event;
    (void)state;

    assert_int_equal(claim(ids, EVENTS, &brief, &event), CLAIM_TAKEN);
    assert_int_equal(claim(ids, EVENTS, &ben, &event), CLAIM_TRIED);
    assert_int_equal(event.attempt, 1);
    assert_int_equal(claim(ids, 1, &ben, &event), CLAIM_TAKEN);
    assert_int_equal(event.attempt, 2);
}

static void a_row_that_somebody_holds_is_not_waited_for(void **state)
{
    struct event event;
    (void)state;

    owner_runs("begin; select from outbox for update");
    assert_int_equal(claim(ids, 2, &ann, &event), CLAIM_HELD);
    owner_runs("commit");
    assert_int_equal(claim(ids, 2, &ann, &event), CLAIM_TAKEN);
}

static void an_event_that_crashed_all_its_workers_is_dead(void **state)
{
    struct event event;
    (void)state;

    for (int attempt = 1; attempt <= 3; attempt++) {
        assert_int_equal(claim(ids, 1, &brief, &event), CLAIM_TAKEN);
        assert_int_equal(event.attempt, attempt);
    }
    assert_int_equal(claim(ids, 1, &ann, &event), CLAIM_DEAD);
    assert_int_equal(event.attempt, 3);
    assert_int_equal(claim(ids, 1, &ann, &event), 0);
    assert_int_equal(owner_counts("select count(*) from outbox where state = 3"
                                  " and last_error = 'crashed'"),
                     1);
}

/* --- The fence --- */

static enum fault finish(enum fault (*end)(struct op *op, const struct event *events, size_t count,
                                           const char *owner),
                         const struct event *event, const struct lease *lease)
{
    struct session session = begin();
    start(&session);
    const enum fault fault = end(&session.op, event, 1, lease->owner);
    commit(&session);
    return fault;
}

static enum fault fail_event(const struct event *event, const struct lease *lease, bool *is_dead)
{
    struct session session = begin();
    start(&session);
    const enum fault fault = outbox_failed(&session.op, event, lease, FAULT_BUSY, is_dead);
    commit(&session);
    return fault;
}

static void whoever_took_too_long_finds_the_fence(void **state)
{
    struct event slow, quick;
    bool is_dead;
    (void)state;

    assert_int_equal(claim(ids, 1, &brief, &slow), CLAIM_TAKEN);
    assert_int_equal(finish(outbox_hold, &slow, &brief), OK);
    assert_int_equal(claim(ids, 1, &ben, &quick), CLAIM_TAKEN);
    assert_int_equal(finish(outbox_hold, &slow, &brief), FAULT_FENCED);
    assert_int_equal(finish(outbox_done, &slow, &brief), FAULT_FENCED);
    assert_int_equal(fail_event(&slow, &brief, &is_dead), FAULT_FENCED);
    /* Neither its attempt with another's name, nor its name with another attempt. */
    assert_int_equal(finish(outbox_done, &quick, &brief), FAULT_FENCED);
    assert_int_equal(finish(outbox_done, &slow, &ben), FAULT_FENCED);

    assert_int_equal(finish(outbox_hold, &quick, &ben), OK);
    assert_int_equal(finish(outbox_done, &quick, &ben), OK);
    assert_int_equal(finish(outbox_done, &quick, &ben), FAULT_FENCED);
    assert_int_equal(claim(ids, 1, &ann, &quick), 0);
}

static void one_that_is_fenced_fences_its_batch(void **state)
{
    struct event events[2];
    (void)state;

    assert_int_equal(claim(&ids[0], 1, &ann, &events[0]), CLAIM_TAKEN);
    assert_int_equal(claim(&ids[1], 1, &ann, &events[1]), CLAIM_TAKEN);
    events[1].attempt = 2;
    struct session session = begin();
    start(&session);
    assert_int_equal(outbox_hold(&session.op, events, 2, ann.owner), FAULT_FENCED);
    assert_int_equal(outbox_done(&session.op, events, 2, ann.owner), FAULT_FENCED);
    undo(&session);
    assert_int_equal(owner_counts("select count(*) from outbox where state = 2"), 0);
}

static void a_failure_is_tried_again_later_and_three_are_the_end(void **state)
{
    static const char again[] = "update outbox set available_at = heed_now()";
    struct event event;
    bool is_dead = true;
    (void)state;

    for (int attempt = 1; attempt <= 3; attempt++) {
        assert_int_equal(claim(ids, 1, &ann, &event), CLAIM_TAKEN);
        assert_int_equal(fail_event(&event, &ann, &is_dead), OK);
        assert_int_equal(is_dead, attempt == 3);
        assert_int_equal(claim(ids, 1, &ann, &event), 0);
        /* 1, 2 seconds and up to half as much again */
        if (!is_dead)
            assert_in_range(owner_counts("select extract(epoch from available_at - heed_now()) * 10"
                                         " from outbox where last_error is not null"),
                            attempt * 10 - 5, attempt * 15);
        owner_runs(again);
    }
    assert_int_equal(owner_counts("select count(*) from outbox where state = 3 and attempt = 3"
                                  " and last_error = 'busy' and lease_owner is null"),
                     1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, queue_events, close_pool)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(everything_told_of_an_event_is_answered),
        TEST(two_relays_never_hold_the_same_event),
        TEST(what_was_published_and_lost_is_found_page_by_page),
        TEST(what_moved_on_is_not_published_again),
        TEST(an_event_is_one_workers_at_a_time),
        TEST(what_was_tried_before_is_taken_alone),
        TEST(a_row_that_somebody_holds_is_not_waited_for),
        TEST(an_event_that_crashed_all_its_workers_is_dead),
        TEST(whoever_took_too_long_finds_the_fence),
        TEST(one_that_is_fenced_fences_its_batch),
        TEST(a_failure_is_tried_again_later_and_three_are_the_end),
    };
    return cmocka_run_group_tests_name("outbox", tests, scene_open, scene_close);
}
