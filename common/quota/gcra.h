/*
 * The generic cell rate algorithm: a quota that may be spent at once and comes
 * back evenly, one every interval, kept as one number: the time until which
 * what was spent has come back. gcra.lua is the same in Redis.
 */
#ifndef QUOTA_GCRA_H
#define QUOTA_GCRA_H

#include "common/base/day.h"

struct rate {
    int64_t quota; /* 0 counts nothing */
    int64_t seconds;
    int64_t interval; /* microseconds until one has come back */
};

/* How many may be taken now, 'until' being the counter, on the same clock. */
int64_t gcra_left(const struct rate *rate, int64_t until, int64_t now);

/* Takes as many as are left, at most 'wanted'. Answers how many. */
int64_t gcra_take(const struct rate *rate, int64_t *until, int64_t now, int64_t wanted);

/* The microseconds until one may be taken; 0 when one is left. */
int64_t gcra_wait(const struct rate *rate, int64_t until, int64_t now);

#endif
