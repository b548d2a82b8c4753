/* The public deadline calculator: when is it due, and why. */
#ifndef API_OPERATIONS_CALCULATE_DUE_H
#define API_OPERATIONS_CALCULATE_DUE_H

#include "common/json/calendar_shapes.h"

struct due_request {
    instant start;
    int amount; /* 0 to CALENDAR_AMOUNT_MAX */
    enum unit unit;
    enum roll roll;
    enum nation nation;
    const char *organisation; /* slug: its closures count as well; NULL for none */
    int calendar_version;     /* as the calendar stood then; 0 for the newest */
};

/* Errors: NOT_FOUND (no such organisation or version), BUSY, DATABASE. Rule: B2, B3. */
enum fault calculate_due(struct op *op, const struct due_request *request,
                         struct due_view *view) CHECKED;

#endif
