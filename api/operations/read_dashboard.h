/* Service at a glance, and what safeguarding counts. Rule: A12, A22, D17. */
#ifndef API_OPERATIONS_READ_DASHBOARD_H
#define API_OPERATIONS_READ_DASHBOARD_H

#include "common/base/op.h"
#include "common/domain/dashboard.h"

/* What is open in the organisation and what its last weeks brought, as far as whoever asks may know
 * of it; all of one moment.
 * Errors: BUSY, DATABASE. */
enum fault read_dashboard(struct op *op, struct dashboard *dashboard) CHECKED;

/* How many cases are with safeguarding: all of the organisation's, but for those that whoever asks
 * is part of. Nothing else of them is told. Rule: D11, D17. Errors: BUSY, DATABASE. */
enum fault read_safeguarding_figures(struct op *op, struct safeguarding_figures *figures) CHECKED;

#endif
