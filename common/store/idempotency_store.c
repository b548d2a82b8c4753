#include "common/store/idempotency_store.h"

#include <string.h>

struct done_row {
    struct bytes fingerprint;
    int status;
    struct uuid resource_id;
    int receipt_generation;
};

static const struct column done_columns[] = {
    COLUMN(struct done_row, fingerprint, read_bytes),
    COLUMN(struct done_row, status, read_int),
    COLUMN(struct done_row, resource_id, read_uuid),
    COLUMN(struct done_row, receipt_generation, read_int),
};
static const struct row done_row = ROW(struct done_row, done_columns);

enum fault idempotency_find(struct op *op, struct done_request *request)
{
    struct done_row row;
    TRY(query_one(op, Q_idempotency_find,
                  PARAMS(param_uuid(op, &op->actor.organisation_id), param_uuid(op, &op->actor.id),
                         request->operation, request->key),
                  &done_row, &row, FAULT_NOT_FOUND));
    if (row.fingerprint.length != HASH_BYTES)
        return FAULT_BUG;
    memcpy(request->fingerprint, row.fingerprint.data, HASH_BYTES);
    request->status = row.status;
    request->resource_id = row.resource_id;
    request->receipt_generation = row.receipt_generation;
    return OK;
}

enum fault idempotency_add(struct op *op, const struct done_request *request, bool *is_new)
{
    size_t added;
    TRY(query_count(
        op, Q_idempotency_add,
        PARAMS(param_uuid(op, &op->actor.organisation_id), param_uuid(op, &op->actor.id),
               request->operation, request->key, param_bytes(op, request->fingerprint, HASH_BYTES),
               param_int(op, request->status), param_uuid(op, &request->resource_id),
               param_instant(op, op->now),
               request->receipt_generation ? param_int(op, request->receipt_generation) : NULL),
        &added));
    *is_new = added == 1;
    return OK;
}
