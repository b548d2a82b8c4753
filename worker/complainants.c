/*
 * The job that tells whoever complained when the meeting that discusses their
 * case changes, or that none is near: a message in the case's conversation, in
 * the same transaction that marks it as said. Rule: B6, D4, D17.
 */
#include "worker/jobs.h"

#include "common/base/log.h"
#include "common/store/meeting_store.h"
#include "worker/message.h"
#include "worker/pieces.h"
#include "worker/sight.h"

/* A case that does not open, or does not add up, does not keep the others waiting. */
static enum fault unless_broken(struct op *op, const struct unsaid_clock *clock, enum fault fault)
{
    if (fault != FAULT_SEAL_BROKEN && fault != FAULT_BUG)
        return fault;
    LOG(op, LOG_ERROR, "complainant_not_told", log_id("case", clock->case_id));
    return OK;
}

static enum fault tell_piece(struct op *op, const void *nothing, size_t *told)
{
    struct unsaid_clock *clocks;
    (void)nothing;
    TRY(clocks_say(op, PIECE, &clocks, told));
    for (size_t i = 0; i < *told; i++)
        TRY(unless_broken(op, &clocks[i], message_add(op, &clocks[i])));
    return OK;
}

static enum fault tell_sealed_piece(struct op *op, const void *nothing, size_t *seen)
{
    struct unsaid_clock *cases;
    (void)nothing;
    TRY(sealed_cases_say(op, PIECE, &cases, seen));
    for (size_t i = 0; i < *seen; i++)
        TRY(unless_broken(op, &cases[i], messages_add_sealed(op, &cases[i])));
    return OK;
}

enum fault tell_complainants(struct op *op)
{
    TRY(see_all(op));
    TRY(pieces_do(op, tell_piece, NULL));
    return pieces_do(op, tell_sealed_piece, NULL);
}
