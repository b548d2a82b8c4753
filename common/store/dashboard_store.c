#include "common/store/dashboard_store.h"

#include "common/store/query.h"
#include "common/store/word_readers.h"

static const struct column stage_columns[] = {
    COLUMN(struct stage_figure, stage, read_text),
    COLUMN(struct stage_figure, state, read_state),
    COLUMN(struct stage_figure, cases, read_int),
};
static const struct row stage_row = ROW(struct stage_figure, stage_columns);

enum fault dashboard_stages(struct op *op, const struct uuid *organisation_id,
                            struct stage_figure **stages, size_t *count)
{
    return query_many(op, Q_dashboard_stages, PARAMS(param_uuid(op, organisation_id)), &stage_row,
                      stages, count);
}

static const struct column standard_columns[] = {
    COLUMN(struct standard_figure, standard, read_text),
    COLUMN(struct standard_figure, running, read_int),
    COLUMN(struct standard_figure, due_soon, read_int),
    COLUMN(struct standard_figure, breached_open, read_int),
};
static const struct row standard_row = ROW(struct standard_figure, standard_columns);

enum fault dashboard_standards(struct op *op, const struct uuid *organisation_id,
                               struct standard_figure **standards, size_t *count)
{
    return query_many(op, Q_dashboard_standards, PARAMS(param_uuid(op, organisation_id)),
                      &standard_row, standards, count);
}

static const struct column week_columns[] = {
    COLUMN(struct week_figure, starts_on, read_day),
    COLUMN(struct week_figure, received, read_int),
    COLUMN(struct week_figure, closed, read_int),
    COLUMN(struct week_figure, breached, read_int),
};
static const struct row week_row = ROW(struct week_figure, week_columns);

enum fault dashboard_weeks(struct op *op, const struct uuid *organisation_id,
                           struct week_figure **weeks, size_t *count)
{
    return query_many(op, Q_dashboard_weeks,
                      PARAMS(param_uuid(op, organisation_id), param_instant(op, op->now)),
                      &week_row, weeks, count);
}

static const struct column safeguarding_columns[] = {
    COLUMN(struct safeguarding_figures, open_cases, read_int),
    COLUMN(struct safeguarding_figures, unacknowledged, read_int),
    COLUMN(struct safeguarding_figures, breached_open, read_int),
    COLUMN(struct safeguarding_figures, closed_cases, read_int),
};
static const struct row safeguarding_row = ROW(struct safeguarding_figures, safeguarding_columns);

enum fault safeguarding_figures_read(struct op *op, const struct uuid *organisation_id,
                                     const struct uuid *asker, struct safeguarding_figures *figures)
{
    return query_one(op, Q_safeguarding_figures,
                     PARAMS(param_uuid(op, organisation_id), param_uuid(op, asker)),
                     &safeguarding_row, figures, FAULT_BUG);
}
