#include "common/store/housekeeping_store.h"

#include "common/store/query.h"

enum fault idempotency_delete_old(struct op *op, size_t limit, size_t *deleted)
{
    return query_count(op, Q_idempotency_delete_old, PARAMS(param_int(op, (int64_t)limit)),
                       deleted);
}

enum fault notifications_delete_old(struct op *op, size_t limit, size_t *deleted)
{
    return query_count(op, Q_notifications_delete_old, PARAMS(param_int(op, (int64_t)limit)),
                       deleted);
}

enum fault webhook_deliveries_delete_old(struct op *op, size_t limit, size_t *deleted)
{
    return query_count(op, Q_webhook_deliveries_delete_old, PARAMS(param_int(op, (int64_t)limit)),
                       deleted);
}

enum fault webhook_secrets_delete_old(struct op *op, size_t limit, size_t *deleted)
{
    return query_count(op, Q_webhook_secrets_delete_old, PARAMS(param_int(op, (int64_t)limit)),
                       deleted);
}
