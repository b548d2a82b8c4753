#include "common/domain/case_file.h"

#include "common/domain/access.h"
#include "common/domain/case_people.h"
#include "common/domain/event_trait.h"

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
    return vocabulary_text(&statuses, (int)case_file->public_state);
}

struct case_file case_as_public(const struct case_file *case_file)
{
    struct case_file seen = *case_file;
    seen.state = case_file->public_state;
    seen.stage = case_file->public_stage;
    seen.sealed_off = false;
    return seen;
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
    const bool tells_outcome =
        event_tells_outcome(act->event) || act->event == EVENT_SUBJECT_OUTCOME_TOLD;
    if ((tells_outcome && act->occurred_at < life->decided_at) ||
        (act->event == EVENT_CLOSED && act->occurred_at < life->answered_at))
        return &before_outcome;
    const instant asked_at = life_asked_at(life, act->event, act->facts->concerns);
    return asked_at != NO_INSTANT && act->occurred_at < asked_at ? &before_asked : NULL;
}

/* Where a case stands, in somebody's eyes. */
struct position {
    enum state *state;
    const char **stage;
};

static const struct transition stays = { .to = STATE_NONE };

/* Rule: D9. What may be reported on may be given on, whatever the procedure says: nothing waits. */
static bool can_be_given_on(const struct procedure *procedure, const struct case_file *case_file,
                            enum event_type event)
{
    return event == EVENT_INVESTIGATION_REASSIGNED &&
           procedure_transition(procedure, case_file->state, case_file->stage,
                                EVENT_INVESTIGATION_CLOSED);
}

const struct transition *case_transition(const struct procedure *procedure,
                                         const struct case_file *case_file, enum event_type event)
{
    const struct transition *transition =
        procedure_transition(procedure, case_file->state, case_file->stage, event);
    const bool is_of_right =
        event_is_of_right(event) || can_be_given_on(procedure, case_file, event);
    return !transition && is_of_right && case_file->version > 0 ? &stays : transition;
}

/* What the service itself tells is no act: where the procedure does not say what follows, the case
 * stays where it is. Rule: D4, D10. */
static const struct transition *find_transition(const struct procedure *procedure,
                                                const struct act *act,
                                                const struct case_file *case_file)
{
    static const struct transition received = { .to = STATE_RECEIVED },
                                   erased = { .to = STATE_CLOSED };
    if (act->event == EVENT_RECEIVED)
        return case_file->version == 0 ? &received : NULL;
    if (act->event == EVENT_ERASED)
        return case_file->version > 0 ? &erased : NULL;
    const struct transition *transition = case_transition(procedure, case_file, act->event);
    const bool is_told = event_is_of_service(act->event) && case_file->version > 0;
    return !transition && is_told ? &stays : transition;
}

static bool is_over(const struct case_file *case_file)
{
    return case_file->sealed_off && case_file->state == STATE_CLOSED;
}

/* Rule: A13. What safeguarding has closed is opened again by safeguarding alone. */
static const struct transition *find_own(const struct procedure *procedure, const struct act *act,
                                         const struct case_file *case_file)
{
    const struct transition *own = find_transition(procedure, act, case_file);
    const bool is_reopened =
        own && is_over(case_file) && own->to != STATE_NONE && !event_is_hidden(act->event);
    return is_reopened ? NULL : own;
}

/* What moves the case in the eyes of the outside. Rule: D17. */
static const struct transition *find_public(const struct procedure *procedure,
                                            const struct act *act,
                                            const struct case_file *case_file)
{
    const struct case_file seen = case_as_public(case_file);
    return event_is_hidden(act->event) ? NULL : find_transition(procedure, act, &seen);
}

/* The stage that the row says, else the one that the act names, else, past a stage that is left
 * out, the next. Rule: C11. */
static const char *next_stage(const struct procedure *procedure,
                              const struct transition *transition, const struct act *act,
                              const char *stage)
{
    if (transition->next_stage)
        return transition->next_stage;
    if (act->facts->stage)
        return act->facts->stage;
    const size_t next = procedure_stage(procedure, stage) + 1;
    return act->event == EVENT_BYPASSED && next < procedure->stage_count
               ? procedure->stages[next].code
               : stage;
}

static void move(const struct procedure *procedure, const struct transition *transition,
                 const struct act *act, struct position position)
{
    *position.stage = next_stage(procedure, transition, act, *position.stage);
    if (transition->to != STATE_NONE)
        *position.state = transition->to;
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

/* Takes the act into the life; what changes nothing does not open or close the case. */
static void live(const struct act *act, const struct mark *mark, bool turns, struct case_life *life)
{
    const instant opened_at = life->opened_at;
    life_take(life, mark->seq, act->event, act->occurred_at, act->facts);
    if (!turns)
        life->opened_at = opened_at;
}

/* Rule: B7, D18. A refusal is the end of a wish, and so is that it was carried out: then nobody
 * deals with the case any more. */
static void take_erasure(const struct act *act, struct case_file *case_file)
{
    if (act->event == EVENT_HOLD_PLACED || act->event == EVENT_HOLD_LIFTED)
        case_file->legal_hold = act->event == EVENT_HOLD_PLACED;
    if (act->event == EVENT_ERASURE_NOTICE)
        case_file->erasure_not_before = act->facts->until;
    if (act->event == EVENT_ERASURE_TAKEN_BACK || act->event == EVENT_ERASURE_REFUSED ||
        act->event == EVENT_ERASED)
        case_file->erasure_not_before = NO_DAY;
    if (act->event != EVENT_ERASED)
        return;
    case_file->erased_at = act->occurred_at;
    case_file->handler = case_file->point_of_contact = (struct uuid){ 0 };
}

enum fault case_apply(const struct procedure *procedure, const struct act *act,
                      struct case_file *case_file, struct case_life *life, struct mark *mark)
{
    const struct transition *own = find_own(procedure, act, case_file);
    const struct transition *public = find_public(procedure, act, case_file);
    const bool was_over = act->event == EVENT_ERASED && case_file->state == STATE_CLOSED;
    const bool is_heard = case_file->sealed_off && public &&
                          access_is_open(WHO_COMPLAINANT, event_groups(act->event));
    if (!own && !is_heard)
        return FAULT_ACT_NOT_ALLOWED;

    if (own)
        move(procedure, own, act, (struct position){ &case_file->state, &case_file->stage });
    if (public)
        move(procedure, public, act,
             (struct position){ &case_file->public_state, &case_file->public_stage });
    case_file->version++;
    name_handler(act, case_file);
    take_erasure(act, case_file);
    if (act->event == EVENT_SAFEGUARDING || act->facts->sealed)
        case_file->sealed_off = true;
    if (act->event == EVENT_PARTNER_NAMED && uuid_equal(&act->facts->site, &case_file->site_id))
        case_file->hidden_from_site = true;
    *mark = (struct mark){ .seq = case_file->version,
                           .event = act->event,
                           .at = act->occurred_at,
                           .facts = act->facts,
                           .stage = case_file->stage,
                           .public_stage = case_file->public_stage,
                           .public_state = case_file->public_state,
                           .to = own ? own->to : STATE_NONE,
                           .public_to = public ? public->to : STATE_NONE,
                           .is_idle = !own,
                           .is_hidden = event_is_hidden(act->event) };
    live(act, mark, own && !was_over, life);
    let_go(life, case_file);
    case_file->closed_at = case_file->state == STATE_CLOSED ? life->opened_at : NO_INSTANT;
    return OK;
}

enum fault case_replay(const struct procedure *procedure, struct mark *marks, size_t mark_count,
                       struct case_file *case_file, struct case_life *life)
{
    *life = new_life;
    case_file->version = 0;
    case_file->state = case_file->public_state = STATE_NONE;
    case_file->stage = case_file->public_stage = "";
    case_file->sealed_off = case_file->hidden_from_site = case_file->legal_hold = false;
    case_file->erasure_not_before = NO_DAY;
    case_file->erased_at = NO_INSTANT;
    case_file->handler = case_file->point_of_contact = (struct uuid){ 0 };
    for (size_t i = 0; i < mark_count; i++) {
        const struct act act = { marks[i].event, marks[i].at, marks[i].facts };
        TRY(case_apply(procedure, &act, case_file, life, &marks[i]));
    }
    return OK;
}

size_t marks_recorded(struct mark *marks, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!marks[i].is_idle)
            marks[kept++] = marks[i];
    return kept;
}

size_t marks_public(struct mark *marks, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (marks[i].is_hidden)
            continue;
        marks[kept] = marks[i];
        marks[kept].stage = marks[i].public_stage;
        marks[kept++].to = marks[i].public_to;
    }
    return kept;
}
