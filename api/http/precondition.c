#include "api/http/exchange_state.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { IDEMPOTENCY_KEY_CHARS = 255 };

static enum fault header_invalid(struct op *op, const char *name, const char *detail)
{
    mistake_add(op, name, "wrong_format", detail);
    return FAULT_PARAMETER_INVALID;
}

static bool is_printable_ascii(const char *text)
{
    for (; *text; text++)
        if (*text < ' ' || *text > '~')
            return false;
    return true;
}

enum fault idempotency_key(struct op *op, struct exchange *exchange, const char **key)
{
    *key = NULL;
    const char *header = request_header(exchange, "Idempotency-Key");
    if (!header)
        return OK;
    char *text = memory_text(op->memory, header);
    size_t length = strlen(text);
    if (length >= 2 && text[0] == '"' && text[length - 1] == '"') {
        text[length - 1] = '\0';
        text++;
        length -= 2;
    }
    if (!length || length > IDEMPOTENCY_KEY_CHARS || !is_printable_ascii(text))
        return header_invalid(op, "Idempotency-Key", "must be 1 to 255 printable ASCII characters");
    *key = text;
    return OK;
}

enum fault if_match(struct op *op, struct exchange *exchange, int *version)
{
    static const char wanted[] = "must be one ETag, such as \"7\", or *";
    const char *header = request_header(exchange, "If-Match");
    *version = 0;
    if (!header) /* a complainant's word counts whatever has happened meanwhile */
        return op->actor.kind == ACTOR_COMPLAINANT ? OK : FAULT_IF_MATCH_MISSING;
    if (strcmp(header, "*") == 0)
        return OK;
    const size_t length = strlen(header);
    const bool is_tag = length >= 3 && header[0] == '"' &&
                        strcspn(header + 1, "\", ") == length - 2 && header[length - 1] == '"';
    if (!is_tag)
        return header_invalid(op, "If-Match", wanted);

    const long number = strtol(header + 1, NULL, 10);
    const bool is_ours = header[1] != '0' && strspn(header + 1, "0123456789") == length - 2 &&
                         number > 0 && number <= INT_MAX;
    if (!is_ours)
        return FAULT_VERSION_STALE;
    *version = (int)number;
    return OK;
}

/* Whether a list of ETags holds this one, weak or not (RFC 9110, 13.1.2). */
static bool names(const char *list, const char *etag)
{
    while (*list) {
        list += strspn(list, " \t,");
        if (strncmp(list, "W/", 2) == 0)
            list += 2;
        const size_t length = strcspn(list, " \t,");
        if (length == strlen(etag) && memcmp(list, etag, length) == 0)
            return true;
        list += length;
    }
    return false;
}

bool not_modified(struct exchange *exchange, const char *etag)
{
    const char *header = request_header(exchange, "If-None-Match");
    if (!header || !(strcmp(header, "*") == 0 || names(header, etag)))
        return false;
    reply_header(exchange, "ETag", etag);
    reply_body(exchange, 304, "", "");
    return true;
}
