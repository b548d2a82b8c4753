/*
 * One run of a clock, from the event that started it until the one that met or
 * ended it, period by period; compared with what the record holds. For
 * case_clock.c alone.
 */
#ifndef DOMAIN_CLOCK_RUN_H
#define DOMAIN_CLOCK_RUN_H

#include "common/domain/clock_due.h"

/* Settling in progress. */
struct settling {
    void *memory;
    const struct clock_basis *basis;
    struct clock_settlements *settled;
    size_t room;
};

/* How a run ended; both NO_INSTANT while it goes on. */
struct closing {
    instant met_at, ended_at;
};

/* Adds the settlements of all periods of a run, which then is over. Rule: B3, D7. */
void run_settle(struct settling *settling, struct run *run, struct closing closing);

/* Adds what the record holds and history no longer has, superseded. Rule: B3. */
void runs_supersede(struct settling *settling);

#endif
