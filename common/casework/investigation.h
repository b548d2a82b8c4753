/*
 * An investigation does not wait for somebody who is away or has left.
 * Rule: A17, D9.
 */
#ifndef CASEWORK_INVESTIGATION_H
#define CASEWORK_INVESTIGATION_H

#include "common/base/op.h"

/* Tells of each open investigation for which somebody was named who is away, has left or lost the
 * role: their deputy while they are away, else whoever may give it to others; none who was told
 * of it since then (NO_INSTANT: nobody was). Errors: BUSY, DATABASE. */
enum fault investigations_tell_away(struct op *op, const struct uuid *organisation_id,
                                    const struct uuid *staff_id, instant since) CHECKED;

#endif
