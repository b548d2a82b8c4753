/*
 * Takes committed events from the outbox to the stream.
 *
 * Any number of relays may run, in the API right after each commit and in the
 * worker as a safety net: each event is held by one of them while it is
 * published. A relay that dies in between leaves the event pending; it is
 * published once more, and the worker reacts once (outbox_claim). Rule: B4.
 */
#ifndef RELAY_RELAY_H
#define RELAY_RELAY_H

#include "common/base/op.h"
#include "common/stream/stream.h"

enum { RELAY_LIMIT = 200 };

/* Publishes up to RELAY_LIMIT pending events in one transaction; 'published' tells how many.
 * Errors: QUEUE, DATABASE, BUSY; the events wait. */
enum fault relay_once(struct op *op, struct stream *stream, size_t *published) CHECKED;

/*
 * The relay as a thread, for the API: a pass after each wake, at most one in
 * 25 milliseconds, and one a second in any case. It leases its connections
 * from the pool. Nobody ever waits for it: while the queue is away events stay
 * pending. False when the address is none (stream.h).
 */
bool relay_start(const char *redis_url) CHECKED;
/* An event has been committed. Cheap; any thread, also before relay_start and after relay_stop. */
void relay_wake(void);
void relay_stop(void);

#endif
