/* The figures of a period: typed calls for sql/queries/review.sql. Lists are sorted by code. */
#ifndef STORE_REVIEW_STORE_H
#define STORE_REVIEW_STORE_H

#include "common/domain/review.h"
#include "common/store/query.h"

/* Whose figures, of which days; both days count. */
struct review_period {
    struct uuid organisation_id;
    day from, to;
};

enum fault review_movements(struct op *op, const struct review_period *period,
                            struct reconciliation **by_kind, size_t *count) CHECKED;
enum fault review_received(struct op *op, const struct review_period *period,
                           struct received_figures *received) CHECKED;
enum fault review_closed(struct op *op, const struct review_period *period,
                         struct closed_figures *closed) CHECKED;
enum fault review_standards(struct op *op, const struct review_period *period,
                            struct standard_figures **standards, size_t *count) CHECKED;

/* Events of the organisation that the worker has not come to yet. */
enum fault review_uncounted(struct op *op, const struct uuid *organisation_id, int *count) CHECKED;

#endif
