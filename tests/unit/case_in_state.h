/* A case in some state, as unit tests begin with it. */
#ifndef UNIT_CASE_IN_STATE_H
#define UNIT_CASE_IN_STATE_H

#include "common/domain/case_file.h"

static const instant noon = 1767614400 * SECOND; /* 2026-01-05T12:00:00Z */

/* A case that stands so, received a day before noon. */
static inline struct case_file case_in(enum state state, const char *stage)
{
    return (struct case_file){ .kind = KIND_COMPLAINT,
                               .stage = stage,
                               .state = state,
                               .public_stage = stage,
                               .public_state = state,
                               .version = 4,
                               .received_at = noon - 24 * HOUR,
                               .recorded_at = noon - 24 * HOUR,
                               .closed_at = state == STATE_CLOSED ? noon - HOUR : NO_INSTANT };
}

static inline struct case_life life_in(enum state state)
{
    struct case_life life = new_life;
    life.opened_at = noon - (state == STATE_CLOSED ? 1 : 24) * HOUR;
    return life;
}

#endif
