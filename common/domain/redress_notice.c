#include "common/base/memory.h"
#include "common/domain/redress.h"

#include <string.h>

/* Every sentence, by its name. */
static const struct {
#define SENTENCE(name, text) const char *name;
#include "common/domain/redress_sentence.def"
#undef SENTENCE
} sentences = {
#define SENTENCE(name, text) .name = text,
#include "common/domain/redress_sentence.def"
#undef SENTENCE
};

static const char *const starts_said[] = {
    "",
#define LIMIT_START(name, text, said) said,
#include "common/domain/limit_start.def"
#undef LIMIT_START
};

/* A text that grows by lines. */
struct writing {
    void *memory;
    const char *text;
};

static void say(struct writing *writing, const char *sentence)
{
    writing->text = writing->text[0]
                        ? memory_printf(writing->memory, "%s\n%s", writing->text, sentence)
                        : sentence;
}

/* "Time limit: six months less one day"; nothing when there is nothing to tell. */
static void tell(struct writing *writing, const char *label, const char *value)
{
    if (value && value[0])
        say(writing, memory_printf(writing->memory, "%s: %s", label, value));
}

static const struct redress_advice *advice_of(const struct redress_rule *rule)
{
    return rule ? rule->advice : NULL;
}

static void tell_advice(struct writing *writing, const struct redress_advice *advice)
{
    if (advice)
        tell(writing, sentences.ADVICE,
             memory_printf(writing->memory, "%s, %s", advice->name, advice->website));
}

/* The rule's own advice body, and the nation's. */
static void tell_all_advice(struct writing *writing, const struct redress_matter *matter)
{
    const struct redress_advice *own = advice_of(matter->rule);
    const struct redress_advice *general = advice_of(matter->general);
    tell_advice(writing, own);
    if (general && (!own || strcmp(own->name, general->name) != 0))
        tell_advice(writing, general);
}

/* The limit's last day, if it may be told. */
static day last_day(const struct redress_matter *matter)
{
    const struct redress_rule *rule = matter->rule;
    if (!rule->limit || rule->starts_from != LIMIT_START_HAPPENED || !matter->is_ground_confirmed ||
        matter->happened_on == NO_DAY)
        return NO_DAY;
    return redress_limit_last(rule->limit, matter->happened_on);
}

static void tell_last_day(struct writing *writing, const struct redress_matter *matter, day last)
{
    char happened_on[DAY_WORDS], limit_on[DAY_WORDS];
    if (last == NO_DAY)
        return;
    day_in_words(matter->happened_on, happened_on);
    day_in_words(last, limit_on);
    tell(writing, memory_printf(writing->memory, "%s %s", sentences.LAST_DAY, happened_on),
         memory_text(writing->memory, limit_on));
}

static void tell_rule(struct writing *writing, const struct redress_matter *matter, day last)
{
    const struct redress_rule *rule = matter->rule;
    tell(writing, sentences.ABOUT, rule->applies_to);
    tell(writing, sentences.FORUM, rule->forum);
    tell(writing, sentences.FIRST, rule->precondition);
    tell(writing, sentences.LIMIT, rule->limit_text);
    tell(writing, sentences.COUNTED, starts_said[rule->starts_from]);
    tell_last_day(writing, matter, last);
    say(writing, rule->extendable ? sentences.EXTENDABLE : sentences.ASK_EARLY);
    tell(writing, sentences.SOURCE, rule->source);
}

void redress_notice(void *memory, const struct redress_matter *matter,
                    struct redress_notice *notice)
{
    struct writing writing = { memory, "" };
    *notice = (struct redress_notice){ .limit_on = NO_DAY };
    say(&writing, sentences.NOT_ADVICE);
    say(&writing, sentences.GOES_ON);
    say(&writing, sentences.RUNS_ON);
    if (matter->rule && matter->rule->confirmed_on != NO_DAY) {
        notice->limit_on = last_day(matter);
        tell_rule(&writing, matter, notice->limit_on);
    } else {
        say(&writing, sentences.SHORT_LIMITS);
    }
    tell_all_advice(&writing, matter);
    notice->text = writing.text;
}

const char *mediation_warning(void *memory, const char *body, bool is_arbitration)
{
    struct writing writing = { memory, "" };
    if (body)
        tell(&writing, sentences.OUTSIDE, body);
    if (is_arbitration)
        say(&writing, sentences.IS_BINDING);
    say(&writing, sentences.RUNS_ON);
    say(&writing, sentences.MAY_BIND);
    return writing.text;
}
