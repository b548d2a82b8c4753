/* A case that went to safeguarding: what becomes of it, and what the outside sees. */
#include "common/domain/case_file.h"
#include "tests/unit/autus.h"
#include "tests/unit/case_in_state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void done(struct case_file *file, struct case_life *life, enum event_type event,
                 struct mark *mark)
{
    const struct act act = { event, noon, &no_facts };
    assert_int_equal(case_apply(&autus, &act, file, life, mark), OK);
}

/* Rule: A13, D17. However it stood when it was sealed, so the outside sees it from then on. */
static void what_is_sealed_off_stands_still_for_the_outside(void **state)
{
    static const struct {
        enum state state;
        const char *status;
    } stands[] = {
        { STATE_RECEIVED, "received" },   { STATE_IN_PROGRESS, "in_progress" },
        { STATE_DECIDED, "in_progress" }, { STATE_ANSWERED, "answered" },
        { STATE_CLOSED, "closed" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(stands); i++) {
        struct case_file file = case_in(stands[i].state, "informal");
        struct case_life life = life_in(stands[i].state);
        struct mark mark;
        assert_string_equal(case_public_status(&file), stands[i].status);
        done(&file, &life, EVENT_SAFEGUARDING, &mark);
        assert_true(file.sealed_off && mark.is_hidden);
        assert_string_equal(case_public_status(&file), stands[i].status);
        done(&file, &life, EVENT_HANDOVER_ACKNOWLEDGED, &mark);
        done(&file, &life, EVENT_SAFEGUARDING_CLOSED, &mark);
        assert_int_equal(file.state, STATE_CLOSED);
        assert_true(file.sealed_off && mark.is_hidden);
        assert_string_equal(case_public_status(&file), stands[i].status);
    }
}

/* Rule: D15, D17. What its complainant does moves what the outside sees, and nothing else. */
static void of_a_sealed_case_the_complainant_does_what_they_could_do_before(void **state)
{
    struct case_file file = case_in(STATE_IN_PROGRESS, "informal");
    struct case_life life = life_in(STATE_IN_PROGRESS);
    struct mark mark;
    (void)state;
    done(&file, &life, EVENT_SAFEGUARDING, &mark);
    const instant opened_at = life.opened_at;
    done(&file, &life, EVENT_REFERRED, &mark);
    assert_true(mark.is_idle && !mark.is_hidden);
    assert_string_equal(mark.stage, "informal");
    assert_string_equal(mark.public_stage, "referred");
    done(&file, &life, EVENT_MESSAGE, &mark);
    assert_false(mark.is_idle);
    done(&file, &life, EVENT_WITHDRAWN, &mark);
    assert_true(mark.is_idle);
    assert_string_equal(case_public_status(&file), "closed");
    assert_int_equal(file.state, STATE_SAFEGUARDING);
    assert_string_equal(file.stage, "informal");
    assert_true(file.closed_at == NO_INSTANT && life.opened_at == opened_at);

    const struct act again = { EVENT_WITHDRAWN, noon, &no_facts };
    assert_int_equal(case_apply(&autus, &again, &file, &life, &mark), FAULT_ACT_NOT_ALLOWED);
    const struct act by_staff = { EVENT_UPDATE, noon, &no_facts };
    assert_int_equal(case_apply(&autus, &by_staff, &file, &life, &mark), FAULT_ACT_NOT_ALLOWED);
}

/* Rule: A13. An appeal against what was declined before leaves safeguarding where it is. */
static void nothing_but_safeguarding_opens_what_it_closed(void **state)
{
    struct case_file file = case_in(STATE_DECIDED, "informal");
    struct case_life life = life_in(STATE_DECIDED);
    struct mark mark;
    (void)state;
    done(&file, &life, EVENT_SAFEGUARDING, &mark);
    done(&file, &life, EVENT_SAFEGUARDING_CLOSED, &mark);
    done(&file, &life, EVENT_APPEALED, &mark);
    assert_true(mark.is_idle);
    assert_int_equal(file.state, STATE_CLOSED);
    assert_true(file.closed_at == life.opened_at);
    assert_string_equal(case_public_status(&file), "in_progress");
    done(&file, &life, EVENT_SAFEGUARDING, &mark);
    assert_int_equal(file.state, STATE_SAFEGUARDING);
}

/* Rule: D17. */
static void clocks_go_by_what_concerns_them(void **state)
{
    const struct mark all[] = {
        { .seq = 1, .stage = "informal", .public_stage = "informal" },
        { .seq = 2, .stage = "informal", .public_stage = "informal", .is_hidden = true },
        { .seq = 3,
          .stage = "informal",
          .public_stage = "referred",
          .public_to = STATE_IN_PROGRESS,
          .is_idle = true },
    };
    struct mark marks[COUNT(all)];
    (void)state;
    memcpy(marks, all, sizeof all);
    assert_int_equal(marks_recorded(marks, COUNT(marks)), 2);
    assert_int_equal(marks[1].seq, 2);
    memcpy(marks, all, sizeof all);
    assert_int_equal(marks_public(marks, COUNT(marks)), 2);
    assert_int_equal(marks[1].seq, 3);
    assert_string_equal(marks[1].stage, "referred");
    assert_int_equal(marks[1].to, STATE_IN_PROGRESS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_sealed_off_stands_still_for_the_outside),
        cmocka_unit_test(of_a_sealed_case_the_complainant_does_what_they_could_do_before),
        cmocka_unit_test(nothing_but_safeguarding_opens_what_it_closed),
        cmocka_unit_test(clocks_go_by_what_concerns_them),
    };
    return cmocka_run_group_tests_name("sealed_case", tests, read_autus, forget_autus);
}
