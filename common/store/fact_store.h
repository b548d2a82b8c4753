/* What reviews count, recomputed from cases: typed calls for sql/queries/fact.sql. */
#ifndef STORE_FACT_STORE_H
#define STORE_FACT_STORE_H

#include "common/store/query.h"

/* A case, and what only the program can compute of it. */
struct case_span {
    struct uuid organisation_id, id;
    instant received_at, closed_at; /* closed_at NO_INSTANT unless closed */
    int working_days_to_close;      /* -1 unless closed */
};

/* Holds cases until the transaction ends; the ones that exist, in one order for all workers. */
enum fault cases_hold(struct op *op, const struct uuid *case_ids, size_t count,
                      struct case_span **spans, size_t *span_count) CHECKED;

/* Writes the facts, the standards and the movements of held cases as they are now. */
enum fault facts_save(struct op *op, const struct case_span *spans, size_t count) CHECKED;

#endif
