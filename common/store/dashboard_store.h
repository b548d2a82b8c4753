/* Service at a glance: typed calls for sql/queries/dashboard.sql. Rule: A12, A22. */
#ifndef STORE_DASHBOARD_STORE_H
#define STORE_DASHBOARD_STORE_H

#include "common/base/op.h"
#include "common/domain/dashboard.h"

/* All count only cases that whoever asks may know of. */
enum fault dashboard_stages(struct op *op, const struct uuid *organisation_id,
                            struct stage_figure **stages, size_t *count) CHECKED;
enum fault dashboard_standards(struct op *op, const struct uuid *organisation_id,
                               struct standard_figure **standards, size_t *count) CHECKED;
/* The last twelve weeks up to op->now, oldest first; one without anything is of zeros. */
enum fault dashboard_weeks(struct op *op, const struct uuid *organisation_id,
                           struct week_figure **weeks, size_t *count) CHECKED;

/* Of every sealed case of the organisation, also of those that 'asker' may not see, but for those
 * that they are part of. 'op' acts for the organisation: ACTOR_PROGRAM. Rule: D11, D17. */
enum fault safeguarding_figures_read(struct op *op, const struct uuid *organisation_id,
                                     const struct uuid *asker,
                                     struct safeguarding_figures *figures) CHECKED;

#endif
