/*
 * Hands a case that was received as a matter of safeguarding over.
 */
#ifndef API_OPERATIONS_SAFEGUARD_H
#define API_OPERATIONS_SAFEGUARD_H

#include "common/base/op.h"
#include "common/domain/vocabulary.h"

/*
 * Gives the case to somebody with the role that the complainant chose, or who
 * stands in for it. It was sealed when it came in; this does nothing to a case
 * that was handed over before. Where nobody is left it is not taken: whoever
 * gives people their roles is told, and it is for the local authority.
 * Errors: BUSY, DATABASE and those of record_act. Rule: A13, D9.
 */
enum fault safeguard(struct op *op, const struct uuid *case_id, enum role chosen,
                     bool *is_taken) CHECKED;

#endif
