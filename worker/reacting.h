/* Reacting to claimed events: the transaction that holds them and has their effects. */
#ifndef WORKER_REACTING_H
#define WORKER_REACTING_H

#include "common/store/outbox_store.h"

/* What became of one claimed event. */
enum outcome {
    OUTCOME_UNKNOWN, /* nothing could be recorded: the lease tells when it is tried again */
    OUTCOME_SETTLED  /* done, given back for later, dead, or another's by now */
};

/* Reacts to events that this process has claimed, one at the least, and writes one outcome each. */
void react_to_all(const struct event *events, size_t count, const struct lease *lease,
                  enum outcome *outcomes);

#endif
