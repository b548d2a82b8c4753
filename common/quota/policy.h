/* The quotas there are: policy.def. How large each is, settings say. */
#ifndef QUOTA_POLICY_H
#define QUOTA_POLICY_H

#include "common/base/base.h"
#include "common/quota/gcra.h"

#include <stdbool.h>
#include <stdio.h>

enum quota_policy {
#define POLICY(name, called, setting, counts) POLICY_##name,
#include "common/quota/policy.def"
#undef POLICY
    POLICY_COUNT
};

/* Reads "300/60", so many in so many seconds, or "off", which is a rate of no quota. */
bool rate_read(const char *text, struct rate *rate) CHECKED;

/* Reads the settings; false after telling 'mistakes' of each that is none. */
bool policies_load(FILE *mistakes) CHECKED;

const struct rate *policy_rate(enum quota_policy policy);

/* "intake", "public" ... and what it counts, in words. */
const char *policy_name(enum quota_policy policy);
const char *policy_counts(enum quota_policy policy);

#endif
