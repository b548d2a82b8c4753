/*
 * Quotas: how often each caller may ask, by the policies of policy.def.
 *
 * Redis counts for all processes together. For whoever asks often a process
 * fetches a supply, at most a fiftieth of the quota and a hundred, so that most
 * requests ask nobody: that much may be had later than it was counted, or not
 * at all when the caller goes on elsewhere. Quotas below fifty are exact. While
 * Redis is away, stopped or full each process counts for itself, from what it
 * knew. At midnight all begin anew.
 *
 * Whom a counter belongs to is a keyed hash with a key of the day (pseudonym.h),
 * and a counter is gone when its window is over: no address can be read from
 * Redis or from memory. Rule: B1.
 *
 * Thread rule: any thread may take and give back between open and close.
 */
#ifndef QUOTA_QUOTA_H
#define QUOTA_QUOTA_H

#include "common/base/fault.h"
#include "common/quota/policy.h"

#include <stddef.h>

enum { PAYER_BYTES = 64 };

/* Whom a counter belongs to; beyond PAYER_BYTES nothing counts. */
struct payer {
    unsigned char bytes[PAYER_BYTES];
    size_t length;
};

/* How somebody stands after taking one. */
struct balance {
    int64_t left;
    int64_t whole_in; /* microseconds until the whole quota is there again */
    int64_t retry_in; /* microseconds until one is there; 0 when it was granted */
    bool is_counted;  /* false for a policy that is off */
};

/* Reads the policies' settings, begins to look for Redis. False after telling 'mistakes' what is
 * wrong with the settings. */
bool quota_open(const char *redis_url, FILE *mistakes) CHECKED;
void quota_close(void);

/* Takes one. Errors: QUOTA_EXCEEDED, and nothing was taken. */
enum fault quota_take(enum quota_policy policy, const struct payer *payer,
                      struct balance *balance) CHECKED;

/* What was taken was not needed: whoever comes next to this process has it. */
void quota_give_back(enum quota_policy policy, const struct payer *payer);

/* Whether Redis counts, or this process for itself. */
bool quotas_are_shared(void);

#endif
