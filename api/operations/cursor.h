/*
 * Where the next page of a list begins: after the last id of this one, so that
 * nothing is left out or told twice whatever is added meanwhile.
 */
#ifndef API_OPERATIONS_CURSOR_H
#define API_OPERATIONS_CURSOR_H

#include "common/base/op.h"

/* What 'starting_after' names; nil for the first page, when it is NULL.
 * Errors: PARAMETER_INVALID, told: it is no id. */
enum fault cursor_read(struct op *op, const char *starting_after, struct uuid *after) CHECKED;

/* Tells that 'starting_after' is none. Errors, always: PARAMETER_INVALID. */
enum fault cursor_refuse(struct op *op);

/* The cursor to go on with after 'last'. Owner: op->memory. */
const char *cursor_text(struct op *op, const struct uuid *last);

#endif
