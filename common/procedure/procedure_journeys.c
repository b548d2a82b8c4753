/* Where cases can get to, and whether they get out again. */
#include "common/procedure/procedure_check.h"

/* The states of the set's positions in a stage, such as "decided" or "answered"; NULL without any.
 */
static const char *states_in(struct op *op, const struct journey *journey, const bool *set,
                             size_t stage)
{
    const char *text = NULL;
    for (size_t state = 1; state < states.count; state++)
        if (set[journey_position(journey, (enum state)state, stage)])
            text = memory_printf(op->memory, "%s%s\"%s\"", text ? text : "", text ? " or " : "",
                                 states.texts[state]);
    return text;
}

static void tell_traps(struct op *op, const struct journey *journey, enum kind kind,
                       const bool *trapped)
{
    for (size_t stage = 0; stage < journey->procedure->stage_count; stage++) {
        const char *where = states_in(op, journey, trapped, stage);
        if (where)
            mistake_add(op, memory_printf(op->memory, "/stages/%zu", stage), "trap",
                        memory_printf(op->memory,
                                      "traps a case: for a %s that is %s in this stage, no acts "
                                      "that staff can always do lead to \"closed\"",
                                      vocabulary_text(&kinds, (int)kind), where));
    }
}

/* What journeys of all kinds have shown. */
struct shown {
    bool *reached; /* by a case of any kind */
    bool *trapped; /* told of a kind; not told again of another */
};

static void check_kind(struct op *op, const struct journey *journey, enum kind kind,
                       const struct shown *shown)
{
    bool *reached = journey_set(op->memory, journey), *ending = journey_set(op->memory, journey);
    bool *trapped = journey_set(op->memory, journey);
    journey_start(journey, kind, reached);
    journey_spread(journey, NULL, reached);
    for (size_t stage = 0; stage < journey->procedure->stage_count; stage++)
        ending[journey_position(journey, STATE_CLOSED, stage)] = true;
    journey_retrace(journey, kind, ending);

    for (size_t position = 0; position < journey->position_count; position++) {
        trapped[position] = reached[position] && !ending[position] && !shown->trapped[position];
        shown->reached[position] |= reached[position];
        shown->trapped[position] |= trapped[position];
    }
    tell_traps(op, journey, kind, trapped);
}

/* Rule: A12. Wherever an open case stands, it may turn out to be one of safeguarding. */
static bool lacks_safeguarding(const struct journey *journey, size_t position)
{
    const enum state state = journey_state(journey, position);
    return state != STATE_CLOSED && state != STATE_SAFEGUARDING &&
           !journey_step(journey, position, EVENT_SAFEGUARDING)->is_allowed;
}

static void check_safeguarding(struct op *op, const struct journey *journey, const bool *reached)
{
    bool *lacking = journey_set(op->memory, journey);
    for (size_t position = 0; position < journey->position_count; position++)
        lacking[position] = reached[position] && lacks_safeguarding(journey, position);
    for (size_t stage = 0; stage < journey->procedure->stage_count; stage++) {
        const char *where = states_in(op, journey, lacking, stage);
        if (where)
            mistake_add(op, memory_printf(op->memory, "/stages/%zu", stage), "no_safeguarding",
                        memory_printf(op->memory,
                                      "a case that is %s in this stage cannot be handed over to "
                                      "safeguarding (rule A12)",
                                      where));
    }
}

static void check_reached(struct op *op, const struct journey *journey, const bool *reached)
{
    for (size_t stage = 0; stage < journey->procedure->stage_count; stage++)
        if (!states_in(op, journey, reached, stage))
            mistake_add(op, memory_printf(op->memory, "/stages/%zu", stage), "stage_never_reached",
                        "is never reached: no entry and no transition leads here");
}

void check_journeys(struct op *op, const struct journey *journey)
{
    const struct shown shown = { journey_set(op->memory, journey),
                                 journey_set(op->memory, journey) };
    for (size_t kind = 1; kind < kinds.count; kind++)
        check_kind(op, journey, (enum kind)kind, &shown);
    check_reached(op, journey, shown.reached);
    check_safeguarding(op, journey, shown.reached);
}
