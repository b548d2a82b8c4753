/*
 * Whether a procedure can be used. One that could trap a case, keep a promise
 * running for ever, or say what is not so, is refused with every reason, each
 * at its JSON pointer in the document.
 *
 * Rule: A12, A15, B9, C1, C9, C11, C14, D9.
 */
#ifndef PROCEDURE_PROCEDURE_CHECK_H
#define PROCEDURE_PROCEDURE_CHECK_H

#include "common/base/op.h"
#include "common/procedure/journey.h"

/*
 * All checks: of the words, when these are in order of each transition, and when these are too of
 * the journeys that cases can take, so that one slip of the pen is told once.
 * Mistakes: code_twice, unknown_stage, unknown_category, unknown_policy, not_https,
 * role_cannot_act, required, does_not_fit, no_way_outside, missing, no_entry, no_initial_response,
 * never_fires, wrong_state, stage_never_reached, no_safeguarding, trap, never_starts, never_stops,
 * no_timescale.
 */
enum fault procedure_check(struct op *op, const struct procedure *procedure) CHECKED;

/* A list of the document whose items begin with their codes. */
struct coded {
    const char *name;
    const void *items;
    size_t size, count;
};
#define CODED(procedure, list, list_count)                                                         \
    {                                                                                              \
        .name = #list, .items = (procedure)->list, .size = sizeof *(procedure)->list,              \
        .count = (procedure)->list_count                                                           \
    }
const char *code_of(const struct coded *coded, size_t number);

/* What every procedure must hold, and who may be responsible. Rule: C1, C9, C14, D9. */
void check_contents(struct op *op, const struct procedure *procedure);

/* Rows that never fire, or lead where their events do not belong. Rule: B9. */
void check_transitions(struct op *op, const struct procedure *procedure);

/* Cases that are trapped or cannot be handed over, stages that no case sees. Rule: A12. */
void check_journeys(struct op *op, const struct journey *journey);

/* Standards that never start, or that nothing stops. Rule: A15. */
void check_promises(struct op *op, const struct journey *journey);

/* Stages in which a complaint could wait, neither decided nor promised a decision or another step.
 * What cases do is taken as widely as in journey.h. Rule: C11. */
void check_timescales(struct op *op, const struct journey *journey);

#endif
