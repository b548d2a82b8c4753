#include "common/domain/case_file.h"

#include "common/domain/case_people.h"

static const struct time_mistake in_future = { "in_future", "must not lie in the future" };
static const struct time_mistake before_receipt = { "before_receipt",
                                                    "must not lie before the case was received" };
static const struct time_mistake before_opening = {
    "before_opening", "must not lie before the case was last opened or closed"
};

static const struct time_mistake before_outcome = {
    "before_outcome", "must not lie before the outcome, or the letter that told of it"
};

static const struct time_mistake before_asked = { "before_asked",
                                                  "must not lie before what it answers" };

const char *case_public_status(const struct case_file *case_file)
{
    return vocabulary_text(&statuses,
                           case_file->sealed_off ? (int)STATE_IN_PROGRESS : (int)case_file->state);
}

const struct time_mistake *act_time_mistake(const struct case_file *case_file,
                                            const struct case_life *life, const struct act *act,
                                            instant now)
{
    if (act->occurred_at > now)
        return &in_future;
    const bool is_receipt = act->event == EVENT_RECEIVED;
    if (!is_receipt && act->occurred_at < case_file->received_at)
        return &before_receipt;
    if (!is_receipt && event_opens_or_closes(act->event) && act->occurred_at < life->opened_at)
        return &before_opening;
    if ((event_tells_outcome(act->event) && act->occurred_at < life->decided_at) ||
        (act->event == EVENT_CLOSED && act->occurred_at < life->answered_at))
        return &before_outcome;
    const instant asked_at = life_asked_at(life, act->event, act->facts->concerns);
    return asked_at != NO_INSTANT && act->occurred_at < asked_at ? &before_asked : NULL;
}

/* That nobody is left is no act: where the procedure does not say what follows, the case stays
 * where it is. Rule: D10. */
static const struct transition *find_transition(const struct procedure *procedure,
                                                const struct act *act,
                                                const struct case_file *case_file)
{
    static const struct transition received = { .to = STATE_RECEIVED },
                                   stays = { .to = STATE_NONE };
    if (act->event == EVENT_RECEIVED)
        return case_file->version == 0 ? &received : NULL;
    const struct transition *transition =
        procedure_transition(procedure, case_file->state, case_file->stage, act->event);
    const bool follows = act->event == EVENT_QUORUM_LOST && case_file->version > 0;
    return !transition && follows ? &stays : transition;
}

/* The stage that the row says, else the one that the act names, else, past a stage that is left
 * out, the next. Rule: C11. */
static const char *next_stage(const struct procedure *procedure,
                              const struct transition *transition, const struct act *act,
                              const struct case_file *case_file)
{
    if (transition->next_stage)
        return transition->next_stage;
    if (act->facts->stage)
        return act->facts->stage;
    const size_t next = procedure_stage(procedure, case_file->stage) + 1;
    return act->event == EVENT_BYPASSED && next < procedure->stage_count
               ? procedure->stages[next].code
               : case_file->stage;
}

static void name_handler(const struct act *act, struct case_file *case_file)
{
    if (!uuid_is_nil(&act->facts->handler))
        case_file->handler = act->facts->handler;
    if (!uuid_is_nil(&act->facts->point_of_contact))
        case_file->point_of_contact = act->facts->point_of_contact;
}

/* Rule: C11. Whoever turns out to be part of it deals with it no longer, from now on. */
static void let_go(const struct case_life *life, struct case_file *case_file)
{
    const struct uuid nobody = { 0 };
    if (life_excludes(life, &case_file->handler))
        case_file->handler = nobody;
    if (life_excludes(life, &case_file->point_of_contact))
        case_file->point_of_contact = nobody;
}

enum fault case_apply(const struct procedure *procedure, const struct act *act,
                      struct case_file *case_file, struct case_life *life, struct mark *mark)
{
    const struct transition *transition = find_transition(procedure, act, case_file);
    if (!transition)
        return FAULT_ACT_NOT_ALLOWED;

    case_file->stage = next_stage(procedure, transition, act, case_file);
    if (transition->to != STATE_NONE)
        case_file->state = transition->to;
    case_file->version++;
    name_handler(act, case_file);
    if (act->event == EVENT_SAFEGUARDING || act->facts->sealed)
        case_file->sealed_off = true;
    if (act->event == EVENT_PARTNER_NAMED && uuid_equal(&act->facts->site, &case_file->site_id))
        case_file->hidden_from_site = true;
    life_take(life, case_file->version, act->event, act->occurred_at, act->facts);
    let_go(life, case_file);
    case_file->closed_at = case_file->state == STATE_CLOSED ? life->opened_at : NO_INSTANT;
    *mark = (struct mark){ case_file->version, act->event, act->occurred_at, act->facts,
                           case_file->stage };
    return OK;
}

enum fault case_replay(const struct procedure *procedure, struct mark *marks, size_t mark_count,
                       struct case_file *case_file, struct case_life *life)
{
    *life = new_life;
    case_file->version = 0;
    case_file->state = STATE_NONE;
    case_file->stage = "";
    case_file->sealed_off = case_file->hidden_from_site = false;
    case_file->handler = case_file->point_of_contact = (struct uuid){ 0 };
    for (size_t i = 0; i < mark_count; i++) {
        const struct act act = { marks[i].event, marks[i].at, marks[i].facts };
        TRY(case_apply(procedure, &act, case_file, life, &marks[i]));
    }
    return OK;
}
