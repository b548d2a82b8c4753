#include "common/procedure/procedure_check.h"

#include <string.h>

static void code_twice(struct op *op, const char *list, size_t number)
{
    mistake_add(op, memory_printf(op->memory, "/%s/%zu/code", list, number), "code_twice",
                "must not be the code of another");
}

const char *code_of(const struct coded *coded, size_t number)
{
    return *(const char *const *)((const char *)coded->items + number * coded->size);
}

static bool is_repeated(const struct coded *coded, size_t number)
{
    for (size_t i = 0; i < number; i++)
        if (strcmp(code_of(coded, i), code_of(coded, number)) == 0)
            return true;
    return false;
}

static void check_codes_once(struct op *op, const struct procedure *procedure)
{
    const struct coded lists[] = {
        CODED(procedure, stages, stage_count),
        CODED(procedure, categories, category_count),
        CODED(procedure, outcomes, outcome_count),
        CODED(procedure, sections, section_count),
        CODED(procedure, notices, notice_count),
        CODED(procedure, policies, policy_count),
        CODED(procedure, outside_bodies, outside_body_count),
    };
    for (size_t i = 0; i < COUNT(lists); i++)
        for (size_t number = 1; number < lists[i].count; number++)
            if (is_repeated(&lists[i], number))
                code_twice(op, lists[i].name, number);
}

static bool applies(const struct standard *standard, enum kind kind, enum channel channel)
{
    const char *category = standard->category_count ? standard->categories[0] : "";
    return standard_applies(standard, kind, channel, category);
}

/* Whether some case has both promises. */
static bool overlap(const struct standard *one, const struct standard *other)
{
    for (size_t kind = 1; kind < kinds.count; kind++)
        for (size_t channel = 1; channel < channels.count; channel++)
            if (applies(one, (enum kind)kind, (enum channel)channel) &&
                applies(other, (enum kind)kind, (enum channel)channel))
                return true;
    return false;
}

/* Standards of one code are one promise on different channels: a case has it once. */
static bool is_promised_twice(const struct standard *standards, size_t number)
{
    for (size_t i = 0; i < number; i++)
        if (strcmp(standards[i].code, standards[number].code) == 0 &&
            overlap(&standards[i], &standards[number]))
            return true;
    return false;
}

static void check_standards_once(struct op *op, const struct procedure *procedure)
{
    for (size_t i = 0; i < procedure->standard_count; i++)
        if (is_promised_twice(procedure->standards, i))
            code_twice(op, "standards", i);
}

static void check_stage(struct op *op, const struct procedure *procedure, const char *code,
                        const char *pointer)
{
    if (code && procedure_stage(procedure, code) == procedure->stage_count)
        mistake_add(op, pointer, "unknown_stage", "must be the code of one of the stages");
}

/* Rule: D2. What the service tells by itself keeps no promise, and begins none. */
static void check_events(struct op *op, size_t number, const char *list,
                         const enum event_type *events, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (events[i] == EVENT_MEETING_CHANGED)
            mistake_add(op, memory_printf(op->memory, "/standards/%zu/%s/%zu", number, list, i),
                        "not_an_act", "is told by the service itself: no promise depends on it");
}

static void check_standard(struct op *op, const struct procedure *procedure, size_t number)
{
    const struct standard *standard = &procedure->standards[number];
    for (size_t i = 0; i < standard->stage_count; i++)
        check_stage(op, procedure, standard->stages[i],
                    memory_printf(op->memory, "/standards/%zu/stages/%zu", number, i));
    for (size_t i = 0; i < standard->category_count; i++)
        if (!procedure_has_category(procedure, standard->categories[i]))
            mistake_add(op, memory_printf(op->memory, "/standards/%zu/categories/%zu", number, i),
                        "unknown_category", "must be the code of one of the categories");
    check_events(op, number, "starts_with", standard->starts_with, standard->starts_with_count);
    check_events(op, number, "met_by", standard->met_by, standard->met_by_count);
    check_events(op, number, "ended_by", standard->ended_by, standard->ended_by_count);
}

/* What a page links to is never a script. Rule: C9. */
static void check_policies(struct op *op, const struct procedure *procedure)
{
    static const char https[] = "https://";
    for (size_t i = 0; i < procedure->category_count; i++)
        if (procedure->categories[i].policy &&
            !procedure_policy(procedure, procedure->categories[i].policy))
            mistake_add(op, memory_printf(op->memory, "/categories/%zu/policy", i),
                        "unknown_policy", "must be the code of one of the policies");
    for (size_t i = 0; i < procedure->policy_count; i++)
        if (procedure->policies[i].url &&
            strncmp(procedure->policies[i].url, https, strlen(https)) != 0)
            mistake_add(op, memory_printf(op->memory, "/policies/%zu/url", i), "not_https",
                        "must begin with https://");
}

static void check_transition(struct op *op, const struct procedure *procedure, size_t number)
{
    const struct transition *transition = &procedure->transitions[number];
    for (size_t i = 0; i < transition->stage_count; i++)
        check_stage(op, procedure, transition->stages[i],
                    memory_printf(op->memory, "/transitions/%zu/stages/%zu", number, i));
    check_stage(op, procedure, transition->next_stage,
                memory_printf(op->memory, "/transitions/%zu/next_stage", number));
}

/* Each once, and only those that there are. */
static void check_codes(struct op *op, const struct procedure *procedure)
{
    check_codes_once(op, procedure);
    check_standards_once(op, procedure);
    for (size_t i = 0; i < procedure->entry_count; i++)
        check_stage(op, procedure, procedure->entries[i].stage,
                    memory_printf(op->memory, "/entries/%zu/stage", i));
    check_policies(op, procedure);
    for (size_t i = 0; i < procedure->standard_count; i++)
        check_standard(op, procedure, i);
    for (size_t i = 0; i < procedure->transition_count; i++)
        check_transition(op, procedure, i);
}

enum fault procedure_check(struct op *op, const struct procedure *procedure)
{
    check_codes(op, procedure);
    check_contents(op, procedure);
    TRY(mistakes_found(op));
    check_transitions(op, procedure);
    TRY(mistakes_found(op));
    const struct journey journey = journey_new(op->memory, procedure);
    check_journeys(op, &journey);
    check_promises(op, &journey);
    check_timescales(op, &journey);
    return mistakes_found(op);
}
