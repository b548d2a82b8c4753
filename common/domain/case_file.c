#include "common/domain/case_file.h"

static const struct time_mistake in_future = { "in_future", "must not lie in the future" };
static const struct time_mistake before_receipt = { "before_receipt",
                                                    "must not lie before the case was received" };
static const struct time_mistake before_opening = {
    "before_opening", "must not lie before the case was last opened or closed"
};

static const struct time_mistake before_outcome = {
    "before_outcome", "must not lie before the outcome, or the letter that told of it"
};

static bool opens_or_closes(enum event_type event)
{
    return event == EVENT_CLOSED || event == EVENT_REOPENED;
}

const struct time_mistake *act_time_mistake(const struct case_file *case_file,
                                            const struct act *act, instant now)
{
    if (act->occurred_at > now)
        return &in_future;
    if (act->event != EVENT_RECEIVED && act->occurred_at < case_file->received_at)
        return &before_receipt;
    if (opens_or_closes(act->event) && act->occurred_at < case_file->opened_at)
        return &before_opening;
    if ((act->event == EVENT_WRITTEN_OUTCOME && act->occurred_at < case_file->decided_at) ||
        (act->event == EVENT_CLOSED && act->occurred_at < case_file->answered_at))
        return &before_outcome;
    return NULL;
}

static const struct transition *find_transition(const struct procedure *procedure,
                                                const struct act *act,
                                                const struct case_file *case_file)
{
    static const struct transition received = { .event = EVENT_RECEIVED, .to = STATE_RECEIVED };
    if (act->event == EVENT_RECEIVED)
        return case_file->version == 0 ? &received : NULL;
    return procedure_transition(procedure, case_file->state, act->event);
}

enum fault case_apply(const struct procedure *procedure, const struct act *act,
                      struct case_file *case_file, struct mark *mark)
{
    const struct transition *transition = find_transition(procedure, act, case_file);
    if (!transition)
        return FAULT_ACT_NOT_ALLOWED;

    if (transition->to != STATE_NONE)
        case_file->state = transition->to;
    if (act->event == EVENT_INITIAL_RESPONSE) {
        case_file->handler = act->handler;
        case_file->point_of_contact = act->point_of_contact;
    }
    if (act->event == EVENT_RECEIVED || opens_or_closes(act->event))
        case_file->opened_at = act->occurred_at;
    if (act->event == EVENT_OUTCOME)
        case_file->decided_at = act->occurred_at;
    if (act->event == EVENT_WRITTEN_OUTCOME)
        case_file->answered_at = act->occurred_at;
    case_file->closed_at = case_file->state == STATE_CLOSED ? case_file->opened_at : NO_INSTANT;
    case_file->version++;
    *mark = (struct mark){ case_file->version, act->event, act->occurred_at };
    return OK;
}
