/*
 * One batch of stream entries on its way: claimed, reacted to, acknowledged.
 *
 * The claim is a commit of its own, so that whatever crashes here has used up an
 * attempt. Then one transaction holds the events (the fence), has the effects
 * and marks them done; only then the entries are acknowledged. When a batch
 * fails its events go one by one; one that fails by itself is given back for
 * later, or becomes a dead letter. Rule: B4.
 */
#ifndef WORKER_DELIVERY_H
#define WORKER_DELIVERY_H

#include "common/store/outbox_store.h"
#include "common/stream/stream.h"

enum { DELIVERY_MAX = 64, DELIVERY_HALF = DELIVERY_MAX / 2 };

struct delivery {
    struct lease lease;
    struct entry entries[DELIVERY_MAX];
    size_t count;
};

/*
 * Deals with all entries. Those that are settled leave the batch and are
 * acknowledged; those that could not be dealt with yet stay, to be tried again
 * together with new ones; but when more than half of the places are taken, those
 * that others have held for two seconds are left to whoever takes them over once
 * they were idle, so that they do not keep out what is free. What only the
 * database kept from being dealt with is never left. Errors: what kept any of
 * them from being dealt with.
 */
enum fault delivery_run(struct delivery *delivery, struct stream *stream) CHECKED;

#endif
