/* Gives whoever complained a new receipt code. */
#ifndef API_OPERATIONS_ISSUE_RECEIPT_CODE_H
#define API_OPERATIONS_ISSUE_RECEIPT_CODE_H

#include "api/operations/record_act.h"
#include "common/json/case_shapes.h"

/*
 * Records the act, after which the code before opens nothing, and answers with
 * the new one, once: to whoever passes it on. The history has why and how, not
 * the code. A repeated request gets the same code again while it is the one
 * that opens the case, and NULL once that was replaced or the case erased;
 * nothing, as an error, when whoever asks may not issue codes of this case any
 * more.
 *
 * Errors: those of record_act; when 'repeat.replayed' too. Rule: B1, B4.
 */
enum fault issue_receipt_code(struct op *op, struct act_call *call,
                              struct receipt_issued *issued) CHECKED;

#endif
