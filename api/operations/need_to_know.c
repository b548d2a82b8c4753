#include "api/operations/need_to_know.h"

#include "common/casework/history.h"
#include "common/domain/access.h"

static enum fault names_such(struct op *op, const struct procedure *procedure,
                             const struct event_view *event, bool *is_such)
{
    struct facts facts;
    *is_such = false;
    if (event->type != EVENT_OUTCOME)
        return OK;
    TRY(facts_read(op, event->facts, &facts));
    for (size_t i = 0; i < facts.outcome_count; i++)
        *is_such |= procedure_outcome_is_need_to_know(procedure, facts.outcomes[i]);
    return OK;
}

enum fault need_to_know_withhold(struct op *op, const struct procedure *procedure, uint64_t may,
                                 struct event_view *events, size_t count)
{
    bool was_such = false;
    if (may & MAY(DISCIPLINE))
        return OK;
    for (size_t i = 0; i < count; i++) {
        struct event_view *event = &events[i];
        bool is_such;
        TRY(names_such(op, procedure, event, &is_such));
        was_such |= is_such;
        if ((is_such || (was_such && event->type == EVENT_SUBJECT_OUTCOME_TOLD)) &&
            !uuid_equal(&event->actor, &op->actor.id)) {
            event->text = NULL;
            event->withheld = true;
        }
    }
    return OK;
}
