/*
 * When a clock is due: by the standard's timescale, a meeting, a day that was
 * set, or an extension. For clock_run.c alone.
 */
#ifndef DOMAIN_CLOCK_DUE_H
#define DOMAIN_CLOCK_DUE_H

#include "common/domain/case_clock.h"

/* A standard that was started by an event and runs until another. */
struct run {
    const struct standard *standard;
    const struct mark *start;     /* NULL while none runs */
    int agreed_days;              /* the interval agreed with the customer; 0: the standard's */
    day extended_to;              /* NO_DAY: not */
    const struct meeting *tabled; /* the meeting that it was tabled for last, or NULL */
};

/* Sets when the period that begins at 'start' is due and what says so: due_on, due_at, due_by,
 * reckoned_from, agreed_days, meeting_id, provisional, calendar_version, meetings_version.
 * Rule: A18, B3, D4, D5, D7. */
void clock_due(const struct clock_basis *basis, const struct run *run, instant start,
               struct case_clock *clock);

#endif
