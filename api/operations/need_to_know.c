#include "api/operations/need_to_know.h"

#include "common/casework/history.h"
#include "common/domain/access.h"

static enum fault tells_need_to_know(struct op *op, const struct procedure *procedure,
                                     const struct event_view *event, bool *is_need_to_know)
{
    struct facts facts;
    *is_need_to_know = false;
    if (event->type != EVENT_OUTCOME)
        return OK;
    TRY(facts_read(op, event->facts, &facts));
    for (size_t i = 0; i < facts.outcome_count; i++)
        *is_need_to_know |= procedure_outcome_is_need_to_know(procedure, facts.outcomes[i]);
    return OK;
}

enum fault need_to_know_withhold(struct op *op, const struct procedure *procedure, uint64_t may,
                                 struct event_view *events, size_t count)
{
    bool was_told = false;
    if (may & MAY(DISCIPLINE))
        return OK;
    for (size_t i = 0; i < count; i++) {
        struct event_view *event = &events[i];
        bool is_need_to_know;
        TRY(tells_need_to_know(op, procedure, event, &is_need_to_know));
        was_told |= is_need_to_know;
        if ((is_need_to_know || (was_told && event->type == EVENT_SUBJECT_OUTCOME_TOLD)) &&
            !uuid_equal(&event->actor, &op->actor.id)) {
            event->text = NULL;
            event->withheld = true;
        }
    }
    return OK;
}
