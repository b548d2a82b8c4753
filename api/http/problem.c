#include "api/http/problem.h"

#include "api/http/exchange_state.h"

#include <string.h>

struct problem {
    const char *type, *title;
    int status;
    const char *detail, *instance, *code, *policy, *request_id;
    const struct mistake *errors;
    size_t error_count;
};

static const struct field mistake_fields[] = {
    FIELD(struct mistake, pointer, TEXT),
    FIELD(struct mistake, code, TEXT),
    FIELD(struct mistake, detail, TEXT),
};
static const struct shape mistake_shape = SHAPE(struct mistake, mistake_fields);

static const struct field problem_fields[] = {
    FIELD(struct problem, type, TEXT),
    FIELD(struct problem, title, TEXT),
    FIELD(struct problem, status, INTEGER),
    FIELD(struct problem, detail, TEXT, .omit_empty = true),
    FIELD(struct problem, instance, TEXT, .omit_empty = true),
    FIELD(struct problem, code, TEXT),
    FIELD(struct problem, policy, TEXT, .omit_empty = true),
    FIELD(struct problem, request_id, TEXT),
    LIST(struct problem, errors, error_count, OBJECT, .shape = &mistake_shape, .omit_empty = true),
};
static const struct shape problem_shape = SHAPE(struct problem, problem_fields);

static const int status_of[] = {
    [UNREADABLE] = 400, [UNKNOWN] = 401,     [FORBIDDEN] = 403, [MISSING] = 404,
    [CONFLICT] = 409,   [STALE] = 412,       [INVALID] = 422,   [PRECONDITION] = 428,
    [LIMITED] = 429,    [UNAVAILABLE] = 503, [BROKEN] = 500,
};

static const struct refusal_kind {
    int status;
    const char *slug, *title;
} refusals[] = {
    [REFUSAL_NONE] = { 0, "", "" },
#define REFUSAL(name, status, slug, title) { status, slug, title },
#include "api/http/refusal.def"
#undef REFUSAL
};

enum fault refuse(struct exchange *exchange, enum refusal refusal, const char *detail)
{
    exchange->refusal = refusal;
    exchange->detail = detail;
    return FAULT_MALFORMED;
}

enum fault malformed(struct op *op, const char *where, const char *code, const char *detail)
{
    mistake_add(op, where, code, detail);
    return FAULT_MALFORMED;
}

const char *problem_code(const struct exchange *exchange, enum fault fault)
{
    return exchange->refusal ? refusals[exchange->refusal].slug : fault_kind(fault)->slug;
}

const char *problem_title(const char *code, int *status)
{
    for (enum fault fault = OK + 1; fault < FAULT_COUNT; fault++)
        if (strcmp(fault_kind(fault)->slug, code) == 0) {
            *status = status_of[fault_kind(fault)->class];
            return fault_kind(fault)->title;
        }
    for (size_t i = 1; i < COUNT(refusals); i++)
        if (strcmp(refusals[i].slug, code) == 0) {
            *status = refusals[i].status;
            return refusals[i].title;
        }
    return NULL;
}

/* The path as it was asked for; NULL when it is not fit to be told again. */
static const char *path_of(struct op *op, const char *url)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                  "/-._~%!$&'()*+,;=:@";
    const size_t length = strcspn(url, "?");
    if (length > 500 || strspn(url, allowed) != length)
        return NULL;
    return memory_printf(op->memory, "%.*s", (int)length, url);
}

/* Takes back what a handler said of a reply that is not sent, adds what belongs to the status. */
static void set_headers(struct exchange *exchange, int status)
{
    u_map_remove_from_key_case(exchange->response->map_header, "ETag");
    u_map_remove_from_key_case(exchange->response->map_header, "Location");
    u_map_remove_from_key_case(exchange->response->map_header, "Link");
    reply_header(exchange, "Cache-Control", "no-store");
    if (status == 401)
        reply_header(exchange, "WWW-Authenticate",
                     request_header(exchange, "Authorization") ? "Bearer error=\"invalid_token\""
                                                               : "Bearer");
    if ((status == 503 || status == 429) && !reply_has_header(exchange, "Retry-After"))
        reply_header(exchange, "Retry-After", "1");
}

void problem_reply(struct op *op, struct exchange *exchange, enum fault fault)
{
    const char *code = problem_code(exchange, fault);
    struct problem problem = {
        .type = memory_printf(op->memory, "%s/problems/%s", exchange->settings->public_url, code),
        .detail = exchange->detail,
        .instance = path_of(op, address_path(exchange->request->http_url)),
        .code = code,
        .policy = exchange->policy,
        .request_id = op->request_id,
    };
    problem.title = problem_title(code, &problem.status);
    if (op->mistakes) {
        problem.errors = op->mistakes->list;
        problem.error_count = op->mistakes->count;
    }
    set_headers(exchange, problem.status);
    reply_body(exchange, (unsigned)problem.status, "application/problem+json",
               shape_write(op->memory, &problem_shape, &problem));
}
