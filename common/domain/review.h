/* The figures of a periodic review, exact. Rule: B9, C15. */
#ifndef DOMAIN_REVIEW_H
#define DOMAIN_REVIEW_H

#include "common/base/day.h"

#include <stddef.h>

/* open_at_start + received + reopened + converted_in - closed - converted_out = open_at_end */
struct reconciliation {
    const char *kind; /* NULL for all of them together */
    int open_at_start, received, reopened, converted_in, closed, converted_out, open_at_end;
};

/* The sum over all kinds. Rule: B9. */
struct reconciliation reconciliation_total(const struct reconciliation *by_kind, size_t count);

struct tally {
    const char *code;
    int count;
};

struct received_figures {
    int total;
    const struct tally *by_kind, *by_channel, *by_category;
    size_t kind_count, channel_count, category_count;
};

/* Whole working days from receipt to closing, by nearest rank; 0 when nothing was closed. */
struct duration_figures {
    int count, median, p90;
};

struct closed_figures {
    int cases;
    const struct tally *by_outcome; /* a case counts for each of its outcomes */
    size_t outcome_count;
    const struct duration_figures *working_days;
};

/* Clocks that were due in the period. */
struct standard_figures {
    const char *standard;
    int due, met;
    int met_postponed; /* of the met: after the day that was first promised. Rule: A18 */
    int breached;      /* as known now */
    int corrected;     /* recorded as breached, then shown to have been in time */
    int running, ended;
    int no_route;    /* of the ended: there was no way to reach whoever complained. Rule: D14 */
    int before_heed; /* of the breached: due before the case was entered here */
};

struct review_draft {
    const char *organisation; /* slug */
    day from, to;
    instant drafted_at;
    const char *notice;
    int uncounted_events; /* more than 0: the worker has not come to everything yet */
    const struct reconciliation *reconciliation;
    const struct reconciliation *reconciliation_by_kind;
    size_t kind_count;
    const struct received_figures *received;
    const struct closed_figures *closed;
    const struct standard_figures *standards;
    size_t standard_count;
};

#endif
