/*
 * An organisation's procedure as a page for anybody, in plain words: who may
 * complain, about what, how, with what help, what happens when, and what if
 * not satisfied; the flow chart, and the same in words.
 *
 * Rule: C1, C9, C14.
 */
#ifndef PUBLICATION_PROCEDURE_PAGE_H
#define PUBLICATION_PROCEDURE_PAGE_H

#include "common/base/day.h"
#include "common/base/fault.h"
#include "common/domain/procedure.h"

struct publication {
    const char *organisation_name;
    const struct procedure *procedure;
    day in_force_since;
};

/* The flow chart, an <svg> element. Owner: memory. Errors: BUG. */
enum fault publication_chart(void *memory, const struct publication *publication,
                             const char **svg) CHECKED;

/* The page, with the chart in it. Owner: memory. */
const char *publication_page(void *memory, const struct publication *publication, const char *svg);

#endif
