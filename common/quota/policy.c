#include "common/quota/policy.h"

#include "common/base/config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 1000000, MOST_SECONDS = 24 * 60 * 60 };

static const struct {
    const char *name, *counts, *setting_name;
    enum setting setting;
} policies[POLICY_COUNT] = {
#define POLICY(name, called, setting, counts) { called, counts, #setting, setting },
#include "common/quota/policy.def"
#undef POLICY
};

static struct rate rates[POLICY_COUNT];

static bool number_read(const char **text, char end, long most, long *number)
{
    char *after;
    if (!isdigit((unsigned char)**text))
        return false;
    *number = strtol(*text, &after, 10);
    *text = after + 1;
    return *after == end && *number >= 1 && *number <= most;
}

bool rate_read(const char *text, struct rate *rate)
{
    long quota, seconds;
    *rate = (struct rate){ 0 };
    if (strcmp(text, "off") == 0)
        return true;
    if (!number_read(&text, '/', MOST, &quota) || !number_read(&text, '\0', MOST_SECONDS, &seconds))
        return false;
    *rate = (struct rate){ quota, seconds, seconds * SECOND / quota };
    return true;
}

bool policies_load(FILE *mistakes)
{
    bool are_right = true;
    for (size_t i = 0; i < POLICY_COUNT; i++) {
        if (rate_read(config_text(policies[i].setting), &rates[i]))
            continue;
        fprintf(mistakes, "%s: must be a number and seconds such as 300/60, or off, not \"%s\"\n",
                policies[i].setting_name, config_text(policies[i].setting));
        are_right = false;
    }
    return are_right;
}

const struct rate *policy_rate(enum quota_policy policy)
{
    return &rates[policy];
}

const char *policy_name(enum quota_policy policy)
{
    return policies[policy].name;
}

const char *policy_counts(enum quota_policy policy)
{
    return policies[policy].counts;
}
