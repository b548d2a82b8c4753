/*
 * Work that goes to the server together: one round trip, one transaction.
 * Known to the executor only.
 */
#ifndef STORE_BATCH_H
#define STORE_BATCH_H

#include "common/store/connection.h"
#include "common/store/executor.h"

#include <pthread.h>

enum { BATCH_MAX = 64 };

/* One request's piece of work. It lives on the requester's stack until it is done. */
struct work {
    struct work *next;
    struct op *op;
    enum query query;
    struct params params;          /* a read */
    const struct element *element; /* an insert */
    enum { QUEUED, TAKEN, DONE } progress;
    PGresult *result;
    bool inserted;
    enum fault fault;
    pthread_cond_t done;
};

/* Reads, each under its own operation's row-level security context. Fills result and fault. */
void batch_read(struct connection *connection, struct work **batch, size_t count);

/* Elements of one statement. Fills inserted and fault. */
void batch_insert(struct connection *connection, struct work **batch, size_t count);

#endif
