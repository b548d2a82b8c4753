/*
 * A new case, made whole before anything is written: identifiers, key, sealed
 * documents, receipt code, first history entry, first clocks. The database then
 * decides only "new or replay".
 */
#ifndef CASEWORK_NEW_CASE_H
#define CASEWORK_NEW_CASE_H

#include "common/json/case_shapes.h"
#include "common/store/intake_store.h"

/*
 * Checks what only the procedure can, and makes the case that op->actor posts.
 * 'intake' lacks its idempotency request only; 'receipt' becomes the code. 'id'
 * is the case's own: another try at the same request has the same.
 * Errors: FIELDS_INVALID, KEY_RING_WRONG, BUSY, DATABASE, BUG (procedure_of, calendar_of).
 * Rule: A1, A7, A14, B1, B6, C10, D1.
 */
enum fault new_case(struct op *op, const struct uuid *id, const struct case_request *request,
                    struct intake *intake, const char **receipt) CHECKED;

#endif
