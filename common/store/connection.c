#include "common/store/connection.h"

#include "common/base/clock.h"
#include "common/base/log.h"

#include <assert.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

enum { PATIENCE_MS = 3000, AWAY_MS = 500 };

/* Until when a server that could not be reached is left alone: what waits behind the one who found
 * out is answered at once. */
static _Atomic int64_t away_until_ms;

static const char *url, *program_name;
static int patience_ms = PATIENCE_MS;
static const char *plan_cache_mode = "force_generic_plan";

static const struct {
    const char *name, *text;
    int parameters;
} queries[QUERY_COUNT] = {
#define QUERY(name, rows, parameters, text) [Q_##name] = { #name, text, parameters },
#include "queries.def"
#undef QUERY
};

void connection_settings(const char *database_url, const char *program)
{
    url = database_url;
    program_name = program;
}

void connection_patience(int milliseconds)
{
    patience_ms = milliseconds;
}

void connection_plan_anew(void)
{
    plan_cache_mode = "force_custom_plan";
}

void connection_close(struct connection *connection)
{
    PQfinish(connection->pg);
    struct connection *next = connection->next;
    *connection = (struct connection){ .next = next };
}

static void drop_notice(void *nothing, const PGresult *result)
{
    (void)nothing;
    (void)result;
}

/*
 * Plans are made once a connection, foreign keys' too, perhaps while a table is
 * all but empty, and kept while it fills: every query here has its index, and
 * must use it from the first row on. What has none then looks dear, so compiling
 * it must be off: that takes longer than anything asked here. A plan is never
 * made for one call's values: planning intake takes as long as running it.
 */
static PGconn *connect_to_server(void)
{
    char options[320];
    snprintf(options, sizeof options,
             "-c lock_timeout=1000 -c statement_timeout=%d "
             "-c idle_in_transaction_session_timeout=5000 -c synchronous_commit=on "
             "-c enable_seqscan=off -c jit=off -c timezone=UTC -c datestyle=ISO -c "
             "client_min_messages=error "
             "-c plan_cache_mode=%s",
             patience_ms > 1000 ? patience_ms - 500 : patience_ms, plan_cache_mode);
    const char *const names[] = { "dbname",           "options",
                                  "application_name", "connect_timeout",
                                  "tcp_user_timeout", "keepalives_idle",
                                  "client_encoding",  NULL };
    const char *const values[] = { url, options, program_name, "2", "3000", "5", "UTF8", NULL };
    return PQconnectdbParams(names, values, 1);
}

enum fault connection_ready(struct connection *connection)
{
    if (connection->pg && PQstatus(connection->pg) == CONNECTION_OK)
        return OK;
    connection_close(connection);
    if (clock_monotonic_ms() < away_until_ms)
        return FAULT_DATABASE;
    connection->pg = connect_to_server();
    if (PQstatus(connection->pg) != CONNECTION_OK) {
        away_until_ms = clock_monotonic_ms() + AWAY_MS;
        LOG(NULL, LOG_WARN, "database_unreachable");
        connection_close(connection);
        return FAULT_DATABASE;
    }
    PQsetNoticeReceiver(connection->pg, drop_notice, NULL);
    PQsetnonblocking(connection->pg, 1);
    return OK;
}

/* What a failed result means. */
static enum fault result_fault(struct op *op, enum query query, const PGresult *result)
{
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *constraint = result ? PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME) : NULL;
    LOG(op, LOG_WARN, "query_failed", log_code("query", queries[query].name),
        log_code("sqlstate", state), log_code("constraint", constraint));
    if (!state)
        return FAULT_DATABASE;
    if (strcmp(state, "55P03") == 0 || strcmp(state, "40P01") == 0 || strcmp(state, "40001") == 0)
        return FAULT_BUSY;
    if (strcmp(state, "23505") == 0)
        return FAULT_ALREADY_EXISTS;
    return FAULT_DATABASE;
}

/* Waits for the socket; false when the deadline passed first. */
static bool wait_for_socket(PGconn *pg, short events, int64_t deadline_ms)
{
    struct pollfd socket = { .fd = PQsocket(pg), .events = events };
    const int64_t left = deadline_ms - clock_monotonic_ms();
    return left > 0 && poll(&socket, 1, (int)left) > 0;
}

/* Sends what waits and reads until a result is there. */
static bool await_result(PGconn *pg, int64_t deadline_ms)
{
    int unsent = PQflush(pg);
    while (unsent >= 0 && (unsent > 0 || PQisBusy(pg))) {
        if (!wait_for_socket(pg, (short)(unsent > 0 ? POLLIN | POLLOUT : POLLIN), deadline_ms) ||
            !PQconsumeInput(pg))
            return false;
        unsent = PQflush(pg);
    }
    return unsent == 0;
}

/* The next result, NULL at the end of a statement; 'lost' when the server did not answer. */
static PGresult *next_result(PGconn *pg, int64_t deadline_ms, bool *lost)
{
    *lost = !await_result(pg, deadline_ms);
    PGresult *result = *lost ? NULL : PQgetResult(pg);
    *lost = *lost || PQstatus(pg) == CONNECTION_BAD;
    return result;
}

/* Reads one statement's results to their end and keeps the last. Errors: DATABASE (lost). */
static enum fault last_result(struct connection *connection, PGresult **last)
{
    const int64_t deadline_ms = clock_monotonic_ms() + patience_ms;
    bool lost;
    *last = NULL;
    for (;;) {
        PGresult *result = next_result(connection->pg, deadline_ms, &lost);
        if (!result)
            break;
        PQclear(*last);
        *last = result;
    }
    if (!lost)
        return OK;
    LOG(NULL, LOG_WARN, "database_lost");
    PQclear(*last);
    *last = NULL;
    connection_close(connection);
    return FAULT_DATABASE;
}

enum fault connection_command(struct connection *connection, const char *command, const char *tag)
{
    PGresult *result;
    if (!connection->pg || !PQsendQuery(connection->pg, command))
        return FAULT_DATABASE;
    TRY(last_result(connection, &result));
    const bool done = result && strcmp(PQcmdStatus(result), tag) == 0;
    PQclear(result);
    return done ? OK : FAULT_DATABASE;
}

static enum fault prepare_once(struct op *op, struct connection *connection, enum query query)
{
    if (connection->prepared[query])
        return OK;
    PGresult *result;
    if (!PQsendPrepare(connection->pg, queries[query].name, queries[query].text, 0, NULL))
        return FAULT_DATABASE;
    TRY(last_result(connection, &result));
    connection->prepared[query] = PQresultStatus(result) == PGRES_COMMAND_OK;
    const enum fault fault = connection->prepared[query] ? OK : result_fault(op, query, result);
    PQclear(result);
    return fault;
}

enum fault connection_run(struct op *op, struct connection *connection, enum query query,
                          struct params params, PGresult **result)
{
    assert((int)params.count == queries[query].parameters);
    *result = NULL;
    if (!connection->pg)
        return FAULT_DATABASE;
    TRY(prepare_once(op, connection, query));
    if (!PQsendQueryPrepared(connection->pg, queries[query].name, (int)params.count, params.values,
                             NULL, NULL, 0))
        return FAULT_DATABASE;
    TRY(last_result(connection, result));
    const ExecStatusType status = PQresultStatus(*result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return OK;
    const enum fault fault = result_fault(op, query, *result);
    PQclear(*result);
    *result = NULL;
    return fault;
}

/* One statement's result within a pipeline; the NULL that ends it is read as well. */
static PGresult *pipeline_result(PGconn *pg, int64_t deadline_ms, bool *lost)
{
    PGresult *result = next_result(pg, deadline_ms, lost);
    if (!*lost && result && PQresultStatus(result) != PGRES_PIPELINE_SYNC)
        PQclear(next_result(pg, deadline_ms, lost));
    return result;
}

/* Prepares whatever the steps need that this connection does not know yet. */
static enum fault prepare_all(struct connection *connection, const struct step *steps, size_t count)
{
    for (size_t i = 0; i < count; i++)
        TRY(prepare_once(NULL, connection, steps[i].query));
    return OK;
}

static bool send_all(PGconn *pg, const struct step *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert((int)steps[i].params.count == queries[steps[i].query].parameters);
        if (!PQsendQueryPrepared(pg, queries[steps[i].query].name, (int)steps[i].params.count,
                                 steps[i].params.values, NULL, NULL, 0))
            return false;
    }
    return PQpipelineSync(pg) == 1;
}

/* Waits for the sync. An error that only the commit finds (a deferred constraint) comes before it.
 */
static enum fault receive_sync(PGconn *pg, int64_t deadline_ms, enum fault fault)
{
    bool lost;
    for (;;) {
        PGresult *result = next_result(pg, deadline_ms, &lost);
        const bool is_sync = PQresultStatus(result) == PGRES_PIPELINE_SYNC;
        const bool is_error = result && !is_sync;
        PQclear(result);
        if (lost)
            return FAULT_DATABASE;
        if (is_sync)
            return fault;
        if (is_error && !fault)
            fault = FAULT_DATABASE;
    }
}

/* Reads every step's result and the sync. The first error decides. */
static enum fault receive_all(PGconn *pg, struct step *steps, size_t count)
{
    const int64_t deadline_ms = clock_monotonic_ms() + patience_ms;
    enum fault fault = OK;
    bool lost;
    for (size_t i = 0; i < count; i++) {
        steps[i].result = pipeline_result(pg, deadline_ms, &lost);
        if (lost)
            return FAULT_DATABASE;
        const ExecStatusType status = PQresultStatus(steps[i].result);
        if (!fault && status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            fault = result_fault(NULL, steps[i].query, steps[i].result);
    }
    return receive_sync(pg, deadline_ms, fault);
}

enum fault connection_pipeline(struct connection *connection, struct step *steps, size_t count)
{
    TRY(connection_ready(connection));
    TRY(prepare_all(connection, steps, count));
    if (!PQenterPipelineMode(connection->pg))
        return FAULT_DATABASE;
    enum fault fault = FAULT_DATABASE;
    const bool sent = send_all(connection->pg, steps, count);
    if (sent)
        fault = receive_all(connection->pg, steps, count);
    if (!sent || !PQexitPipelineMode(connection->pg)) {
        LOG(NULL, LOG_WARN, "database_lost");
        connection_close(connection);
    }
    return fault;
}
