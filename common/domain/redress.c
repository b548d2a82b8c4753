#include "common/domain/redress.h"

#include <stdlib.h>
#include <string.h>

enum { MONTHS_A_YEAR = 12, DAYS_BEFORE_1970 = 719527 };

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

/* The first day of a month, counted from January of the year 0. */
static day month_start(int month)
{
    static const int days_before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };
    const int year = month / MONTHS_A_YEAR, month_of_year = month % MONTHS_A_YEAR;
    const int februaries = month_of_year < 2 ? year - 1 : year;
    return 365 * year + februaries / 4 - februaries / 100 + februaries / 400 +
           days_before[month_of_year] - DAYS_BEFORE_1970;
}

static day months_after(day from, int months)
{
    char text[DAY_TEXT];
    day_text(from, text);
    const int year = (int)strtol(text, NULL, 10), month_of_year = (int)strtol(text + 5, NULL, 10);
    const int month = year * MONTHS_A_YEAR + month_of_year - 1;
    const day same = month_start(month + months) + (from - month_start(month));
    const day last = month_start(month + months + 1) - 1;
    return same < last ? same : last;
}

day redress_limit_last(const struct redress_limit *limit, day from)
{
    switch (limit->unit) {
    case LIMIT_UNIT_DAYS:
        return from + limit->amount - limit->less_days;
    case LIMIT_UNIT_MONTHS:
        return months_after(from, limit->amount) - limit->less_days;
    case LIMIT_UNIT_YEARS:
        return months_after(from, limit->amount * MONTHS_A_YEAR) - limit->less_days;
    case LIMIT_UNIT_NONE:
        break;
    }
    return NO_DAY;
}
