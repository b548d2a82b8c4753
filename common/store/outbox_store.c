#include "common/store/outbox_store.h"

#include "common/store/word_readers.h"

static const struct column event_columns[] = {
    COLUMN(struct event, id, read_uuid),
    COLUMN(struct event, topic, read_topic),
    COLUMN(struct event, organisation_id, read_uuid),
    COLUMN_AS("subject_id", struct event, case_id, read_uuid),
    COLUMN(struct event, traceparent, read_text),
    COLUMN(struct event, attempt, read_int),
};
static const struct row event_row = ROW(struct event, event_columns);

static const struct column stale_columns[] = {
    COLUMN(struct stale_event, id, read_uuid),
    COLUMN(struct stale_event, entry, read_text),
    COLUMN(struct stale_event, published_at, read_instant),
    COLUMN(struct stale_event, is_overdue, read_bool),
};
static const struct row stale_row = ROW(struct stale_event, stale_columns);

static const struct column claim_columns[] = {
    COLUMN_AS("id", struct claim, event.id, read_uuid),
    COLUMN_AS("topic", struct claim, event.topic, read_topic),
    COLUMN_AS("organisation_id", struct claim, event.organisation_id, read_uuid),
    COLUMN_AS("subject_id", struct claim, event.case_id, read_uuid),
    COLUMN_AS("traceparent", struct claim, event.traceparent, read_text),
    COLUMN_AS("attempt", struct claim, event.attempt, read_int),
    COLUMN(struct claim, verdict, read_int),
};
static const struct row claim_row = ROW(struct claim, claim_columns);

/* One array of ids, one of attempts: events as two parameters. */
static const char *param_event_ids(struct op *op, const struct event *events, size_t count)
{
    struct array ids = { 0 };
    for (size_t i = 0; i < count; i++)
        array_add(op, &ids, param_uuid(op, &events[i].id));
    return param_array(op, &ids);
}

static const char *param_attempts(struct op *op, const struct event *events, size_t count)
{
    struct array attempts = { 0 };
    for (size_t i = 0; i < count; i++)
        array_add(op, &attempts, param_int(op, events[i].attempt));
    return param_array(op, &attempts);
}

enum fault outbox_add_all(struct op *op, const struct event *events, size_t count)
{
    struct array ids = { 0 }, organisations = { 0 }, names = { 0 }, cases = { 0 }, traces = { 0 };
    for (size_t i = 0; i < count; i++) {
        const struct uuid id = uuid_new(op->now);
        array_add(op, &ids, param_uuid(op, &id));
        array_add(op, &organisations, param_uuid(op, &events[i].organisation_id));
        array_add(op, &names, vocabulary_text(&topics, (int)events[i].topic));
        array_add(op, &cases, param_uuid(op, &events[i].case_id));
        array_add(op, &traces, op->traceparent[0] ? op->traceparent : NULL);
    }
    op->queued = true;
    return query_run(op, Q_outbox_add,
                     PARAMS(param_array(op, &ids), param_array(op, &organisations),
                            param_array(op, &names), param_array(op, &cases),
                            param_array(op, &traces)));
}

enum fault outbox_add(struct op *op, enum topic topic, const struct uuid *organisation_id,
                      const struct uuid *case_id)
{
    const struct event event = { .topic = topic,
                                 .organisation_id = *organisation_id,
                                 .case_id = *case_id };
    return outbox_add_all(op, &event, 1);
}

enum fault outbox_pending(struct op *op, size_t limit, struct event **events, size_t *count)
{
    return query_many(op, Q_outbox_pending, PARAMS(param_int(op, (int64_t)limit)), &event_row,
                      events, count);
}

enum fault outbox_published(struct op *op, const struct event *events, const char *const *entries,
                            size_t count)
{
    struct array list = { 0 };
    for (size_t i = 0; i < count; i++)
        array_add(op, &list, entries[i]);
    return query_run(op, Q_outbox_published,
                     PARAMS(param_event_ids(op, events, count), param_array(op, &list)));
}

enum fault outbox_stale(struct op *op, int64_t min_age_ms, const struct stale_event *after,
                        size_t limit, struct stale_event **events, size_t *count)
{
    return query_many(
        op, Q_outbox_stale,
        PARAMS(param_int(op, min_age_ms), after ? param_instant(op, after->published_at) : NULL,
               after ? param_uuid(op, &after->id) : NULL, param_int(op, (int64_t)limit)),
        &stale_row, events, count);
}

enum fault outbox_again(struct op *op, const struct stale_event *events, size_t count,
                        size_t *changed)
{
    struct array ids = { 0 };
    struct array entries = { 0 };
    for (size_t i = 0; i < count; i++) {
        array_add(op, &ids, param_uuid(op, &events[i].id));
        array_add(op, &entries, events[i].entry);
    }
    return query_count(op, Q_outbox_again, PARAMS(param_array(op, &ids), param_array(op, &entries)),
                       changed);
}

enum fault outbox_claim(struct op *op, const struct uuid *ids, size_t count,
                        const struct lease *lease, struct claim **claims, size_t *claim_count)
{
    return query_many(op, Q_outbox_claim,
                      PARAMS(param_uuids(op, ids, count), lease->owner,
                             param_int(op, lease->seconds), param_int(op, lease->max_attempts),
                             param_bool(count == 1)),
                      &claim_row, claims, claim_count);
}

enum fault outbox_hold(struct op *op, const struct event *events, size_t count, const char *owner)
{
    struct event *held;
    size_t held_count;
    TRY(query_many(
        op, Q_outbox_hold,
        PARAMS(param_event_ids(op, events, count), param_attempts(op, events, count), owner),
        &event_row, &held, &held_count));
    return held_count == count ? OK : FAULT_FENCED;
}

enum fault outbox_done(struct op *op, const struct event *events, size_t count, const char *owner)
{
    size_t changed;
    TRY(query_count(
        op, Q_outbox_done,
        PARAMS(param_event_ids(op, events, count), param_attempts(op, events, count), owner),
        &changed));
    return changed == count ? OK : FAULT_FENCED;
}

static const struct row is_dead_row = VALUE(bool, "is_dead", read_bool);

enum fault outbox_failed(struct op *op, const struct event *event, const struct lease *lease,
                         enum fault why, bool *is_dead)
{
    return query_one(op, Q_outbox_failed,
                     PARAMS(param_uuid(op, &event->id), param_int(op, event->attempt), lease->owner,
                            param_int(op, lease->max_attempts), fault_kind(why)->slug),
                     &is_dead_row, is_dead, FAULT_FENCED);
}

enum fault outbox_delete_old(struct op *op, size_t limit, size_t *deleted)
{
    return query_count(op, Q_outbox_delete_old, PARAMS(param_int(op, (int64_t)limit)), deleted);
}
