#include "api/operations/health.h"

#include "common/casework/key_check.h"
#include "common/store/clock_store.h"
#include "common/store/executor.h"
#include "common/store/health_store.h"

struct readiness read_readiness(struct op *op)
{
    const bool reached = clock_refresh(op) == OK;
    const bool has_calendar = clock_calendar_version() > 0;
    const enum fault keys = reached ? key_ring_confirm(op) : FAULT_DATABASE;
    return (struct readiness){ .ready = reached && has_calendar && !keys,
                               .database = reached ? "ok" : "unreachable",
                               .calendar = has_calendar ? "ok" : "empty",
                               .key_ring = !keys                          ? "ok"
                                           : keys == FAULT_KEY_RING_WRONG ? "wrong"
                                                                          : "unknown" };
}

static const char *metric(struct op *op, const char *text, const char *name, const char *kind,
                          int64_t value)
{
    return memory_printf(op->memory, "%s# TYPE heed_%s %s\nheed_%s %lld\n", text, name, kind, name,
                         (long long)value);
}

const char *read_metrics(struct op *op, const struct traffic *traffic)
{
    struct backlog backlog;
    const char *lines = "";
    const bool reached = backlog_read(op, &backlog) == OK;
    lines = metric(op, lines, "database_up", "gauge", reached);
    if (reached) {
        lines = metric(op, lines, "events_pending", "gauge", backlog.pending);
        lines = metric(op, lines, "events_published", "gauge", backlog.published);
        lines = metric(op, lines, "events_dead", "gauge", backlog.dead);
        lines = metric(op, lines, "events_oldest_seconds", "gauge", backlog.oldest_seconds);
    }
    lines = metric(op, lines, "http_requests_total", "counter", traffic->requests);
    lines = metric(op, lines, "http_requests_limited_total", "counter", traffic->limited);
    lines = metric(op, lines, "quotas_shared", "gauge", traffic->are_quotas_shared);
    lines = metric(op, lines, "http_client_errors_total", "counter", traffic->client_errors);
    lines = metric(op, lines, "http_server_errors_total", "counter", traffic->server_errors);
    lines = metric(op, lines, "http_connections", "gauge", traffic->open_connections);
    lines = metric(op, lines, "http_requests_in_flight", "gauge", traffic->in_flight);
    return metric(op, lines, "executor_waiting", "gauge", (int64_t)executor_waiting());
}
