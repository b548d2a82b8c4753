#include "common/procedure/journey.h"

#include "common/base/memory.h"
#include "common/domain/case_guard.h"

/* What staff can do whatever has happened, and whatever the complainant wants. */
static const bool sure_events[EVENT_COUNT] = {
    [EVENT_UPDATE] = true,          [EVENT_NOTE] = true,
    [EVENT_CONTACT] = true,         [EVENT_ASSIGNED] = true,
    [EVENT_REFERRED] = true,        [EVENT_TABLED] = true,
    [EVENT_DISCUSSED] = true,       [EVENT_SETTLED] = true,
    [EVENT_OUTCOME] = true,         [EVENT_WRITTEN_OUTCOME] = true,
    [EVENT_ACTION_RECORDED] = true, [EVENT_COURSE_DETERMINED] = true,
    [EVENT_REDRESS_NOTICE] = true,
};

/* Of the guards: what must have been done before, and waits for this. */
static const enum event_type needed_events[EVENT_COUNT] = {
    [EVENT_CLOSED] = EVENT_FOUND,
    [EVENT_FOUND] = EVENT_ALLEGATION_ADDED,
    [EVENT_ANSWER] = EVENT_QUESTION,
    [EVENT_DISADVANTAGE_ANSWERED] = EVENT_DISADVANTAGE_REPORTED,
    [EVENT_CLARIFICATION_GIVEN] = EVENT_CLARIFICATION_ASKED,
    [EVENT_REMEDY_DONE] = EVENT_REMEDY_OWED,
    [EVENT_SUBJECT_CONFIRMED] = EVENT_SUBJECT_NAMED,
    [EVENT_SUBJECT_DISMISSED] = EVENT_SUBJECT_NAMED,
    [EVENT_SUBJECT_TOLD] = EVENT_SUBJECT_CONFIRMED,
    [EVENT_SUBJECT_REPLIED] = EVENT_SUBJECT_CONFIRMED,
    [EVENT_SUBJECT_OUTCOME_TOLD] = EVENT_SUBJECT_CONFIRMED,
    [EVENT_APPEALED] = EVENT_DECLINED,
    [EVENT_RESOLUTION_AGREED] = EVENT_RESOLUTION_OFFERED,
    [EVENT_RESOLUTION_REFUSED] = EVENT_RESOLUTION_OFFERED,
    [EVENT_MEDIATION_ACCEPTED] = EVENT_MEDIATION_OFFERED,
    [EVENT_MEDIATION_DECLINED] = EVENT_MEDIATION_OFFERED, /* or asked for */
    [EVENT_MEDIATION_REFERRED] = EVENT_MEDIATION_ACCEPTED,
    [EVENT_MEDIATION_RESULT] = EVENT_MEDIATION_REFERRED,
    [EVENT_INVESTIGATION_CLOSED] = EVENT_INVESTIGATION_OPENED,
    [EVENT_HANDOVER_ACKNOWLEDGED] = EVENT_SAFEGUARDING,
    [EVENT_SAFEGUARDING_CLOSED] = EVENT_HANDOVER_ACKNOWLEDGED,
};

enum event_type event_needed_by(enum event_type event)
{
    return needed_events[event];
}

size_t journey_position(const struct journey *journey, enum state state, size_t stage)
{
    return (size_t)state * journey->procedure->stage_count + stage;
}

enum state journey_state(const struct journey *journey, size_t position)
{
    return (enum state)(position / journey->procedure->stage_count);
}

size_t journey_stage(const struct journey *journey, size_t position)
{
    return position % journey->procedure->stage_count;
}

const struct step *journey_step(const struct journey *journey, size_t position,
                                enum event_type event)
{
    return &journey->steps[position * EVENT_COUNT + (size_t)event];
}

bool *journey_set(void *memory, const struct journey *journey)
{
    return NEW_ARRAY(memory, bool, journey->position_count);
}

/* As case_apply does it: a bypass leads to any later stage that the act may name. */
static struct step step_at(const struct journey *journey, size_t position, enum event_type event)
{
    const struct procedure *procedure = journey->procedure;
    const enum state state = journey_state(journey, position);
    const size_t stage = journey_stage(journey, position);
    const struct transition *transition =
        procedure_transition(procedure, state, procedure->stages[stage].code, event);
    if (!transition)
        return (struct step){ 0 };
    struct step step = { true, transition->to ? transition->to : state, stage, stage };
    if (transition->next_stage) {
        step.first = step.last = procedure_stage(procedure, transition->next_stage);
    } else if (event == EVENT_BYPASSED && stage + 1 < procedure->stage_count) {
        step.first = stage + 1;
        step.last = procedure->stage_count - 1;
    }
    return step;
}

/* The initial response is given once, until the case is reopened: whether none can be "received"
 * that has had it. */
static bool answers_lead_on(const struct journey *journey)
{
    for (size_t position = 0; position < journey->position_count; position++) {
        for (size_t event = 1; event < EVENT_COUNT; event++) {
            const struct step *step = journey_step(journey, position, (enum event_type)event);
            const bool comes_back =
                journey_state(journey, position) != STATE_RECEIVED && event != EVENT_REOPENED;
            if (step->is_allowed && step->to == STATE_RECEIVED &&
                (comes_back || event == EVENT_INITIAL_RESPONSE))
                return false;
        }
    }
    return true;
}

struct journey journey_new(void *memory, const struct procedure *procedure)
{
    struct journey journey = { .procedure = procedure,
                               .position_count = states.count * procedure->stage_count };
    struct step *steps = NEW_ARRAY(memory, struct step, journey.position_count * EVENT_COUNT);
    for (size_t position = 0; position < journey.position_count; position++)
        for (size_t event = 1; event < EVENT_COUNT; event++)
            steps[position * EVENT_COUNT + event] =
                step_at(&journey, position, (enum event_type)event);
    journey.steps = steps;
    journey.answers_lead_on = answers_lead_on(&journey);
    return journey;
}

/* Whether the event can be done there and the case stays where it is. */
static bool stays(const struct journey *journey, size_t position, enum event_type event)
{
    const struct step *step = journey_step(journey, position, event);
    const size_t stage = journey_stage(journey, position);
    return step->is_allowed && step->to == journey_state(journey, position) &&
           step->first == stage && step->last == stage;
}

static bool is_ever_allowed(const struct journey *journey, enum event_type event)
{
    for (size_t position = 0; position < journey->position_count; position++)
        if (journey_step(journey, position, event)->is_allowed)
            return true;
    return false;
}

/* Whether what this opens can be ended there, if it is ever opened. */
static bool can_end(const struct journey *journey, size_t position, enum event_type opening,
                    enum event_type ending)
{
    return stays(journey, position, ending) || !is_ever_allowed(journey, opening);
}

/* Whether all that stands in the way of closing can be done there. */
static bool can_close(const struct journey *journey, enum kind kind, size_t position)
{
    return can_end(journey, position, EVENT_ALLEGATION_ADDED, EVENT_FOUND) &&
           can_end(journey, position, EVENT_INVESTIGATION_OPENED, EVENT_INVESTIGATION_CLOSED) &&
           (stays(journey, position, EVENT_ACTION_RECORDED) || !kind_needs_action(kind));
}

bool journey_is_sure(const struct journey *journey, enum kind kind, size_t position,
                     enum event_type event)
{
    if (!journey_step(journey, position, event)->is_allowed)
        return false;
    if (event == EVENT_INITIAL_RESPONSE)
        return journey->answers_lead_on && journey_state(journey, position) == STATE_RECEIVED;
    if (event == EVENT_SAFEGUARDING_CLOSED)
        return stays(journey, position, EVENT_HANDOVER_ACKNOWLEDGED);
    return event == EVENT_CLOSED ? can_close(journey, kind, position) : sure_events[event];
}

/* Adds every position that a step may lead to. */
static void arrive(const struct journey *journey, const struct step *step, bool *set)
{
    for (size_t stage = step->first; step->is_allowed && stage <= step->last; stage++)
        set[journey_position(journey, step->to, stage)] = true;
}

void journey_start(const struct journey *journey, enum kind kind, bool *set)
{
    const struct procedure *procedure = journey->procedure;
    for (size_t role = ROLE_NONE; role < roles.count; role++) {
        const char *entry = procedure_entry_stage(procedure, kind, (enum role)role);
        if (!entry)
            continue;
        const struct step start = { true, STATE_RECEIVED, procedure_stage(procedure, entry),
                                    procedure->stage_count - 1 };
        arrive(journey, &start, set);
    }
}

static size_t count_of(const struct journey *journey, const bool *set)
{
    size_t count = 0;
    for (size_t position = 0; position < journey->position_count; position++)
        count += set[position];
    return count;
}

static void spread_from(const struct journey *journey, size_t position, const bool *barred,
                        bool *set)
{
    for (size_t event = 1; event < EVENT_COUNT; event++)
        if (!barred || !barred[event])
            arrive(journey, journey_step(journey, position, (enum event_type)event), set);
}

void journey_spread(const struct journey *journey, const bool *barred, bool *set)
{
    size_t before;
    do {
        before = count_of(journey, set);
        for (size_t position = 0; position < journey->position_count; position++)
            if (set[position])
                spread_from(journey, position, barred, set);
    } while (count_of(journey, set) > before);
}

static bool leads_into(const struct journey *journey, enum kind kind, size_t position,
                       const bool *set)
{
    for (size_t event = 1; event < EVENT_COUNT; event++) {
        const struct step *step = journey_step(journey, position, (enum event_type)event);
        if (step->is_allowed && set[journey_position(journey, step->to, step->first)] &&
            journey_is_sure(journey, kind, position, (enum event_type)event))
            return true;
    }
    return false;
}

void journey_retrace(const struct journey *journey, enum kind kind, bool *set)
{
    size_t before;
    do {
        before = count_of(journey, set);
        for (size_t position = 0; position < journey->position_count; position++)
            set[position] = set[position] || leads_into(journey, kind, position, set);
    } while (count_of(journey, set) > before);
}
