/*
 * The only reader of the time.
 *
 * The time is the database's: a heed_now() that was read, plus the monotonic
 * time since. Programs ask for it several times a second, so that every process
 * of a deployment agrees to within the shortest answer that each has had. An
 * answer that took long proves little and moves nothing.
 * Thread rule: any thread may call any of these.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "common/base/day.h"

#include <stdint.h>

/* Call right before heed_now() is asked for; for clock_set. */
int64_t clock_ask(void);
/* Tells what heed_now() answered just now to the question that was asked then. */
void clock_set(int64_t asked, instant database_now);

/* The time as the database tells it; the system's own before the first clock_set. */
instant clock_now(void);

/* Monotonic milliseconds, for waiting and measuring only. */
int64_t clock_monotonic_ms(void);

/* Waits until clock_monotonic_ms() turns to that number; comes back at once when it is past. */
void clock_sleep_until(int64_t monotonic_ms);

#endif
