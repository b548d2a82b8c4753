#include "common/json/shape_text.h"
#include "common/json/shape_value.h"

#include <assert.h>
#include <string.h>

/* Where in the document a value stands; its JSON pointer is written only when it is wrong. */
struct place {
    const struct place *parent; /* NULL for the document */
    const char *name;           /* of a member, NULL in a list */
    size_t index;               /* in a list */
};

static void read_object(struct op *op, const struct shape *shape, json_t *json,
                        const struct place *place, void *into);

/* A member's name as a step of a JSON pointer (RFC 6901). */
static const char *escaped(struct op *op, const char *name)
{
    char *text = memory_alloc(op->memory, 2 * strlen(name) + 1), *end = text;
    for (; *name; name++) {
        if (*name == '~' || *name == '/') {
            *end++ = '~';
            *end++ = *name == '~' ? '0' : '1';
        } else {
            *end++ = *name;
        }
    }
    return text;
}

static const char *pointer_to(struct op *op, const struct place *place)
{
    if (!place->parent)
        return "";
    const char *parent = pointer_to(op, place->parent);
    if (place->name)
        return memory_printf(op->memory, "%s/%s", parent, escaped(op, place->name));
    return memory_printf(op->memory, "%s/%zu", parent, place->index);
}

static void note(struct op *op, const struct place *place, const char *code, const char *detail)
{
    if (!op->mistakes || op->mistakes->count < MISTAKES_MAX)
        mistake_add(op, pointer_to(op, place), code, detail);
}

static void clear(const struct field *field, char *member, void *structure)
{
    if (field->list) {
        *(void **)(void *)member = NULL;
        *(size_t *)(void *)((char *)structure + field->count_offset) = 0;
    } else if (field->kind == FIELD_OBJECT) {
        *(void **)(void *)member = NULL;
    } else if (field->kind == FIELD_DAY) {
        *(day *)(void *)member = NO_DAY;
    } else if (field->kind == FIELD_INSTANT) {
        *(instant *)(void *)member = NO_INSTANT;
    } else {
        memset(member, 0, field->size);
    }
}

/* One value that is not a list: 'into' is the C value itself, for an object its struct. */
static void read_one(struct op *op, const struct field *field, json_t *value,
                     const struct place *place, void *into)
{
    if (field->kind != FIELD_OBJECT) {
        const struct wrong wrong = shape_value_read(op, field, value, into);
        if (wrong.code)
            note(op, place, wrong.code, wrong.detail);
    } else if (json_is_object(value)) {
        assert(field->size == field->shape->size);
        read_object(op, field->shape, value, place, into);
    } else {
        note(op, place, "wrong_type", "must be an object");
    }
}

static void read_list(struct op *op, const struct field *field, json_t *value,
                      const struct place *place, void *structure)
{
    const size_t most = field->max_items ? field->max_items : SHAPE_LIST_ITEMS;
    const size_t count = json_array_size(value);
    struct field item = *field;

    if (!json_is_array(value))
        return note(op, place, "wrong_type", "must be a list");
    if (!count && field->required)
        return note(op, place, "empty", "must not be empty");
    if (count > most)
        return note(op, place, "too_many",
                    memory_printf(op->memory, "must have at most %zu items", most));

    char *items = memory_alloc(op->memory, field->size * count);
    item.list = false;
    item.required = true;
    for (size_t i = 0; i < count; i++) {
        const struct place at = { place, NULL, i };
        if (field->kind != FIELD_OBJECT)
            clear(&item, items + i * field->size, structure);
        read_one(op, &item, json_array_get(value, i), &at, items + i * field->size);
    }
    *(void **)(void *)((char *)structure + field->offset) = items;
    *(size_t *)(void *)((char *)structure + field->count_offset) = count;
}

static void read_field(struct op *op, const struct field *field, json_t *json,
                       const struct place *parent, void *into)
{
    char *member = (char *)into + field->offset;
    json_t *value = json_object_get(json, field->name);
    const struct place place = { parent, field->name, 0 };

    clear(field, member, into);
    if (!value || json_is_null(value)) {
        if (field->required)
            note(op, &place, "required", "is required");
    } else if (field->list) {
        read_list(op, field, value, &place, into);
    } else if (field->kind == FIELD_OBJECT) {
        void *object = memory_alloc(op->memory, field->size);
        *(void **)(void *)member = object;
        read_one(op, field, value, &place, object);
    } else {
        read_one(op, field, value, &place, member);
    }
}

static bool has_field(const struct shape *shape, const char *name)
{
    for (size_t i = 0; i < shape->count; i++)
        if (strcmp(shape->fields[i].name, name) == 0)
            return true;
    return false;
}

static void refuse_unknown_members(struct op *op, const struct shape *shape, json_t *json,
                                   const struct place *parent)
{
    const char *name;
    json_t *value;
    json_object_foreach(json, name, value)
    {
        const struct place place = { parent, name, 0 };
        if (!has_field(shape, name))
            note(op, &place, "unknown_member", "is not known here");
    }
}

static void read_object(struct op *op, const struct shape *shape, json_t *json,
                        const struct place *place, void *into)
{
    for (size_t i = 0; i < shape->count; i++)
        read_field(op, &shape->fields[i], json, place, into);
    if (shape->open)
        return;
    if (json_object_size(json) > SHAPE_MEMBERS)
        note(op, place, "too_many", "has more members than any object here");
    else
        refuse_unknown_members(op, shape, json, place);
}

static void drop_json(json_t **json)
{
    json_decref(*json);
}

enum fault shape_read(struct op *op, const struct shape *shape, const char *text, size_t length,
                      void *into)
{
    SCOPED(drop_json) json_t *json = NULL;
    const struct place document = { NULL, NULL, 0 };

    TRY(shape_text_parse(op, text, length, &json));
    read_object(op, shape, json, &document, into);
    return mistakes_found(op);
}
