#include "common/json/shape_text.h"

#include "common/json/shape.h"

/* Where a walk over the bytes of a text stands. */
struct walk {
    bool in_text, escaped;
    size_t depth, deepest, values;
};

static void walk_on(struct walk *walk, char byte)
{
    if (walk->in_text) {
        walk->in_text = walk->escaped || byte != '"';
        walk->escaped = !walk->escaped && byte == '\\';
        return;
    }
    walk->in_text = byte == '"';
    walk->values += byte == '{' || byte == '[' || byte == ',';
    if (byte == '{' || byte == '[')
        walk->depth++;
    else if ((byte == '}' || byte == ']') && walk->depth > 0)
        walk->depth--;
    if (walk->depth > walk->deepest)
        walk->deepest = walk->depth;
}

static enum fault malformed(struct op *op, const char *code, const char *detail)
{
    mistake_add(op, "", code, detail);
    return FAULT_MALFORMED;
}

/* Jansson parses 2,048 levels and any number of values, each many times its text in size. */
static enum fault bound(struct op *op, const char *text, size_t length)
{
    struct walk walk = { 0 };
    for (size_t i = 0; i < length; i++)
        walk_on(&walk, text[i]);
    if (walk.deepest > SHAPE_DEPTH)
        return malformed(op, "too_deep", "may have at most 16 objects and lists in each other");
    if (walk.values > SHAPE_VALUES)
        return malformed(op, "too_many_values", "holds more values than are taken at once");
    return OK;
}

static const char *mistake_code(const json_error_t *error)
{
    switch ((int)json_error_code(error)) {
    case json_error_invalid_utf8:
        return "not_utf8";
    case json_error_null_character:
    case json_error_null_byte_in_key:
        return "null_character";
    case json_error_duplicate_key:
        return "duplicate_member";
    default:
        return "not_json";
    }
}

enum fault shape_text_parse(struct op *op, const char *text, size_t length, json_t **json)
{
    json_error_t error;

    TRY(bound(op, text, length));
    json_t *parsed = json_loadb(length ? text : "", length, JSON_REJECT_DUPLICATES, &error);
    if (!parsed)
        return malformed(op, mistake_code(&error),
                         memory_printf(op->memory, "cannot be read beyond line %d, column %d",
                                       error.line, error.column));
    if (!json_is_object(parsed)) {
        json_decref(parsed);
        return malformed(op, "not_an_object", "must be a JSON object");
    }
    *json = parsed;
    return OK;
}
