/* Deletes what nobody needs any more: typed calls for sql/queries/housekeeping.sql. */
#ifndef STORE_HOUSEKEEPING_STORE_H
#define STORE_HOUSEKEEPING_STORE_H

#include "common/base/op.h"

/* Forgets at most 'limit' requests of more than 48 hours ago, of the organisations of op->scope. */
enum fault idempotency_delete_old(struct op *op, size_t limit, size_t *deleted) CHECKED;
/* Deletes at most 'limit' notifications that were seen 90 days ago, or not within a year, of the
 * organisations of op->scope. */
enum fault notifications_delete_old(struct op *op, size_t limit, size_t *deleted) CHECKED;

#endif
