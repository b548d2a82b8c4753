/*
 * The webhooks thread: posts messages to sites' endpoints whose turn has come.
 *
 * Each is taken from the records as "sending", posted, and what came of it
 * recorded: whoever dies in between leaves it to another, who posts it again
 * with the same id, so that it arrives at least once. Many are under way at one
 * time, few of them to one endpoint, so that none that hangs holds up others.
 * Rule: B10.
 */
#include "common/base/clock.h"
#include "common/base/failpoint.h"
#include "common/base/log.h"
#include "common/store/tx.h"
#include "common/stream/backoff.h"
#include "worker/sight.h"
#include "worker/stop.h"
#include "worker/threads.h"
#include "worker/webhook_message.h"

#include <assert.h>

enum { CLAIM_MS = 500, WAIT_MS = 100, OF_ONE_ENDPOINT = 4, LEASE_SECONDS = 60, HTTP_GONE = 410 };

static_assert(LEASE_SECONDS > 2 * POSTING_SECONDS, "nobody else may try meanwhile");

/* What this thread is about. */
struct sending {
    struct postings *postings;
    struct webhook_try begun[POSTINGS_MAX]; /* by the place that a posting has */
    bool is_under_way[POSTINGS_MAX];
    struct webhook_try ended[POSTINGS_MAX]; /* and not recorded yet */
    size_t ended_count;
    int64_t next_claim_ms;
};

static void end(struct sending *sending, const struct webhook_try *done)
{
    sending->ended[sending->ended_count++] = *done;
}

static void begin(struct op *op, struct sending *sending, const struct webhook_due *due,
                  const struct webhook_secret *secrets, size_t secret_count)
{
    struct posting posting;
    struct webhook_try try = { .organisation_id = due->organisation_id,
                               .id = due->delivery.id,
                               .endpoint_id = due->delivery.endpoint_id,
                               .attempt = due->delivery.attempts,
                               .began_at = due->delivery.last_attempt_at,
                               .outcome = "seal_broken" };
    if (webhook_message(op, due, secrets, secret_count, &posting)) {
        LOG(op, LOG_ERROR, "webhook_unreadable", log_id("endpoint", try.endpoint_id));
        return end(sending, &try);
    }
    const size_t place = posting_begin(sending->postings, &posting);
    sending->begun[place] = try;
    sending->is_under_way[place] = true;
}

static enum fault take(struct op *op, const struct webhook_lease *lease, struct webhook_due **due,
                       size_t *count, struct webhook_secret **secrets, size_t *secret_count)
{
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(webhook_claim(op, lease, due, count));
    struct uuid *endpoints = NEW_ARRAY(op->memory, struct uuid, *count);
    for (size_t i = 0; i < *count; i++)
        endpoints[i] = (*due)[i].delivery.endpoint_id;
    TRY(webhook_secrets(op, endpoints, *count, secrets, secret_count));
    return tx_commit(&tx);
}

/* Takes as many as there is room for, and begins them. */
static enum fault claim(struct sending *sending)
{
    SCOPED_OP op = op_begin();
    struct webhook_due *due;
    struct webhook_secret *secrets;
    size_t count, secret_count;
    const struct webhook_lease lease = { postings_free(sending->postings) - sending->ended_count,
                                         OF_ONE_ENDPOINT, LEASE_SECONDS };
    sending->next_claim_ms = clock_monotonic_ms() + CLAIM_MS;
    op.actor.kind = ACTOR_PROGRAM;
    TRY(see_all(&op));
    TRY(take(&op, &lease, &due, &count, &secrets, &secret_count));
    for (size_t i = 0; i < count; i++)
        begin(&op, sending, &due[i], secrets, secret_count);
    return OK;
}

static void note(struct sending *sending, const struct posted *posted)
{
    struct webhook_try *try = &sending->begun[posted->number];
    sending->is_under_way[posted->number] = false;
    try->is_taken = posted->outcome == FETCHED;
    try->is_last = posted->status == HTTP_GONE;
    try->status = (int)posted->status;
    try->outcome = try->is_taken ? "taken" : fetch_outcome_code(posted->outcome);
    end(sending, try);
}

/* Goes on with what is under way, or waits for something to do. */
static void go_on(struct sending *sending)
{
    struct posted finished[POSTINGS_MAX];
    const int64_t left_ms = sending->next_claim_ms - clock_monotonic_ms();
    const int wait_ms = left_ms < 0 ? 0 : left_ms < WAIT_MS ? (int)left_ms : WAIT_MS;
    if (postings_free(sending->postings) == POSTINGS_MAX) {
        stop_wait(left_ms > 0 ? (int)left_ms : 0);
        return;
    }
    const size_t count = postings_go_on(sending->postings, wait_ms, finished);
    for (size_t i = 0; i < count; i++)
        note(sending, &finished[i]);
    if (count)
        sending->next_claim_ms = 0;
}

/* Rule: B10. Whoever answers 410 wants no more. */
static enum fault record_one(struct op *op, const struct webhook_try *done)
{
    LOG(op, done->is_taken ? LOG_INFO : LOG_WARN,
        done->is_taken ? "webhook_sent" : "webhook_failed", log_id("message", done->id),
        log_id("endpoint", done->endpoint_id), log_int("attempt", done->attempt),
        log_int("status", done->status), log_code("outcome", done->outcome));
    TRY(webhook_record(op, done));
    if (!done->is_last)
        return OK;
    const enum fault fault =
        webhook_endpoint_disable(op, &done->organisation_id, &done->endpoint_id, "endpoint");
    return fault == FAULT_NOT_FOUND ? OK : fault;
}

typedef enum fault recorder(struct op *op, const struct webhook_try *done);

/* All in one transaction. */
static enum fault record_all(const struct webhook_try *tries, size_t count, recorder *record)
{
    SCOPED_OP op = op_begin();
    SCOPED_TX tx = { 0 };
    struct uuid *organisations = NEW_ARRAY(op.memory, struct uuid, count);
    for (size_t i = 0; i < count; i++)
        organisations[i] = tries[i].organisation_id;
    op.actor.kind = ACTOR_PROGRAM;
    op.scope = (struct scope){ organisations, count };
    TRY(tx_begin(&op, &tx));
    for (size_t i = 0; i < count; i++)
        TRY(record(&op, &tries[i]));
    return tx_commit(&tx);
}

static enum fault record_ended(struct sending *sending)
{
    if (!sending->ended_count)
        return OK;
    failpoint("webhook_before_record");
    TRY(record_all(sending->ended, sending->ended_count, record_one));
    sending->ended_count = 0;
    return OK;
}

/* What is under way goes on while the records are away: an answer that comes meanwhile counts. */
static enum fault send_round(struct sending *sending)
{
    const bool is_time = clock_monotonic_ms() >= sending->next_claim_ms;
    const enum fault claimed = is_time ? claim(sending) : OK;
    go_on(sending);
    TRY(record_ended(sending));
    return claimed;
}

/* What was under way is left to others at once, as far as that can still be recorded. */
static void break_off(struct sending *sending)
{
    struct webhook_try tries[POSTINGS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < POSTINGS_MAX; i++)
        if (sending->is_under_way[i])
            tries[count++] = sending->begun[i];
    postings_close(sending->postings);
    if (count && record_all(tries, count, webhook_give_back))
        LOG(NULL, LOG_WARN, "webhooks_left_to_their_lease");
}

void *webhooks_run(void *nothing)
{
    struct sending sending = { .postings = postings_open() };
    struct backoff backoff = { 0 };
    (void)nothing;
    while (!stop_is_asked()) {
        if (send_round(&sending) == OK)
            backoff_succeeded(&backoff);
        else
            stop_wait(backoff_failed(&backoff));
    }
    break_off(&sending);
    return NULL;
}
