/* Files of redress rules: what they hold, and what is wrong with them. Rule: C13. */
#include "tests/unit/redress_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define RULE(members)                                                                              \
    "{\"code\": \"rule\", \"nation\": \"scotland\", \"ground\": \"work\", \"forum\": \"A court\"," \
    " \"limit_text\": \"Soon\", \"applies_to\": \"Work\", \"source\": \"An Act\","                 \
    " \"advice\": {\"name\": \"Advice\", \"website\": \"https://example.org\"}" members "}"
#define FILE_OF(rules) "{\"rules\": [" rules "]}"

static enum fault read_text(struct op *op, const char *text, struct redress_file *file)
{
    return redress_file_read(op, text, strlen(text), file);
}

static void the_shipped_rules_are_unconfirmed_and_cover_every_nation(void **state)
{
    (void)state;
    for (size_t nation = 1; nation < nations.count; nation++) {
        const struct redress_rule *chosen[100];
        for (size_t i = 0; i < shipped.rule_count; i++)
            assert_int_equal(shipped.rules[i].confirmed_on, NO_DAY);
        assert_int_equal(redress_rules_choose(shipped.rules, shipped.rule_count,
                                              (enum nation)nation, REDRESS_GENERAL,
                                              day_read("2026-01-05"), chosen),
                         1);
    }
    const struct redress_rule services = rule_of("equality_services_scotland");
    assert_true(services.limit && services.limit->less_days == 1);
    assert_null(rule_of("equality_work_scotland").limit);
    assert_null(rule_of("charity_commission").limit);
}

static void a_rule_is_written_as_it_was_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < shipped.rule_count; i++) {
        const char *text = shape_write(reader.memory, &redress_rule_shape, &shipped.rules[i]);
        struct redress_rule again;
        assert_int_equal(shape_read(&reader, &redress_rule_shape, text, strlen(text), &again), OK);
        assert_string_equal(text, shape_write(reader.memory, &redress_rule_shape, &again));
    }
}

static void a_mistake_is_told_where_it_is(void **state)
{
    static const struct {
        const char *text, *pointer, *code;
    } cases[] = {
        { FILE_OF(""), "/rules", "empty" },
        { FILE_OF(RULE() ", " RULE()), "/rules/1/code", "code_twice" },
        { FILE_OF(RULE(", \"valid_from\": \"2026-10-01\", \"valid_to\": \"2026-09-30\"")),
          "/rules/0/valid_to", "ends_before_it_begins" },
        { FILE_OF(RULE(", \"limit\": {\"amount\": 6, \"unit\": \"months\"}")),
          "/rules/0/starts_from", "start_missing" },
        { FILE_OF(RULE(", \"limit\": {\"amount\": 0, \"unit\": \"months\"}")),
          "/rules/0/limit/amount", "out_of_range" },
        { FILE_OF(RULE(", \"limit\": {\"amount\": 6, \"unit\": \"moons\"}")), "/rules/0/limit/unit",
          "unknown_word" },
        { FILE_OF(RULE(", \"starts_from\": \"whim\"")), "/rules/0/starts_from", "unknown_word" },
        { FILE_OF(RULE(", \"confirmed_on\": \"2026-01-02\"")), "/rules/0/confirmed_on",
          "confirmed_by_file" },
        { FILE_OF(RULE(", \"precondition\": \"It has Expired\"")), "/rules/0/precondition",
          "says_expired" },
        { FILE_OF(RULE(", \"telephone\": \"01234\"")), "/rules/0/telephone", "unknown_member" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_OP op = op_begin();
        struct redress_file file;
        assert_int_equal(read_text(&op, cases[i].text, &file), FAULT_FIELDS_INVALID);
        assert_string_equal(op.mistakes->list[0].pointer, cases[i].pointer);
        assert_string_equal(op.mistakes->list[0].code, cases[i].code);
        assert_int_equal(op.mistakes->count, 1);
    }
}

static void what_is_not_needed_may_be_left_out(void **state)
{
    SCOPED_OP op = op_begin();
    struct redress_file file;
    (void)state;
    assert_int_equal(read_text(&op, FILE_OF(RULE()), &file), OK);
    assert_null(file.rules[0].limit);
    assert_null(file.rules[0].precondition);
    assert_int_equal(file.rules[0].valid_from, NO_DAY);
    assert_true(redress_rule_is_valid(&file.rules[0], day_read("2026-01-05")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_rules_are_unconfirmed_and_cover_every_nation),
        cmocka_unit_test(a_rule_is_written_as_it_was_read),
        cmocka_unit_test(a_mistake_is_told_where_it_is),
        cmocka_unit_test(what_is_not_needed_may_be_left_out),
    };
    return cmocka_run_group_tests(tests, read_rules, forget_rules);
}
