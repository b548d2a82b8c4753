/* The notice of legal redress for a case, from the rules of its organisation. Rule: C13. */
#include "common/casework/redress_notice.h"

#include "common/casework/redress_rules.h"
#include "common/store/redress_store.h"
#include "common/store/staff_store.h"
#include "tests/store/scene.h"

#define SERVICES "equality_services_england_and_wales"

static struct redress_import import_file(struct op *op, const char *path)
{
    static char text[100000];
    struct redress_import import;
    FILE *file = fopen(path, "re");
    assert_non_null(file);
    const size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    assert_int_equal(redress_rules_import(op, &scene.houses[0].organisation, text, length, &import),
                     OK);
    return import;
}

/* The first house has the shipped rules and has confirmed one; the second has none. */
static int open_rules(void **state)
{
    if (scene_open(state) != 0)
        return -1;
    pool_open(setting("HEED_WORKER_DATABASE_URL"), "redress-test", 1);
    SCOPED_OP op = op_of(0);
    const struct uuid staff = uuid_new(op.now);
    SCOPED_TX tx = { 0 };
    assert_int_equal(tx_begin(&op, &tx), OK);
    const struct redress_import import = import_file(&op, "sql/data/redress-rules.json");
    assert_int_equal(import.changed_count, import.rule_count);
    assert_int_equal(staff_create(&op, &staff, "{}"), OK);
    assert_int_equal(redress_rule_confirm(&op, &scene.houses[0].organisation, SERVICES, &staff,
                                          day_read("2026-01-02")),
                     OK);
    assert_int_equal(tx_commit(&tx), OK);
    pool_close();
    pool_open(setting("HEED_DATABASE_URL"), "redress-test", 1);
    return 0;
}

static int close_rules(void **state)
{
    pool_close();
    return scene_close(state);
}

static enum fault notice_of(struct op *op, size_t house, const char *happened_on, const char *code,
                            struct redress_notice *notice)
{
    const struct case_file file = { .organisation_id = scene.houses[house].organisation };
    SCOPED_TX tx = { 0 };
    assert_int_equal(tx_begin(op, &tx), OK);
    return redress_notice_for(op, &file, happened_on ? day_read(happened_on) : NO_DAY, code,
                              notice);
}

static void a_confirmed_rule_gives_the_last_day(void **state)
{
    SCOPED_OP op = op_of(0);
    struct redress_notice notice;
    (void)state;
    assert_int_equal(notice_of(&op, 0, "2026-01-05", SERVICES, &notice), OK);
    assert_int_equal(notice.limit_on, day_read("2026-07-04"));
    assert_non_null(strstr(notice.text, "Last day, if it happened on 5 January 2026: 4 July 2026"));
    assert_non_null(strstr(notice.text, "Advice: Citizens Advice,"));

    assert_int_equal(notice_of(&op, 0, NULL, SERVICES, &notice), OK);
    assert_int_equal(notice.limit_on, NO_DAY);
    assert_non_null(strstr(notice.text, "Time limit: Six months less one day"));
}

static void an_unconfirmed_rule_and_no_rule_give_the_advice_body_alone(void **state)
{
    static const char *const codes[] = { "human_rights_england_and_wales", NULL };
    (void)state;
    for (size_t i = 0; i < COUNT(codes); i++) {
        SCOPED_OP op = op_of(0);
        struct redress_notice notice;
        assert_int_equal(notice_of(&op, 0, "2026-01-05", codes[i], &notice), OK);
        assert_int_equal(notice.limit_on, NO_DAY);
        assert_non_null(strstr(notice.text, "some under three months. Get advice now"));
        assert_non_null(strstr(notice.text, "Advice: Citizens Advice,"));
        assert_null(strstr(notice.text, "Time limit:"));
    }
}

static void an_organisation_without_rules_still_gives_the_notice(void **state)
{
    SCOPED_OP op = op_of(1);
    struct redress_notice notice;
    (void)state;
    assert_int_equal(notice_of(&op, 1, NULL, NULL, &notice), OK);
    assert_non_null(strstr(notice.text, "This is information, not legal advice"));
    assert_non_null(strstr(notice.text, "some under three months. Get advice now"));
    assert_null(strstr(notice.text, "Advice:"));
}

static void a_rule_that_does_not_fit_is_a_mistake(void **state)
{
    static const struct {
        const char *why;
        size_t house;
        const char *happened_on, *rule, *code;
    } cases[] = {
        { "no such rule", 0, NULL, "nonsense", "unknown_rule" },
        { "a rule of another nation", 0, NULL, "equality_services_scotland", "unknown_rule" },
        { "another organisation's rule", 1, NULL, SERVICES, "unknown_rule" },
        { "before the law began", 0, "2010-09-30", SERVICES, "rule_not_valid" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_OP op = op_of(cases[i].house);
        struct redress_notice notice;
        if (notice_of(&op, cases[i].house, cases[i].happened_on, cases[i].rule, &notice) !=
                FAULT_FIELDS_INVALID ||
            strcmp(op.mistakes->list[0].pointer, "/rule") != 0 ||
            strcmp(op.mistakes->list[0].code, cases[i].code) != 0)
            fail_msg("%s", cases[i].why);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_confirmed_rule_gives_the_last_day),
        cmocka_unit_test(an_unconfirmed_rule_and_no_rule_give_the_advice_body_alone),
        cmocka_unit_test(an_organisation_without_rules_still_gives_the_notice),
        cmocka_unit_test(a_rule_that_does_not_fit_is_a_mistake),
    };
    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
