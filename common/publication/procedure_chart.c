#include "common/publication/procedure_chart.h"

#include "common/base/memory.h"
#include "common/publication/flow.h"
#include "common/publication/plain_words.h"
#include "common/publication/standard_words.h"

#include <stdint.h>
#include <string.h>

enum { BODIES = BODY_REVIEW_PANEL + 1, MANY_STAGES = 7 };

/* The steps of a chart by what they are; NO_STEP for what the procedure does not have. */
struct landmarks {
    size_t start;
    size_t meetings[BODIES];
    size_t investigation;
    size_t mediation;
    size_t safeguarding;
    size_t decision;
    size_t answer;
    size_t closed;
};

/* How long it takes from one event to the other, where a standard of every stage says so. */
static const char *time_between(const struct flow *flow, enum event_type start, enum event_type end)
{
    for (size_t i = 0; i < flow->procedure->standard_count; i++) {
        const struct standard *standard = &flow->procedure->standards[i];
        if (standard_is_for_complaints(standard) && !standard->due && !standard->stage_count &&
            standard_starts_with(standard, start, "", STATE_NONE, CHANNEL_NONE) &&
            standard_met_by(standard, end))
            return sentence(flow->memory, standard_limit(flow->memory, standard));
    }
    return NULL;
}

/* Whether it starts when a case comes into one of its stages, not by what happens there. */
static bool starts_with_stage(const struct standard *standard)
{
    const char *stage = standard->stages[0];
    return standard_starts_with(standard, EVENT_RECEIVED, stage, STATE_NONE, CHANNEL_NONE) ||
           standard_starts_with(standard, EVENT_REFERRED, stage, STATE_NONE, CHANNEL_NONE);
}

static bool limits_stage(const struct standard *standard, const struct stage *stage)
{
    return standard->stage_count && standard_is_in_stage(standard, stage->code) &&
           standard_is_for_complaints(standard) && !standard->due && starts_with_stage(standard) &&
           standard_met_by(standard, EVENT_OUTCOME);
}

/* Who is responsible for a stage, and how long its decision may take. Rule: C11. */
static const char *stage_text(const struct flow *flow, const struct stage *stage)
{
    const struct procedure *procedure = flow->procedure;
    const char *text =
        memory_printf(flow->memory, "Responsible: %s", role_words(stage->responsible));
    if (stage_has_quorum(stage))
        text = memory_printf(flow->memory, "%s\nAt least %d decide", text, stage->quorum);
    for (size_t i = 0; i < procedure->standard_count; i++)
        if (limits_stage(&procedure->standards[i], stage))
            text = memory_printf(
                flow->memory, "%s\n%s", text,
                sentence(flow->memory, standard_limit(flow->memory, &procedure->standards[i])));
    return text;
}

static void add_stages(struct flow *flow)
{
    static const enum event_type shared[] = { EVENT_OUTCOME, EVENT_INVESTIGATION_OPENED,
                                              EVENT_MEDIATION_REFERRED, EVENT_SAFEGUARDING,
                                              EVENT_WITHDRAWN };
    const struct procedure *procedure = flow->procedure;
    bool has_any_stage = false;
    flow->first_stage = flow->step_count;
    for (size_t i = 0; i < procedure->stage_count; i++)
        flow_step(flow, memory_printf(flow->memory, "stage-%s", procedure->stages[i].code),
                  CHART_STEP, procedure->stages[i].title, stage_text(flow, &procedure->stages[i]));
    for (size_t i = 0; i < COUNT(shared); i++)
        has_any_stage |= flow_allows_anywhere(flow, shared[i]);
    if (has_any_stage)
        flow->any_stage = flow_step(flow, "any-stage", CHART_END, "At any stage", NULL);
}

/* A meeting that a complaint waits for before it is decided. Rule: A16, D4. */
static bool is_meeting(const struct standard *standard)
{
    return standard->due == DUE_RULE_NEXT_MEETING && standard_is_for_complaints(standard);
}

static void add_meetings(struct flow *flow, struct landmarks *marks)
{
    for (size_t i = 0; i < BODIES; i++)
        marks->meetings[i] = NO_STEP;
    for (size_t i = 0; i < flow->procedure->standard_count; i++) {
        const struct standard *standard = &flow->procedure->standards[i];
        if (!is_meeting(standard) || marks->meetings[standard->body] != NO_STEP)
            continue;
        const char *body = vocabulary_text(&bodies, (int)standard->body);
        marks->meetings[standard->body] = flow_step(
            flow, memory_printf(flow->memory, "meeting-%s", body), CHART_STEP,
            memory_printf(flow->memory, "Next meeting of %s", body_title(standard->body)), NULL);
    }
}

static size_t sidetrack(struct flow *flow, enum event_type event, const char *name,
                        const char *title, const char *text)
{
    return flow_allows_somewhere(flow, event) ? flow_step(flow, name, CHART_STEP, title, text)
                                              : NO_STEP;
}

static struct landmarks add_steps(struct flow *flow)
{
    struct landmarks marks = { .start = flow_step(flow, "start", CHART_END, "You complain", NULL) };
    add_stages(flow);
    add_meetings(flow, &marks);
    marks.investigation =
        sidetrack(flow, EVENT_INVESTIGATION_OPENED, "investigation", "Full investigation",
                  time_between(flow, EVENT_INVESTIGATION_OPENED, EVENT_INVESTIGATION_CLOSED));
    marks.mediation = sidetrack(flow, EVENT_MEDIATION_REFERRED, "mediation",
                                "Mediation by an independent organisation", NULL);
    marks.safeguarding =
        sidetrack(flow, EVENT_SAFEGUARDING, "safeguarding", "Safeguarding procedure", NULL);
    marks.decision = sidetrack(flow, EVENT_OUTCOME, "decision", "Decision", NULL);
    if (marks.decision != NO_STEP)
        flow->steps[marks.decision].shape = CHART_QUESTION;
    marks.answer = sidetrack(flow, EVENT_WRITTEN_OUTCOME, "written-outcome", "Answer in writing",
                             time_between(flow, EVENT_OUTCOME, EVENT_WRITTEN_OUTCOME));
    marks.closed = flow_step(flow, "closed", CHART_END, "Closed", NULL);
    return marks;
}

static size_t stage_step(const struct flow *flow, const char *code)
{
    const size_t stage = procedure_stage(flow->procedure, code);
    return stage < flow->procedure->stage_count ? flow->first_stage + stage : NO_STEP;
}

/* Where complaints start, by whom they are addressed to. Rule: A14. */
static void add_entries(struct flow *flow, const struct landmarks *marks)
{
    const struct procedure *procedure = flow->procedure;
    const char *usual = procedure_entry_stage(procedure, KIND_COMPLAINT, ROLE_NONE);
    bool is_divided = false;
    for (size_t i = 0; i < procedure->entry_count; i++) {
        const enum role role = procedure->entries[i].addressed_to;
        const char *stage = procedure_entry_stage(procedure, KIND_COMPLAINT, role);
        if (!role || !stage || (usual && strcmp(stage, usual) == 0))
            continue;
        is_divided = true;
        flow_arrow(flow, marks->start, stage_step(flow, stage), EVENT_RECEIVED,
                   memory_printf(flow->memory, "Addressed to %s", role_words(role)));
    }
    if (usual)
        flow_arrow(flow, marks->start, stage_step(flow, usual), EVENT_RECEIVED,
                   is_divided ? "Otherwise" : NULL);
}

/* Asking for the next stage: wherever a transition leads to. */
static void add_referral(struct flow *flow, size_t stage)
{
    const struct procedure *procedure = flow->procedure;
    for (size_t state = 1; state < states.count; state++) {
        const struct transition *transition = procedure_transition(
            procedure, (enum state)state, procedure->stages[stage].code, EVENT_REFERRED);
        if (transition && transition->next_stage)
            flow_arrow(flow, flow->first_stage + stage, stage_step(flow, transition->next_stage),
                       EVENT_REFERRED, "Not satisfied: you ask for the next stage");
    }
}

static const char left_out[] = "You leave this stage out";

/* Rule: C11. Past a stage that is left out, any later one may be named; where stages are many, only
 * the way to the next is drawn. */
static void add_bypass(struct flow *flow, size_t stage)
{
    const size_t count = flow->procedure->stage_count;
    const size_t end = count > MANY_STAGES && stage + 2 < count ? stage + 2 : count;
    if (!flow_allows(flow, stage, EVENT_BYPASSED))
        return;
    for (size_t later = stage + 1; later < end; later++)
        flow_arrow(flow, flow->first_stage + stage, flow->first_stage + later, EVENT_BYPASSED,
                   left_out);
}

/* From the stages that wait for the meeting to it. */
static void add_ways_to_meeting(struct flow *flow, const struct standard *standard, size_t meeting)
{
    if (!standard->stage_count && flow->any_stage != NO_STEP) {
        flow_arrow(flow, flow->any_stage, meeting, EVENT_DISCUSSED, NULL);
        return;
    }
    for (size_t i = 0; i < flow->procedure->stage_count; i++)
        if (standard_is_in_stage(standard, flow->procedure->stages[i].code))
            flow_arrow(flow, flow->first_stage + i, meeting, EVENT_DISCUSSED, NULL);
}

static void add_meeting_arrows(struct flow *flow, const struct landmarks *marks)
{
    for (size_t i = 0; i < flow->procedure->standard_count; i++) {
        const struct standard *standard = &flow->procedure->standards[i];
        if (!is_meeting(standard))
            continue;
        const size_t meeting = marks->meetings[standard->body];
        add_ways_to_meeting(flow, standard, meeting);
        flow_arrow(flow, meeting, marks->decision, EVENT_OUTCOME, NULL);
    }
}

/* What is done beside the stages. Rule: A13, A17, A19, C12. */
static void add_sidetrack_arrows(struct flow *flow, const struct landmarks *marks)
{
    flow_from_stages(flow, EVENT_INVESTIGATION_OPENED, marks->investigation,
                     "More has to be found out");
    flow_arrow(flow, marks->investigation, marks->decision, EVENT_INVESTIGATION_CLOSED, NULL);
    flow_from_stages(flow, EVENT_MEDIATION_REFERRED, marks->mediation, "You want mediation");
    flow_arrow(flow, marks->mediation, marks->decision, EVENT_MEDIATION_RESULT, NULL);
    flow_from_stages(flow, EVENT_SAFEGUARDING, marks->safeguarding, "Somebody may be at risk");
    if (flow_allows_somewhere(flow, EVENT_SAFEGUARDING_CLOSED))
        flow_arrow(flow, marks->safeguarding, marks->closed, EVENT_SAFEGUARDING_CLOSED, NULL);
    flow_from_stages(flow, EVENT_WITHDRAWN, marks->closed, "You withdraw it");
}

/* From the decision to the end, and back. Rule: A20, D7, D19. */
static void add_ending(struct flow *flow, const struct landmarks *marks)
{
    flow_from_stages(flow, EVENT_OUTCOME, marks->decision, "It is resolved or decided");
    flow_arrow(flow, marks->decision, marks->answer, EVENT_WRITTEN_OUTCOME, NULL);
    if (flow_allows_somewhere(flow, EVENT_CLOSED))
        flow_arrow(flow, marks->answer != NO_STEP ? marks->answer : marks->decision, marks->closed,
                   EVENT_CLOSED, "You are satisfied");
    flow_to_stages(flow, marks->decision, EVENT_APPEALED, "It was declined, and you appeal");
    flow_to_stages(flow, marks->closed, EVENT_REOPENED, "It is opened again");
}

struct chart procedure_chart(void *memory, const struct procedure *procedure,
                             const char *organisation_name)
{
    struct flow flow = flow_begin(memory, procedure);
    const struct landmarks marks = add_steps(&flow);
    add_entries(&flow, &marks);
    for (size_t i = 0; i < procedure->stage_count; i++) {
        add_referral(&flow, i);
        add_bypass(&flow, i);
    }
    add_meeting_arrows(&flow, &marks);
    add_sidetrack_arrows(&flow, &marks);
    add_ending(&flow, &marks);
    return (struct chart){
        .title = memory_printf(memory, "How %s deals with a complaint", organisation_name),
        .description = "Each step of the procedure and what leads from it to the next. The same "
                       "stands in words below the chart.",
        .dashed = left_out,
        .steps = flow.steps,
        .step_count = flow.step_count,
        .arrows = flow.arrows,
        .arrow_count = flow.arrow_count,
    };
}
