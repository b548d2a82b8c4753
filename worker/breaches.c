/*
 * The job that tells whoever deals with a case that a promise was not kept,
 * once, soon after that was recorded by whatever found it. Rule: A13, A22, D9.
 */
#include "worker/jobs.h"

#include "common/casework/reference_data.h"
#include "common/casework/telling.h"
#include "common/store/notification_store.h"
#include "worker/pieces.h"
#include "worker/sight.h"

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

/* Marked and told, or neither. */
static enum fault tell_piece(struct op *op, const void *nothing, size_t *told)
{
    struct untold_clock *clocks;
    (void)nothing;
    TRY(clocks_tell_broken(op, PIECE, &clocks, told));
    return tell(op, clocks, *told);
}

enum fault tell_of_breaches(struct op *op)
{
    TRY(see_all(op));
    return pieces_do(op, tell_piece, NULL);
}
