/* Lists of cases, newest first, a page at a time. */
#ifndef API_OPERATIONS_LIST_CASES_H
#define API_OPERATIONS_LIST_CASES_H

#include "common/domain/dashboard.h"
#include "common/json/case_shapes.h"

struct cases_request {
    int status; /* a word of 'statuses', 0 for every */
    enum kind kind;
    day received_from, received_to;
    /* For staff only: a site must not find out by asking. */
    const char *stage, *category; /* codes, or NULL */
    enum channel channel;
    struct uuid handler;
    const char *standard; /* code of a promise that is still open */
    enum standard_state standard_state;
    struct page_request page;
};

/* A site gets its own cases, staff those of the organisation.
 * Errors: PARAMETER_INVALID (a cursor that is none), BUSY, DATABASE. */
enum fault list_cases(struct op *op, const struct cases_request *request,
                      struct case_page *page) CHECKED;

#endif
