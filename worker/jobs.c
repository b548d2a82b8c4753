#include "worker/jobs.h"

#include "common/base/clock.h"
#include "common/base/config.h"
#include "common/stream/backoff.h"
#include "worker/stop.h"
#include "worker/threads.h"

enum job_number {
#define JOB(thread, name, every_ms) JOB_##name,
#include "worker/jobs.def"
#undef JOB
    JOB_COUNT
};

static const struct {
    enum thread thread;
    job *run;
} jobs[JOB_COUNT] = {
#define JOB(thread, name, every_ms) { THREAD_##thread, name },
#include "worker/jobs.def"
#undef JOB
};

static int64_t period_ms(enum job_number number)
{
    const int64_t periods_ms[JOB_COUNT] = {
#define JOB(thread, name, every_ms) every_ms,
#include "worker/jobs.def"
#undef JOB
    };
    return periods_ms[number];
}

/* Runs what is due by now; answers the first fault. Nothing more is tried after it. */
static enum fault run_due(enum thread thread, int64_t next_ms[JOB_COUNT])
{
    for (int i = 0; i < JOB_COUNT; i++) {
        if (jobs[i].thread != thread || clock_monotonic_ms() < next_ms[i])
            continue;
        SCOPED_OP op = op_begin();
        op.actor.kind = ACTOR_PROGRAM;
        next_ms[i] = clock_monotonic_ms() + period_ms((enum job_number)i);
        TRY(jobs[i].run(&op));
    }
    return OK;
}

static int until_next_ms(enum thread thread, const int64_t next_ms[JOB_COUNT])
{
    int64_t first_ms = INT64_MAX;
    for (int i = 0; i < JOB_COUNT; i++)
        if (jobs[i].thread == thread && next_ms[i] < first_ms)
            first_ms = next_ms[i];
    const int64_t left_ms = first_ms - clock_monotonic_ms();
    return left_ms > 0 ? (int)left_ms : 0;
}

void *jobs_run(void *thread)
{
    const enum thread own = *(const enum thread *)thread;
    int64_t next_ms[JOB_COUNT] = { 0 };
    struct backoff backoff = { 0 };

    while (!stop_is_asked()) {
        if (run_due(own, next_ms) != OK) {
            stop_wait(backoff_failed(&backoff));
            continue;
        }
        backoff_succeeded(&backoff);
        stop_wait(until_next_ms(own, next_ms));
    }
    return NULL;
}
