#include "common/json/review_shapes.h"

static const struct field reconciliation_fields[] = {
    FIELD(struct reconciliation, kind, TEXT, .omit_empty = true),
    FIELD(struct reconciliation, open_at_start, INTEGER),
    FIELD(struct reconciliation, received, INTEGER),
    FIELD(struct reconciliation, reopened, INTEGER),
    FIELD(struct reconciliation, converted_in, INTEGER),
    FIELD(struct reconciliation, closed, INTEGER),
    FIELD(struct reconciliation, converted_out, INTEGER),
    FIELD(struct reconciliation, open_at_end, INTEGER),
};
static const struct shape reconciliation_shape =
    SHAPE(struct reconciliation, reconciliation_fields);

static const struct field tally_fields[] = {
    FIELD(struct tally, code, TEXT),
    FIELD(struct tally, count, INTEGER),
};
static const struct shape tally_shape = SHAPE(struct tally, tally_fields);

static const struct field received_fields[] = {
    FIELD(struct received_figures, total, INTEGER),
    LIST(struct received_figures, by_kind, kind_count, OBJECT, .shape = &tally_shape),
    LIST(struct received_figures, by_channel, channel_count, OBJECT, .shape = &tally_shape),
    LIST(struct received_figures, by_category, category_count, OBJECT, .shape = &tally_shape),
};
static const struct shape received_shape = SHAPE(struct received_figures, received_fields);

static const struct field duration_fields[] = {
    FIELD(struct duration_figures, count, INTEGER),
    FIELD(struct duration_figures, median, INTEGER),
    FIELD(struct duration_figures, p90, INTEGER),
};
static const struct shape duration_shape = SHAPE(struct duration_figures, duration_fields);

static const struct field closed_fields[] = {
    FIELD(struct closed_figures, cases, INTEGER),
    LIST(struct closed_figures, by_outcome, outcome_count, OBJECT, .shape = &tally_shape),
    FIELD(struct closed_figures, working_days, OBJECT, .shape = &duration_shape),
};
static const struct shape closed_shape = SHAPE(struct closed_figures, closed_fields);

static const struct field standard_fields[] = {
    FIELD(struct standard_figures, standard, CODE),
    FIELD(struct standard_figures, due, INTEGER),
    FIELD(struct standard_figures, met, INTEGER),
    FIELD(struct standard_figures, met_postponed, INTEGER),
    FIELD(struct standard_figures, breached, INTEGER),
    FIELD(struct standard_figures, corrected, INTEGER),
    FIELD(struct standard_figures, running, INTEGER),
    FIELD(struct standard_figures, ended, INTEGER),
    FIELD(struct standard_figures, no_route, INTEGER),
    FIELD(struct standard_figures, before_heed, INTEGER),
};
static const struct shape standard_shape = SHAPE(struct standard_figures, standard_fields);

static const struct field review_draft_fields[] = {
    FIELD(struct review_draft, organisation, TEXT),
    FIELD(struct review_draft, from, DAY),
    FIELD(struct review_draft, to, DAY),
    FIELD(struct review_draft, drafted_at, INSTANT),
    FIELD(struct review_draft, notice, TEXT),
    FIELD(struct review_draft, uncounted_events, INTEGER),
    FIELD(struct review_draft, reconciliation, OBJECT, .shape = &reconciliation_shape),
    LIST(struct review_draft, reconciliation_by_kind, kind_count, OBJECT,
         .shape = &reconciliation_shape),
    FIELD(struct review_draft, received, OBJECT, .shape = &received_shape),
    FIELD(struct review_draft, closed, OBJECT, .shape = &closed_shape),
    LIST(struct review_draft, standards, standard_count, OBJECT, .shape = &standard_shape),
};
const struct shape review_draft_shape = SHAPE(struct review_draft, review_draft_fields);
