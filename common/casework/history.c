#include "common/casework/history.h"

#include "common/base/log.h"
#include "common/json/act_shapes.h"

#include <string.h>

enum fault facts_read(struct op *op, const char *text, struct facts *facts)
{
    *facts = no_facts;
    return shape_read(op, &facts_shape, text, strlen(text), facts) == OK ? OK : FAULT_BUG;
}

/* Most events have none, which all share. */
static enum fault read_shared(struct op *op, const char *text, const struct facts **facts)
{
    *facts = &no_facts;
    if (strcmp(text, "{}") == 0)
        return OK;
    struct facts *own = NEW(op->memory, struct facts);
    *facts = own;
    return facts_read(op, text, own);
}

enum fault histories_read(struct op *op, const struct uuid *case_ids, size_t case_count,
                          struct case_mark **marks, size_t *count)
{
    TRY(case_marks(op, case_ids, case_count, marks, count));
    for (size_t i = 0; i < *count; i++)
        TRY(read_shared(op, (*marks)[i].facts, &(*marks)[i].mark.facts));
    return OK;
}

static bool is_same(const struct case_file *one, const struct case_file *other)
{
    return one->version == other->version && one->state == other->state &&
           one->sealed_off == other->sealed_off &&
           one->hidden_from_site == other->hidden_from_site && one->closed_at == other->closed_at &&
           uuid_equal(&one->handler, &other->handler) &&
           uuid_equal(&one->point_of_contact, &other->point_of_contact) &&
           strcmp(one->stage, other->stage) == 0;
}

enum fault history_replay(struct op *op, const struct procedure *procedure,
                          const struct case_file *file, struct mark *marks, size_t count,
                          struct case_life *life)
{
    struct case_file replayed = *file;
    if (case_replay(procedure, marks, count, &replayed, life) == OK && is_same(&replayed, file))
        return OK;
    LOG(op, LOG_ERROR, "history_differs", log_id("case", file->id));
    return FAULT_BUG;
}

enum fault events_replay(struct op *op, const struct procedure *procedure,
                         const struct case_file *file, const struct case_event *events,
                         size_t count, struct case_life *life)
{
    struct mark *marks = NEW_ARRAY(op->memory, struct mark, count);
    for (size_t i = 0; i < count; i++) {
        marks[i] = (struct mark){ .seq = events[i].seq,
                                  .event = events[i].type,
                                  .at = events[i].occurred_at };
        TRY(read_shared(op, events[i].facts, &marks[i].facts));
    }
    return history_replay(op, procedure, file, marks, count, life);
}

const char *facts_text(struct op *op, const struct facts *facts)
{
    return shape_write(op->memory, &facts_shape, facts);
}
