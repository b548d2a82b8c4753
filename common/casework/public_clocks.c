#include "common/casework/public_clocks.h"

#include "common/casework/history.h"
#include "common/casework/reference_data.h"
#include "common/store/case_clock_store.h"
#include "common/store/case_store.h"
#include "common/store/meeting_store.h"

/* The history that the file was read with, replayed. */
static enum fault read_marks(struct op *op, const struct case_file *file,
                             const struct procedure *procedure, struct mark **marks, size_t *count)
{
    struct case_mark *history;
    struct case_life life;
    TRY(histories_read(op, &file->id, 1, &history, count));
    if (*count > (size_t)file->version) /* what was added since the file was read */
        *count = (size_t)file->version;
    *marks = NEW_ARRAY(op->memory, struct mark, *count);
    for (size_t i = 0; i < *count; i++)
        (*marks)[i] = history[i].mark;
    return history_replay(op, procedure, file, *marks, *count, &life);
}

static bool is_ended_in_hiding(const struct case_clock *clock, const struct mark *marks,
                               size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (marks[i].is_hidden && marks[i].at == clock->ended_at)
            return true;
    return false;
}

/* What the record decided keeps its due day, but for what the outside knows nothing of. */
static enum fault read_stored(struct op *op, const struct case_file *file, const struct mark *marks,
                              size_t mark_count, struct clock_basis *basis)
{
    struct case_clock *stored;
    TRY(clocks_of_case(op, &file->id, &stored, &basis->stored_count));
    for (size_t i = 0; i < basis->stored_count; i++)
        if (is_ended_in_hiding(&stored[i], marks, mark_count))
            stored[i].ended_at = NO_INSTANT;
    basis->stored = stored;
    return OK;
}

enum fault public_clocks(struct op *op, const struct case_file *file, struct case_clock **clocks,
                         size_t *count)
{
    struct clock_basis basis = { .case_file = file, .now = op->now };
    TRY(procedure_of(op, &file->organisation_id, file->procedure_version, &basis.procedure));
    TRY(calendar_of(op, &file->organisation_id, &basis.calendar));
    TRY(read_marks(op, file, basis.procedure, &basis.marks, &basis.mark_count));
    TRY(read_stored(op, file, basis.marks, basis.mark_count, &basis));
    basis.mark_count = marks_public(basis.marks, basis.mark_count);
    if (clocks_need_meetings(&basis))
        TRY(meetings_of(op, &file->organisation_id, &basis.meetings));
    const struct clock_settlements settled = clocks_settle(op->memory, &basis);
    *clocks = NEW_ARRAY(op->memory, struct case_clock, settled.count);
    for (size_t i = 0; i < settled.count; i++)
        (*clocks)[i] = settled.list[i].clock;
    *count = settled.count;
    return OK;
}
