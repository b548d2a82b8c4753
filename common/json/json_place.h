/* Where in a JSON text a value stands, for whoever wrote the text with an editor. */
#ifndef JSON_JSON_PLACE_H
#define JSON_JSON_PLACE_H

#include <stddef.h>

struct json_place {
    size_t line, column; /* from 1; a column is a character */
};

/*
 * The place of the value at a JSON pointer, or, when there is none, of the
 * innermost value around it. The text must be valid JSON.
 */
struct json_place json_place(const char *text, const char *pointer);

#endif
