/* Service at a glance. Rule: A12, A22. */
#ifndef API_OPERATIONS_READ_DASHBOARD_H
#define API_OPERATIONS_READ_DASHBOARD_H

#include "common/base/op.h"
#include "common/domain/dashboard.h"

/* What is open in the organisation and what its last weeks brought, as far as whoever asks may know
 * of it; all of one moment.
 * Errors: BUSY, DATABASE. */
enum fault read_dashboard(struct op *op, struct dashboard *dashboard) CHECKED;

#endif
