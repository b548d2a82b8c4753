/* The job that keeps promises' clocks up with the time and the calendar. Rule: B3, B4. */
#include "worker/jobs.h"

#include "common/casework/settle.h"
#include "common/store/tx.h"
#include "worker/sight.h"
#include "worker/stop.h"

enum { PIECE = 200 };

enum fault settle_cases(struct op *op)
{
    size_t settled = PIECE;
    TRY(see_all(op));
    while (settled == PIECE && !stop_is_asked()) {
        SCOPED_TX tx = { 0 };
        TRY(tx_begin(op, &tx));
        TRY(settle_due(op, PIECE, &settled));
        TRY(tx_commit(&tx));
    }
    return OK;
}
