/* The events that nobody could react to. */
#include "common/store/outbox_store.h"

#include "common/store/query.h"

static const struct column letter_columns[] = {
    COLUMN(struct dead_letter, id, read_uuid),
    COLUMN(struct dead_letter, topic, read_text),
    COLUMN(struct dead_letter, organisation_id, read_uuid),
    COLUMN(struct dead_letter, organisation, read_text),
    COLUMN(struct dead_letter, case_id, read_uuid),
    COLUMN(struct dead_letter, attempt, read_int),
    COLUMN(struct dead_letter, last_error, read_text),
    COLUMN(struct dead_letter, published_at, read_instant),
};
static const struct row letter_row = ROW(struct dead_letter, letter_columns);

enum fault outbox_dead_list(struct op *op, size_t limit, struct dead_letter **letters,
                            size_t *count)
{
    return query_many(op, Q_outbox_dead_list, PARAMS(param_int(op, (int64_t)limit)), &letter_row,
                      letters, count);
}

enum fault outbox_dead_show(struct op *op, const struct uuid *id, struct dead_letter *letter)
{
    return query_one(op, Q_outbox_dead_show, PARAMS(param_uuid(op, id)), &letter_row, letter,
                     FAULT_NOT_FOUND);
}

static enum fault change(struct op *op, enum query query, const struct uuid *id)
{
    size_t changed;
    TRY(query_count(op, query, PARAMS(param_uuid(op, id)), &changed));
    return changed ? OK : FAULT_NOT_FOUND;
}

enum fault outbox_dead_retry(struct op *op, const struct uuid *id)
{
    return change(op, Q_outbox_dead_retry, id);
}

enum fault outbox_dead_drop(struct op *op, const struct uuid *id)
{
    return change(op, Q_outbox_dead_drop, id);
}
