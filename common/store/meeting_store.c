#include "common/store/meeting_store.h"

#include "common/store/query.h"
#include "common/store/word_readers.h"

static const struct column meeting_columns[] = {
    COLUMN(struct meeting, id, read_uuid),
    COLUMN(struct meeting, body, read_body),
    COLUMN(struct meeting, is_special, read_bool),
    COLUMN(struct meeting, starts_at, read_instant),
    COLUMN(struct meeting, changed_at, read_instant),
    COLUMN(struct meeting, is_cancelled, read_bool),
};
static const struct row meeting_row = ROW(struct meeting, meeting_columns);

enum fault meetings_of(struct op *op, const struct uuid *organisation_id, struct meeting **meetings,
                       size_t *count)
{
    return query_many(op, Q_meetings_of, PARAMS(param_uuid(op, organisation_id)), &meeting_row,
                      meetings, count);
}
