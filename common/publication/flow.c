#include "common/publication/flow.h"

#include "common/base/memory.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

enum { STEPS_BESIDE_STAGES = 16 };

struct flow flow_begin(void *memory, const struct procedure *procedure)
{
    const size_t steps = procedure->stage_count + STEPS_BESIDE_STAGES;
    struct flow flow = { .memory = memory, .procedure = procedure, .any_stage = NO_STEP };
    flow.arrow_max = steps * steps;
    flow.steps = NEW_ARRAY(memory, struct chart_step, steps);
    flow.arrows = NEW_ARRAY(memory, struct chart_arrow, flow.arrow_max);
    return flow;
}

size_t flow_step(struct flow *flow, const char *name, enum chart_shape shape, const char *title,
                 const char *text)
{
    assert(flow->step_count < flow->procedure->stage_count + STEPS_BESIDE_STAGES);
    flow->steps[flow->step_count] =
        (struct chart_step){ .name = name, .title = title, .text = text, .shape = shape };
    return flow->step_count++;
}

static bool has_arrow(const struct flow *flow, size_t from, size_t to, const char *kind)
{
    for (size_t i = 0; i < flow->arrow_count; i++)
        if (flow->arrows[i].from == from && flow->arrows[i].to == to &&
            strcmp(flow->arrows[i].kind, kind) == 0)
            return true;
    return false;
}

void flow_arrow(struct flow *flow, size_t from, size_t to, enum event_type event, const char *text)
{
    const char *kind = vocabulary_text(&event_types, (int)event);
    if (from == NO_STEP || to == NO_STEP || has_arrow(flow, from, to, kind))
        return;
    assert(flow->arrow_count < flow->arrow_max);
    flow->arrows[flow->arrow_count++] = (struct chart_arrow){
        .from = from, .to = to, .kind = kind, .text = text, .is_dashed = event == EVENT_BYPASSED
    };
}

bool flow_allows(const struct flow *flow, size_t stage, enum event_type event)
{
    const char *code = flow->procedure->stages[stage].code;
    for (size_t state = 1; state < states.count; state++)
        if (procedure_transition(flow->procedure, (enum state)state, code, event))
            return true;
    return false;
}

static size_t stages_that_allow(const struct flow *flow, enum event_type event)
{
    size_t count = 0;
    for (size_t i = 0; i < flow->procedure->stage_count; i++)
        count += flow_allows(flow, i, event);
    return count;
}

bool flow_allows_somewhere(const struct flow *flow, enum event_type event)
{
    return stages_that_allow(flow, event) > 0;
}

bool flow_allows_anywhere(const struct flow *flow, enum event_type event)
{
    const size_t count = stages_that_allow(flow, event);
    return count > 1 && count == flow->procedure->stage_count;
}

void flow_from_stages(struct flow *flow, enum event_type event, size_t to, const char *text)
{
    if (flow->any_stage != NO_STEP && flow_allows_anywhere(flow, event)) {
        flow_arrow(flow, flow->any_stage, to, event, text);
        return;
    }
    for (size_t i = 0; i < flow->procedure->stage_count; i++)
        if (flow_allows(flow, i, event))
            flow_arrow(flow, flow->first_stage + i, to, event, text);
}

/* The step that a transition from this stage leads to. */
static size_t led_to(const struct flow *flow, const struct transition *transition)
{
    if (!transition->next_stage)
        return flow->any_stage;
    const size_t stage = procedure_stage(flow->procedure, transition->next_stage);
    return stage < flow->procedure->stage_count ? flow->first_stage + stage : NO_STEP;
}

void flow_to_stages(struct flow *flow, size_t from, enum event_type event, const char *text)
{
    for (size_t i = 0; i < flow->procedure->stage_count; i++)
        for (size_t state = 1; state < states.count; state++) {
            const struct transition *transition = procedure_transition(
                flow->procedure, (enum state)state, flow->procedure->stages[i].code, event);
            if (transition)
                flow_arrow(flow, from, led_to(flow, transition), event, text);
        }
}
