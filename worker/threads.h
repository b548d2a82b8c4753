/*
 * The worker's threads, nothing shared between them but the end: events (the
 * stream), clock (what must happen on time), jobs (the rest), and webhooks,
 * which wait for others' servers.
 * Each has a database connection of its own and goes on, with back-off, however
 * long PostgreSQL or Redis is away.
 */
#ifndef WORKER_THREADS_H
#define WORKER_THREADS_H

#include "common/store/outbox_store.h"

enum thread { THREAD_CLOCK, THREAD_JOBS };

/* Reads and reacts until stop_ask. 'lease': a const struct lease. */
void *events_run(void *lease);

/* Runs the jobs of jobs.def for one thread until stop_ask. 'thread': a const enum thread. */
void *jobs_run(void *thread);

/* Sends what sites are to be told until stop_ask. 'nothing': NULL. */
void *webhooks_run(void *nothing);

#endif
