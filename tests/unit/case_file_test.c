#include "common/domain/case_file.h"
#include "tests/unit/autus.h"
#include "tests/unit/case_in_state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static enum state state_of(const char *text)
{
    return (enum state)vocabulary_read(&states, text);
}

static enum event_type event_of(const char *text)
{
    return (enum event_type)vocabulary_read(&event_types, text);
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

    { "a response that a referral left out is told after it", "in_progress", "initial_response",
      "in_progress" },
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

    { "what is reported on is given on, though no row says so", "decided",
      "investigation_reassigned", "decided" },
    { "nobody goes on with what is closed", "closed", "investigation_reassigned", NULL },
    { "nor with what went to safeguarding", "safeguarding", "investigation_reassigned", NULL },

    { "what is closed gets no response", "closed", "initial_response", NULL },
    { "what is closed gets no news", "closed", "update", NULL },
    { "what is closed gets no decision", "closed", "outcome", NULL },
    { "what is closed gets no letter", "closed", "written_outcome", NULL },
    { "closed already", "closed", "closed", NULL },
    { "what is closed may be opened again, and starts anew", "closed", "reopened", "received" },

    { "a case is received once", "received", "received", NULL },
    { "and not again when it is closed", "closed", "received", NULL },
};

static const struct {
    const char *why;
    const char *from, *stage, *event;
    const char *to, *next_stage; /* NULL: refused */
} moves[] = {
    { "the first stage refers to the second", "received", "informal", "referred", "in_progress",
      "referred" },
    { "the second to the Board", "answered", "referred", "referred", "in_progress", "board" },
    { "the Board to mediators", "decided", "board", "referred", "in_progress", "external" },
    { "nobody comes after them", "in_progress", "external", "referred", NULL, NULL },
    { "a closed case goes nowhere", "closed", "informal", "referred", NULL, NULL },
    { "a stage that is left out is followed by the next", "received", "informal", "bypassed",
      "received", "referred" },
    { "whom the answer is not enough leaves the stage out: it goes on", "answered", "informal",
      "bypassed", "in_progress", "referred" },
    { "there is nothing to leave out at the end", "in_progress", "external", "bypassed", NULL,
      NULL },
    { "an appeal goes to the Board", "closed", "informal", "appealed", "in_progress", "board" },
    { "what is settled at once is decided", "received", "informal", "settled", "decided",
      "informal" },
    { "an agreement decides", "in_progress", "referred", "resolution_agreed", "decided",
      "referred" },
    { "who wants no letter is told", "decided", "board", "written_outcome_declined", "answered",
      "board" },
    { "whom no letter reaches is told", "decided", "board", "no_route", "answered", "board" },
    { "safeguarding at any time", "answered", "board", "safeguarding", "safeguarding", "board" },
    { "it goes on there", "safeguarding", "board", "update", NULL, NULL },
    { "and ends there", "safeguarding", "board", "safeguarding_closed", "closed", "board" },
    { "a complaint may be withdrawn", "in_progress", "board", "withdrawn", "closed", "board" },
    { "once", "closed", "board", "withdrawn", NULL, NULL },
    { "what is opened again stays in its stage", "closed", "board", "reopened", "received",
      "board" },
    { "a message always arrives", "closed", "board", "message", "closed", "board" },
    { "mediators are at work", "decided", "referred", "mediation_referred", "in_progress",
      "referred" },
};

static bool is_unchanged(const struct case_file *file, const struct case_file *before)
{
    return file->state == before->state && file->version == before->version &&
           file->closed_at == before->closed_at && strcmp(file->stage, before->stage) == 0 &&
           uuid_equal(&file->handler, &before->handler);
}

/* What is wrong after an act at noon, or NULL. */
static const char *wrong(const struct case_file *file, const struct mark *mark,
                         const struct act *act, const char *to, const char *stage)
{
    if (file->state != state_of(to))
        return vocabulary_text(&states, (int)file->state);
    if (strcmp(file->stage, stage) != 0 || strcmp(mark->stage, stage) != 0)
        return file->stage;
    if (file->version != 5 || mark->seq != 5)
        return "another version";
    return mark->event != act->event || mark->at != noon || mark->facts != act->facts
               ? "another mark"
               : NULL;
}

static void check_move(const char *why, const struct case_file *before, const char *event,
                       const char *to, const char *stage)
{
    struct case_file file = *before;
    struct case_life life = life_in(before->state);
    const struct case_life life_before = life;
    const struct act act = { event_of(event), noon, &no_facts };
    struct mark mark = { 0 };
    const enum fault fault = case_apply(&autus, &act, &file, &life, &mark);
    if (fault != (to ? OK : FAULT_ACT_NOT_ALLOWED))
        fail_msg("%s: fault %d", why, fault);
    if (to && wrong(&file, &mark, &act, to, stage))
        fail_msg("%s: %s", why, wrong(&file, &mark, &act, to, stage));
    if (!to)
        assert_memory_equal(&life, &life_before, sizeof life);
    if (!to && !is_unchanged(&file, before))
        fail_msg("%s: something changed", why);
}

static void every_act_leads_where_the_procedure_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(steps); i++) {
        const struct case_file file = case_in(state_of(steps[i].from), "informal");
        check_move(steps[i].why, &file, steps[i].event, steps[i].to, "informal");
    }
    for (size_t i = 0; i < COUNT(moves); i++) {
        const struct case_file file = case_in(state_of(moves[i].from), moves[i].stage);
        check_move(moves[i].why, &file, moves[i].event, moves[i].to, moves[i].next_stage);
    }
}

/* Rule: C11. No approval; the complainant may name any later stage. */
static void who_leaves_out_a_stage_may_say_where_to_go(void **state)
{
    struct case_file file = case_in(STATE_RECEIVED, "informal");
    struct case_life life = life_in(STATE_RECEIVED);
    struct mark mark;
    const struct facts facts = { .stage = "board", .until = NO_DAY };
    const struct act act = { EVENT_BYPASSED, noon, &facts };
    (void)state;
    assert_int_equal(case_apply(&autus, &act, &file, &life, &mark), OK);
    assert_string_equal(file.stage, "board");
}

static void a_new_case_is_received_first(void **state)
{
    (void)state;
    struct mark mark;
    struct case_life life = new_life;
    for (int event = EVENT_RECEIVED + 1; event < EVENT_COUNT; event++) {
        struct case_file file = { .received_at = noon, .stage = "" };
        const struct act act = { (enum event_type)event, noon, &no_facts };
        assert_int_equal(case_apply(&autus, &act, &file, &life, &mark), FAULT_ACT_NOT_ALLOWED);
    }
    const struct facts facts = { .stage = "referred", .until = NO_DAY };
    struct case_file file = { .received_at = noon, .stage = "" };
    const struct act received = { EVENT_RECEIVED, noon, &facts };
    assert_int_equal(case_apply(&autus, &received, &file, &life, &mark), OK);
    assert_int_equal(file.version, 1);
    assert_int_equal(file.state, STATE_RECEIVED);
    assert_string_equal(file.stage, "referred");
    assert_true(life.opened_at == noon);
    assert_true(file.closed_at == NO_INSTANT);
    assert_int_equal(mark.seq, 1);
}

static void an_initial_response_names_who_deals_with_it(void **state)
{
    struct case_file file = case_in(STATE_RECEIVED, "informal");
    struct case_life life = life_in(STATE_RECEIVED);
    struct mark mark;
    const struct facts facts = { .handler = uuid_new(noon),
                                 .point_of_contact = uuid_new(noon),
                                 .until = NO_DAY };
    (void)state;

    const struct act response = { EVENT_INITIAL_RESPONSE, noon, &facts };
    assert_int_equal(case_apply(&autus, &response, &file, &life, &mark), OK);
    assert_true(uuid_equal(&file.handler, &facts.handler));
    assert_true(uuid_equal(&file.point_of_contact, &facts.point_of_contact));

    const struct act update = { EVENT_UPDATE, noon, &no_facts };
    assert_int_equal(case_apply(&autus, &update, &file, &life, &mark), OK);
    assert_true(uuid_equal(&file.handler, &facts.handler));
    assert_true(uuid_equal(&file.point_of_contact, &facts.point_of_contact));
}

/* Rule: C11, D10. */
static void whoever_turns_out_to_be_part_of_it_deals_with_it_no_longer(void **state)
{
    struct case_file file = case_in(STATE_IN_PROGRESS, "informal");
    struct case_life life = life_in(STATE_IN_PROGRESS);
    struct mark mark;
    const struct uuid ann = uuid_new(noon), ben = uuid_new(noon);
    const struct facts facts = { .staff = ann, .until = NO_DAY };
    const struct act named = { EVENT_SUBJECT_NAMED, noon, &facts };
    (void)state;
    file.handler = ann;
    file.point_of_contact = ben;
    assert_int_equal(case_apply(&autus, &named, &file, &life, &mark), OK);
    assert_true(uuid_is_nil(&file.handler));
    assert_true(uuid_equal(&file.point_of_contact, &ben));
}

static void the_time_of_closing_is_when_it_occurred(void **state)
{
    struct case_file file = case_in(STATE_ANSWERED, "informal");
    struct case_life life = life_in(STATE_ANSWERED);
    struct mark mark;
    (void)state;

    const struct act closed = { EVENT_CLOSED, noon - HOUR, &no_facts };
    assert_int_equal(case_apply(&autus, &closed, &file, &life, &mark), OK);
    assert_true(file.closed_at == noon - HOUR);
    assert_true(life.opened_at == noon - HOUR);

    const struct act note = { EVENT_NOTE, noon, &no_facts };
    assert_int_equal(case_apply(&autus, &note, &file, &life, &mark), OK);
    assert_true(file.closed_at == noon - HOUR);

    const struct act reopened = { EVENT_REOPENED, noon, &no_facts };
    assert_int_equal(case_apply(&autus, &reopened, &file, &life, &mark), OK);
    assert_true(file.closed_at == NO_INSTANT);
    assert_true(life.opened_at == noon);
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
    { "closed before the letter", "closed", -7, false, "before_outcome" },
    { "closed with the letter", "closed", -6, false, NULL },
    { "told before it was decided", "written_outcome", -13, false, "before_outcome" },
    { "told as it was decided", "written_outcome", -12, false, NULL },
    { "no letter wanted before it was decided", "written_outcome_declined", -13, false,
      "before_outcome" },
    { "nobody to tell before it was decided", "no_route", -13, false, "before_outcome" },
    { "opened again as it was closed", "reopened", -1, true, NULL },
    { "opened again before it was closed", "reopened", -2, true, "before_opening" },
    { "withdrawn before it was opened again", "withdrawn", -2, true, "before_opening" },
    { "appealed before it was closed", "appealed", -2, true, "before_opening" },
    { "handed over before it was closed", "safeguarding", -2, true, "before_opening" },
    { "answered before it was asked", "answer", -4, false, "before_asked" },
    { "answered as it was asked", "answer", -3, false, NULL },
    { "news from before it was closed", "update", -2, true, NULL },
    { "a case received before it was recorded", "received", -1000, false, NULL },
    { "a case received in the future", "received", 1, false, "in_future" },
};

static void nothing_happens_at_an_impossible_time(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(times); i++) {
        const enum state now = times[i].is_closed ? STATE_CLOSED : STATE_IN_PROGRESS;
        const struct case_file file = case_in(now, "informal");
        struct case_life life = life_in(now);
        life.decided_at = noon - 12 * HOUR;
        life.answered_at = noon - 6 * HOUR;
        life_take(&life, 3, EVENT_QUESTION, noon - 3 * HOUR, &no_facts);
        const struct facts about = { .concerns = 3, .until = NO_DAY };
        const struct act act = { event_of(times[i].event), noon + times[i].hours * HOUR, &about };
        const struct time_mistake *mistake = act_time_mistake(&file, &life, &act, noon);
        const char *found = mistake ? mistake->code : "none";
        if (strcmp(found, times[i].mistake ? times[i].mistake : "none") != 0)
            fail_msg("%s: %s", times[i].why, found);
    }
}

static struct mark mark_of(enum event_type event, const struct facts *facts)
{
    return (struct mark){ .event = event, .at = noon, .facts = facts };
}

/* What is stored is what the history says; a history that cannot be is refused. */
static void a_case_is_what_its_history_adds_up_to(void **state)
{
    const struct uuid ann = uuid_new(noon);
    const struct facts entry = { .stage = "informal", .until = NO_DAY };
    const struct facts handler = { .handler = ann, .until = NO_DAY };
    struct mark marks[] = { mark_of(EVENT_RECEIVED, &entry), mark_of(EVENT_ASSIGNED, &handler),
                            mark_of(EVENT_REFERRED, &no_facts), mark_of(EVENT_OUTCOME, &no_facts) };
    struct case_file file = { .kind = KIND_COMPLAINT, .received_at = noon, .sealed_off = true };
    struct case_life life;
    (void)state;
    assert_int_equal(case_replay(&autus, marks, COUNT(marks), &file, &life), OK);
    assert_int_equal(file.version, 4);
    assert_int_equal(file.state, STATE_DECIDED);
    assert_string_equal(file.stage, "referred");
    assert_false(file.sealed_off);
    assert_true(uuid_equal(&file.handler, &ann));
    assert_true(life.decided_at == noon);
    assert_string_equal(marks[1].stage, "informal");
    assert_string_equal(marks[2].stage, "referred");

    marks[1] = mark_of(EVENT_CLOSED, &no_facts);
    assert_int_equal(case_replay(&autus, marks, COUNT(marks), &file, &life), FAULT_ACT_NOT_ALLOWED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_act_leads_where_the_procedure_says),
        cmocka_unit_test(who_leaves_out_a_stage_may_say_where_to_go),
        cmocka_unit_test(a_new_case_is_received_first),
        cmocka_unit_test(an_initial_response_names_who_deals_with_it),
        cmocka_unit_test(whoever_turns_out_to_be_part_of_it_deals_with_it_no_longer),
        cmocka_unit_test(the_time_of_closing_is_when_it_occurred),
        cmocka_unit_test(nothing_happens_at_an_impossible_time),
        cmocka_unit_test(a_case_is_what_its_history_adds_up_to),
    };
    return cmocka_run_group_tests_name("case_file", tests, read_autus, forget_autus);
}
