/*
 * Where a case can get to under a procedure: its positions (a state in a stage)
 * and the steps that events make between them, without any particular case.
 *
 * What a case may do is taken too widely: as if everything had happened that a
 * guard (case_guard.h) asks for. What staff can surely do is taken too
 * narrowly: only acts that need nothing before them, nor anybody's consent,
 * the initial response where it cannot have been given before, and the two
 * closings, where what they need can be done in the same place: findings and,
 * for suggestions and compliments, an action before "closed"; the acknowledged
 * hand-over before "safeguarding_closed". So what is shown never to be trapped
 * never is.
 */
#ifndef PROCEDURE_JOURNEY_H
#define PROCEDURE_JOURNEY_H

#include "common/domain/procedure.h"

/* What an event does at a position. */
struct step {
    bool is_allowed;
    enum state to;
    size_t first, last; /* the stages that it may lead to */
};

/* All steps of a procedure. A set of positions is an array of position_count bools. */
struct journey {
    const struct procedure *procedure;
    size_t position_count;
    const struct step *steps; /* EVENT_COUNT of each position */
    bool answers_lead_on;     /* whatever is "received" can have its initial response, and moves */
};

/* The procedure must name none but its own stages. Owner: memory. */
struct journey journey_new(void *memory, const struct procedure *procedure);

size_t journey_position(const struct journey *journey, enum state state, size_t stage);
enum state journey_state(const struct journey *journey, size_t position);
size_t journey_stage(const struct journey *journey, size_t position);
const struct step *journey_step(const struct journey *journey, size_t position,
                                enum event_type event);

/* An empty set. Owner: memory. */
bool *journey_set(void *memory, const struct journey *journey);

/* Adds where cases of a kind start; by a bypass at once, any stage after their entry. Rule: C11. */
void journey_start(const struct journey *journey, enum kind kind, bool *set);

/* Adds whatever can be reached from the set by events that are not barred; NULL: by any. */
void journey_spread(const struct journey *journey, const bool *barred, bool *set);

/* Adds every position from which staff can surely bring a case of this kind into the set. */
void journey_retrace(const struct journey *journey, enum kind kind, bool *set);

/* Whether staff can surely do it there to a case of this kind. */
bool journey_is_sure(const struct journey *journey, enum kind kind, size_t position,
                     enum event_type event);

/* The event that this one answers, without which it cannot be; EVENT_NONE when it needs none. */
enum event_type event_needed_by(enum event_type event);

#endif
