#include "api/http/dispatch.h"

#include "api/http/charge.h"
#include "api/http/connections.h"
#include "api/http/cors.h"
#include "api/http/exchange_state.h"
#include "api/http/limits.h"
#include "api/http/media.h"
#include "api/http/proof.h"
#include "api/http/security.h"
#include "common/base/clock.h"
#include "common/base/log.h"

#include <stdatomic.h>
#include <string.h>

static struct server_settings settings;
static atomic_long request_count, limited_count, client_error_count, server_error_count;

void dispatch_setup(const struct server_settings *chosen)
{
    settings = *chosen;
}

void dispatch_count(struct server_counts *counts)
{
    counts->requests = atomic_load(&request_count);
    counts->limited = atomic_load(&limited_count);
    counts->are_quotas_shared = quotas_are_shared();
    counts->client_errors = atomic_load(&client_error_count);
    counts->server_errors = atomic_load(&server_error_count);
}

static bool is_made_of(const char *text, const char *allowed, size_t least, size_t most)
{
    const size_t length = strlen(text);
    return length >= least && length <= most && strspn(text, allowed) == length;
}

/* The caller's own identifier when it is harmless in a log, else a new one. */
static void take_request_id(struct op *op, struct exchange *exchange)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    const char *given = request_header(exchange, "X-Request-Id");
    const struct uuid id = uuid_new(op->now);
    if (given && is_made_of(given, allowed, 1, REQUEST_ID_TEXT - 1))
        memcpy(op->request_id, given, strlen(given) + 1);
    else
        uuid_text(&id, op->request_id);
    reply_header(exchange, "X-Request-Id", op->request_id);
}

/* W3C trace context, version 00: "00-<32 hex>-<16 hex>-<2 hex>", neither identifier zero. */
static void take_traceparent(struct op *op, const struct exchange *exchange)
{
    static const char form[] = "00-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx-xx";
    const char *given = request_header(exchange, "traceparent");
    if (!given || strlen(given) != sizeof form - 1)
        return;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == 'x' ? !strchr("0123456789abcdef", given[i]) : given[i] != form[i])
            return;
    if (strspn(given + 3, "0") < 32 && strspn(given + 36, "0") < 16)
        memcpy(op->traceparent, given, sizeof form);
}

/* Methods are case-sensitive; what answers GET answers HEAD, whose body the library leaves out. */
static bool takes_method(const struct route *route, const char *method)
{
    return strcmp(route->method, strcmp(method, "HEAD") == 0 ? "GET" : method) == 0;
}

static enum fault find_route(struct op *op, struct exchange *exchange)
{
    const char *allow = "";
    for (const struct route *route = settings.routes; route->operation; route++) {
        if (!address_matches(&exchange->address, route->path))
            continue;
        if (takes_method(route, exchange->request->http_verb)) {
            exchange->route = route;
            exchange->operation = memory_printf(op->memory, "%s %s", route->method, route->path);
            return OK;
        }
        allow = methods_with(op, allow, route);
    }
    if (!*allow)
        return FAULT_NOT_FOUND;
    reply_header(exchange, "Allow", allow);
    return refuse(exchange, REFUSAL_METHOD_NOT_ALLOWED, NULL);
}

/* What changes something is refused before it acts: its body, its query, what it would answer. */
static enum fault check_media(struct op *op, struct exchange *exchange)
{
    const char *type = request_header(exchange, "Content-Type");
    if (exchange_is_safe(exchange))
        return OK;
    if ((type || exchange->request->binary_body_length) && !(type && media_is_json(type)))
        return refuse(exchange, REFUSAL_TYPE_UNSUPPORTED, "Send application/json.");
    if (request_header(exchange, "Content-Encoding"))
        return refuse(exchange, REFUSAL_TYPE_UNSUPPORTED, "Send the body without an encoding.");
    TRY(reply_acceptable(exchange, "application/json"));
    return query_end(op, exchange);
}

/* A website's key must be for what it asks, besides. */
static enum fault check_scope(struct op *op, uint64_t groups)
{
    const enum key_scope scope = groups_key_scope(groups);
    if (op->actor.kind != ACTOR_SITE || (op->actor.scopes & 1u << scope))
        return OK;
    mistake_add(op, "Authorization", "missing_scope",
                memory_printf(op->memory, "must be a key with the scope %s",
                              vocabulary_text(&key_scopes, (int)scope)));
    return FAULT_SCOPE_MISSING;
}

static enum fault authorise(struct op *op, struct exchange *exchange)
{
    const uint64_t groups = route_groups(exchange->route);
    if (access_is_open(WHO_ANYONE, groups))
        return groups & MAY(WATCH) ? OK : charge_public(op, exchange);
    const char *code = request_header(exchange, "Receipt-Code");
    if (code && access_is_open(WHO_COMPLAINANT, groups) &&
        !request_header(exchange, "Authorization"))
        return prove_complainant(op, exchange, path_text(exchange, "reference"), code);
    TRY(prove_caller(op, exchange));
    if (!op->actor.is_visitor)
        cors_withdraw(exchange);
    if (!access_is_open(actor_who(&op->actor), groups))
        return FAULT_NOT_ALLOWED;
    return check_scope(op, groups);
}

/* A GET changes nothing, so its query and its reply's type may be looked at afterwards. */
static enum fault check_reply(struct op *op, struct exchange *exchange)
{
    if (!exchange->is_replied)
        return FAULT_BUG;
    if (!exchange->is_query_checked)
        TRY(query_end(op, exchange));
    const char *type = u_map_get(exchange->response->map_header, "Content-Type");
    return type && exchange_is_safe(exchange) ? reply_acceptable(exchange, type) : OK;
}

static enum fault answer(struct op *op, struct exchange *exchange)
{
    TRY(limits_check(op, exchange));
    TRY(address_read(op, exchange->request->http_url, &exchange->address));
    TRY(find_route(op, exchange));
    TRY(cors_allow(op, exchange));
    TRY(check_media(op, exchange));
    TRY(authorise(op, exchange));
    TRY(exchange->route->handle(op, exchange));
    TRY(check_reply(op, exchange));
    if (exchange->response->status == 304)
        charges_back(op, exchange);
    return OK;
}

static void add_common_headers(struct exchange *exchange)
{
    if (!reply_has_header(exchange, "Cache-Control"))
        reply_header(exchange, "Cache-Control", "no-store");
    security_headers(exchange);
    if (connections_are_draining())
        reply_header(exchange, "Connection", "close");
}

static void record(const struct op *op, const struct exchange *exchange, enum fault fault,
                   int64_t began_ms)
{
    const long status = exchange->response->status;
    atomic_fetch_add(&request_count, 1);
    if (status == 429)
        atomic_fetch_add(&limited_count, 1);
    if (status >= 500)
        atomic_fetch_add(&server_error_count, 1);
    else if (status >= 400)
        atomic_fetch_add(&client_error_count, 1);
    LOG(op, LOG_INFO, "request",
        log_code("operation", exchange->route ? exchange->route->operation : NULL),
        log_int("status", status), log_int("duration_ms", clock_monotonic_ms() - began_ms),
        log_code("problem", fault ? problem_code(exchange, fault) : NULL));
}

/* What a caller may not know of takes longer to look at than what is not there. So that nobody
 * tells them apart, both are answered at the next whole step since the request. Rule: A12. */
static void hide_duration(const struct exchange *exchange, enum fault fault, int64_t began_ms)
{
    enum { STEP_MS = 10 };
    if (!fault || !exchange->route || fault_kind(fault)->class != MISSING)
        return;
    const int64_t steps = (clock_monotonic_ms() - began_ms) / STEP_MS + 1;
    clock_sleep_until(began_ms + steps * STEP_MS);
}

int dispatch(const struct _u_request *request, struct _u_response *response, void *nothing)
{
    const int64_t began_ms = clock_monotonic_ms();
    SCOPED_OP op = op_begin();
    struct exchange exchange = { .settings = &settings,
                                 .request = request,
                                 .response = response,
                                 .connection = connections_serve() };
    (void)nothing;

    take_request_id(&op, &exchange);
    take_traceparent(&op, &exchange);
    const enum fault fault = answer(&op, &exchange);
    if (fault)
        problem_reply(&op, &exchange, fault);
    add_common_headers(&exchange);
    record(&op, &exchange, fault, began_ms);
    hide_duration(&exchange, fault, began_ms);
    connections_reply();
    return U_CALLBACK_COMPLETE;
}
