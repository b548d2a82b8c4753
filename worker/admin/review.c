/* heed review draft: the exact figures of a period, for the committee only. Rule: B9, C15. */
#include "common/base/clock.h"
#include "common/json/review_shapes.h"
#include "common/store/review_store.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

#include <unistd.h>

enum { WAIT_MS = 30000, POLL_MICROSECONDS = 200000 };

static const char notice[] = "Exact figures, for the committee only: they may identify people. "
                             "Do not publish them or pass them on.";

/* The worker counts what was recorded a moment ago; waits for it, and says so. */
static enum fault wait_until_counted(struct op *op, const struct uuid *organisation_id, int *left)
{
    const int64_t end_ms = clock_monotonic_ms() + WAIT_MS;
    int told = 0;
    TRY(review_uncounted(op, organisation_id, left));
    while (*left && clock_monotonic_ms() < end_ms) {
        if (*left != told)
            fprintf(stderr, "Waiting for the worker: %d events to count.\n", *left);
        told = *left;
        usleep(POLL_MICROSECONDS);
        TRY(review_uncounted(op, organisation_id, left));
    }
    if (*left)
        fprintf(stderr,
                "%d events are not counted yet. Is heed-worker running? "
                "See heed dead-letters list.\n",
                *left);
    return OK;
}

/* All figures from one snapshot, so that they agree with each other. */
static enum fault draft(struct op *op, const struct review_period *period,
                        struct review_draft *draft)
{
    struct reconciliation *by_kind, *total = NEW(op->memory, struct reconciliation);
    struct received_figures *received = NEW(op->memory, struct received_figures);
    struct closed_figures *closed = NEW(op->memory, struct closed_figures);
    struct standard_figures *standards;
    SCOPED_TX tx = { 0 };

    TRY(tx_begin_snapshot(op, &tx));
    TRY(review_movements(op, period, &by_kind, &draft->kind_count));
    TRY(review_received(op, period, received));
    TRY(review_closed(op, period, closed));
    TRY(review_standards(op, period, &standards, &draft->standard_count));
    *total = reconciliation_total(by_kind, draft->kind_count);
    draft->reconciliation = total;
    draft->reconciliation_by_kind = by_kind;
    draft->received = received;
    draft->closed = closed;
    draft->standards = standards;
    return OK;
}

enum fault review_draft_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct review_draft review = { .notice = notice, .drafted_at = op->now };
    TRY(organisation_chosen(op, arguments, &organisation));
    const struct review_period period = { organisation.id, argument_day(arguments, OPTION_FROM),
                                          argument_day(arguments, OPTION_TO) };
    if (period.from > period.to)
        return refuse(op, FAULT_PARAMETER_INVALID, "--to", "must not lie before --from");
    review.organisation = organisation.slug;
    review.from = period.from;
    review.to = period.to;
    TRY(wait_until_counted(op, &organisation.id, &review.uncounted_events));
    TRY(draft(op, &period, &review));
    puts(shape_write(op->memory, &review_draft_shape, &review));
    return OK;
}
