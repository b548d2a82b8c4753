#include "worker/delivery.h"

#include "common/base/clock.h"
#include "common/base/failpoint.h"
#include "common/base/log.h"
#include "common/store/tx.h"
#include "worker/reacting.h"

/* The relay holds what it publishes for milliseconds; a lease holds for as long as it says. */
enum { HELD_MS = 2000 };

enum stand { STAND_SETTLED, STAND_WAITING, STAND_TRIED };

/* How each entry of a delivery stands. */
struct progress {
    const struct delivery *delivery;
    enum stand stands[DELIVERY_MAX];
    int attempts[DELIVERY_MAX]; /* of those that were tried */
};

static void note(struct progress *progress, const struct uuid *event_id, enum stand stand,
                 int attempts)
{
    for (size_t i = 0; i < progress->delivery->count; i++) {
        if (!uuid_equal(&progress->delivery->entries[i].event_id, event_id))
            continue;
        progress->stands[i] = stand;
        progress->attempts[i] = attempts;
    }
}

static enum fault claim(struct op *op, const struct uuid *ids, size_t count,
                        const struct lease *lease, struct claim **claims, size_t *claim_count)
{
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(outbox_claim(op, ids, count, lease, claims, claim_count));
    return tx_commit(&tx);
}

/* Claims events and reacts to those that it got. */
static enum fault claim_and_react(struct progress *progress, const struct uuid *ids, size_t count)
{
    const struct lease *lease = &progress->delivery->lease;
    SCOPED_OP op = op_begin();
    struct claim *claims;
    size_t claim_count, taken = 0;
    TRY(claim(&op, ids, count, lease, &claims, &claim_count));

    struct event *events = NEW_ARRAY(op.memory, struct event, claim_count);
    enum outcome outcomes[DELIVERY_MAX];
    for (size_t i = 0; i < count; i++)
        note(progress, &ids[i], STAND_SETTLED, 0);
    for (size_t i = 0; i < claim_count; i++) {
        const struct claim *claimed = &claims[i];
        if (claimed->verdict == CLAIM_TAKEN)
            events[taken++] = claimed->event;
        else if (claimed->verdict == CLAIM_DEAD)
            LOG(&op, LOG_ERROR, "event_dead", log_id("event_id", claimed->event.id),
                log_int("attempt", claimed->event.attempt), log_code("fault", "crashed"));
        else
            note(progress, &claimed->event.id,
                 claimed->verdict == CLAIM_TRIED ? STAND_TRIED : STAND_WAITING,
                 claimed->event.attempt);
    }
    if (taken) {
        failpoint("worker_after_claim");
        react_to_all(events, taken, lease, outcomes);
    }
    bool is_known = true;
    for (size_t i = 0; i < taken; i++) {
        if (outcomes[i] != OUTCOME_UNKNOWN)
            continue;
        note(progress, &events[i].id, STAND_WAITING, events[i].attempt);
        is_known = false;
    }
    return is_known ? OK : FAULT_DATABASE;
}

/* The events of the entries, once each. */
static size_t event_ids(const struct delivery *delivery, struct uuid *ids)
{
    size_t count = 0;
    for (size_t i = 0; i < delivery->count; i++) {
        const struct uuid *id = &delivery->entries[i].event_id;
        bool is_known = uuid_is_nil(id);
        for (size_t j = 0; j < count && !is_known; j++)
            is_known = uuid_equal(&ids[j], id);
        if (!is_known)
            ids[count++] = *id;
    }
    return count;
}

/* The tried entry with the fewest attempts, so that one that always crashes comes last; the
 * delivery's count when there is none. */
static size_t least_tried(const struct progress *progress)
{
    size_t least = progress->delivery->count;
    for (size_t i = 0; i < progress->delivery->count; i++)
        if (progress->stands[i] == STAND_TRIED &&
            (least == progress->delivery->count ||
             progress->attempts[i] < progress->attempts[least]))
            least = i;
    return least;
}

/* Acknowledges what is settled and keeps the rest. */
static enum fault acknowledge(struct delivery *delivery, const struct progress *progress,
                              struct stream *stream)
{
    struct entry settled[DELIVERY_MAX];
    size_t settled_count = 0, kept = 0;
    for (size_t i = 0; i < delivery->count; i++) {
        if (progress->stands[i] == STAND_SETTLED)
            settled[settled_count++] = delivery->entries[i];
        else
            delivery->entries[kept++] = delivery->entries[i];
    }
    delivery->count = kept;
    if (settled_count)
        TRY(stream_acknowledge(stream, settled, settled_count));
    return kept ? FAULT_BUSY : OK;
}

/* When more than half of the places wait for what others hold: leaves those that have waited for
 * two seconds to whoever takes them over once they were idle. */
static void let_go(struct delivery *delivery)
{
    const int64_t longest_ms = clock_monotonic_ms() - HELD_MS;
    size_t kept = 0;
    if (delivery->count <= DELIVERY_HALF)
        return;
    for (size_t i = 0; i < delivery->count; i++)
        if (delivery->entries[i].read_ms > longest_ms)
            delivery->entries[kept++] = delivery->entries[i];
    delivery->count = kept;
}

enum fault delivery_run(struct delivery *delivery, struct stream *stream)
{
    struct progress progress = { .delivery = delivery };
    struct uuid ids[DELIVERY_MAX];
    const size_t count = event_ids(delivery, ids);
    enum fault fault = OK;

    for (size_t i = 0; i < count; i++)
        note(&progress, &ids[i], STAND_WAITING, 0);
    if (count)
        fault = claim_and_react(&progress, ids, count);
    for (size_t next; !fault && (next = least_tried(&progress)) < delivery->count;)
        fault = claim_and_react(&progress, &delivery->entries[next].event_id, 1);

    const enum fault unsettled = acknowledge(delivery, &progress, stream);
    if (!fault)
        let_go(delivery);
    return fault ? fault : unsettled;
}
