#include "worker/threads.h"

#include "common/base/clock.h"
#include "common/base/config.h"
#include "common/stream/backoff.h"
#include "worker/delivery.h"
#include "worker/stop.h"
#include "worker/sweeper.h"

enum { BLOCK_MS = 1000, RETRY_MS = 20, TAKE_OVER_MS = 1000 };

/* Adds what others left behind, now and then, to at most half of the places, and what is new. */
static enum fault fill(struct delivery *delivery, struct stream *stream, int64_t *taken_over_ms)
{
    const int64_t idle_ms = (delivery->lease.seconds + 1) * 1000;
    size_t added;
    if (delivery->count < DELIVERY_HALF && clock_monotonic_ms() >= *taken_over_ms + TAKE_OVER_MS) {
        const size_t room = DELIVERY_HALF - delivery->count;
        TRY(stream_take_over(stream, idle_ms, room, delivery->entries + delivery->count, &added));
        delivery->count += added;
        if (added < room)
            *taken_over_ms = clock_monotonic_ms();
    }
    TRY(stream_read(stream, DELIVERY_MAX - delivery->count, delivery->count ? RETRY_MS : BLOCK_MS,
                    delivery->entries + delivery->count, &added));
    delivery->count += added;
    return OK;
}

/* Errors: the first that kept anything from being dealt with. */
static enum fault run_once(struct delivery *delivery, struct stream *stream, int64_t *taken_over_ms)
{
    enum fault fault = OK;
    if (delivery->count < DELIVERY_MAX)
        fault = fill(delivery, stream, taken_over_ms);
    if (stream_was_lost(stream))
        sweep_soon();
    if (!delivery->count)
        return fault;
    const enum fault unsettled = delivery_run(delivery, stream);
    return fault ? fault : unsettled;
}

void *events_run(void *lease)
{
    struct delivery delivery = { .lease = *(const struct lease *)lease };
    struct stream *stream = stream_open(config_text(HEED_REDIS_URL), stop_is_asked);
    struct backoff backoff = { 0 };
    int64_t taken_over_ms = 0;

    while (!stop_is_asked()) {
        const enum fault fault = run_once(&delivery, stream, &taken_over_ms);
        if (!fault)
            backoff_succeeded(&backoff);
        else
            stop_wait(fault == FAULT_BUSY ? RETRY_MS : backoff_failed(&backoff));
    }
    stream_close(stream);
    return NULL;
}
