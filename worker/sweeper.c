#include "worker/sweeper.h"

#include "common/base/failpoint.h"
#include "common/base/log.h"
#include "common/store/outbox_store.h"
#include "common/store/tx.h"

#include <stdatomic.h>

enum { PAGE = 500 };

static atomic_bool is_urgent;

void sweep_soon(void)
{
    is_urgent = true;
}

bool sweep_is_urgent(void)
{
    return is_urgent;
}

static enum fault find_stale(struct op *op, int64_t min_age_ms, const struct stale_event *after,
                             struct stale_event **stale, size_t *count)
{
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(outbox_stale(op, min_age_ms, after, PAGE, stale, count));
    return tx_commit(&tx);
}

static enum fault publish_again(struct op *op, const struct stale_event *missing, size_t count)
{
    SCOPED_TX tx = { 0 };
    size_t changed;
    TRY(tx_begin(op, &tx));
    TRY(outbox_again(op, missing, count, &changed));
    TRY(tx_commit(&tx));
    if (changed)
        LOG(op, LOG_WARN, "events_swept", log_int("count", (int64_t)changed));
    return OK;
}

/* The stale events that the stream does not hold, or has held for too long. */
static enum fault find_missing(struct op *op, struct stream *stream,
                               const struct stale_event *stale, size_t count,
                               struct stale_event *missing, size_t *missing_count)
{
    const char **entries = NEW_ARRAY(op->memory, const char *, count);
    bool *held = NEW_ARRAY(op->memory, bool, count);
    for (size_t i = 0; i < count; i++)
        entries[i] = stale[i].entry;
    TRY(stream_holds(stream, entries, count, held));
    *missing_count = 0;
    for (size_t i = 0; i < count; i++)
        if (!held[i] || stale[i].is_overdue)
            missing[(*missing_count)++] = stale[i];
    return OK;
}

/* One page; 'last' becomes the last event seen, count 0 tells the end. */
static enum fault sweep_page(struct stream *stream, int64_t min_age_ms, struct stale_event *last,
                             size_t *count)
{
    SCOPED_OP op = op_begin();
    struct stale_event *stale;
    size_t missing_count;
    TRY(find_stale(&op, min_age_ms, uuid_is_nil(&last->id) ? NULL : last, &stale, count));
    if (!*count)
        return OK;
    struct stale_event *missing = NEW_ARRAY(op.memory, struct stale_event, *count);
    TRY(find_missing(&op, stream, stale, *count, missing, &missing_count));
    if (missing_count)
        TRY(publish_again(&op, missing, missing_count));
    *last = stale[*count - 1];
    last->entry = NULL;
    return OK;
}

enum fault sweep(struct stream *stream, int64_t min_age_ms)
{
    struct stale_event last = { 0 };
    size_t count;
    if (failpoint("mutant_no_sweep"))
        return OK;
    TRY(stream_ready(stream));
    if (min_age_ms == 0)
        is_urgent = false;
    do {
        const enum fault fault = sweep_page(stream, min_age_ms, &last, &count);
        if (fault && min_age_ms == 0)
            is_urgent = true;
        TRY(fault);
    } while (count == PAGE);
    return OK;
}
