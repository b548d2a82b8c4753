#include "api/http/address.h"

#include "api/http/percent.h"

#include <string.h>
#include <strings.h>

static enum fault add_part(struct op *op, struct address *address, const char *text, size_t length)
{
    const char *part = percent_decode(op->memory, text, length, false);
    if (!part || strchr(part, '/')) {
        mistake_add(op, "path", "wrong_encoding", "a part of the path is wrongly encoded");
        return FAULT_PARAMETER_INVALID;
    }
    const bool is_nameless = !*part || strcmp(part, ".") == 0 || strcmp(part, "..") == 0;
    if (is_nameless || address->part_count == ADDRESS_PARTS)
        return FAULT_NOT_FOUND;
    address->parts[address->part_count++] = part;
    return OK;
}

static enum fault read_path(struct op *op, const char *path, size_t length, struct address *address)
{
    const char *const end = path + length;
    if (!length || *path != '/')
        return FAULT_NOT_FOUND;
    while (path < end) {
        const char *part = path + 1;
        const char *next = memchr(part, '/', (size_t)(end - part));
        path = next ? next : end;
        TRY(add_part(op, address, part, (size_t)(path - part)));
    }
    return OK;
}

static enum fault add_parameter(struct op *op, struct address *address, const char *text,
                                size_t length)
{
    if (!length)
        return OK;
    const char *equals = memchr(text, '=', length);
    const size_t name_length = equals ? (size_t)(equals - text) : length;
    const char *value = equals ? equals + 1 : text + length;
    const struct parameter parameter = {
        percent_decode(op->memory, text, name_length, true),
        percent_decode(op->memory, value, (size_t)(text + length - value), true), false
    };

    if (!parameter.name || !parameter.value) {
        mistake_add(op, parameter.name ? parameter.name : "query", "wrong_encoding",
                    "is wrongly encoded");
        return FAULT_PARAMETER_INVALID;
    }
    if (address->parameter_count == ADDRESS_PARAMETERS) {
        mistake_add(op, "query", "too_many", "has too many parameters");
        return FAULT_PARAMETER_INVALID;
    }
    address->parameters[address->parameter_count++] = parameter;
    return OK;
}

static enum fault read_query(struct op *op, const char *query, struct address *address)
{
    while (*query) {
        const size_t length = strcspn(query, "&");
        TRY(add_parameter(op, address, query, length));
        query += length;
        query += *query == '&';
    }
    return OK;
}

const char *address_path(const char *target)
{
    static const char *const schemes[] = { "http://", "https://" };
    for (size_t i = 0; i < COUNT(schemes); i++)
        if (strncasecmp(target, schemes[i], strlen(schemes[i])) == 0) {
            const char *authority = target + strlen(schemes[i]);
            return authority + strcspn(authority, "/?");
        }
    return target;
}

enum fault address_read(struct op *op, const char *target, struct address *address)
{
    const char *url = address_path(target);
    const size_t path_length = strcspn(url, "?");

    TRY(read_path(op, url, path_length, address));
    return read_query(op, url + path_length + (url[path_length] == '?'), address);
}

/* Goes through a pattern part by part: "/v1/cases" answers "v1" and 2, then "cases" and 5. */
static const char *next_part(const char **pattern, size_t *length)
{
    const char *part = *pattern + (**pattern == '/');
    *length = strcspn(part, "/");
    *pattern = part + *length;
    return *length ? part : NULL;
}

bool address_matches(const struct address *address, const char *pattern)
{
    size_t i = 0, length;
    for (const char *part; (part = next_part(&pattern, &length)); i++) {
        if (i == address->part_count)
            return false;
        const bool is_same =
            strlen(address->parts[i]) == length && memcmp(address->parts[i], part, length) == 0;
        if (*part != ':' && !is_same)
            return false;
    }
    return i == address->part_count;
}

const char *address_part(const struct address *address, const char *pattern, const char *name)
{
    size_t i = 0, length;
    for (const char *part; (part = next_part(&pattern, &length)); i++)
        if (*part == ':' && strlen(name) == length - 1 && memcmp(part + 1, name, length - 1) == 0)
            return address->parts[i];
    return NULL;
}
