/* The certificate that a case was erased. Rule: B7, D18. */
#ifndef API_OPERATIONS_READ_ERASURE_H
#define API_OPERATIONS_READ_ERASURE_H

#include "common/base/op.h"
#include "common/domain/erasure.h"

/* For staff who may read the case, or its history. Errors: NOT_FOUND (also while it is not erased),
 * NOT_ALLOWED, BUSY, DATABASE. */
enum fault read_erasure(struct op *op, const char *reference, struct erasure *erasure) CHECKED;

#endif
