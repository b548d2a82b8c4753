#include "common/casework/settle.h"

#include "common/base/clock.h"
#include "common/casework/history.h"
#include "common/casework/reference_data.h"
#include "common/casework/telling.h"
#include "common/store/case_clock_store.h"
#include "common/store/case_store.h"
#include "common/store/clock_store.h"
#include "common/store/meeting_store.h"
#include "common/store/outbox_store.h"

/* Cases that are settled together: what the record holds of all of them, by case. */
struct settling {
    const struct case_file *files;
    size_t file_count;
    struct case_mark *marks;
    size_t mark_count;
    struct clock_record *clocks;
    size_t clock_count;
    struct clock_settlements *settlements; /* one a file */
};

/* The marks and the clocks of one case. Rows come case by case, so each is one piece of all. */
static struct mark *marks_of(struct op *op, const struct settling *settling,
                             const struct case_file *file, size_t *count)
{
    size_t first = 0;
    while (first < settling->mark_count && !uuid_equal(&settling->marks[first].case_id, &file->id))
        first++;
    for (*count = 0; first + *count < settling->mark_count; (*count)++)
        if (!uuid_equal(&settling->marks[first + *count].case_id, &file->id))
            break;
    struct mark *marks = NEW_ARRAY(op->memory, struct mark, *count);
    for (size_t i = 0; i < *count; i++)
        marks[i] = settling->marks[first + i].mark;
    return marks;
}

static struct case_clock *clocks_of(struct op *op, const struct settling *settling,
                                    const struct case_file *file, size_t *count)
{
    size_t first = 0;
    while (first < settling->clock_count &&
           !uuid_equal(&settling->clocks[first].case_id, &file->id))
        first++;
    for (*count = 0; first + *count < settling->clock_count; (*count)++)
        if (!uuid_equal(&settling->clocks[first + *count].case_id, &file->id))
            break;
    struct case_clock *clocks = NEW_ARRAY(op->memory, struct case_clock, *count);
    for (size_t i = 0; i < *count; i++)
        clocks[i] = settling->clocks[first + i].clock;
    return clocks;
}

static enum fault settle_one(struct op *op, struct settling *settling, size_t number)
{
    const struct case_file *file = &settling->files[number];
    struct clock_basis basis = { .case_file = file, .now = op->now };
    struct case_life life;
    TRY(procedure_of(op, &file->organisation_id, file->procedure_version, &basis.procedure));
    TRY(calendar_of(op, &file->organisation_id, &basis.calendar));
    basis.marks = marks_of(op, settling, file, &basis.mark_count);
    TRY(history_replay(op, basis.procedure, file, basis.marks, basis.mark_count, &life));
    basis.mark_count = marks_recorded(basis.marks, basis.mark_count);
    if (clocks_need_meetings(&basis))
        TRY(meetings_of(op, &file->organisation_id, &basis.meetings));
    basis.stored = clocks_of(op, settling, file, &basis.stored_count);
    settling->settlements[number] = clocks_settle(op->memory, &basis);
    return OK;
}

static enum fault save(struct op *op, const struct settling *settling, int by_seq)
{
    size_t count = 0;
    for (size_t i = 0; i < settling->file_count; i++)
        count += settling->settlements[i].count;
    struct settled_clock *settled = NEW_ARRAY(op->memory, struct settled_clock, count);
    struct settled_clock *next = settled;
    for (size_t i = 0; i < settling->file_count; i++)
        for (size_t j = 0; j < settling->settlements[i].count; j++)
            *next++ = (struct settled_clock){ &settling->files[i],
                                              &settling->settlements[i].list[j], by_seq };
    TRY(clocks_save(op, settled, count));
    return tell_of_moves(op, settled, count);
}

static bool has_breached(const struct clock_settlements *settlements)
{
    for (size_t i = 0; i < settlements->count; i++)
        if (settlements->list[i].breached)
            return true;
    return false;
}

static enum fault load(struct op *op, struct settling *settling)
{
    struct uuid *ids = NEW_ARRAY(op->memory, struct uuid, settling->file_count);
    for (size_t i = 0; i < settling->file_count; i++)
        ids[i] = settling->files[i].id;
    settling->settlements = NEW_ARRAY(op->memory, struct clock_settlements, settling->file_count);
    TRY(histories_read(op, ids, settling->file_count, &settling->marks, &settling->mark_count));
    return clocks_of_cases(op, ids, settling->file_count, &settling->clocks,
                           &settling->clock_count);
}

enum fault settle_case(struct op *op, const struct case_file *file)
{
    struct settling settling = { .files = file, .file_count = 1 };
    TRY(load(op, &settling));
    TRY(settle_one(op, &settling, 0));
    return save(op, &settling, file->version);
}

static bool has_changed(const struct clock_settlements *settlements)
{
    for (size_t i = 0; i < settlements->count; i++)
        if (settlements->list[i].changed)
            return true;
    return false;
}

/* Tells what became of every case whose clocks changed. */
static enum fault tell(struct op *op, const struct settling *settling)
{
    struct event *events = NEW_ARRAY(op->memory, struct event, settling->file_count);
    size_t count = 0;
    for (size_t i = 0; i < settling->file_count; i++) {
        const bool breached = has_breached(&settling->settlements[i]);
        if (breached || has_changed(&settling->settlements[i]))
            events[count++] =
                (struct event){ .topic = breached ? TOPIC_CASE_BREACHED : TOPIC_CASE_CHANGED,
                                .organisation_id = settling->files[i].organisation_id,
                                .case_id = settling->files[i].id };
    }
    return count ? outbox_add_all(op, events, count) : OK;
}

/* A case whose history does not add up, which the log tells, does not hold up the others. */
static enum fault settle_if_sound(struct op *op, struct settling *settling, size_t number)
{
    const enum fault fault = settle_one(op, settling, number);
    return fault == FAULT_BUG ? OK : fault;
}

enum fault settle_held(struct op *op, const struct case_file *files, size_t count)
{
    struct settling settling = { .files = files, .file_count = count };
    if (!count)
        return OK;
    TRY(load(op, &settling));
    for (size_t i = 0; i < count; i++)
        TRY(settle_if_sound(op, &settling, i));
    TRY(tell(op, &settling));
    return save(op, &settling, 0);
}

enum fault settle_due(struct op *op, int limit, size_t *settled)
{
    struct case_file *files;
    /* A calendar that has just become the newest must be the one that clocks are moved to. */
    TRY(clock_refresh(op));
    op->now = clock_now();
    TRY(cases_to_settle(op, limit, &files, settled));
    return settle_held(op, files, *settled);
}
