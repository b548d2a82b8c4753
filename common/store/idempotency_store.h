/* Requests that have been done: typed calls for sql/queries/idempotency.sql. Rule: B4. */
#ifndef STORE_IDEMPOTENCY_STORE_H
#define STORE_IDEMPOTENCY_STORE_H

#include "common/seal/key_ring.h"
#include "common/store/query.h"

/* A request by op->actor. */
struct done_request {
    const char *operation, *key;
    unsigned char fingerprint[HASH_BYTES];
    int status;
    struct uuid resource_id;
    int receipt_generation; /* of the receipt code that it issued; 0: none */
};

/* Fills all but operation and key. Errors: NOT_FOUND. */
enum fault idempotency_find(struct op *op, struct done_request *request) CHECKED;

/* 'is_new' is false when it was there before; waits for the same request in flight.
 * Errors: BUSY when that takes too long. */
enum fault idempotency_add(struct op *op, const struct done_request *request, bool *is_new) CHECKED;

#endif
