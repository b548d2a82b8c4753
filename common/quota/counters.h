/*
 * What this process knows of counters: a table that never grows. Where there
 * is no room, the counter that is nearest to having everything back is
 * forgotten, so that whoever is held back stays so.
 *
 * Thread rule: any thread; a counter is the caller's from lock to unlock, and nothing waits there.
 */
#ifndef QUOTA_COUNTERS_H
#define QUOTA_COUNTERS_H

#include "common/quota/gcra.h"
#include "common/seal/pseudonym.h"

#include <stdbool.h>

struct counter {
    unsigned char name[PSEUDONYM_BYTES];
    int64_t until;    /* gcra.h, monotonic: at most what Redis says, more while Redis is away */
    int64_t asked_at; /* when Redis was last asked, monotonic microseconds */
    int32_t in_hand;  /* taken from Redis and not used yet */
    bool is_asking;   /* somebody fetches a supply */
    bool is_known;    /* false: nothing is kept here */
};

/* The counter of that name, a new one when it is not known. 'now' is monotonic, microseconds. */
struct counter *counter_lock(const unsigned char name[PSEUDONYM_BYTES], int64_t now);
void counter_unlock(const unsigned char name[PSEUDONYM_BYTES]);

#endif
