/*
 * What waits for meetings, and follows them when they change. Rule: A16, D4.
 */
#ifndef CASEWORK_MEETINGS_H
#define CASEWORK_MEETINGS_H

#include "common/store/case_clock_store.h"

/*
 * The standards that wait for meetings of this body (BODY_NONE: of any), in
 * whichever version of the organisation's procedure.
 * Errors: BUG, BUSY, DATABASE.
 */
enum fault meeting_standards(struct op *op, const struct uuid *organisation_id, enum body body,
                             struct codes *standards) CHECKED;

/* Cases that wait for a meeting, held until the open transaction ends. */
struct waiting_cases {
    struct case_file *files;
    size_t count;
};

/*
 * Holds every case of the organisation that waits for a meeting, and decides
 * what is overdue by now: a change to come must not undo it. From here on the
 * transaction acts for the organisation. Call before the meetings change.
 * Errors: BUG, BUSY, DATABASE. Rule: B3.
 */
enum fault waiting_cases_hold(struct op *op, const struct uuid *organisation_id,
                              struct waiting_cases *waiting) CHECKED;

/*
 * Settles their clocks by the meetings as they are now, and tells the worker;
 * cases that began to wait meanwhile are for the worker to settle.
 * Errors: BUG, BUSY, DATABASE.
 */
enum fault waiting_cases_settle(struct op *op, const struct uuid *organisation_id,
                                const struct waiting_cases *waiting) CHECKED;

#endif
