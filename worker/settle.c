/* The job that keeps promises' clocks up with the time and the calendar. Rule: B3, B4. */
#include "worker/jobs.h"

#include "common/casework/settle.h"
#include "common/store/tx.h"
#include "worker/sight.h"
#include "worker/stop.h"

enum { PIECE = 200, PIECES = 100 };

/* One transaction, with memory of its own. */
static enum fault settle_piece(const struct op *whole, size_t *settled)
{
    SCOPED_OP op = op_begin();
    SCOPED_TX tx = { 0 };
    op.actor = whole->actor;
    op.scope = whole->scope;
    TRY(tx_begin(&op, &tx));
    TRY(settle_due(&op, PIECE, settled));
    return tx_commit(&tx);
}

/* Many promises end at the same midnight: goes on until none is left. Another worker may hold
 * some, and a piece may be small because clocks of one case count one by one. */
enum fault settle_cases(struct op *op)
{
    size_t settled = PIECE;
    TRY(see_all(op));
    for (int i = 0; i < PIECES && settled && !stop_is_asked(); i++)
        TRY(settle_piece(op, &settled));
    return OK;
}
