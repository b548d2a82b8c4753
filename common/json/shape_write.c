#include "common/json/shape.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>

static json_t *object_json(const struct shape *shape, const void *from);

static json_t *text_or_null(const char *text)
{
    json_t *json = text ? json_string(text) : NULL;
    return json ? json : json_null();
}

static json_t *raw_json(const char *text)
{
    json_t *json = text ? json_loads(text, JSON_DECODE_ANY, NULL) : NULL;
    return json ? json : json_null();
}

static json_t *day_json(day on)
{
    char text[DAY_TEXT];
    if (on == NO_DAY)
        return json_null();
    day_text(on, text);
    return json_string(text);
}

static json_t *instant_json(instant at)
{
    char text[INSTANT_TEXT];
    if (at == NO_INSTANT)
        return json_null();
    instant_text(at, text);
    return json_string(text);
}

static json_t *uuid_json(const struct uuid *id)
{
    char text[UUID_TEXT];
    if (uuid_is_nil(id))
        return json_null();
    uuid_text(id, text);
    return json_string(text);
}

static json_t *word_json(const struct field *field, int word)
{
    const char *text = vocabulary_text(field->words, word);
    return *text ? json_string(text) : json_null();
}

/* One value that is not a list: 'value' is the C value itself, for an object its struct. */
static json_t *one_json(const struct field *field, const void *value)
{
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_CODE:
        return text_or_null(*(const char *const *)value);
    case FIELD_INLINE_TEXT:
        return *(const char *)value ? text_or_null(value) : json_null();
    case FIELD_WORD:
        return word_json(field, *(const int *)value);
    case FIELD_DAY:
        return day_json(*(const day *)value);
    case FIELD_INSTANT:
        return instant_json(*(const instant *)value);
    case FIELD_INTEGER:
        return json_integer(field->size == sizeof(int) ? *(const int *)value
                                                       : *(const long *)value);
    case FIELD_NUMBER:
        return json_real(*(const double *)value);
    case FIELD_BOOLEAN:
        return json_boolean(*(const bool *)value);
    case FIELD_UUID:
        return uuid_json(value);
    case FIELD_OBJECT:
        assert(field->size == field->shape->size);
        return object_json(field->shape, value);
    case FIELD_RAW:
        return raw_json(*(const char *const *)value);
    }
    return json_null();
}

static json_t *list_json(const struct field *field, const void *structure)
{
    const char *items =
        *(const char *const *)(const void *)((const char *)structure + field->offset);
    const size_t count =
        *(const size_t *)(const void *)((const char *)structure + field->count_offset);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, one_json(field, items + i * field->size));
    return list;
}

static json_t *field_json(const struct field *field, const void *structure)
{
    const void *member = (const char *)structure + field->offset;
    if (field->list)
        return list_json(field, structure);
    if (field->kind == FIELD_OBJECT)
        member = *(const void *const *)member;
    return member ? one_json(field, member) : json_null();
}

static bool is_empty(const json_t *json)
{
    return !json || json_is_null(json) || json_is_false(json) ||
           (json_is_array(json) && !json_array_size(json)) ||
           (json_is_number(json) && json_number_value(json) == 0);
}

static json_t *object_json(const struct shape *shape, const void *from)
{
    json_t *object = json_object();
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        json_t *json = field_json(field, from);
        if (field->omit_empty && is_empty(json))
            json_decref(json);
        else
            json_object_set_new_nocheck(object, field->name, json ? json : json_null());
    }
    return object;
}

const char *shape_write(void *memory, const struct shape *shape, const void *from)
{
    json_t *json = object_json(shape, from);
    char *text = json_dumps(json, JSON_COMPACT | JSON_REAL_PRECISION(15));
    const char *copy = memory_text(memory, text);
    json_decref(json);
    free(text);
    return copy;
}
