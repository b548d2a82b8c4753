#include "common/json/json_place.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char *after_space(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

static const char *after_string(const char *at)
{
    for (at++; *at && *at != '"'; at++)
        if (*at == '\\' && at[1])
            at++;
    return *at ? at + 1 : at;
}

static const char *after_value(const char *at)
{
    size_t depth = 0;
    if (*at != '{' && *at != '[' && *at != '"')
        return at + strcspn(at, ",]} \t\r\n");
    do {
        if (*at == '"') {
            at = after_string(at);
            continue;
        }
        depth += *at == '{' || *at == '[';
        depth -= *at == '}' || *at == ']';
        at++;
    } while (*at && depth);
    return at;
}

/* Past the value and the comma after it; NULL when it was the last. */
static const char *next_item(const char *at)
{
    at = after_space(after_value(at));
    return *at == ',' ? after_space(at + 1) : NULL;
}

/* Whether a member's name, from its quotation mark on, is the step of a pointer (RFC 6901). */
static bool is_named(const char *name, const char *step, size_t length)
{
    for (name++; length; name++, step++, length--) {
        char wanted = *step;
        if (wanted == '~' && length > 1) {
            wanted = *++step == '1' ? '/' : '~';
            length--;
        }
        if (*name != wanted)
            return false;
    }
    return *name == '"';
}

static const char *member(const char *at, const char *step, size_t length)
{
    for (at = after_space(at + 1); at && *at == '"'; at = next_item(at)) {
        const char *name = at;
        at = after_space(after_string(at));
        at = *at == ':' ? after_space(at + 1) : at;
        if (is_named(name, step, length))
            return at;
    }
    return NULL;
}

static const char *item(const char *at, unsigned long number)
{
    at = after_space(at + 1);
    for (; at && number; number--)
        at = next_item(at);
    return at;
}

static const char *value_at(const char *text, const char *pointer)
{
    const char *at = after_space(text);
    while (*pointer == '/') {
        const char *step = pointer + 1, *found = NULL;
        const size_t length = strcspn(step, "/");
        if (*at == '{')
            found = member(at, step, length);
        else if (*at == '[')
            found = item(at, strtoul(step, NULL, 10));
        if (!found)
            return at;
        at = found;
        pointer = step + length;
    }
    return at;
}

struct json_place json_place(const char *text, const char *pointer)
{
    struct json_place place = { 1, 1 };
    const char *value = value_at(text, pointer);
    for (; text < value; text++) {
        if (*text == '\n')
            place = (struct json_place){ place.line + 1, 1 };
        else if ((*text & 0xC0) != 0x80)
            place.column++;
    }
    return place;
}
