/*
 * heed access explain: whether somebody may do something about a case, and why:
 * the roles and the relation that were found, the row of the table that decided,
 * and whether row-level security agrees. Nothing of what the case holds is told.
 * Rule: A12.
 */
#include "common/casework/case_access.h"
#include "common/store/case_store.h"
#include "common/store/staff_store.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

#include <string.h>

/* What is asked, and what the table says of it. */
struct question {
    struct actor actor;
    unsigned who;
    const char *operation;
    uint64_t groups;
    struct case_file file; /* reference NULL: about no case */
    unsigned relations_held;
    uint64_t may; /* about the case */
    const struct access_rule *rule;
};

static enum fault read_actor(struct op *op, const struct arguments *arguments,
                             const struct organisation *organisation, struct question *question)
{
    static const char site[] = "site:";
    const char *text = argument_text(arguments, OPTION_ACTOR);
    struct actor *actor = &question->actor;
    struct site found;
    actor->organisation_id = organisation->id;
    if (strcmp(text, "complainant") == 0) {
        actor->kind = ACTOR_COMPLAINANT;
        return OK;
    }
    if (strncmp(text, site, strlen(site)) == 0 && uuid_read(text + strlen(site), &actor->id)) {
        actor->kind = ACTOR_SITE;
        const enum fault fault = site_by_id(op, &organisation->id, &actor->id, &found);
        return fault == FAULT_NOT_FOUND
                   ? refuse(op, fault, "--actor", "%s has no such site", organisation->slug)
                   : fault;
    }
    if (!uuid_read(text, &actor->id))
        return refuse(op, FAULT_PARAMETER_INVALID, "--actor",
                      "must be the id of a member of staff, site:ID or complainant");
    actor->kind = ACTOR_STAFF;
    TRY(staff_roles(op, &actor->id, &organisation->id, &actor->roles));
    return actor->roles ? OK
                        : refuse(op, FAULT_NOT_FOUND, "--actor",
                                 "nobody with that id has a role in the organisation");
}

/* An operation of the API, or an act by its word in allowed_actions. */
static enum fault read_act(struct op *op, const struct arguments *arguments,
                           struct question *question)
{
    const char *text = argument_text(arguments, OPTION_ACT);
    const int request = vocabulary_read(&requests, text);
    question->operation = text;
    if (request) {
        question->groups = request_groups((enum request)request);
        return OK;
    }
    for (int event = 1; event < EVENT_COUNT; event++)
        if (!(event_groups((enum event_type)event) & MAY(SERVICE)) &&
            (strcmp(text, event_operation((enum event_type)event)) == 0 ||
             strcmp(text, vocabulary_text(&event_types, event)) == 0)) {
            question->operation = event_operation((enum event_type)event);
            question->groups = event_groups((enum event_type)event);
            return OK;
        }
    return refuse(op, FAULT_PARAMETER_INVALID, "--act",
                  "is no operation of the API; heed access table lists them");
}

static enum fault read_file(struct op *op, const struct arguments *arguments,
                            struct question *question)
{
    char reference[REFERENCE_TEXT];
    struct case_record record;
    const char *text = argument_text(arguments, OPTION_CASE);
    question->relations_held = 1u << RELATION_NO_CASE;
    if (!text)
        return OK;
    const enum fault fault =
        reference_read(text, reference)
            ? case_by_reference(op, &question->actor.organisation_id, reference, &record)
            : FAULT_NOT_FOUND;
    if (fault == FAULT_NOT_FOUND)
        return refuse(op, fault, "--case", "the organisation has no such case");
    TRY(fault);
    question->file = record.file;
    if (question->actor.kind == ACTOR_COMPLAINANT)
        question->actor.id = record.file.id;
    unsigned held;
    TRY(case_relations_of(op, &question->actor, &record.file, &held));
    question->may = access_may(question->who, held);
    question->relations_held |= held;
    return OK;
}

/* Whether the database shows them the case, asked on their behalf. */
static enum fault ask_database(const struct op *caller, const struct question *question,
                               bool *is_shown)
{
    SCOPED_OP op = op_begin();
    struct case_record record;
    struct case_file file;
    op.scope = caller->scope;
    op.actor = question->actor;

    SCOPED_TX tx = { 0 };
    TRY(tx_begin(&op, &tx));
    const enum fault fault =
        op.actor.kind == ACTOR_SITE
            ? case_status(&op, &op.actor.organisation_id, question->file.reference, &op.actor.id,
                          &file)
            : case_by_reference(&op, &op.actor.organisation_id, question->file.reference, &record);
    *is_shown = fault == OK;
    return fault == FAULT_NOT_FOUND ? OK : fault;
}

/* "handler, trustee" */
static const char *who_list(void *memory, unsigned who)
{
    const char *list = "";
    for (unsigned bit = 1; bit; bit <<= 1)
        if (who & bit)
            list = memory_printf(memory, "%s%s%s", list, *list ? ", " : "", who_text(bit));
    return list;
}

static const char *relation_list(void *memory, unsigned held)
{
    const char *list = "";
    for (int relation = 1; relation < RELATION_COUNT; relation++)
        if (held & 1u << relation)
            list = memory_printf(memory, "%s%s%s", list, *list ? ", " : "",
                                 vocabulary_text(&relations, relation));
    return list;
}

static const char *group_list(void *memory, uint64_t may)
{
    const char *list = "";
    for (int group = 1; group < GROUP_COUNT; group++)
        if (may & UINT64_C(1) << group)
            list = memory_printf(memory, "%s%s%s", list, *list ? ", " : "",
                                 vocabulary_text(&act_groups, group));
    return list;
}

static const char *rule_text(void *memory, const struct access_rule *rule)
{
    return memory_printf(memory, "%s, %s: %s", who_text(rule->who),
                         vocabulary_text(&relations, (int)rule->relation),
                         group_list(memory, rule->may));
}

/* What the API answers. */
static const char *decision_of(const struct question *question)
{
    if (question->rule)
        return "allowed";
    if (!access_is_open(question->who, question->groups))
        return "refused (403): no role of theirs may, whatever the case";
    return question->file.reference && !question->may
               ? "hidden (404): for them there is no such case"
               : "refused (403): they do not stand so to it that they may";
}

static void print_needed(void *memory, uint64_t groups)
{
    for (const struct access_rule *rule = access_rules; rule->who; rule++)
        if (rule->may & groups)
            printf("needed\t%s, %s\n", who_text(rule->who),
                   vocabulary_text(&relations, (int)rule->relation));
    if (!access_is_open(~0u, groups))
        printf("needed\tnobody may: %s\n", group_list(memory, groups));
}

static void print_answer(void *memory, const struct question *question)
{
    printf("roles\t%s\n", who_list(memory, question->who));
    printf("relations\t%s\n", relation_list(memory, question->relations_held));
    printf("act\t%s: %s\n", question->operation, group_list(memory, question->groups));
    printf("decision\t%s\n", decision_of(question));
    if (question->rule)
        printf("row\t%s\n", rule_text(memory, question->rule));
    else
        print_needed(memory, question->groups);
}

/* Row-level security shows what something may be done about, and nothing else; a receipt code is
 * proved before the database is asked. */
static enum fault check_database(struct op *op, const struct question *question)
{
    bool is_shown;
    if (!question->file.reference || question->actor.kind == ACTOR_COMPLAINANT)
        return OK;
    TRY(ask_database(op, question, &is_shown));
    const bool agrees = is_shown == (question->may != 0);
    printf("database\t%s: %s\n", is_shown ? "shows them the case" : "hides the case from them",
           agrees ? "both walls agree" : "THE WALLS DISAGREE");
    return agrees ? OK : refuse(op, FAULT_BUG, "", "row-level security does not say the same");
}

enum fault access_explain_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct question question = { 0 };
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(read_actor(op, arguments, &organisation, &question));
    question.who = actor_who(&question.actor);
    TRY(read_act(op, arguments, &question));
    TRY(read_file(op, arguments, &question));
    question.rule =
        access_rule_for(question.who | WHO_ANYONE, question.relations_held, question.groups);
    print_answer(op->memory, &question);
    return check_database(op, &question);
}
