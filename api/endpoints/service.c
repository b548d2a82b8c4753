/* What anybody may ask of the service itself. */
#include "api/routes.h"

#include "api/http/exchange.h"
#include "api/http/server.h"
#include "api/operations/health.h"

enum fault get_health(struct op *op, struct exchange *exchange)
{
    const struct health health = { .status = "ok", .time = op->now, .version = HEED_VERSION };
    return reply(op, exchange, 200, &health_shape, &health);
}

enum fault get_readiness(struct op *op, struct exchange *exchange)
{
    const struct readiness readiness = read_readiness(op);
    return reply(op, exchange, readiness.ready ? 200 : 503, &readiness_shape, &readiness);
}

enum fault get_metrics(struct op *op, struct exchange *exchange)
{
    const struct server_counts counts = server_counts();
    const struct traffic traffic = { .requests = counts.requests,
                                     .limited = counts.limited,
                                     .client_errors = counts.client_errors,
                                     .server_errors = counts.server_errors,
                                     .open_connections = counts.open_connections,
                                     .in_flight = counts.in_flight,
                                     .are_quotas_shared = counts.are_quotas_shared };
    return reply_text(exchange, 200, "text/plain; version=0.0.4; charset=utf-8",
                      read_metrics(op, &traffic));
}

enum fault get_contract(struct op *op, struct exchange *exchange)
{
    static const char contract[] = {
#define EMBEDDED(name, bytes, text) text
#include "contract.def"
#undef EMBEDDED
    };
    (void)op;
    reply_header(exchange, "Cache-Control", "public, max-age=300");
    return reply_text(exchange, 200, "application/yaml; charset=utf-8", contract);
}

enum fault get_problem(struct op *op, struct exchange *exchange)
{
    int status;
    const char *title = problem_title(path_text(exchange, "code"), &status);
    if (!title)
        return FAULT_NOT_FOUND;
    reply_header(exchange, "Cache-Control", "public, max-age=300");
    return reply_text(exchange, 200, "text/plain; charset=utf-8",
                      memory_printf(op->memory, "%s\n\nHTTP status %d, code %s.\n", title, status,
                                    path_text(exchange, "code")));
}
