#include "common/json/dashboard_shapes.h"

static const struct field stage_figure_fields[] = {
    FIELD(struct stage_figure, stage, CODE),
    FIELD(struct stage_figure, state, WORD, .words = &states),
    FIELD(struct stage_figure, cases, INTEGER),
};
static const struct shape stage_figure_shape = SHAPE(struct stage_figure, stage_figure_fields);

static const struct field standard_figure_fields[] = {
    FIELD(struct standard_figure, standard, CODE),
    FIELD(struct standard_figure, running, INTEGER),
    FIELD(struct standard_figure, due_soon, INTEGER),
    FIELD(struct standard_figure, breached_open, INTEGER),
};
static const struct shape standard_figure_shape =
    SHAPE(struct standard_figure, standard_figure_fields);

static const struct field week_figure_fields[] = {
    FIELD(struct week_figure, starts_on, DAY),
    FIELD(struct week_figure, received, INTEGER),
    FIELD(struct week_figure, closed, INTEGER),
    FIELD(struct week_figure, breached, INTEGER),
};
static const struct shape week_figure_shape = SHAPE(struct week_figure, week_figure_fields);

static const struct field dashboard_fields[] = {
    FIELD(struct dashboard, as_of, INSTANT),
    FIELD(struct dashboard, open_cases, INTEGER),
    LIST(struct dashboard, stages, stage_count, OBJECT, .shape = &stage_figure_shape),
    LIST(struct dashboard, standards, standard_count, OBJECT, .shape = &standard_figure_shape),
    LIST(struct dashboard, weeks, week_count, OBJECT, .shape = &week_figure_shape),
};
const struct shape dashboard_shape = SHAPE(struct dashboard, dashboard_fields);

static const struct field safeguarding_figures_fields[] = {
    FIELD(struct safeguarding_figures, as_of, INSTANT),
    FIELD(struct safeguarding_figures, open_cases, INTEGER),
    FIELD(struct safeguarding_figures, unacknowledged, INTEGER),
    FIELD(struct safeguarding_figures, breached_open, INTEGER),
    FIELD(struct safeguarding_figures, closed_cases, INTEGER),
};
const struct shape safeguarding_figures_shape =
    SHAPE(struct safeguarding_figures, safeguarding_figures_fields);
