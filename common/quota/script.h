/* gcra.lua as Redis runs it. For common/quota only. */
#ifndef QUOTA_SCRIPT_H
#define QUOTA_SCRIPT_H

#include "common/quota/gcra.h"
#include "common/seal/pseudonym.h"
#include "common/stream/link.h"

enum { COUNTER_KEY_TEXT = 48, NUMBER_TEXT = 24 };

/* One counter that is to be taken from, and what came of it. */
struct ask {
    struct ask *next;
    char key[COUNTER_KEY_TEXT], interval[NUMBER_TEXT], quota[NUMBER_TEXT], wanted[NUMBER_TEXT];
    int64_t taken, backlog; /* microseconds */
    bool is_answered;       /* Redis has done it */
    bool is_done;           /* it will not be answered any more, or is */
};

void ask_for(struct ask *ask, const unsigned char name[PSEUDONYM_BYTES], const struct rate *rate,
             int64_t wanted);

/* Asks for all of them in one go, and loads the script where it is missing. 'most_ms' is the
 * longest that it may take. Errors: QUEUE (the link is closed; some may have been answered). */
enum fault script_run(struct link *link, struct ask *const *batch, size_t count,
                      int64_t most_ms) CHECKED;

#endif
