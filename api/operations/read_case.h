/*
 * Reading cases: what each caller may know of them.
 */
#ifndef API_OPERATIONS_READ_CASE_H
#define API_OPERATIONS_READ_CASE_H

#include "common/json/case_shapes.h"

/* All that staff may see of a case, opened: for whoever may do acts of one of these groups. Who may
 * do neither READ nor PACK, of these groups, is shown nothing that was said. Whoever shows it to
 * anybody puts that on record first: readings.h.
 * Errors: NOT_FOUND, NOT_ALLOWED, SEAL_BROKEN, BUSY, DATABASE. Rule: A12. */
enum fault read_case(struct op *op, const char *reference, uint64_t groups,
                     struct case_view *view) CHECKED;

/* What a site may know of its own case. Errors: NOT_FOUND, BUSY, DATABASE. */
enum fault read_status(struct op *op, const char *reference, struct case_status_view *view) CHECKED;

/* What the complainant, proved before, may know of their own case.
 * Errors: NOT_FOUND, SEAL_BROKEN, BUSY, DATABASE. Rule: B1. */
enum fault read_receipt_view(struct op *op, struct receipt_view *view) CHECKED;

#endif
