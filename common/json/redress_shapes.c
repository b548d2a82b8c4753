#include "common/json/redress_shapes.h"

#include <string.h>

enum {
    NAME_CHARS = 200,
    WORDS_CHARS = 1000,
    RULES_MAX = 200,
    AMOUNT_MAX = 1000,
    DAYS_LESS_MAX = 31
};

static const struct field limit_fields[] = {
    FIELD(struct redress_limit, amount, INTEGER, .required = true, .least = 1, .most = AMOUNT_MAX),
    FIELD(struct redress_limit, unit, WORD, .required = true, .words = &limit_units),
    FIELD(struct redress_limit, less_days, INTEGER, .least = 0, .most = DAYS_LESS_MAX),
};
static const struct shape limit_shape = SHAPE(struct redress_limit, limit_fields);

static const struct field advice_fields[] = {
    FIELD(struct redress_advice, name, TEXT, .required = true, .single_line = true,
          .max_chars = NAME_CHARS),
    FIELD(struct redress_advice, website, TEXT, .required = true, .single_line = true,
          .max_chars = NAME_CHARS),
};
static const struct shape advice_shape = SHAPE(struct redress_advice, advice_fields);

#define WORDS(member, ...)                                                                         \
    FIELD(struct redress_rule, member, TEXT, .single_line = true, .max_chars = WORDS_CHARS,        \
          ##__VA_ARGS__)

static const struct field redress_rule_fields[] = {
    FIELD(struct redress_rule, code, CODE, .required = true),
    FIELD(struct redress_rule, nation, WORD, .required = true, .words = &nations),
    FIELD(struct redress_rule, ground, CODE, .required = true),
    WORDS(forum, .required = true),
    FIELD(struct redress_rule, limit, OBJECT, .shape = &limit_shape),
    WORDS(limit_text, .required = true),
    WORDS(applies_to, .required = true),
    FIELD(struct redress_rule, starts_from, WORD, .words = &limit_starts),
    WORDS(precondition),
    FIELD(struct redress_rule, extendable, BOOLEAN),
    FIELD(struct redress_rule, valid_from, DAY),
    FIELD(struct redress_rule, valid_to, DAY),
    WORDS(source, .required = true),
    FIELD(struct redress_rule, advice, OBJECT, .required = true, .shape = &advice_shape),
    FIELD(struct redress_rule, confirmed_by, UUID, .omit_empty = true),
    FIELD(struct redress_rule, confirmed_on, DAY, .omit_empty = true),
};
const struct shape redress_rule_shape = SHAPE(struct redress_rule, redress_rule_fields);

static const struct field redress_file_fields[] = {
    LIST(struct redress_file, rules, rule_count, OBJECT, .required = true, .max_items = RULES_MAX,
         .shape = &redress_rule_shape),
};
static const struct shape redress_file_shape = SHAPE(struct redress_file, redress_file_fields);

static void mistake(struct op *op, size_t number, const char *member, const char *code,
                    const char *detail)
{
    mistake_add(op, memory_printf(op->memory, "/rules/%zu/%s", number, member), code, detail);
}

/* Most limits can be extended: to say that one has gone by keeps people from asking. */
static void check_words(struct op *op, size_t number, const struct redress_rule *rule)
{
    const struct {
        const char *member, *text;
    } words[] = { { "forum", rule->forum },           { "limit_text", rule->limit_text },
                  { "applies_to", rule->applies_to }, { "precondition", rule->precondition },
                  { "source", rule->source },         { "advice/name", rule->advice->name } };
    for (size_t i = 0; i < COUNT(words); i++)
        if (words[i].text && strcasestr(words[i].text, "expired"))
            mistake(op, number, words[i].member, "says_expired",
                    "must not say \"expired\": most limits can be extended");
}

/* What no table can say of a rule. */
static void check_rule(struct op *op, size_t number, const struct redress_rule *rule)
{
    if (rule->valid_from != NO_DAY && rule->valid_to != NO_DAY && rule->valid_to < rule->valid_from)
        mistake(op, number, "valid_to", "ends_before_it_begins", "must not be before valid_from");
    if (rule->limit && rule->starts_from == LIMIT_START_NONE)
        mistake(op, number, "starts_from", "start_missing",
                "must say what the limit is counted from");
    if (!uuid_is_nil(&rule->confirmed_by) || rule->confirmed_on != NO_DAY)
        mistake(op, number, "confirmed_on", "confirmed_by_file",
                "must be null: the organisation confirms a rule, no file does");
    check_words(op, number, rule);
}

enum fault redress_file_read(struct op *op, const char *text, size_t length,
                             struct redress_file *file)
{
    TRY(shape_read(op, &redress_file_shape, text, length, file));
    for (size_t i = 0; i < file->rule_count; i++) {
        check_rule(op, i, &file->rules[i]);
        for (size_t j = 0; j < i; j++)
            if (strcmp(file->rules[i].code, file->rules[j].code) == 0)
                mistake(op, i, "code", "code_twice", "must not be the code of another rule");
    }
    return mistakes_found(op);
}
