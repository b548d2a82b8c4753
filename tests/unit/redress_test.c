/* Time limits, the choice of rules, and what a notice says. Rule: C12, C13. */
#include "common/domain/redress.h"
#include "tests/unit/redress_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NOT_ADVICE "This is information, not legal advice"
#define SHORT_LIMITS "Short time limits may apply, some under three months. Get advice now"

static void a_limit_ends_on_its_last_day(void **state)
{
    static const struct {
        const char *why;
        struct redress_limit limit;
        const char *from, *last;
    } cases[] = {
        { "six months less a day", { 6, LIMIT_UNIT_MONTHS, 1 }, "2026-01-05", "2026-07-04" },
        { "three months less a day", { 3, LIMIT_UNIT_MONTHS, 1 }, "2026-03-01", "2026-05-31" },
        { "the day of the same number", { 3, LIMIT_UNIT_MONTHS, 0 }, "2026-03-30", "2026-06-30" },
        { "no 31st in June", { 3, LIMIT_UNIT_MONTHS, 0 }, "2026-03-31", "2026-06-30" },
        { "January to February", { 1, LIMIT_UNIT_MONTHS, 0 }, "2026-01-31", "2026-02-28" },
        { "and in a leap year", { 1, LIMIT_UNIT_MONTHS, 0 }, "2028-01-31", "2028-02-29" },
        { "1900 was none, 2000 was one", { 1, LIMIT_UNIT_MONTHS, 0 }, "2000-01-30", "2000-02-29" },
        { "over the year's end", { 6, LIMIT_UNIT_MONTHS, 1 }, "2026-08-31", "2027-02-27" },
        { "to December itself", { 1, LIMIT_UNIT_MONTHS, 0 }, "2026-11-30", "2026-12-30" },
        { "from December", { 1, LIMIT_UNIT_MONTHS, 0 }, "2026-12-31", "2027-01-31" },
        { "more than a year of months", { 18, LIMIT_UNIT_MONTHS, 0 }, "2026-08-31", "2028-02-29" },
        { "a year less a day", { 1, LIMIT_UNIT_YEARS, 1 }, "2026-01-01", "2026-12-31" },
        { "a year from 29 February", { 1, LIMIT_UNIT_YEARS, 0 }, "2028-02-29", "2029-02-28" },
        { "four years from it", { 4, LIMIT_UNIT_YEARS, 0 }, "2028-02-29", "2032-02-29" },
        { "days are days", { 28, LIMIT_UNIT_DAYS, 0 }, "2026-02-14", "2026-03-14" },
        { "days less one", { 28, LIMIT_UNIT_DAYS, 1 }, "2026-02-14", "2026-03-13" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[DAY_TEXT];
        day_text(redress_limit_last(&cases[i].limit, day_read(cases[i].from)), text);
        if (strcmp(text, cases[i].last) != 0)
            fail_msg("%s: from %s to %s, not %s", cases[i].why, cases[i].from, text, cases[i].last);
    }
}

static int two_digits(const char *text)
{
    return 10 * (text[0] - '0') + text[1] - '0';
}

/* Each day of ten years: its number stays, or the month is shorter. */
static void months_keep_the_days_number(void **state)
{
    const day end = day_read("2033-01-01");
    (void)state;
    for (day from = day_read("2023-01-01"); from < end; from++)
        for (int months = 1; months <= 13; months++) {
            const struct redress_limit limit = { months, LIMIT_UNIT_MONTHS, 0 };
            char before[DAY_TEXT], after[DAY_TEXT], next[DAY_TEXT];
            const day last = redress_limit_last(&limit, from);
            day_text(from, before);
            day_text(last, after);
            day_text(last + 1, next);
            const int number = two_digits(before + 5), month = (number - 1 + months) % 12 + 1;
            assert_int_equal(two_digits(after + 5), month);
            if (strcmp(before + 8, after + 8) != 0) {
                assert_true(strcmp(after + 8, before + 8) < 0);
                assert_string_equal(next + 8, "01");
            }
        }
}

static struct redress_rule dated(const char *code, enum nation nation, const char *ground,
                                 const char *from, const char *to)
{
    return (struct redress_rule){ .code = code,
                                  .nation = nation,
                                  .ground = ground,
                                  .valid_from = from ? day_read(from) : NO_DAY,
                                  .valid_to = to ? day_read(to) : NO_DAY };
}

static void rules_are_chosen_by_nation_ground_and_day(void **state)
{
    const struct redress_rule rules[] = {
        dated("old", NATION_SCOTLAND, "work", NULL, "2026-09-30"),
        dated("new", NATION_SCOTLAND, "work", "2026-10-01", NULL),
        dated("other", NATION_SCOTLAND, "housing", NULL, NULL),
        dated("elsewhere", NATION_NORTHERN_IRELAND, "work", NULL, NULL),
    };
    static const struct {
        const char *why, *on, *ground, *first;
        size_t count;
    } cases[] = {
        { "the old rule's last day", "2026-09-30", "work", "old", 1 },
        { "the new rule's first day", "2026-10-01", "work", "new", 1 },
        { "another ground", "2026-10-01", "housing", "other", 1 },
        { "any ground", "2026-10-01", NULL, "new", 2 },
        { "an unknown ground", "2026-10-01", "weather", NULL, 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct redress_rule *chosen[COUNT(rules)];
        const size_t count = redress_rules_choose(rules, COUNT(rules), NATION_SCOTLAND,
                                                  cases[i].ground, day_read(cases[i].on), chosen);
        if (count != cases[i].count || (count && strcmp(chosen[0]->code, cases[i].first) != 0))
            fail_msg("%s: %zu, the first %s", cases[i].why, count, count ? chosen[0]->code : "-");
    }
}

static struct redress_rule confirmed(const char *code)
{
    struct redress_rule rule = rule_of(code);
    rule.confirmed_on = day_read("2026-01-02");
    return rule;
}

static struct redress_notice notice_of(const struct redress_rule *rule, bool is_ground_confirmed,
                                       const char *happened_on)
{
    static struct redress_rule general;
    general = rule_of("general_england_and_wales");
    const struct redress_matter matter = { rule, &general, is_ground_confirmed,
                                           happened_on ? day_read(happened_on) : NO_DAY };
    struct redress_notice notice;
    redress_notice(reader.memory, &matter, &notice);
    return notice;
}

static void assert_says(const struct redress_notice *notice, const char *text)
{
    if (!strstr(notice->text, text))
        fail_msg("\"%s\" is not in: %s", text, notice->text);
}

static void assert_keeps_quiet(const struct redress_notice *notice, const char *text)
{
    if (strstr(notice->text, text))
        fail_msg("\"%s\" is in: %s", text, notice->text);
}

static void without_a_ground_the_notice_is_general(void **state)
{
    (void)state;
    const struct redress_notice notice = notice_of(NULL, true, "2026-01-05");
    assert_says(&notice, NOT_ADVICE);
    assert_says(&notice, SHORT_LIMITS);
    assert_says(&notice, "\nAdvice: Citizens Advice, https://www.citizensadvice.org.uk");
    assert_says(&notice, "is not closed, paused or made worse");
    assert_says(&notice, "Legal time limits run on");
    assert_int_equal(notice.limit_on, NO_DAY);
}

static void without_any_rule_it_still_says_what_it_must(void **state)
{
    const struct redress_matter nothing = { .happened_on = NO_DAY };
    struct redress_notice notice;
    (void)state;
    redress_notice(reader.memory, &nothing, &notice);
    assert_says(&notice, NOT_ADVICE);
    assert_says(&notice, SHORT_LIMITS);
    assert_keeps_quiet(&notice, "Advice:");
}

static void an_unconfirmed_limit_is_never_given(void **state)
{
    (void)state;
    const struct redress_rule rule = rule_of("equality_services_england_and_wales");
    const struct redress_notice notice = notice_of(&rule, true, "2026-01-05");
    assert_says(&notice, NOT_ADVICE);
    assert_says(&notice, SHORT_LIMITS);
    assert_says(&notice, "Advice: Equality Advisory and Support Service, https://");
    assert_says(&notice, "Advice: Citizens Advice, https://");
    assert_keeps_quiet(&notice, rule.limit_text);
    assert_keeps_quiet(&notice, rule.forum);
    assert_keeps_quiet(&notice, "2026");
    assert_int_equal(notice.limit_on, NO_DAY);
}

static void
a_last_day_needs_a_confirmed_rule_a_confirmed_ground_and_the_day_it_happened(void **state)
{
    (void)state;
    const struct redress_rule rule = confirmed("equality_services_england_and_wales");
    const struct redress_notice notice = notice_of(&rule, true, "2026-01-05");
    assert_says(&notice, NOT_ADVICE);
    assert_says(&notice, "\nWhere you may be able to go: The County Court\n");
    assert_says(&notice, "\nTime limit: Six months less one day\n");
    assert_says(&notice, "\nCounted from: the day on which it happened\n");
    assert_says(&notice, "\nLast day, if it happened on 5 January 2026: 4 July 2026\n");
    assert_says(&notice, "\nMore time is sometimes allowed");
    assert_says(&notice, "\nSource: Equality Act 2010, section 118\n");
    assert_keeps_quiet(&notice, SHORT_LIMITS);
    assert_int_equal(notice.limit_on, day_read("2026-07-04"));

    const struct redress_notice in_words[] = { notice_of(&rule, false, "2026-01-05"),
                                               notice_of(&rule, true, NULL) };
    for (size_t i = 0; i < COUNT(in_words); i++) {
        assert_says(&in_words[i], "\nTime limit: Six months less one day\n");
        assert_keeps_quiet(&in_words[i], "Last day");
        assert_int_equal(in_words[i].limit_on, NO_DAY);
    }
}

static void no_last_day_is_reckoned_from_a_day_that_is_not_the_limits(void **state)
{
    static const char *const codes[] = { "data_protection_scotland", "local_government_ombudsman",
                                         "housing_ombudsman", "equality_work_scotland" };
    (void)state;
    for (size_t i = 0; i < COUNT(codes); i++) {
        const struct redress_rule rule = confirmed(codes[i]);
        const struct redress_notice notice = notice_of(&rule, true, "2026-01-05");
        assert_says(&notice, rule.limit_text);
        assert_says(&notice, rule.precondition);
        assert_keeps_quiet(&notice, "Last day");
        assert_int_equal(notice.limit_on, NO_DAY);
    }
}

static void every_notice_of_every_rule_is_information_and_never_says_expired(void **state)
{
    (void)state;
    for (size_t i = 0; i < shipped.rule_count; i++)
        for (int way = 0; way < 8; way++) {
            struct redress_rule rule = shipped.rules[i];
            rule.confirmed_on = way & 1 ? day_read("2026-01-02") : NO_DAY;
            const struct redress_notice notice =
                notice_of(&rule, way & 2, way & 4 ? "2001-01-05" : NULL);
            assert_says(&notice, NOT_ADVICE);
            assert_says(&notice, rule.advice->name);
            assert_null(strcasestr(notice.text, "expired"));
            assert_true((strstr(notice.text, rule.limit_text) != NULL) == (way & 1));
            if (notice.limit_on != NO_DAY)
                assert_int_equal(way, 7);
        }
}

static void mediation_is_offered_with_its_warnings(void **state)
{
    (void)state;
    const char *warning = mediation_warning(reader.memory, "Croydon Voluntary Action", false);
    const char *bare = mediation_warning(reader.memory, NULL, true);
    assert_non_null(strstr(warning, "Croydon Voluntary Action"));
    assert_null(strstr(warning, "agree to be bound"));
    assert_non_null(strstr(bare, "agree to be bound"));
    assert_null(strstr(bare, "Whom we would ask"));
    assert_non_null(strstr(warning, "time limits run on"));
    assert_non_null(strstr(warning, "may bind you, and may stop you from going to court"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_limit_ends_on_its_last_day),
        cmocka_unit_test(months_keep_the_days_number),
        cmocka_unit_test(rules_are_chosen_by_nation_ground_and_day),
        cmocka_unit_test(without_a_ground_the_notice_is_general),
        cmocka_unit_test(without_any_rule_it_still_says_what_it_must),
        cmocka_unit_test(an_unconfirmed_limit_is_never_given),
        cmocka_unit_test(
            a_last_day_needs_a_confirmed_rule_a_confirmed_ground_and_the_day_it_happened),
        cmocka_unit_test(no_last_day_is_reckoned_from_a_day_that_is_not_the_limits),
        cmocka_unit_test(every_notice_of_every_rule_is_information_and_never_says_expired),
        cmocka_unit_test(mediation_is_offered_with_its_warnings),
    };
    return cmocka_run_group_tests(tests, read_rules, forget_rules);
}
