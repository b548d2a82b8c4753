#include "worker/pieces.h"

#include "common/store/tx.h"
#include "worker/stop.h"

enum { PIECES = 100 };

static enum fault do_one(const struct op *whole, piece *run, const void *given, size_t *done)
{
    SCOPED_OP op = op_begin();
    SCOPED_TX tx = { 0 };
    op.actor = whole->actor;
    op.scope = whole->scope;
    TRY(tx_begin(&op, &tx));
    TRY(run(&op, given, done));
    return tx_commit(&tx);
}

enum fault pieces_do(struct op *op, piece *run, const void *given)
{
    size_t done = PIECE;
    for (int i = 0; i < PIECES && done && !stop_is_asked(); i++)
        TRY(do_one(op, run, given, &done));
    return OK;
}
