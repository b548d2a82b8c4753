/*
 * What is wrong with a case that is posted, as far as only the procedure and
 * the records know.
 */
#ifndef CASEWORK_CASE_REQUEST_CHECK_H
#define CASEWORK_CASE_REQUEST_CHECK_H

#include "common/domain/procedure.h"
#include "common/json/case_shapes.h"

/* Errors: FIELDS_INVALID, with every mistake in op->mistakes; BUSY, DATABASE.
 * Rule: A13, C11, C14, D1. */
enum fault case_request_check(struct op *op, const struct case_request *request,
                              const struct procedure *procedure) CHECKED;

#endif
