#include "common/domain/procedure.h"

#include "common/domain/access.h"
#include "common/domain/event_trait.h"

#include <string.h>

/* Lists of words are lists of ints: every enum here is one. */
static bool holds(const void *words, size_t count, int word)
{
    for (size_t i = 0; i < count; i++)
        if (((const int *)words)[i] == word)
            return true;
    return false;
}

static bool holds_or_every(const void *words, size_t count, int word)
{
    return count == 0 || holds(words, count, word);
}

static bool has_choice(const struct choice *choices, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(choices[i].code, code) == 0)
            return true;
    return false;
}

static bool holds_code(const char *const *codes, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(codes[i], code) == 0)
            return true;
    return false;
}

const char *procedure_entry_stage(const struct procedure *procedure, enum kind kind,
                                  enum role addressed_to)
{
    for (size_t i = 0; i < procedure->entry_count; i++) {
        const struct entry *entry = &procedure->entries[i];
        if (holds_or_every(entry->kinds, entry->kind_count, (int)kind) &&
            (!entry->addressed_to || entry->addressed_to == addressed_to))
            return entry->stage;
    }
    return NULL;
}

size_t procedure_stage(const struct procedure *procedure, const char *code)
{
    size_t i = 0;
    while (i < procedure->stage_count && strcmp(procedure->stages[i].code, code) != 0)
        i++;
    return i;
}

size_t stage_body(const struct stage *stage, const enum role **list)
{
    static const enum role board[] = { ROLE_CHAIR, ROLE_VICE_CHAIR, ROLE_TRUSTEE };
    static const enum role panel[] = { ROLE_REVIEW_PANEL };
    for (size_t i = 0; i < COUNT(board); i++)
        if (board[i] == stage->responsible) {
            *list = board;
            return COUNT(board);
        }
    *list = panel;
    return stage->responsible == ROLE_REVIEW_PANEL ? COUNT(panel) : 0;
}

bool stage_has_quorum(const struct stage *stage)
{
    return stage->quorum > 1;
}

const char *procedure_stage_title(const struct procedure *procedure, const char *code)
{
    const size_t number = code ? procedure_stage(procedure, code) : procedure->stage_count;
    return number < procedure->stage_count ? procedure->stages[number].title : NULL;
}

const struct policy *procedure_policy(const struct procedure *procedure, const char *code)
{
    for (size_t i = 0; code && i < procedure->policy_count; i++)
        if (strcmp(procedure->policies[i].code, code) == 0)
            return &procedure->policies[i];
    return NULL;
}

const char *procedure_category_title(const struct procedure *procedure, const char *code)
{
    for (size_t i = 0; code && i < procedure->category_count; i++)
        if (strcmp(procedure->categories[i].code, code) == 0)
            return procedure->categories[i].title;
    return NULL;
}

bool procedure_has_category(const struct procedure *procedure, const char *code)
{
    return has_choice(procedure->categories, procedure->category_count, code);
}

bool procedure_has_outcome(const struct procedure *procedure, const char *code)
{
    return has_choice(procedure->outcomes, procedure->outcome_count, code);
}

bool procedure_outcome_is_need_to_know(const struct procedure *procedure, const char *code)
{
    for (size_t i = 0; i < procedure->outcome_count; i++)
        if (strcmp(procedure->outcomes[i].code, code) == 0)
            return procedure->outcomes[i].need_to_know;
    return false;
}

const struct outside_body *procedure_outside_body(const struct procedure *procedure,
                                                  const char *code, bool arbitrates)
{
    for (size_t i = 0; i < procedure->outside_body_count; i++) {
        const struct outside_body *body = &procedure->outside_bodies[i];
        if ((!code || strcmp(body->code, code) == 0) && (body->arbitrates || !arbitrates))
            return body;
    }
    return NULL;
}

bool procedure_has_notice(const struct procedure *procedure, const char *code, int version)
{
    for (size_t i = 0; i < procedure->notice_count; i++)
        if (strcmp(procedure->notices[i].code, code) == 0)
            return version <= procedure->notices[i].version;
    return false;
}

const struct transition *procedure_transition(const struct procedure *procedure, enum state from,
                                              const char *stage, enum event_type event)
{
    for (size_t i = 0; i < procedure->transition_count; i++) {
        const struct transition *transition = &procedure->transitions[i];
        if (holds(transition->events, transition->event_count, (int)event) &&
            holds(transition->from, transition->from_count, (int)from) &&
            (!transition->stage_count ||
             holds_code(transition->stages, transition->stage_count, stage)))
            return transition;
    }
    return NULL;
}

bool standard_applies(const struct standard *standard, enum kind kind, enum channel channel,
                      const char *category)
{
    return holds_or_every(standard->kinds, standard->kind_count, (int)kind) &&
           holds_or_every(standard->channels, standard->channel_count, (int)channel) &&
           (!standard->category_count ||
            holds_code(standard->categories, standard->category_count, category));
}

bool standard_awaits_outcome(const struct standard *standard)
{
    for (size_t i = 0; i < standard->met_by_count; i++)
        if (!event_decides(standard->met_by[i]) && !event_tells_outcome(standard->met_by[i]))
            return false;
    return standard->met_by_count > 0;
}

static bool is_met_by_decisions_alone(const struct standard *standard)
{
    for (size_t i = 0; i < standard->met_by_count; i++)
        if (!event_decides(standard->met_by[i]))
            return false;
    return standard->met_by_count > 0;
}

/* Whether a case that stands so has behind it what the standard promises. */
static bool is_behind(const struct standard *standard, enum state state)
{
    if (state == STATE_DECIDED)
        return is_met_by_decisions_alone(standard);
    return (state == STATE_ANSWERED || state == STATE_CLOSED) &&
           (is_met_by_decisions_alone(standard) ||
            standard_met_by(standard, EVENT_WRITTEN_OUTCOME) ||
            standard_ended_by(standard, EVENT_WRITTEN_OUTCOME));
}

/* Whether it is decided anew, or whoever complained asks for more than they got. */
static bool begins_anew(enum event_type event)
{
    return event_decides(event) || access_is_open(WHO_COMPLAINANT, event_groups(event));
}

static bool is_made_in(const struct standard *standard, const char *stage)
{
    return !standard->stage_count || holds_code(standard->stages, standard->stage_count, stage);
}

bool standard_starts_with(const struct standard *standard, enum event_type event, const char *stage,
                          enum state state, enum channel medium)
{
    return holds(standard->starts_with, standard->starts_with_count, (int)event) &&
           holds_or_every(standard->media, standard->medium_count, (int)medium) &&
           is_made_in(standard, stage) && (begins_anew(event) || !is_behind(standard, state));
}

bool standard_is_left_by(const struct standard *standard, enum event_type event, const char *stage)
{
    return standard->stage_count &&
           holds(standard->starts_with, standard->starts_with_count, (int)event) &&
           !holds_code(standard->stages, standard->stage_count, stage);
}

bool standard_is_of_step(const struct standard *standard, enum event_type begins,
                         enum event_type ends, const char *stage)
{
    return holds(standard->starts_with, standard->starts_with_count, (int)begins) &&
           standard_met_by(standard, ends) && is_made_in(standard, stage);
}

bool standard_met_by(const struct standard *standard, enum event_type event)
{
    return holds(standard->met_by, standard->met_by_count, (int)event);
}

bool standard_ended_by(const struct standard *standard, enum event_type event)
{
    return event == EVENT_ERASED || holds(standard->ended_by, standard->ended_by_count, (int)event);
}

const struct stage *procedure_outside(const struct procedure *procedure, enum state state,
                                      const char *stage)
{
    const struct transition *transition =
        procedure_transition(procedure, state, stage, EVENT_QUORUM_LOST);
    if (!transition || !transition->next_stage)
        return NULL;
    const size_t number = procedure_stage(procedure, transition->next_stage);
    return number == procedure->stage_count || stage_has_quorum(&procedure->stages[number])
               ? NULL
               : &procedure->stages[number];
}
