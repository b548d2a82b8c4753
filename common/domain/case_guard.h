/*
 * Whether an act makes sense now, given what the case's history adds up to.
 * The procedure's transitions say in which states and stages it is allowed;
 * the guards say the rest. Pure.
 *
 * Rule: A10, A17, A19, B5, B7, C11, C12, D10, D18, D19.
 */
#ifndef DOMAIN_CASE_GUARD_H
#define DOMAIN_CASE_GUARD_H

#include "common/domain/case_file.h"

/* Why an act is refused, in plain words. */
struct refusal {
    const char *code, *detail;
};

/*
 * What stands in the way of any act of this type: {code, detail}, or NULL. With
 * it the procedure's transitions give what is allowed now.
 * Rule: A10, A17, A19, A15, B5, C12, C14, D19.
 */
const struct refusal *event_refusal(const struct case_file *case_file, const struct case_life *life,
                                    enum event_type event);

/* Whether such a case closes only when it is recorded what was done about it, or why nothing.
 * Rule: A10. */
bool kind_needs_action(enum kind kind);

/* Whether the procedure and the guards allow the event now. */
bool event_is_allowed(const struct procedure *procedure, const struct case_file *case_file,
                      const struct case_life *life, enum event_type event);

#endif
