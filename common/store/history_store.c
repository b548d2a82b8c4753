/* The history of cases as records: the rest of case_store.h. */
#include "common/store/case_store.h"

#include "common/store/word_readers.h"

static const struct column mark_columns[] = {
    COLUMN(struct case_mark, case_id, read_uuid),
    COLUMN_AS("seq", struct case_mark, mark.seq, read_int),
    COLUMN_AS("event", struct case_mark, mark.event, read_event_type),
    COLUMN_AS("at", struct case_mark, mark.at, read_instant),
    COLUMN(struct case_mark, recorded_at, read_instant),
    COLUMN(struct case_mark, facts, read_text),
};
static const struct row mark_row = ROW(struct case_mark, mark_columns);

enum fault case_marks(struct op *op, const struct uuid *case_ids, size_t case_count,
                      struct case_mark **marks, size_t *count)
{
    return query_many(op, Q_case_marks, PARAMS(param_uuids(op, case_ids, case_count)), &mark_row,
                      marks, count);
}

static const struct column event_columns[] = {
    COLUMN(struct case_event, seq, read_int),
    COLUMN(struct case_event, recorded_at, read_instant),
    COLUMN(struct case_event, occurred_at, read_instant),
    COLUMN(struct case_event, actor_kind, read_text),
    COLUMN(struct case_event, actor, read_uuid),
    COLUMN(struct case_event, type, read_event_type),
    COLUMN(struct case_event, facts, read_text),
    COLUMN(struct case_event, sealed, read_bytes),
    COLUMN(struct case_event, content_hash, read_bytes),
    COLUMN(struct case_event, hash, read_bytes),
};
static const struct row event_row = ROW(struct case_event, event_columns);

enum fault case_history(struct op *op, const struct uuid *organisation_id,
                        const struct uuid *case_id, struct case_event **events, size_t *count)
{
    return query_many(op, Q_case_history,
                      PARAMS(param_uuid(op, organisation_id), param_uuid(op, case_id)), &event_row,
                      events, count);
}

enum fault case_event_add(struct op *op, const struct case_file *file,
                          const struct case_event *event)
{
    return query_run(op, Q_case_event_add,
                     PARAMS(param_uuid(op, &file->organisation_id), param_uuid(op, &file->id),
                            param_int(op, event->seq), param_instant(op, event->recorded_at),
                            param_instant(op, event->occurred_at), event->actor_kind,
                            param_uuid(op, &event->actor),
                            vocabulary_text(&event_types, (int)event->type), event->facts,
                            param_bytes(op, event->sealed.data, event->sealed.length),
                            param_bytes(op, event->content_hash.data, event->content_hash.length),
                            param_bytes(op, event->hash.data, event->hash.length)));
}

static const struct column last_columns[] = {
    COLUMN(struct case_event, recorded_at, read_instant),
    COLUMN(struct case_event, hash, read_bytes),
};
static const struct row last_row = ROW(struct case_event, last_columns);

enum fault case_event_last(struct op *op, const struct case_file *file, struct case_event *last)
{
    return query_one(op, Q_case_event_last,
                     PARAMS(param_uuid(op, &file->organisation_id), param_uuid(op, &file->id),
                            param_int(op, file->version)),
                     &last_row, last, FAULT_BUG);
}
