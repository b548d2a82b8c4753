#include "common/store/review_store.h"

#include <string.h>

#define PERIOD(op, period)                                                                         \
    PARAMS(param_uuid(op, &(period)->organisation_id), param_day(op, (period)->from),              \
           param_day(op, (period)->to))

static const struct column movement_columns[] = {
    COLUMN(struct reconciliation, kind, read_text),
    COLUMN(struct reconciliation, open_at_start, read_int),
    COLUMN(struct reconciliation, received, read_int),
    COLUMN(struct reconciliation, reopened, read_int),
    COLUMN(struct reconciliation, converted_in, read_int),
    COLUMN(struct reconciliation, closed, read_int),
    COLUMN(struct reconciliation, converted_out, read_int),
    COLUMN(struct reconciliation, open_at_end, read_int),
};
static const struct row movement_row = ROW(struct reconciliation, movement_columns);

enum fault review_movements(struct op *op, const struct review_period *period,
                            struct reconciliation **by_kind, size_t *count)
{
    return query_many(op, Q_review_movements, PERIOD(op, period), &movement_row, by_kind, count);
}

struct dimension_row {
    const char *dimension;
    struct tally tally;
};

static const struct column dimension_columns[] = {
    COLUMN(struct dimension_row, dimension, read_text),
    COLUMN_AS("code", struct dimension_row, tally.code, read_text),
    COLUMN_AS("count", struct dimension_row, tally.count, read_int),
};
static const struct row dimension_row = ROW(struct dimension_row, dimension_columns);

static const struct tally *tallies_of(struct op *op, const struct dimension_row *rows, size_t count,
                                      const char *dimension, size_t *tally_count)
{
    struct tally *tallies = NEW_ARRAY(op->memory, struct tally, count);
    *tally_count = 0;
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].dimension, dimension) == 0)
            tallies[(*tally_count)++] = rows[i].tally;
    return tallies;
}

enum fault review_received(struct op *op, const struct review_period *period,
                           struct received_figures *received)
{
    struct dimension_row *rows;
    size_t count;
    TRY(query_many(op, Q_review_received, PERIOD(op, period), &dimension_row, &rows, &count));
    *received = (struct received_figures){ 0 };
    received->by_kind = tallies_of(op, rows, count, "kind", &received->kind_count);
    received->by_channel = tallies_of(op, rows, count, "channel", &received->channel_count);
    received->by_category = tallies_of(op, rows, count, "category", &received->category_count);
    for (size_t i = 0; i < received->kind_count; i++)
        received->total += received->by_kind[i].count;
    return OK;
}

static const struct column tally_columns[] = {
    COLUMN(struct tally, code, read_text),
    COLUMN(struct tally, count, read_int),
};
static const struct row tally_row = ROW(struct tally, tally_columns);

static const struct column duration_columns[] = {
    COLUMN_AS("cases", struct duration_figures, count, read_int),
    COLUMN(struct duration_figures, median, read_int),
    COLUMN(struct duration_figures, p90, read_int),
};
static const struct row duration_row = ROW(struct duration_figures, duration_columns);

enum fault review_closed(struct op *op, const struct review_period *period,
                         struct closed_figures *closed)
{
    struct duration_figures *days = NEW(op->memory, struct duration_figures);
    struct tally *outcomes;
    size_t count;
    TRY(query_one(op, Q_review_closed, PERIOD(op, period), &duration_row, days, FAULT_BUG));
    TRY(query_many(op, Q_review_outcomes, PERIOD(op, period), &tally_row, &outcomes, &count));
    *closed = (struct closed_figures){
        .cases = days->count, .by_outcome = outcomes, .outcome_count = count, .working_days = days
    };
    return OK;
}

static const struct column standard_columns[] = {
    COLUMN(struct standard_figures, standard, read_text),
    COLUMN(struct standard_figures, due, read_int),
    COLUMN(struct standard_figures, met, read_int),
    COLUMN(struct standard_figures, met_postponed, read_int),
    COLUMN(struct standard_figures, breached, read_int),
    COLUMN(struct standard_figures, corrected, read_int),
    COLUMN(struct standard_figures, running, read_int),
    COLUMN(struct standard_figures, ended, read_int),
    COLUMN(struct standard_figures, no_route, read_int),
    COLUMN(struct standard_figures, before_heed, read_int),
};
static const struct row standard_row = ROW(struct standard_figures, standard_columns);

enum fault review_standards(struct op *op, const struct review_period *period,
                            struct standard_figures **standards, size_t *count)
{
    return query_many(op, Q_review_standards, PERIOD(op, period), &standard_row, standards, count);
}

static const struct row count_row = VALUE(int, "count", read_int);

enum fault review_uncounted(struct op *op, const struct uuid *organisation_id, int *count)
{
    return query_one(op, Q_review_uncounted, PARAMS(param_uuid(op, organisation_id)), &count_row,
                     count, FAULT_BUG);
}
