/*
 * One database connection. Known to this folder only.
 *
 * Nothing here waits without end: a server that does not answer within the
 * patience (three seconds unless connection_patience says otherwise) counts as
 * lost, and the connection is closed. What fails is logged with its SQLSTATE and
 * constraint, never with the server's message.
 */
#ifndef STORE_CONNECTION_H
#define STORE_CONNECTION_H

#include "common/store/query.h"

#include <libpq-fe.h>
#include <stdbool.h>

struct connection {
    PGconn *pg; /* NULL while there is none */
    bool prepared[QUERY_COUNT];
    struct connection *next;
};

/* One statement of a pipeline and what came of it. */
struct step {
    enum query query;
    struct params params;
    PGresult *result; /* the caller's to clear; NULL when none came */
};

/* For all connections that are opened from now on. Call in main, before threads. */
void connection_settings(const char *database_url, const char *program);
void connection_patience(int milliseconds);
void connection_plan_anew(void);

/* Connects when there is no connection, or the one there is has broken. Errors: DATABASE. */
enum fault connection_ready(struct connection *connection) CHECKED;
void connection_close(struct connection *connection);

/* Runs one statement, prepared on first use. 'result' is the caller's to clear. */
enum fault connection_run(struct op *op, struct connection *connection, enum query query,
                          struct params params, PGresult **result) CHECKED;

/* begin, commit, rollback: the command's tag tells what really happened. */
enum fault connection_command(struct connection *connection, const char *command,
                              const char *tag) CHECKED;

/*
 * Sends all steps and one sync, then waits: all of them are one transaction,
 * and OK means that the sync was reached with no error before it.
 * Errors: what the first failing statement means, or DATABASE (connection lost).
 */
enum fault connection_pipeline(struct connection *connection, struct step *steps,
                               size_t count) CHECKED;

#endif
