#include "common/store/health_store.h"

static const struct column backlog_columns[] = {
    COLUMN(struct backlog, pending, read_int64),
    COLUMN(struct backlog, published, read_int64),
    COLUMN(struct backlog, dead, read_int64),
    COLUMN(struct backlog, oldest_seconds, read_int64),
};
static const struct row backlog_row = ROW(struct backlog, backlog_columns);

enum fault backlog_read(struct op *op, struct backlog *backlog)
{
    return query_one(op, Q_backlog_read, NO_PARAMS, &backlog_row, backlog, FAULT_BUG);
}
