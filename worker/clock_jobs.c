/* Jobs of the clock thread that keep the event path going. */
#include "worker/jobs.h"

#include "common/base/config.h"
#include "common/relay/relay.h"
#include "common/store/clock_store.h"
#include "common/store/tx.h"
#include "worker/stop.h"
#include "worker/sweeper.h"

/* The clock thread's own, opened by its first job and kept until the end. */
static struct stream *own_stream(void)
{
    static struct stream *stream;
    if (!stream)
        stream = stream_open(config_text(HEED_REDIS_URL), stop_is_asked);
    return stream;
}

/* While the queue is away its jobs have nothing to do; the others of the thread go on. */
static enum fault unless_away(enum fault fault)
{
    return fault == FAULT_QUEUE ? OK : fault;
}

enum fault refresh_clock(struct op *op)
{
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(clock_refresh(op));
    return tx_commit(&tx);
}

enum fault relay_waiting(struct op *op)
{
    size_t published = config_number(HEED_RELAY) ? RELAY_LIMIT : 0;
    enum fault fault = OK;
    while (!fault && published == RELAY_LIMIT && !stop_is_asked())
        fault = relay_once(op, own_stream(), &published);
    if (stream_was_lost(own_stream()))
        sweep_soon();
    return unless_away(fault);
}

enum fault sweep_after_loss(struct op *op)
{
    (void)op;
    return sweep_is_urgent() ? unless_away(sweep(own_stream(), 0)) : OK;
}

enum fault sweep_stale(struct op *op)
{
    (void)op;
    return unless_away(sweep(own_stream(), config_number(HEED_SWEEP_SECONDS) * 1000));
}
