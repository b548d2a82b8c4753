/*
 * Whether what an act says fits the case: what case_guard.h is to acts of a
 * type, this is to one act with its facts. Pure.
 *
 * Rule: A17, A18, B5, C11, D10, D11.
 */
#ifndef DOMAIN_FACT_CHECK_H
#define DOMAIN_FACT_CHECK_H

#include "common/domain/case_clock.h"

/* What is wrong with what an act says, or NULL: a mistake at 'pointer'. */
struct fact_mistake {
    const char *pointer, *code, *detail;
};
const struct fact_mistake *act_fact_mistake(const struct procedure *procedure,
                                            const struct case_file *case_file,
                                            const struct case_life *life, const struct act *act);

/*
 * What is wrong with an extension, or NULL: only a running clock that may be
 * extended, before it is due, to a later day. Rule: A18.
 */
const struct fact_mistake *extension_mistake(const struct procedure *procedure,
                                             const struct case_clock *clocks, size_t count,
                                             const struct act *act);

/* Fills in what the act left unsaid: the oldest event that it can concern. */
void act_complete(const struct case_life *life, enum event_type event, struct facts *facts);

#endif
