#include "api/http/cors.h"

#include "api/http/exchange_state.h"

#include <string.h>

static const char allow_origin[] = "Access-Control-Allow-Origin";
static const char expose_headers[] = "Access-Control-Expose-Headers";

enum fault cors_allow(struct op *op, struct exchange *exchange)
{
    const char *origin = request_header(exchange, "Origin");
    bool is_known;
    if (!route_is_for_visitors(exchange->route))
        return OK;
    reply_header(exchange, "Vary", "Origin");
    if (!origin)
        return OK;
    TRY(exchange->settings->origin_is_known(op, origin, &is_known));
    if (!is_known)
        return OK;
    reply_header(exchange, allow_origin, origin);
    reply_header(exchange, expose_headers,
                 "Idempotency-Replayed, Location, RateLimit, RateLimit-Policy, Retry-After, "
                 "X-Request-Id");
    return OK;
}

void cors_withdraw(struct exchange *exchange)
{
    u_map_remove_from_key_case(exchange->response->map_header, allow_origin);
    u_map_remove_from_key_case(exchange->response->map_header, expose_headers);
}

static bool is_preflight(const struct route *route)
{
    return (request_groups(route->request) & MAY(PREFLIGHT)) != 0;
}

/* Of this address; with 'for_visitors' those alone that a page may use. */
static const char *methods(struct op *op, const struct exchange *exchange, bool for_visitors)
{
    const char *list = "";
    for (const struct route *route = exchange->settings->routes; route->operation; route++)
        if (strcmp(route->path, exchange->route->path) == 0 &&
            (!for_visitors || (route_is_for_visitors(route) && !is_preflight(route))))
            list = methods_with(op, list, route);
    return list;
}

enum fault reply_preflight(struct op *op, struct exchange *exchange)
{
    reply_header(exchange, "Allow", methods(op, exchange, false));
    if (request_header(exchange, "Origin") && !reply_has_header(exchange, allow_origin)) {
        mistake_add(op, "Origin", "unlisted_origin", "is not an origin that any key lists");
        return FAULT_ORIGIN_NOT_ALLOWED;
    }
    if (reply_has_header(exchange, allow_origin)) {
        reply_header(exchange, "Access-Control-Allow-Methods", methods(op, exchange, true));
        reply_header(exchange, "Access-Control-Allow-Headers",
                     "Authorization, Content-Type, Idempotency-Key, X-Request-Id, traceparent");
        reply_header(exchange, "Access-Control-Max-Age", "7200");
    }
    return reply(op, exchange, 204, NULL, NULL);
}
