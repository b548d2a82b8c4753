#include "common/store/tx.h"

#include "common/base/clock.h"
#include "common/base/condition.h"
#include "common/base/failpoint.h"
#include "common/store/connection.h"
#include "common/store/context.h"

enum { WAIT_MS = 2000 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t returned;
static struct connection *idle, *all;
static size_t size;
static void (*after_commit)(void);

void pool_open(const char *database_url, const char *program, size_t connections)
{
    condition_init(&returned);
    connection_settings(database_url, program);
    size = connections;
    all = NEW_ARRAY(NULL, struct connection, size);
    idle = NULL;
    for (size_t i = 0; i < size; i++) {
        all[i].next = idle;
        idle = &all[i];
    }
}

void pool_close(void)
{
    for (size_t i = 0; i < size; i++)
        connection_close(&all[i]);
    talloc_free(all);
    all = idle = NULL;
    size = 0;
}

void pool_patience(int milliseconds)
{
    connection_patience(milliseconds);
}

void pool_plan_anew(void)
{
    connection_plan_anew();
}

void pool_after_commit(void (*committed)(void))
{
    after_commit = committed;
}

static struct connection *lease(void)
{
    const int64_t deadline_ms = clock_monotonic_ms() + WAIT_MS;
    pthread_mutex_lock(&mutex);
    while (!idle && condition_wait_until(&returned, &mutex, deadline_ms))
        ;
    struct connection *leased = idle;
    if (leased)
        idle = leased->next;
    pthread_mutex_unlock(&mutex);
    return leased;
}

static enum fault begin(struct op *op, const char *command, const char *tag)
{
    if (connection_command(op->connection, command, tag) != OK) {
        /* The server may have restarted while the connection was idle. */
        connection_close(op->connection);
        TRY(connection_ready(op->connection));
        TRY(connection_command(op->connection, command, tag));
    }
    return query_one(
        op, Q_context_set,
        PARAMS(context_text(op->memory, &op->scope), context_staff(op->memory, &op->actor)), NULL,
        NULL, FAULT_BUG);
}

static enum fault lease_and_begin(struct op *op, struct tx *tx, const char *command,
                                  const char *tag)
{
    op->connection = lease();
    if (!op->connection)
        return FAULT_BUSY;
    tx->op = op;
    op->queued = false;
    TRY(connection_ready(op->connection));
    return begin(op, command, tag);
}

enum fault tx_begin(struct op *op, struct tx *tx)
{
    return lease_and_begin(op, tx, "begin", "BEGIN");
}

enum fault tx_begin_repeatable(struct op *op, struct tx *tx)
{
    return lease_and_begin(op, tx, "begin; set local synchronous_commit = off", "SET");
}

enum fault tx_begin_snapshot(struct op *op, struct tx *tx)
{
    return lease_and_begin(op, tx, "begin isolation level repeatable read read only", "BEGIN");
}

enum fault tx_act_for_organisation(struct op *op)
{
    return query_one(op, Q_context_set, PARAMS(context_text(op->memory, &op->scope), ""), NULL,
                     NULL, FAULT_BUG);
}

enum fault tx_commit(struct tx *tx)
{
    struct op *op = tx->op;
    if (failpoint("act_before_commit"))
        return FAULT_DATABASE;
    /* Committing a failed transaction answers with the tag ROLLBACK. */
    TRY(connection_command(op->connection, "commit", "COMMIT"));
    failpoint("act_after_commit");
    if (op->queued && after_commit)
        after_commit();
    tx_end(tx);
    return OK;
}

void tx_end(struct tx *tx)
{
    if (!tx->op)
        return;
    struct connection *connection = tx->op->connection;
    if (connection->pg && PQtransactionStatus(connection->pg) != PQTRANS_IDLE &&
        connection_command(connection, "rollback", "ROLLBACK") != OK)
        connection_close(connection);

    pthread_mutex_lock(&mutex);
    connection->next = idle;
    idle = connection;
    pthread_cond_signal(&returned);
    pthread_mutex_unlock(&mutex);
    tx->op->connection = NULL;
    tx->op = NULL;
}
