/* What waits: the typed call for sql/queries/health.sql. */
#ifndef STORE_HEALTH_STORE_H
#define STORE_HEALTH_STORE_H

#include "common/store/query.h"

struct backlog {
    int64_t pending, published, dead; /* events */
    int64_t oldest_seconds;           /* since the oldest that is not done became due */
};
enum fault backlog_read(struct op *op, struct backlog *backlog) CHECKED;

#endif
