/*
 * Legal means of redress and their time limits: dated rules per nation and
 * ground, which are data of each organisation, and the notice that tells of
 * one. Pure.
 *
 * A rule is sent only when the organisation has confirmed it: a wrong limit is
 * worse than none. No notice says that a limit has gone by, because most can be
 * extended.
 *
 * Rule: C12, C13.
 */
#ifndef DOMAIN_REDRESS_H
#define DOMAIN_REDRESS_H

#include "common/base/day.h"
#include "common/base/id.h"
#include "common/domain/nation.h"

enum limit_unit {
    LIMIT_UNIT_NONE,
#define LIMIT_UNIT(name, text) LIMIT_UNIT_##name,
#include "common/domain/limit_unit.def"
#undef LIMIT_UNIT
};
extern const struct vocabulary limit_units;

enum limit_start { /* what a limit is counted from */
                   LIMIT_START_NONE,
#define LIMIT_START(name, text, said) LIMIT_START_##name,
#include "common/domain/limit_start.def"
#undef LIMIT_START
};
extern const struct vocabulary limit_starts;

/* "six months less one day" is { 6, LIMIT_UNIT_MONTHS, 1 }. */
struct redress_limit {
    int amount;
    enum limit_unit unit;
    int less_days;
};

/* Who gives independent advice. */
struct redress_advice {
    const char *name;
    const char *website; /* its address, as people read it */
};

/* The ground of the rule that names a nation's body for advice of any kind. */
#define REDRESS_GENERAL "general"

struct redress_rule {
    const char *code; /* one rule of an organisation */
    enum nation nation;
    const char *ground;                /* a code: what went wrong, in the eyes of the law */
    const char *forum;                 /* the court, tribunal, ombudsman or regulator */
    const struct redress_limit *limit; /* NULL: none that a date can be reckoned by */
    const char *limit_text;            /* the limit in words */
    const char *applies_to;
    enum limit_start starts_from;
    const char *precondition; /* what must be done before; NULL: nothing */
    bool extendable;
    day valid_from, valid_to; /* first and last day; NO_DAY: no such end */
    const char *source;
    const struct redress_advice *advice;
    struct uuid confirmed_by; /* staff; nil while it is unconfirmed */
    day confirmed_on;         /* NO_DAY while it is unconfirmed */
};

bool redress_rule_is_valid(const struct redress_rule *rule, day on);

/*
 * The rules of a nation that are valid on a day, in their order; only those of
 * a ground unless it is NULL. 'chosen' has room for all of them.
 * Answers how many they are.
 */
size_t redress_rules_choose(const struct redress_rule *rules, size_t count, enum nation nation,
                            const char *ground, day on, const struct redress_rule **chosen);

/*
 * The last day in time. A month ends on the day of the same number, or on the
 * last of the month where there is none (31 January and one month: 28 or 29
 * February); the days less are taken off after that. Where both meet the answer
 * is a day early rather than late.
 */
day redress_limit_last(const struct redress_limit *limit, day from);

/* What a notice is about. */
struct redress_matter {
    const struct redress_rule *rule;    /* NULL: no ground was chosen */
    const struct redress_rule *general; /* whose advice is always named; NULL: nobody's */
    bool is_ground_confirmed;           /* staff said that this rule is the one */
    day happened_on;                    /* as the complainant gave it, or NO_DAY */
};

struct redress_notice {
    const char *text; /* lines */
    day limit_on;     /* the last day that the text names; NO_DAY when it names none */
};

/*
 * Writes the notice. Of an unconfirmed rule it gives the advice body alone; of
 * a confirmed one its words, and the last day if staff confirmed the ground, the
 * complainant gave the day and the limit is counted from the day it happened.
 * Owner: memory.
 */
void redress_notice(void *memory, const struct redress_matter *matter,
                    struct redress_notice *notice);

/* What must be said before anybody agrees to mediation or arbitration: limits run on, and
 * arbitration may bind and bar court. Owner: memory. */
const char *mediation_warning(void *memory, const char *body, bool is_arbitration);

#endif
