/* Jobs that delete what nobody needs any more, in bounded pieces. */
#include "worker/jobs.h"

#include "common/store/housekeeping_store.h"
#include "common/store/outbox_store.h"
#include "common/store/tx.h"
#include "worker/sight.h"
#include "worker/stop.h"

enum { PIECE = 1000 };

static enum fault delete_pieces(struct op *op,
                                enum fault (*delete_piece)(struct op *, size_t, size_t *))
{
    size_t deleted = PIECE;
    while (deleted == PIECE && !stop_is_asked()) {
        SCOPED_TX tx = { 0 };
        TRY(tx_begin(op, &tx));
        TRY(delete_piece(op, PIECE, &deleted));
        TRY(tx_commit(&tx));
    }
    return OK;
}

enum fault delete_old_events(struct op *op)
{
    return delete_pieces(op, outbox_delete_old);
}

enum fault delete_old_requests(struct op *op)
{
    TRY(see_all(op));
    return delete_pieces(op, idempotency_delete_old);
}

enum fault delete_old_notifications(struct op *op)
{
    TRY(see_all(op));
    return delete_pieces(op, notifications_delete_old);
}
