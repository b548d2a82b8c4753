/* The job that keeps promises' clocks up with the time, the calendar and the meetings.
 * Rule: B3, B4, D4. */
#include "worker/jobs.h"

#include "common/casework/settle.h"
#include "worker/pieces.h"
#include "worker/sight.h"

static enum fault settle_piece(struct op *op, const void *nothing, size_t *settled)
{
    (void)nothing;
    return settle_due(op, PIECE, settled);
}

/* Many promises end at the same midnight: goes on until none is left. A piece may be small because
 * clocks of one case count one by one. */
enum fault settle_cases(struct op *op)
{
    TRY(see_all(op));
    return pieces_do(op, settle_piece, NULL);
}
