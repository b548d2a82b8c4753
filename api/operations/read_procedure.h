/*
 * The procedure that an organisation follows now, for anybody: as data, as a
 * page in plain words, as a flow chart.
 *
 * Rule: C1, C9, C14.
 */
#ifndef API_OPERATIONS_READ_PROCEDURE_H
#define API_OPERATIONS_READ_PROCEDURE_H

#include "common/json/procedure_shapes.h"
#include "common/store/organisation_store.h"

/* The organisation about which anybody asks; op->scope holds it from then on.
 * Errors: NOT_FOUND (none has this slug), BUSY, DATABASE. */
enum fault read_organisation(struct op *op, const char *slug,
                             struct organisation *organisation) CHECKED;

/* Errors: NOT_FOUND (no organisation has this slug), BUSY, DATABASE. */
enum fault read_procedure(struct op *op, const char *slug, struct procedure_view *view) CHECKED;

/* What read_procedure found, drawn and written; kept until the organisation follows another. */
struct procedure_print {
    const char *page;       /* HTML, with the chart in it */
    const char *flow_chart; /* SVG */
};

/* Errors: BUG, BUSY, DATABASE. */
enum fault print_procedure(struct op *op, const struct procedure_view *view,
                           struct procedure_print *print) CHECKED;

#endif
