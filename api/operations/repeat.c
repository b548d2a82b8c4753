#include "api/operations/repeat.h"

#include "common/seal/fingerprint.h"
#include "common/store/idempotency_store.h"

static struct done_request as_request(const struct repeat *repeat)
{
    struct done_request request = { .operation = repeat->operation, .key = repeat->key };
    request.receipt_generation = repeat->receipt_generation;
    fingerprint_body(repeat->body, repeat->body_length, request.fingerprint);
    return request;
}

enum fault repeat_find(struct op *op, struct repeat *repeat, struct uuid *resource_id)
{
    struct done_request done = as_request(repeat);
    const struct done_request asked = done;
    TRY(idempotency_find(op, &done));
    if (!fingerprint_equal(asked.fingerprint, done.fingerprint))
        return FAULT_IDEMPOTENCY_KEY_REUSED;
    *resource_id = done.resource_id;
    repeat->receipt_generation = done.receipt_generation;
    repeat->replayed = true;
    return OK;
}

enum fault repeat_note(struct op *op, struct repeat *repeat, int status, struct uuid *resource_id)
{
    if (!repeat->key)
        return OK;
    struct done_request request = as_request(repeat);
    request.status = status;
    request.resource_id = *resource_id;
    bool is_new;
    const enum fault fault = idempotency_add(op, &request, &is_new);
    if (fault == FAULT_BUSY)
        return FAULT_IN_FLIGHT;
    TRY(fault);
    return is_new ? OK : repeat_find(op, repeat, resource_id);
}
