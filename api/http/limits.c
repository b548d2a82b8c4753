#include "api/http/limits.h"

#include "api/http/exchange_state.h"
#include "api/http/head.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Headers that a request may have once only: two would be read differently by different readers. */
static const char *const single_headers[] = {
    "Host",         "Authorization",    "Content-Length",  "Transfer-Encoding",
    "Content-Type", "Content-Encoding", "Idempotency-Key", "X-Request-Id",
    "Receipt-Code", "traceparent",      "If-Match",
};

struct tally {
    size_t bytes, count;
    size_t singles[COUNT(single_headers)];
};

static enum MHD_Result count_header(void *to, enum MHD_ValueKind kind, const char *name,
                                    const char *value)
{
    struct tally *tally = to;
    (void)kind;
    tally->bytes += strlen(name) + (value ? strlen(value) : 0);
    tally->count++;
    for (size_t i = 0; i < COUNT(single_headers); i++)
        tally->singles[i] += strcasecmp(name, single_headers[i]) == 0;
    return MHD_YES;
}

static enum fault check_headers(struct op *op, struct exchange *exchange)
{
    struct tally tally = { 0 };
    MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, count_header, &tally);

    if (tally.bytes > LIMIT_HEADER_BYTES || tally.count > LIMIT_HEADERS)
        return refuse(exchange, REFUSAL_HEADERS_TOO_LARGE, NULL);
    for (size_t i = 0; i < COUNT(single_headers); i++)
        if (tally.singles[i] > 1)
            return malformed(op, single_headers[i], "duplicate", "may be given once only");
    return OK;
}

/* libmicrohttpd's own strict mode (0.9.75) sends the head of its reply twice, so it is left off. */
static enum fault check_first_lines(struct op *op, struct exchange *exchange)
{
    const struct _u_request *request = exchange->request;
    if (strlen(request->http_url) > ADDRESS_CHARS)
        return refuse(exchange, REFUSAL_ADDRESS_TOO_LONG, NULL);
    if (strpbrk(request->http_url, " \t"))
        return malformed(op, "path", "wrong_encoding", "a space is written %20");
    if (strcmp(request->http_protocol, "HTTP/1.0") != 0 && !request_header(exchange, "Host"))
        return malformed(op, "Host", "required", "is required");
    return OK;
}

static enum fault check_framing(struct op *op, struct exchange *exchange)
{
    const char *encoding = request_header(exchange, "Transfer-Encoding");
    if (!encoding)
        return OK;
    if (request_header(exchange, "Content-Length"))
        return malformed(op, "Transfer-Encoding", "ambiguous_length",
                         "may not be given together with Content-Length");
    if (strcasecmp(encoding, "chunked") != 0 ||
        strcmp(exchange->request->http_protocol, "HTTP/1.1") != 0)
        return malformed(op, "Transfer-Encoding", "unknown_encoding", "must be chunked");
    return OK;
}

/* Ulfius keeps one byte more than the limit and drops the rest. */
static enum fault check_body(struct op *op, struct exchange *exchange)
{
    const size_t most = exchange->settings->max_body_bytes;
    const char *length = request_header(exchange, "Content-Length");
    if (exchange->request->binary_body_length <= most &&
        (!length || strtoull(length, NULL, 10) <= most))
        return OK;
    return refuse(exchange, REFUSAL_BODY_TOO_LARGE,
                  memory_printf(op->memory, "A body may have at most %zu bytes.", most));
}

static enum fault check_all(struct op *op, struct exchange *exchange)
{
    TRY(check_first_lines(op, exchange));
    TRY(check_headers(op, exchange));
    TRY(head_check(op, exchange));
    TRY(check_framing(op, exchange));
    return check_body(op, exchange);
}

/* Where a body in chunks ends is told by lines of which libmicrohttpd forgives too much ("5\n"). */
enum fault limits_check(struct op *op, struct exchange *exchange)
{
    const enum fault fault = check_all(op, exchange);
    if (fault || request_header(exchange, "Transfer-Encoding"))
        reply_header(exchange, "Connection", "close");
    return fault;
}
