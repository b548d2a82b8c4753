/*
 * Shares few connections among many requests.
 *
 * A request that finds a connection idle uses it itself. Else it hands over its
 * named query and waits: one thread a connection takes everything that is waiting (up to 64) and
 * sends it in one round trip, which is one transaction: reads each with their own row-level
 * security context; intake merged into one statement over arrays. Nobody waits for company: a batch
 * forms only from what is already waiting.
 *
 * A batch that fails, or whose answer is lost, is run again one by one with the
 * same keys and ids; the idempotency row decides "new" or "replay". Rule: B4.
 *
 * Limits: a full queue is BUSY at once; what still waits after two seconds is
 * withdrawn (BUSY); what was taken is waited for.
 */
#ifndef STORE_EXECUTOR_H
#define STORE_EXECUTOR_H

#include "common/store/query.h"

struct pg_result;

/* Starts the threads. 'committed' (may be NULL) is called after each insert that queues events. */
void executor_open(size_t read_connections, size_t write_connections, void (*committed)(void));
void executor_close(void);

/* A reading query of one operation, under op->scope. 'result' is the caller's to clear.
 * Errors: BUSY, DATABASE, and what the statement's failure means. */
enum fault executor_read(struct op *op, enum query query, struct params params,
                         struct pg_result **result) CHECKED;

/* One element of a statement over arrays: column i holds this element's items of parameter i+1. */
struct element {
    const char *key;       /* batches are sorted by it, so that two never deadlock */
    const struct uuid *id; /* the statement answers the ids that it inserted */
    const struct array *columns;
    size_t column_count;
    enum fault when_held; /* what it means that another transaction holds what the element needs */
};

/* Inserts one element in company of others. 'inserted' is false when its idempotency row was
 * there before. OK means durable. Errors: element->when_held, BUSY, DATABASE. */
enum fault executor_insert(struct op *op, enum query query, const struct element *element,
                           bool *inserted) CHECKED;

/* What waits now, for /metrics. */
size_t executor_waiting(void);

#endif
