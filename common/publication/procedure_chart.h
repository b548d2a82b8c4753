/*
 * The flow chart of a procedure, made from the stages, standards and
 * transitions that it has: a different procedure has a different chart.
 *
 * It shows how a complaint goes on; what no transition allows is not in it.
 *
 * Rule: C1, C11.
 */
#ifndef PUBLICATION_PROCEDURE_CHART_H
#define PUBLICATION_PROCEDURE_CHART_H

#include "common/chart/chart.h"
#include "common/domain/procedure.h"

/* Owner: memory. */
struct chart procedure_chart(void *memory, const struct procedure *procedure,
                             const char *organisation_name);

#endif
