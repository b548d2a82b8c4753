/*
 * A customer raises a case, or staff enter one that reached them.
 */
#ifndef API_OPERATIONS_CREATE_CASE_H
#define API_OPERATIONS_CREATE_CASE_H

#include "api/operations/repeat.h"
#include "common/json/case_shapes.h"

/*
 * Takes in one case, durable before this answers OK, and promises what the
 * procedure promises. A repeated request gets the case that the first one
 * made, with its promises as they stand now.
 *
 * Errors: FIELDS_INVALID, IDEMPOTENCY_KEY_REUSED, IN_FLIGHT, SEAL_BROKEN, BUSY, DATABASE.
 * Rule: A1, A14, A15, B1, B4, C10, D1.
 */
enum fault create_case(struct op *op, const struct case_request *request, struct repeat *repeat,
                       struct case_created *created) CHECKED;

/* A case that was made, as it stands now; its code is derived again. Whoever made it gets their
 * answer, also when they may not see the case: who is part of it as it first was, and of the staff
 * nobody the complainant's key to it. Errors: SEAL_BROKEN, BUSY, DATABASE. Rule: B1, B4. */
enum fault created_again(struct op *op, const struct uuid *id,
                         struct case_created *created) CHECKED;

#endif
