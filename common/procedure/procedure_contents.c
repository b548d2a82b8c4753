/* What every procedure must hold. */
#include "common/domain/event_trait.h"
#include "common/procedure/procedure_check.h"

#include <string.h>

static void check_held(struct op *op, const struct coded *list, const char *code, const char *rule)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(code_of(list, i), code) == 0)
            return;
    mistake_add(
        op, memory_printf(op->memory, "/%s", list->name), "missing",
        memory_printf(op->memory, "must hold one of the code \"%s\" (rule %s)", code, rule));
}

static void check_texts(struct op *op, const struct procedure *procedure)
{
    static const struct {
        const char *code, *rule;
    } needed[] = {
        { "welcome", "C9" },          { "who_may_complain", "C9" },
        { "what_about", "C9" },       { "help", "C10" },
        { "how_long", "C1" },         { "not_satisfied", "C11" },
        { "confidentiality", "C14" }, { "safeguarding", "A12" },
        { "redress", "C13" },
    };
    const struct coded sections = CODED(procedure, sections, section_count);
    const struct coded notices = CODED(procedure, notices, notice_count);
    const struct coded categories = CODED(procedure, categories, category_count);
    for (size_t i = 0; i < COUNT(needed); i++)
        check_held(op, &sections, needed[i].code, needed[i].rule);
    check_held(op, &notices, "confidentiality", "C14");
    check_held(op, &notices, "no_disadvantage", "C14");
    check_held(op, &categories, "other", "C9");
}

/* Whether a role's work is other than to deal with cases. */
static bool cannot_act(enum role role)
{
    const unsigned idle = ROLE_BIT(OPERATOR) | ROLE_BIT(ANALYST) | ROLE_BIT(AUDITOR) |
                          ROLE_BIT(INTAKE) | ROLE_BIT(REGISTER_KEEPER);
    return (idle & 1u << role) != 0;
}

static void check_role(struct op *op, enum role role, const char *pointer)
{
    if (cannot_act(role))
        mistake_add(op, pointer, "role_cannot_act",
                    "must be a role that deals with cases: this one never can");
}

static void check_responsible(struct op *op, const struct procedure *procedure)
{
    for (size_t i = 0; i < procedure->stage_count; i++) {
        const struct stage *stage = &procedure->stages[i];
        check_role(op, stage->responsible, memory_printf(op->memory, "/stages/%zu/responsible", i));
        for (size_t j = 0; j < stage->substitute_count; j++)
            check_role(op, stage->substitutes[j],
                       memory_printf(op->memory, "/stages/%zu/substitutes/%zu", i, j));
    }
}

/* Whether a case that has lost its quorum there always goes on elsewhere. */
static bool has_outside(const struct procedure *procedure, const struct stage *stage)
{
    static const enum state open[] = { STATE_RECEIVED, STATE_IN_PROGRESS, STATE_DECIDED,
                                       STATE_ANSWERED };
    for (size_t i = 0; i < COUNT(open); i++)
        if (!procedure_outside(procedure, open[i], stage->code))
            return false;
    return true;
}

/* Rule: D9, D10. Those who decide are counted where several do, and nothing waits for them. */
static void check_quorums(struct op *op, const struct procedure *procedure)
{
    const enum role *body;
    for (size_t i = 0; i < procedure->stage_count; i++) {
        const struct stage *stage = &procedure->stages[i];
        const char *pointer = memory_printf(op->memory, "/stages/%zu/quorum", i);
        if (stage->quorum && !stage_body(stage, &body))
            mistake_add(op, pointer, "does_not_fit",
                        "does not fit: only where the Board or a review panel is responsible are "
                        "those who decide counted");
        else if (stage_has_quorum(stage) && !has_outside(procedure, stage))
            mistake_add(op, pointer, "no_way_outside",
                        "needs transitions of \"quorum_lost\" to a stage without a quorum, from "
                        "received, in_progress, decided and answered (rule D10)");
    }
}

/* Rule: D4. A promise that waits for a meeting: whose, and for how long at most. */
static void check_meetings(struct op *op, const struct procedure *procedure)
{
    for (size_t i = 0; i < procedure->standard_count; i++) {
        const struct standard *standard = &procedure->standards[i];
        if (standard->due != DUE_RULE_NEXT_MEETING)
            continue;
        if (!standard->body)
            mistake_add(op, memory_printf(op->memory, "/standards/%zu/body", i), "required",
                        "is required where the next meeting is waited for: whose it is");
        if (!standard->within)
            mistake_add(op, memory_printf(op->memory, "/standards/%zu/within", i), "required",
                        "is required where the next meeting is waited for: "
                        "how many working days away it may be");
    }
}

/* A promise says nothing that is not kept: one that repeats has its day from its amount, one of
 * each event goes by what the event says. */
static void check_fitting(struct op *op, const struct procedure *procedure)
{
    for (size_t i = 0; i < procedure->standard_count; i++) {
        const struct standard *standard = &procedure->standards[i];
        const struct {
            const char *member;
            bool is_wrong;
        } members[] = {
            { "due", standard->due && standard->repeats },
            { "extendable", standard->extendable && (standard->repeats || standard->each) },
            { "agreeable", standard->agreeable && standard->each },
        };
        for (size_t j = 0; j < COUNT(members); j++)
            if (members[j].is_wrong)
                mistake_add(
                    op, memory_printf(op->memory, "/standards/%zu/%s", i, members[j].member),
                    "does_not_fit",
                    "does not fit: what repeats is due by its amount alone and is not extended, "
                    "and what \"each\" event starts is neither extended nor agreed otherwise");
    }
}

/* Whether nothing keeps it but a decision or the end of an investigation. */
static bool decides(const struct standard *standard)
{
    for (size_t i = 0; i < standard->met_by_count; i++)
        if (!event_decides(standard->met_by[i]) &&
            standard->met_by[i] != EVENT_INVESTIGATION_CLOSED)
            return false;
    return standard->met_by_count > 0;
}

/* Rule: A18. An answer, news or a meeting is not put off by an extension. */
static void check_extendable(struct op *op, const struct procedure *procedure)
{
    for (size_t i = 0; i < procedure->standard_count; i++)
        if (procedure->standards[i].extendable && !decides(&procedure->standards[i]))
            mistake_add(op, memory_printf(op->memory, "/standards/%zu/extendable", i),
                        "no_decision",
                        "only an investigation or a decision can be extended: whatever meets it "
                        "must decide the case or end the investigation");
}

/* The first row that fits is the one: a later row may never be. */
static bool entry_fires(const struct procedure *procedure, const struct entry *entry)
{
    for (size_t kind = 1; kind < kinds.count; kind++)
        for (size_t role = ROLE_NONE; role < roles.count; role++)
            if (procedure_entry_stage(procedure, (enum kind)kind, (enum role)role) == entry->stage)
                return true;
    return false;
}

static void check_entries(struct op *op, const struct procedure *procedure)
{
    if (!procedure_entry_stage(procedure, KIND_COMPLAINT, ROLE_NONE))
        mistake_add(op, "/entries", "no_entry",
                    "must hold a row that takes in complaints, whomever they are addressed to");
    for (size_t i = 0; i < procedure->entry_count; i++)
        if (!entry_fires(procedure, &procedure->entries[i]))
            mistake_add(op, memory_printf(op->memory, "/entries/%zu", i), "never_fires",
                        "is never reached: a row before it fits every such case");
}

static bool has_way_about(const struct procedure *procedure, enum role role)
{
    for (size_t i = 0; i < procedure->way_count; i++)
        if (procedure->ways[i].about == role && (procedure->ways[i].channel == CHANNEL_POST ||
                                                 procedure->ways[i].channel == CHANNEL_EMAIL))
            return true;
    return false;
}

/* Rule: D9. What is written about somebody does not go to them: where complaints are addressed to a
 * role, mail about whoever has it has an address of its own. */
static void check_addresses(struct op *op, const struct procedure *procedure)
{
    for (size_t i = 0; i < procedure->entry_count; i++) {
        const struct entry *entry = &procedure->entries[i];
        if (entry->addressed_to &&
            procedure_entry_stage(procedure, KIND_COMPLAINT, entry->addressed_to) == entry->stage &&
            !has_way_about(procedure, entry->addressed_to))
            mistake_add(op, "/ways", "missing",
                        memory_printf(op->memory,
                                      "must hold a way by post or email that is \"about\": "
                                      "\"%s\", since complaints are addressed to them (rule D9)",
                                      vocabulary_text(&roles, (int)entry->addressed_to)));
    }
}

void check_contents(struct op *op, const struct procedure *procedure)
{
    check_texts(op, procedure);
    check_responsible(op, procedure);
    check_quorums(op, procedure);
    check_meetings(op, procedure);
    check_fitting(op, procedure);
    check_extendable(op, procedure);
    check_entries(op, procedure);
    check_addresses(op, procedure);
}
