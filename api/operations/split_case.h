/* Splits off the part of a sealed case that is not about safeguarding. */
#ifndef API_OPERATIONS_SPLIT_CASE_H
#define API_OPERATIONS_SPLIT_CASE_H

#include "api/operations/record_act.h"
#include "common/json/case_shapes.h"

/*
 * Records the act on the sealed case and makes the new one, both or neither;
 * answers with the new one as whoever enters a case is answered, its receipt
 * code included: whoever splits it off may not see it afterwards. A repeated
 * request gets the case that the first one made.
 *
 * Errors: those of record_act. Rule: A13, B1, B4, D17.
 */
enum fault split_case(struct op *op, struct act_call *call, struct case_created *created) CHECKED;

#endif
