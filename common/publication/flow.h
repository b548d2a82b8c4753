/*
 * A flow chart in the making: steps and arrows are added, an arrow once only.
 * What a procedure's transitions allow is asked here.
 *
 * Rule: C1, C11.
 */
#ifndef PUBLICATION_FLOW_H
#define PUBLICATION_FLOW_H

#include "common/chart/chart.h"
#include "common/domain/procedure.h"

#define NO_STEP SIZE_MAX

struct flow {
    void *memory;
    const struct procedure *procedure;
    struct chart_step *steps;
    size_t step_count;
    struct chart_arrow *arrows;
    size_t arrow_count, arrow_max;
    size_t first_stage; /* the step of the first stage; the others follow it */
    size_t any_stage;   /* the step for what every stage allows, or NO_STEP */
};

struct flow flow_begin(void *memory, const struct procedure *procedure);

/* The number of the step. */
size_t flow_step(struct flow *flow, const char *name, enum chart_shape shape, const char *title,
                 const char *text);

/* Nothing when one of the steps is NO_STEP, or there is such an arrow for this event already.
 * An arrow that leaves a stage out is dashed. */
void flow_arrow(struct flow *flow, size_t from, size_t to, enum event_type event, const char *text);

/* Whether the event is possible at all in the stage; in some stage; in all, of several. */
bool flow_allows(const struct flow *flow, size_t stage, enum event_type event);
bool flow_allows_somewhere(const struct flow *flow, enum event_type event);
bool flow_allows_anywhere(const struct flow *flow, enum event_type event);

/* An arrow to the step from each stage that allows the event; one arrow from any_stage when that
 * is all of them. */
void flow_from_stages(struct flow *flow, enum event_type event, size_t to, const char *text);

/* Arrows from the step to every stage that the event, in this state, leads to; to any_stage where
 * it leaves the case in its stage. */
void flow_to_stages(struct flow *flow, size_t from, enum event_type event, const char *text);

#endif
