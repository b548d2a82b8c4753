/* Transitions by themselves: that each fires, and leads where its events belong. */
#include "common/procedure/procedure_check.h"

static bool fires(const struct procedure *procedure, const struct transition *transition,
                  enum event_type event)
{
    for (size_t i = 0; i < transition->from_count; i++)
        for (size_t j = 0; j < procedure->stage_count; j++)
            if (procedure_transition(procedure, transition->from[i], procedure->stages[j].code,
                                     event) == transition)
                return true;
    return false;
}

static void check_firing(struct op *op, const struct procedure *procedure, size_t number)
{
    const struct transition *transition = &procedure->transitions[number];
    for (size_t i = 0; i < transition->event_count; i++) {
        const char *pointer = memory_printf(op->memory, "/transitions/%zu/events/%zu", number, i);
        if (transition->events[i] == EVENT_RECEIVED)
            mistake_add(op, pointer, "never_fires",
                        "is never an act: a case is received once, before all transitions");
        else if (transition->events[i] == EVENT_MEETING_CHANGED)
            mistake_add(op, pointer, "never_fires",
                        "is never an act: the service tells it, and the case stays where it is");
        else if (!fires(procedure, transition, transition->events[i]))
            mistake_add(op, pointer, "never_fires",
                        "is never reached: rows before it fit it in all these states and stages");
    }
}

/* Coming and going is counted by events, so no others open and close. Rule: B9. */
static bool closes(enum event_type event)
{
    return event == EVENT_CLOSED || event == EVENT_WITHDRAWN || event == EVENT_SAFEGUARDING_CLOSED;
}

static bool may_open(enum event_type event)
{
    return event == EVENT_REOPENED || event == EVENT_APPEALED || event == EVENT_SAFEGUARDING;
}

static bool may_lead(enum event_type event, enum state from, enum state to)
{
    const bool is_closing = from != STATE_CLOSED && to == STATE_CLOSED;
    const bool is_opening = from == STATE_CLOSED && to != STATE_CLOSED;
    const bool is_sealing = from != STATE_SAFEGUARDING && to == STATE_SAFEGUARDING;
    if (from == STATE_SAFEGUARDING && to != from)
        return event == EVENT_SAFEGUARDING_CLOSED && is_closing;
    return is_closing == closes(event) && is_sealing == (event == EVENT_SAFEGUARDING) &&
           (is_opening ? may_open(event) : event != EVENT_REOPENED);
}

static void check_leading(struct op *op, const struct transition *transition, size_t number)
{
    for (size_t i = 0; i < transition->event_count; i++) {
        for (size_t j = 0; j < transition->from_count; j++) {
            const enum state from = transition->from[j];
            if (may_lead(transition->events[i], from, transition->to ? transition->to : from))
                continue;
            mistake_add(op, memory_printf(op->memory, "/transitions/%zu/to", number), "wrong_state",
                        "closed, withdrawn and safeguarding_closed lead to \"closed\" from "
                        "elsewhere, safeguarding to \"safeguarding\", reopened, appealed and "
                        "safeguarding out of \"closed\"; no other events do, and out of "
                        "\"safeguarding\" safeguarding_closed alone");
            return;
        }
    }
}

void check_transitions(struct op *op, const struct procedure *procedure)
{
    for (size_t i = 0; i < procedure->transition_count; i++) {
        check_firing(op, procedure, i);
        check_leading(op, &procedure->transitions[i], i);
    }
}
