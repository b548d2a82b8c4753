/*
 * Finds events that were published and never arrived, because Redis lost them,
 * and makes them pending again: every HEED_SWEEP_SECONDS those that have waited
 * as long, and all of them at once after the stream was found missing. An event
 * whose entry the stream still holds is left alone, unless it is ten minutes old.
 * Rule: B4.
 */
#ifndef WORKER_SWEEPER_H
#define WORKER_SWEEPER_H

#include "common/base/fault.h"
#include "common/stream/stream.h"

/* The stream was missing: sweep as soon as may be. Any thread. */
void sweep_soon(void);
/* Whether sweep_soon was called since the last whole sweep. */
bool sweep_is_urgent(void);

/* Sweeps what was published at least 'min_age_ms' ago. Errors: QUEUE, DATABASE, BUSY. */
enum fault sweep(struct stream *stream, int64_t min_age_ms) CHECKED;

#endif
