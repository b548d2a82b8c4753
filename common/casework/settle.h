/*
 * Brings the clocks of cases up to date with their histories, the time and the
 * calendar, and records what that decided: the one way in which clocks change,
 * for acts (API) and for time (worker) alike. Rule: B3, B4, D7.
 */
#ifndef CASEWORK_SETTLE_H
#define CASEWORK_SETTLE_H

#include "common/base/op.h"
#include "common/domain/case_file.h"

/* The clocks of a case that is held by the open transaction, after an event was added to its
 * history. Errors: BUSY, DATABASE, BUG. */
enum fault settle_case(struct op *op, const struct case_file *file) CHECKED;

/*
 * The clocks of cases that the open transaction holds, when what they depend on
 * has changed without an event of theirs: a meeting. Queues an event for each
 * whose clocks that changed. Errors: BUSY, DATABASE, BUG. Rule: D4.
 */
enum fault settle_held(struct op *op, const struct case_file *files, size_t count) CHECKED;

/*
 * Settles at most 'limit' cases whose clocks time or a new calendar has
 * overtaken, in the open transaction, and queues an event for each; 'settled'
 * becomes their number. op->scope tells whose; op->now becomes the database's.
 * Errors: BUSY, DATABASE, BUG.
 */
enum fault settle_due(struct op *op, int limit, size_t *settled) CHECKED;

#endif
