/*
 * Condition variables whose waits end by the monotonic clock, the one that
 * clock_monotonic_ms tells.
 */
#ifndef BASE_CONDITION_H
#define BASE_CONDITION_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

void condition_init(pthread_cond_t *condition);

/* Waits until it is signalled, or wakes for no reason: look again at what is waited for. False when
 * the deadline has passed. */
bool condition_wait_until(pthread_cond_t *condition, pthread_mutex_t *mutex, int64_t deadline_ms);

#endif
