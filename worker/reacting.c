#include "worker/reacting.h"

#include "common/base/failpoint.h"
#include "common/base/log.h"
#include "common/store/tx.h"
#include "worker/reactions.h"

#include <string.h>

/* The operation of a batch may see the organisations of its events. */
static struct scope organisations_of(struct op *op, const struct event *events, size_t count)
{
    struct uuid *organisations = NEW_ARRAY(op->memory, struct uuid, count);
    struct scope scope = { organisations, 0 };
    for (size_t i = 0; i < count; i++) {
        bool is_known = false;
        for (size_t j = 0; j < scope.count && !is_known; j++)
            is_known = uuid_equal(&organisations[j], &events[i].organisation_id);
        if (!is_known)
            organisations[scope.count++] = events[i].organisation_id;
    }
    return scope;
}

static struct op operation_on(const struct event *events, size_t count)
{
    struct op op = op_begin();
    op.actor.kind = ACTOR_PROGRAM;
    op.scope = organisations_of(&op, events, count);
    if (count == 1 && events->traceparent)
        strncpy(op.traceparent, events->traceparent, sizeof op.traceparent - 1);
    return op;
}

/* A mistake that tests make on purpose: done before it is done. */
static enum fault acknowledge_too_early(const struct event *events, size_t count, const char *owner)
{
    SCOPED_OP op = operation_on(events, count);
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(&op, &tx));
    TRY(outbox_done(&op, events, count, owner));
    return tx_commit(&tx);
}

/* In one transaction: all or none. */
static enum fault react(const struct event *events, size_t count, const char *owner)
{
    const bool is_early = failpoint("mutant_acknowledge_before_commit");
    const bool is_fenced = !failpoint("mutant_no_fence") && !is_early;
    SCOPED_OP op = operation_on(events, count);
    SCOPED_TX tx = { 0 };

    if (is_early)
        TRY(acknowledge_too_early(events, count, owner));
    TRY(tx_begin(&op, &tx));
    if (is_fenced)
        TRY(outbox_hold(&op, events, count, owner));
    TRY(reactions_run(&op, events, count));
    const enum fault done = outbox_done(&op, events, count, owner);
    if (done && (is_fenced || done != FAULT_FENCED))
        return done;
    if (failpoint("worker_before_commit"))
        return FAULT_DATABASE;
    TRY(tx_commit(&tx));
    failpoint("worker_after_commit");
    return OK;
}

/* Gives an event back after a failure. */
static enum outcome give_back(const struct event *event, const struct lease *lease, enum fault why)
{
    SCOPED_OP op = operation_on(event, 1);
    SCOPED_TX tx = { 0 };
    bool is_dead = false;
    enum fault fault = tx_begin(&op, &tx);
    if (!fault)
        fault = outbox_failed(&op, event, lease, why, &is_dead);
    if (fault == FAULT_FENCED)
        return OUTCOME_SETTLED;
    if (fault || tx_commit(&tx) != OK)
        return OUTCOME_UNKNOWN;
    LOG(&op, is_dead ? LOG_ERROR : LOG_WARN, is_dead ? "event_dead" : "event_failed",
        log_id("event_id", event->id), log_int("attempt", event->attempt),
        log_code("fault", fault_kind(why)->slug));
    return OUTCOME_SETTLED;
}

static enum outcome react_to_one(const struct event *event, const struct lease *lease)
{
    const enum fault fault = react(event, 1, lease->owner);
    if (!fault)
        return OUTCOME_SETTLED;
    if (fault != FAULT_FENCED)
        return give_back(event, lease, fault);
    LOG(NULL, LOG_INFO, "event_fenced", log_id("event_id", event->id),
        log_int("attempt", event->attempt));
    return OUTCOME_SETTLED;
}

/* One by one, until nothing can be recorded any more: then the records are away. */
static void react_singly(const struct event *events, size_t count, const struct lease *lease,
                         enum outcome *outcomes)
{
    for (size_t i = 0; i < count; i++) {
        outcomes[i] = react_to_one(&events[i], lease);
        if (outcomes[i] == OUTCOME_UNKNOWN)
            return;
    }
}

void react_to_all(const struct event *events, size_t count, const struct lease *lease,
                  enum outcome *outcomes)
{
    for (size_t i = 0; i < count; i++)
        outcomes[i] = OUTCOME_UNKNOWN;
    if (count == 1 || react(events, count, lease->owner) != OK)
        return react_singly(events, count, lease, outcomes);
    for (size_t i = 0; i < count; i++)
        outcomes[i] = OUTCOME_SETTLED;
}
