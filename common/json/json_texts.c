#include "common/json/json_texts.h"

#include "common/json/shape_text.h"

#include <string.h>

static void add(struct op *op, struct json_texts *texts, const json_t *value)
{
    if (json_is_string(value) && texts->count < JSON_TEXTS_MAX)
        texts->list[texts->count++] = memory_text(op->memory, json_string_value(value));
}

/* One step of a JSON pointer (RFC 6901) as the name that it means. */
static const char *unescaped(struct op *op, const char *step, size_t length)
{
    char *name = memory_alloc(op->memory, length + 1), *end = name;
    for (size_t i = 0; i < length; i++) {
        if (step[i] != '~' || i + 1 == length)
            *end++ = step[i];
        else if (step[++i] == '1')
            *end++ = '/';
        else
            *end++ = '~';
    }
    return name;
}

static json_t *value_at(struct op *op, json_t *json, const char *place)
{
    if (*place != '/')
        return json_object_get(json, place);
    while (json && *place == '/') {
        const size_t length = strcspn(place + 1, "/");
        json = json_object_get(json, unescaped(op, place + 1, length));
        place += 1 + length;
    }
    return json;
}

enum fault json_texts(struct op *op, const char *json, size_t length, const char *place,
                      struct json_texts *texts)
{
    json_t *object, *item;
    size_t index;

    TRY(shape_text_parse(op, json, length, &object));
    json_t *found = value_at(op, object, place);
    *texts = (struct json_texts){ .list = NEW_ARRAY(op->memory, const char *, JSON_TEXTS_MAX) };
    add(op, texts, found);
    json_array_foreach(found, index, item) add(op, texts, item);
    json_decref(object);
    return OK;
}
