/* What came of a case for a member of staff is for few, inside too. Rule: A21. */
#ifndef API_OPERATIONS_NEED_TO_KNOW_H
#define API_OPERATIONS_NEED_TO_KNOW_H

#include "common/base/op.h"
#include "common/domain/procedure.h"
#include "common/json/case_shapes.h"

/*
 * Takes the text from those entries of a case's history that are for those who need to know: an
 * outcome that the procedure has as such, and from then on letters to subjects about what was
 * decided. Whoever wrote one reads it, and so does whoever may do DISCIPLINE.
 * Errors: BUG (facts that do not read).
 */
enum fault need_to_know_withhold(struct op *op, const struct procedure *procedure, uint64_t may,
                                 struct event_view *events, size_t count) CHECKED;

#endif
