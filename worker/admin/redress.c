/* Rules of legal redress: taken over from a file, confirmed by the organisation. Rule: C13. */
#include "worker/admin/redress.h"

#include "common/store/redress_store.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/file_text.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

#include <string.h>

/* The rules that the program carries with it. */
static const struct file_text shipped = {
#define EMBEDDED(name, bytes, text) text, bytes
#include "redress.def"
#undef EMBEDDED
};

enum fault redress_rules_import_default(struct op *op, const struct uuid *organisation_id)
{
    struct redress_import import;
    return redress_rules_import(op, organisation_id, shipped.text, shipped.length, &import);
}

enum fault redress_import_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct file_text rules = shipped;
    struct redress_import import;
    TRY(organisation_chosen(op, arguments, &organisation));
    if (strcmp(arguments->operand, "default") != 0)
        TRY(file_text_read(op, arguments->operand, &rules));

    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(redress_rules_import(op, &organisation.id, rules.text, rules.length, &import));
    TRY(tx_commit(&tx));
    printf("%zu rules, %zu of them new or changed: confirm these\n", import.rule_count,
           import.changed_count);
    return OK;
}

/* "2026-10-01", or "-" for no day. */
static const char *day_or_dash(struct op *op, day on)
{
    char text[DAY_TEXT] = "-";
    if (on != NO_DAY)
        day_text(on, text);
    return memory_text(op->memory, text);
}

enum fault redress_list_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct redress_rule *rules;
    size_t count;
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(redress_rules_load(op, &organisation.id, NATION_NONE, &rules, &count));
    for (size_t i = 0; i < count; i++)
        printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", rules[i].code, nation_text(rules[i].nation),
               rules[i].ground, day_or_dash(op, rules[i].confirmed_on),
               day_or_dash(op, rules[i].valid_from), day_or_dash(op, rules[i].valid_to),
               rules[i].forum, rules[i].limit_text);
    return OK;
}

enum fault redress_confirm_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct uuid staff_id;
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(staff_chosen(op, arguments, &organisation, &staff_id));

    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    const enum fault fault = redress_rule_confirm(op, &organisation.id, arguments->operand,
                                                  &staff_id, instant_day(op->now));
    if (fault == FAULT_NOT_FOUND)
        return refuse(op, fault, arguments->operand,
                      "is no rule of %s; heed redress list shows them", organisation.slug);
    TRY(fault);
    TRY(tx_commit(&tx));
    fprintf(stderr, "%s is told to complainants from now on.\n", arguments->operand);
    return OK;
}
