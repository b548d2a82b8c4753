/*
 * JSON text as a tree, its size and depth bounded before it is parsed.
 * Only the files of this folder use this.
 */
#ifndef JSON_SHAPE_TEXT_H
#define JSON_SHAPE_TEXT_H

#include "common/base/op.h"

#include <jansson.h>

/* Answers an object, owned by the caller. Errors: MALFORMED, with one mistake that says why. */
enum fault shape_text_parse(struct op *op, const char *text, size_t length, json_t **json) CHECKED;

#endif
