/* How long to leave a server alone after a failure: 100 ms, doubling to two seconds, less a random
 * part, so that many programs do not come back at one moment. */
#ifndef STREAM_BACKOFF_H
#define STREAM_BACKOFF_H

#include <stdbool.h>
#include <stdint.h>

struct backoff {
    int delay_ms; /* 0 while all is well */
    int64_t until_ms;
};

/* Answers the milliseconds to wait from now on. */
int backoff_failed(struct backoff *backoff);
void backoff_succeeded(struct backoff *backoff);
bool backoff_is_over(const struct backoff *backoff);

#endif
