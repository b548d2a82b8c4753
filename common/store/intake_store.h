/*
 * Taking in a case: the typed call for sql/queries/intake.sql, through the
 * executor. Everything was decided and sealed before. Rule: B4.
 */
#ifndef STORE_INTAKE_STORE_H
#define STORE_INTAKE_STORE_H

#include "common/domain/case_clock.h"
#include "common/store/case_store.h"
#include "common/store/idempotency_store.h"

struct intake {
    struct done_request request; /* the idempotency row */
    struct case_record record;   /* version 1 */
    struct case_event received;  /* seq 1; what it seals is the record's */
    const struct case_clock *clocks;
    size_t clock_count;
};

/* 'is_new' is false when nothing was inserted: the request had been done before, or the case was
 * made under a procedure that is not the active one any more, and then there is no such request. OK
 * means durable. Errors: IN_FLIGHT, BUSY, DATABASE. */
enum fault intake_insert(struct op *op, const struct intake *intake, bool *is_new) CHECKED;

/* The same within the open transaction, for a case that begins with more than its receipt. OK means
 * durable when that commits. Errors: as above. */
enum fault intake_insert_within(struct op *op, const struct intake *intake, bool *is_new) CHECKED;

#endif
