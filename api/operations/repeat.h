/*
 * What makes a repeated request known: one that was done is answered again and
 * done once. Rule: B4.
 */
#ifndef API_OPERATIONS_REPEAT_H
#define API_OPERATIONS_REPEAT_H

#include "common/base/op.h"

struct repeat {
    const char *operation; /* method and path: keys are told apart by it */
    const char *key;       /* Idempotency-Key; NULL when none was given */
    const char *body;      /* the bytes whose fingerprint is kept */
    size_t body_length;
    int receipt_generation; /* of the receipt code that it issues, or issued; 0: none */
    bool replayed;          /* answered: it had been done before */
};

/* Within the open transaction: notes the request as done for a resource. When it had been done
 * already 'replayed' is set and 'resource_id' becomes what it made.
 * Errors: IDEMPOTENCY_KEY_REUSED (same key, other body), IN_FLIGHT. */
enum fault repeat_note(struct op *op, struct repeat *repeat, int status,
                       struct uuid *resource_id) CHECKED;

/* What a request that was done before made. Errors: as above, NOT_FOUND (it was not done). */
enum fault repeat_find(struct op *op, struct repeat *repeat, struct uuid *resource_id) CHECKED;

#endif
