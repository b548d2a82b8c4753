/*
 * Counters that all processes share, in Redis: gcra.lua, one round trip.
 *
 * One connection. Whoever finds it free sends what all who wait have asked, in
 * one go; nobody waits longer than SHARED_MOST_MS twice. After a failure nobody
 * asks until a thread of its own has seen a counter being written again.
 *
 * Thread rule: any thread may take between open and close.
 */
#ifndef QUOTA_SHARED_H
#define QUOTA_SHARED_H

#include "common/base/fault.h"
#include "common/quota/gcra.h"
#include "common/seal/pseudonym.h"

#include <stdbool.h>

enum { SHARED_MOST_MS = 50 };

/* Begins to look for Redis. False when the address is none (queue_address.h). */
bool shared_open(const char *redis_url) CHECKED;
void shared_close(void);

/* Whether Redis answered when it was last asked. */
bool shared_is_reached(void);

/* Takes from the counter of that name as gcra_take does; 'backlog' is then the time until all has
 * come back, microseconds. Errors: QUEUE (away, stopped or full: count locally). */
enum fault shared_take(const unsigned char name[PSEUDONYM_BYTES], const struct rate *rate,
                       int64_t wanted, int64_t *taken, int64_t *backlog) CHECKED;

#endif
