/* Parameters of queries, as the text that PostgreSQL reads. */
#include "common/store/query.h"

#include <string.h>

const char *param_uuid(struct op *op, const struct uuid *id)
{
    if (uuid_is_nil(id))
        return NULL;
    char *text = memory_alloc(op->memory, UUID_TEXT);
    uuid_text(id, text);
    return text;
}

const char *param_int(struct op *op, int64_t number)
{
    return memory_printf(op->memory, "%lld", (long long)number);
}

const char *param_bool(bool yes)
{
    return yes ? "t" : "f";
}

const char *param_instant(struct op *op, instant at)
{
    if (at == NO_INSTANT)
        return NULL;
    char *text = memory_alloc(op->memory, INSTANT_TEXT);
    instant_text(at, text);
    return text;
}

const char *param_day(struct op *op, day on)
{
    if (on == NO_DAY)
        return NULL;
    char *text = memory_alloc(op->memory, DAY_TEXT);
    day_text(on, text);
    return text;
}

const char *param_bytes(struct op *op, const void *data, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    if (!data)
        return NULL;
    char *text = memory_alloc(op->memory, 2 * length + 3);
    text[0] = '\\';
    text[1] = 'x';
    for (size_t i = 0; i < length; i++) {
        const unsigned char byte = ((const unsigned char *)data)[i];
        text[2 + 2 * i] = digits[byte >> 4];
        text[3 + 2 * i] = digits[byte & 15];
    }
    return text;
}

void array_add(struct op *op, struct array *array, const char *item)
{
    GROW(op->memory, array->items, array->count, array->room);
    array->items[array->count++] = item;
}

/* How long an item can become: two quotes, a comma, every character escaped. */
static size_t literal_room(const struct array *array)
{
    size_t room = sizeof "{}";
    for (size_t i = 0; i < array->count; i++)
        room += array->items[i] ? 2 * strlen(array->items[i]) + 3 : sizeof "NULL,";
    return room;
}

static char *add_item(char *end, const char *item)
{
    if (!item)
        return stpcpy(end, "NULL");
    *end++ = '"';
    for (; *item; item++) {
        if (*item == '"' || *item == '\\')
            *end++ = '\\';
        *end++ = *item;
    }
    *end++ = '"';
    return end;
}

const char *param_array(struct op *op, const struct array *array)
{
    char *text = memory_alloc(op->memory, literal_room(array));
    char *end = text;
    *end++ = '{';
    for (size_t i = 0; i < array->count; i++) {
        if (i)
            *end++ = ',';
        end = add_item(end, array->items[i]);
    }
    *end++ = '}';
    *end = '\0';
    return text;
}

struct params params_of(struct op *op, const struct array *columns, size_t count)
{
    const char **values = NEW_ARRAY(op->memory, const char *, count);
    for (size_t i = 0; i < count; i++)
        values[i] = param_array(op, &columns[i]);
    return (struct params){ values, count };
}

const char *param_uuids(struct op *op, const struct uuid *ids, size_t count)
{
    struct array array = { 0 };
    for (size_t i = 0; i < count; i++)
        array_add(op, &array, param_uuid(op, &ids[i]));
    return param_array(op, &array);
}
