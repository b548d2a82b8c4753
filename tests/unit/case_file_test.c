#include "common/domain/case_file.h"
#include "tests/unit/autus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const instant noon = 1767614400 * SECOND; /* 2026-01-05T12:00:00Z */

/* A case that stands so, received a day before noon. */
static struct case_file case_in(enum state state)
{
    return (struct case_file){ .kind = KIND_COMPLAINT,
                               .state = state,
                               .version = 4,
                               .received_at = noon - 24 * HOUR,
                               .recorded_at = noon - 24 * HOUR,
                               .closed_at = state == STATE_CLOSED ? noon - HOUR : NO_INSTANT,
                               .opened_at =
                                   state == STATE_CLOSED ? noon - HOUR : noon - 24 * HOUR };
}

static const struct {
    const char *why;
    const char *from, *event;
    const char *to; /* NULL: refused */
} steps[] = {
    { "whoever answers first takes the case on", "received", "initial_response", "in_progress" },
    { "news may be told before anybody answered", "received", "update", "received" },
    { "a matter settled at once needs no answer first", "received", "outcome", "decided" },
    { "nothing is told in writing before it is decided", "received", "written_outcome", NULL },
    { "nothing is closed untold", "received", "closed", NULL },
    { "only what was closed is opened again", "received", "reopened", NULL },

    { "there is one initial response", "in_progress", "initial_response", NULL },
    { "news while it is worked on", "in_progress", "update", "in_progress" },
    { "a decision", "in_progress", "outcome", "decided" },
    { "no decision, no letter", "in_progress", "written_outcome", NULL },
    { "nothing is closed undecided", "in_progress", "closed", NULL },
    { "open already", "in_progress", "reopened", NULL },

    { "a response that was forgotten is told after the decision", "decided", "initial_response",
      "decided" },
    { "news after the decision", "decided", "update", "decided" },
    { "a further decision", "decided", "outcome", "decided" },
    { "the decision is told in writing", "decided", "written_outcome", "answered" },
    { "nothing is closed untold, decided or not", "decided", "closed", NULL },
    { "still open", "decided", "reopened", NULL },

    { "a response that was forgotten is told after the letter", "answered", "initial_response",
      "answered" },
    { "news after the letter", "answered", "update", "answered" },
    { "a changed decision is to be told again", "answered", "outcome", "decided" },
    { "one letter a decision", "answered", "written_outcome", NULL },
    { "what is decided and told may be closed", "answered", "closed", "closed" },
    { "not closed yet", "answered", "reopened", NULL },

    { "what is closed gets no response", "closed", "initial_response", NULL },
    { "what is closed gets no news", "closed", "update", NULL },
    { "what is closed gets no decision", "closed", "outcome", NULL },
    { "what is closed gets no letter", "closed", "written_outcome", NULL },
    { "closed already", "closed", "closed", NULL },
    { "what is closed may be opened again, and starts anew", "closed", "reopened", "received" },

    { "a case is received once", "received", "received", NULL },
    { "and not again when it is closed", "closed", "received", NULL },
};

static bool is_unchanged(const struct case_file *file, const struct case_file *before)
{
    return file->state == before->state && file->version == before->version &&
           file->opened_at == before->opened_at && file->closed_at == before->closed_at &&
           uuid_equal(&file->handler, &before->handler);
}

/* What is wrong after an act at noon, or NULL. */
static const char *wrong(const struct case_file *file, const struct mark *mark,
                         const struct act *act, const char *to)
{
    if (strcmp(vocabulary_text(&states, (int)file->state), to) != 0)
        return vocabulary_text(&states, (int)file->state);
    if (file->version != 5 || mark->seq != 5)
        return "another version";
    return mark->event != act->event || mark->at != noon ? "another mark" : NULL;
}

static void every_act_leads_where_the_procedure_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(steps); i++) {
        struct case_file file = case_in((enum state)vocabulary_read(&states, steps[i].from));
        const struct case_file before = file;
        const struct act act = {
            .event = (enum event_type)vocabulary_read(&event_types, steps[i].event),
            .occurred_at = noon,
        };
        struct mark mark = { 0 };
        const enum fault fault = case_apply(&autus, &act, &file, &mark);
        if (fault != (steps[i].to ? OK : FAULT_ACT_NOT_ALLOWED))
            fail_msg("%s: fault %d", steps[i].why, fault);
        if (steps[i].to ? wrong(&file, &mark, &act, steps[i].to) != NULL
                        : !is_unchanged(&file, &before))
            fail_msg("%s: %s", steps[i].why, vocabulary_text(&states, (int)file.state));
    }
}

static void a_new_case_is_received_first(void **state)
{
    static const enum event_type others[] = {
        EVENT_INITIAL_RESPONSE, EVENT_UPDATE, EVENT_OUTCOME,
        EVENT_WRITTEN_OUTCOME,  EVENT_CLOSED, EVENT_REOPENED
    };
    (void)state;
    struct mark mark;
    for (size_t i = 0; i < COUNT(others); i++) {
        struct case_file file = { .received_at = noon };
        const struct act act = { .event = others[i], .occurred_at = noon };
        assert_int_equal(case_apply(&autus, &act, &file, &mark), FAULT_ACT_NOT_ALLOWED);
    }
    struct case_file file = { .received_at = noon };
    const struct act received = { .event = EVENT_RECEIVED, .occurred_at = noon };
    assert_int_equal(case_apply(&autus, &received, &file, &mark), OK);
    assert_int_equal(file.version, 1);
    assert_int_equal(file.state, STATE_RECEIVED);
    assert_true(file.opened_at == noon);
    assert_true(file.closed_at == NO_INSTANT);
    assert_int_equal(mark.seq, 1);
}

static void an_initial_response_names_who_deals_with_it(void **state)
{
    const struct uuid ann = uuid_new(noon), ben = uuid_new(noon), nobody = { 0 };
    struct case_file file = case_in(STATE_RECEIVED);
    struct mark mark;
    (void)state;

    const struct act response = { EVENT_INITIAL_RESPONSE, noon, ann, ben };
    assert_int_equal(case_apply(&autus, &response, &file, &mark), OK);
    assert_true(uuid_equal(&file.handler, &ann));
    assert_true(uuid_equal(&file.point_of_contact, &ben));

    const struct act update = { EVENT_UPDATE, noon, nobody, nobody };
    assert_int_equal(case_apply(&autus, &update, &file, &mark), OK);
    assert_true(uuid_equal(&file.handler, &ann));
    assert_true(uuid_equal(&file.point_of_contact, &ben));
}

static void the_time_of_closing_is_when_it_occurred(void **state)
{
    struct case_file file = case_in(STATE_ANSWERED);
    struct mark mark;
    (void)state;

    const struct act closed = { .event = EVENT_CLOSED, .occurred_at = noon - HOUR };
    assert_int_equal(case_apply(&autus, &closed, &file, &mark), OK);
    assert_true(file.closed_at == noon - HOUR);
    assert_true(file.opened_at == noon - HOUR);

    const struct act reopened = { .event = EVENT_REOPENED, .occurred_at = noon };
    assert_int_equal(case_apply(&autus, &reopened, &file, &mark), OK);
    assert_true(file.closed_at == NO_INSTANT);
    assert_true(file.opened_at == noon);
    assert_true(file.received_at == noon - 24 * HOUR);
}

static const struct {
    const char *why, *event;
    int hours;      /* from noon, when it is recorded */
    bool is_closed; /* an hour before */
    const char *mistake;
} times[] = {
    { "now", "update", 0, false, NULL },
    { "earlier, recorded late", "update", -20, false, NULL },
    { "as the case came in", "update", -24, false, NULL },
    { "before the case came in", "update", -25, false, "before_receipt" },
    { "tomorrow", "update", 24, false, "in_future" },
    { "closed before the case came in", "closed", -25, false, "before_receipt" },
    { "closed as it came in", "closed", -24, false, NULL },
    { "opened again as it was closed", "reopened", -1, true, NULL },
    { "opened again before it was closed", "reopened", -2, true, "before_opening" },
    { "news from before it was closed", "update", -2, true, NULL },
    { "a case received before it was recorded", "received", -1000, false, NULL },
    { "a case received in the future", "received", 1, false, "in_future" },
};

static void nothing_happens_at_an_impossible_time(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(times); i++) {
        const struct case_file file =
            case_in(times[i].is_closed ? STATE_CLOSED : STATE_IN_PROGRESS);
        const struct act act = {
            .event = (enum event_type)vocabulary_read(&event_types, times[i].event),
            .occurred_at = noon + times[i].hours * HOUR,
        };
        const struct time_mistake *mistake = act_time_mistake(&file, &act, noon);
        const char *found = mistake ? mistake->code : "none";
        if (strcmp(found, times[i].mistake ? times[i].mistake : "none") != 0)
            fail_msg("%s: %s", times[i].why, found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_act_leads_where_the_procedure_says),
        cmocka_unit_test(a_new_case_is_received_first),
        cmocka_unit_test(an_initial_response_names_who_deals_with_it),
        cmocka_unit_test(the_time_of_closing_is_when_it_occurred),
        cmocka_unit_test(nothing_happens_at_an_impossible_time),
    };
    return cmocka_run_group_tests_name("case_file", tests, read_autus, forget_autus);
}
