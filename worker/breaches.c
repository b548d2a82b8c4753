/*
 * The job that tells whoever deals with a case that a promise was not kept,
 * once, soon after that was recorded by whatever found it. Rule: A13, A22, D9.
 */
#include "worker/jobs.h"

#include "common/casework/reference_data.h"
#include "common/casework/telling.h"
#include "common/store/notification_store.h"
#include "common/store/tx.h"
#include "worker/sight.h"
#include "worker/stop.h"

enum { PIECE = 200, PIECES = 100 };

static enum fault tell(struct op *op, const struct untold_clock *clocks, size_t count)
{
    struct telling *tellings = NEW_ARRAY(op->memory, struct telling, BREACH_TELLINGS * count);
    size_t telling_count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct case_file *file = &clocks[i].file;
        const struct procedure *procedure;
        TRY(procedure_of(op, &file->organisation_id, file->procedure_version, &procedure));
        telling_count += tellings_of_breach(procedure, file, clocks[i].standard, clocks[i].due_on,
                                            tellings + telling_count);
    }
    return tell_staff(op, tellings, telling_count);
}

/* One transaction, with memory of its own: marked and told, or neither. */
static enum fault tell_piece(const struct op *whole, size_t *told)
{
    SCOPED_OP op = op_begin();
    SCOPED_TX tx = { 0 };
    struct untold_clock *clocks;
    op.actor = whole->actor;
    op.scope = whole->scope;
    TRY(tx_begin(&op, &tx));
    TRY(clocks_tell_broken(&op, PIECE, &clocks, told));
    TRY(tell(&op, clocks, *told));
    return tx_commit(&tx);
}

/* Another worker may hold some: those are its own to tell, or the next pass's. */
enum fault tell_of_breaches(struct op *op)
{
    size_t told = PIECE;
    TRY(see_all(op));
    for (int i = 0; i < PIECES && told && !stop_is_asked(); i++)
        TRY(tell_piece(op, &told));
    return OK;
}
