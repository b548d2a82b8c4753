/* Deletes what nobody needs any more: typed calls for sql/queries/housekeeping.sql. */
#ifndef STORE_HOUSEKEEPING_STORE_H
#define STORE_HOUSEKEEPING_STORE_H

#include "common/base/op.h"

/* Forgets at most 'limit' requests of more than 48 hours ago, of the organisations of op->scope. */
enum fault idempotency_delete_old(struct op *op, size_t limit, size_t *deleted) CHECKED;
/* Deletes at most 'limit' notifications that were seen 90 days ago, or not within a year, of the
 * organisations of op->scope. */
enum fault notifications_delete_old(struct op *op, size_t limit, size_t *deleted) CHECKED;
/* Deletes at most 'limit' messages to sites that were made 90 days ago, and secrets that sign no
 * more, of the organisations of op->scope. */
enum fault webhook_deliveries_delete_old(struct op *op, size_t limit, size_t *deleted) CHECKED;
enum fault webhook_secrets_delete_old(struct op *op, size_t limit, size_t *deleted) CHECKED;

#endif
