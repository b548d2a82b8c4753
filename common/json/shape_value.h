/*
 * Single values of a shape: everything that is neither a list nor an object.
 * Only the shape*.c files use this.
 */
#ifndef JSON_SHAPE_VALUE_H
#define JSON_SHAPE_VALUE_H

#include "common/json/shape.h"

#include <jansson.h>

/* What is wrong with a value; no code when nothing is. */
struct wrong {
    const char *code, *detail;
};

/* Reads a value that is there; on a mistake the member keeps what it was. */
struct wrong shape_value_read(struct op *op, const struct field *field, const json_t *value,
                              void *member);

#endif
