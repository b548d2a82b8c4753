/* Texts at a place that only a configuration names, such as the roles of a token. */
#ifndef JSON_JSON_TEXTS_H
#define JSON_JSON_TEXTS_H

#include "common/base/op.h"

#include <stddef.h>

enum { JSON_TEXTS_MAX = 200 };

struct json_texts {
    const char **list;
    size_t count;
};

/*
 * The text that stands at 'place' in the text of a JSON object, or the texts of
 * the list there. 'place' is the name of a member, or a JSON pointer when it
 * begins with "/". What is no text, and what is beyond JSON_TEXTS_MAX, is left
 * out. Errors: MALFORMED as shape_read.
 */
enum fault json_texts(struct op *op, const char *json, size_t length, const char *place,
                      struct json_texts *texts) CHECKED;

#endif
