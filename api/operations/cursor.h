/*
 * Where the next page of a list begins: after the last id of this one, so that
 * nothing is left out or told twice whatever is added meanwhile. One row more
 * than a page holds is looked for, which tells whether there is a next one.
 */
#ifndef API_OPERATIONS_CURSOR_H
#define API_OPERATIONS_CURSOR_H

#include "common/base/op.h"
#include "common/json/page.h"

/* What 'starting_after' names; nil for the first page, when it is NULL.
 * Errors: PARAMETER_INVALID, told: it is no id. */
enum fault cursor_read(struct op *op, const char *starting_after, struct uuid *after) CHECKED;

/* Tells that 'starting_after' is none. Errors, always: PARAMETER_INVALID. */
enum fault cursor_refuse(struct op *op);

/* How many of the rows that were found the page holds. */
size_t page_length(size_t found, int limit);

/* Where the page ends. 'rows' are those that were found: structs with an id. */
#define PAGE_END(op, rows, found, limit)                                                           \
    page_end_after(op, (found) > (size_t)(limit) ? &(rows)[page_length(found, limit) - 1].id : NULL)

/* After 'last' there are more; NULL: there are none. Owner: op->memory. */
struct page_end page_end_after(struct op *op, const struct uuid *last);

#endif
