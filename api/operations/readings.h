/*
 * Who was shown what of which case, for auditors.
 *
 * Whatever shows a case to a member of staff puts that on record before it
 * answers: what can't be recorded is not shown. Durably, as acts are: were it
 * left to be written a moment later, a crash of the server could take away the
 * record of what somebody has already seen. Readings that come at the same time
 * share one commit. Nothing is recorded where nothing is shown: 304, 404, a
 * refusal; nor when whoever complained follows their own case. A HEAD is: its
 * Content-Length tells how much was said.
 *
 * Rule: A12, B1, B6.
 */
#ifndef API_OPERATIONS_READINGS_H
#define API_OPERATIONS_READINGS_H

#include "common/json/case_shapes.h"
#include "common/json/reading_shapes.h"

/* What whoever asks is about to be shown of a case, and of how much of its history. */
struct reading reading_of(const struct op *op, const struct uuid *case_id, enum reading_part part,
                          int version);

/* Puts on record that a case is about to be shown. Errors: BUSY, DATABASE. */
enum fault record_reading(struct op *op, const struct case_view *view) CHECKED;

struct readings_request {
    const char *reference; /* none values do not filter */
    struct uuid staff;
    day from, to;
    struct page_request page;
};

/* Newest first. Of a case that whoever asks may not know of, and of one that is not there, there
 * are none alike. Errors: PARAMETER_INVALID (a cursor that is none), BUSY, DATABASE. Rule: A13,
 * D17. */
enum fault list_readings(struct op *op, const struct readings_request *request,
                         struct reading_page *page) CHECKED;

#endif
