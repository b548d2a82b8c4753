/* Jobs that delete what nobody needs any more, in bounded pieces. */
#include "worker/jobs.h"

#include "common/store/housekeeping_store.h"
#include "common/store/outbox_store.h"
#include "worker/pieces.h"
#include "worker/sight.h"

enum { AT_ONCE = 1000 }; /* to delete is little work: more than other jobs do in a piece */

/* Deletes at most so many, and tells how many it were. */
typedef enum fault deletion(struct op *op, size_t limit, size_t *deleted);

static enum fault delete_piece(struct op *op, const void *given, size_t *deleted)
{
    deletion *const *delete_old = given;
    return (*delete_old)(op, AT_ONCE, deleted);
}

static enum fault delete_pieces(struct op *op, deletion *delete_old)
{
    return pieces_do(op, delete_piece, &delete_old);
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

enum fault delete_old_webhooks(struct op *op)
{
    TRY(see_all(op));
    TRY(delete_pieces(op, webhook_deliveries_delete_old));
    return delete_pieces(op, webhook_secrets_delete_old);
}
