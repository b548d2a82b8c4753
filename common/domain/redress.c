#include "common/domain/redress.h"

#include <string.h>

enum { MONTHS_A_YEAR = 12 };

static const char *const limit_units_texts[] = {
    "",
#define LIMIT_UNIT(name, text) text,
#include "common/domain/limit_unit.def"
#undef LIMIT_UNIT
};
VOCABULARY(limit_units);

static const char *const limit_starts_texts[] = {
    "",
#define LIMIT_START(name, text, said) text,
#include "common/domain/limit_start.def"
#undef LIMIT_START
};
VOCABULARY(limit_starts);

bool redress_rule_is_valid(const struct redress_rule *rule, day on)
{
    return (rule->valid_from == NO_DAY || on >= rule->valid_from) &&
           (rule->valid_to == NO_DAY || on <= rule->valid_to);
}

size_t redress_rules_choose(const struct redress_rule *rules, size_t count, enum nation nation,
                            const char *ground, day on, const struct redress_rule **chosen)
{
    size_t chosen_count = 0;
    for (size_t i = 0; i < count; i++)
        if (rules[i].nation == nation && (!ground || strcmp(rules[i].ground, ground) == 0) &&
            redress_rule_is_valid(&rules[i], on))
            chosen[chosen_count++] = &rules[i];
    return chosen_count;
}

day redress_limit_last(const struct redress_limit *limit, day from)
{
    switch (limit->unit) {
    case LIMIT_UNIT_DAYS:
        return from + limit->amount - limit->less_days;
    case LIMIT_UNIT_MONTHS:
        return day_months_after(from, limit->amount) - limit->less_days;
    case LIMIT_UNIT_YEARS:
        return day_months_after(from, limit->amount * MONTHS_A_YEAR) - limit->less_days;
    case LIMIT_UNIT_NONE:
        break;
    }
    return NO_DAY;
}
