/*
 * What the worker does about events: reactions.def says which topic leads to
 * which reactions.
 *
 * A reaction gets up to 64 events of its topics, in no particular order, inside
 * an open transaction that holds them; op->scope names their organisations. It
 * reads how things stand now and has its effect in that transaction, or answers
 * a fault and has none: then the events come again, one by one. It may see an
 * event of a case that it has seen before, so it writes what is, not what has
 * been added. It must end well within HEED_LEASE_SECONDS.
 */
#ifndef WORKER_REACTIONS_H
#define WORKER_REACTIONS_H

#include "common/store/outbox_store.h"

typedef enum fault reaction(struct op *op, const struct event *events, size_t count);

#define REACTION(function, topics) reaction function;
#include "worker/reactions.def"
#undef REACTION

/* Runs every reaction to the events, each on those of its topics, one after the other. Errors: BUG
 * when nobody here reacts to one of them, and those of the reactions. */
enum fault reactions_run(struct op *op, const struct event *events, size_t count) CHECKED;

#endif
