#include "common/casework/redress_notice.h"

#include "common/casework/redress_rules.h"
#include "common/casework/reference_data.h"

#include <string.h>

/* The rule that staff chose. */
static enum fault choose(struct op *op, const struct redress_rule *rules, size_t count,
                         const char *code, day on, const struct redress_rule **chosen)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(rules[i].code, code) == 0) {
            *chosen = &rules[i];
            if (redress_rule_is_valid(&rules[i], on))
                return OK;
            return mistake_add(op, "/rule", "rule_not_valid",
                               "is not the law of the day on which it happened, or of today");
        }
    return mistake_add(op, "/rule", "unknown_rule",
                       "must be the code of a rule that the organisation has for its nation");
}

/* The rule that names the nation's body for advice of any kind, or NULL. */
static const struct redress_rule *general_of(struct op *op, const struct redress_rule *rules,
                                             size_t count, enum nation nation, day on)
{
    const struct redress_rule **chosen = NEW_ARRAY(op->memory, const struct redress_rule *, count);
    return redress_rules_choose(rules, count, nation, REDRESS_GENERAL, on, chosen) ? chosen[0]
                                                                                   : NULL;
}

enum fault redress_notice_for(struct op *op, const struct case_file *file, day happened_on,
                              const char *rule_code, struct redress_notice *notice)
{
    const day today = instant_day(op->now), on = happened_on == NO_DAY ? today : happened_on;
    struct redress_matter matter = { .happened_on = happened_on, .is_ground_confirmed = true };
    struct organisation organisation;
    struct redress_rule *rules;
    size_t count;
    TRY(organisation_of(op, &file->organisation_id, &organisation));
    TRY(redress_rules_load(op, &organisation.id, organisation.nation, &rules, &count));
    if (rule_code)
        TRY(choose(op, rules, count, rule_code, on, &matter.rule));
    matter.general = general_of(op, rules, count, organisation.nation, today);
    redress_notice(op->memory, &matter, notice);
    return OK;
}
