/*
 * Transactions on leased connections.
 *
 *     SCOPED_TX tx = { 0 };
 *     TRY(tx_begin(op, &tx));
 *     ...
 *     return tx_commit(&tx);
 *
 * tx_begin leases a connection (waiting at most two seconds), begins, and sets
 * the row-level security context from op->scope; nobody else may set it. The
 * end of the scope undoes whatever was not committed and returns the
 * connection. A connection that broke or did not answer in three seconds is
 * closed and replaced at its next lease.
 */
#ifndef STORE_TX_H
#define STORE_TX_H

#include "common/base/op.h"

struct tx {
    struct op *op;
};

/* Connects lazily; 'size' is how many transactions may be open at once. Call once in main. */
void pool_open(const char *database_url, const char *program, size_t connections);
void pool_close(void);

/* How long the server may take to answer: three seconds unless a program of long work says more.
 * Call before pool_open. */
void pool_patience(int milliseconds);

/* Plans every statement anew, by how large the tables are then: for programs that send few large
 * statements. Otherwise a plan is kept as long as its connection. Call before pool_open. */
void pool_plan_anew(void);

/* Called after each commit of a transaction that queued an event. Call before threads start. */
void pool_after_commit(void (*committed)(void));

/* Errors: BUSY (no connection free), DATABASE (none to be had). */
enum fault tx_begin(struct op *op, struct tx *tx) CHECKED;
/* The same for work that is done again when the server crashes before it reached the disk: it does
 * not make those who commit at the same time wait. */
enum fault tx_begin_repeatable(struct op *op, struct tx *tx) CHECKED;
/* The same for several readings that are to agree: repeatable read, read only. */
enum fault tx_begin_snapshot(struct op *op, struct tx *tx) CHECKED;
/* From here on the open transaction sees what the organisation's programs see, not only what the
 * member of staff may: to save what takes a case from whoever saves it. Rule: C11. */
enum fault tx_act_for_organisation(struct op *op) CHECKED;
/* OK means durable, but for repeatable work. Errors: DATABASE (rolled back, or the answer was
 * lost). */
enum fault tx_commit(struct tx *tx) CHECKED;
void tx_end(struct tx *tx);

#define SCOPED_TX SCOPED(tx_end) struct tx

#endif
