/*
 * How two JSON documents differ: a list by JSON pointers that people can read.
 *
 * Items of a list that have a member "code" are the same when that is; other
 * objects when they are equal, or when as many of the old ones went as new ones
 * came between the same neighbours. A list of texts or numbers differs as a whole.
 */
#ifndef JSON_JSON_DIFFERENCE_H
#define JSON_JSON_DIFFERENCE_H

#include "common/base/op.h"

struct json_difference {
    const char *pointer; /* into the newer document; of what was removed, into the older */
    const char *code;    /* of the innermost item around it that has one, or NULL */
    const char *before;  /* compact JSON; NULL: it was added */
    const char *after;   /* NULL: it was removed */
};

struct json_differences {
    struct json_difference *list;
    size_t count;
};

/* In the order of the documents. All of it belongs to op->memory. Errors: MALFORMED. */
enum fault json_differences(struct op *op, const char *older, const char *newer,
                            struct json_differences *differences) CHECKED;

#endif
