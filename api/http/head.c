#include "api/http/head.h"

#include "api/http/connections.h"
#include "api/http/exchange_state.h"

#include <string.h>

/* A walk over the head; 'at' is NULL once something stood where it may not. */
struct walk {
    const char *at, *end;
};

static bool is_token(const char *text, size_t length)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                  "!#$%&'*+-.^_`|~";
    return length && strspn(text, allowed) == length;
}

static bool has_control_character(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (((unsigned char)text[i] < ' ' && text[i] != '\t') || text[i] == 0x7F)
            return true;
    return false;
}

/* Goes on behind what must begin here, and the NULs of what divided it from the next. */
static void step(struct walk *walk, const char *part, size_t length, size_t divided_by)
{
    static const char nothing[2];
    if (!walk->at || part != walk->at || length + divided_by > (size_t)(walk->end - walk->at) ||
        memcmp(part + length, nothing, divided_by) != 0)
        walk->at = NULL;
    else
        walk->at += length + divided_by;
}

static enum MHD_Result step_header(void *to, enum MHD_ValueKind kind, const char *name,
                                   size_t name_length, const char *value, size_t value_length)
{
    enum { COLON = 1, CRLF = 2 };
    struct walk *walk = to;
    (void)kind;
    step(walk, name, name_length, COLON);
    while (walk->at && walk->at < value && (*walk->at == ' ' || *walk->at == '\t'))
        walk->at++;
    step(walk, value, value_length, CRLF);
    if (!is_token(name, name_length) || has_control_character(value, value_length))
        walk->at = NULL;
    return walk->at ? MHD_YES : MHD_NO;
}

static bool is_exact(const struct exchange *exchange)
{
    enum { SPACE = 1, CRLF = 2 };
    const struct _u_request *request = exchange->request;
    const char *target = connections_target(), *start = target - SPACE - strlen(request->http_verb);
    const size_t length =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)
            ->header_size;
    struct walk walk = { target, start + length };

    step(&walk, target, strlen(request->http_url), SPACE);
    step(&walk, walk.at, strlen(request->http_protocol), CRLF);
    MHD_get_connection_values_n(exchange->connection, MHD_HEADER_KIND, step_header, &walk);
    step(&walk, walk.at, 0, CRLF);
    return walk.at == walk.end;
}

static bool is_clean(const struct _u_request *request)
{
    return is_token(request->http_verb, strlen(request->http_verb)) &&
           !has_control_character(request->http_url, strlen(request->http_url));
}

enum fault head_check(struct op *op, struct exchange *exchange)
{
    if (is_exact(exchange) && is_clean(exchange->request))
        return OK;
    return malformed(op, "headers", "wrong_format",
                     "each is one line that ends in CR LF: a name, a colon without a blank before "
                     "it, a value without control characters");
}
