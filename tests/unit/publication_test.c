#include "common/publication/plain_words.h"
#include "common/publication/procedure_chart.h"
#include "common/publication/procedure_page.h"
#include "common/publication/standard_words.h"
#include "tests/unit/autus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_word_of_the_domain_has_plain_ones(void **state)
{
    (void)state;
    for (size_t i = 1; i < event_types.count; i++)
        if (!event_words((enum event_type)i))
            fail_msg("no plain words for %s", event_types.texts[i]);
    for (size_t i = 1; i < roles.count; i++)
        assert_true(*role_words((enum role)i));
    for (size_t i = 1; i < channels.count; i++)
        assert_true(*channel_words((enum channel)i));
    for (size_t i = 1; i < kinds.count; i++)
        assert_true(*kind_words((enum kind)i));
    for (size_t i = 1; i < bodies.count; i++)
        assert_true(*body_title((enum body)i));
}

static void times_are_told_as_people_say_them(void **state)
{
    static const struct {
        struct standard standard;
        const char *words;
    } cases[] = {
        { { .amount = 3, .unit = UNIT_WORKING_DAYS }, "within 3 working days" },
        { { .amount = 1, .unit = UNIT_WORKING_DAYS }, "within 1 working day" },
        { { .amount = 24, .unit = UNIT_HOURS }, "within 24 hours" },
        { { .amount = 14,
            .unit = UNIT_CALENDAR_DAYS,
            .repeats = true,
            .roll = ROLL_PRECEDING,
            .agreeable = true },
          "at least every 14 days; if that day is not a working day, the working day before it, "
          "unless we agree otherwise with you" },
        { { .amount = 10, .unit = UNIT_WORKING_DAYS, .extendable = true },
          "within 10 working days; if we need longer we tell you why, and the new date, before "
          "then" },
        { { .amount = 5,
            .unit = UNIT_WORKING_DAYS,
            .due = DUE_RULE_NEXT_MEETING,
            .body = BODY_COMMITTEE,
            .within = 30 },
          "at the next meeting of the committee; if there is none within 30 working days, we fix "
          "within 5 working days how it goes on, and tell you" },
        { { .amount = 5,
            .unit = UNIT_WORKING_DAYS,
            .due = DUE_RULE_NEXT_MEETING,
            .body = BODY_BOARD },
          "at the next meeting of the Board of Trustees; if there is none, we fix within 5 working "
          "days how it goes on, and tell you" },
        { { .amount = 20, .unit = UNIT_WORKING_DAYS, .due = DUE_RULE_SET_DATE },
          "by the date that is set; where none is set, within 20 working days" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(standard_time(reader.memory, &cases[i].standard), cases[i].words);
}

static void what_a_standard_is_for_is_told(void **state)
{
    static const enum kind suggestions[] = { KIND_SUGGESTION, KIND_COMPLIMENT };
    static const enum channel ways[] = { CHANNEL_EMAIL, CHANNEL_POST, CHANNEL_WEB };
    static const char *const categories[] = { "data_protection" };
    static const char *const stages[] = { "referred", "board" };
    static const enum event_type starts[] = { EVENT_RECEIVED, EVENT_REOPENED };
    const struct standard by_channel = { .kinds = suggestions,
                                         .kind_count = COUNT(suggestions),
                                         .channels = ways,
                                         .channel_count = COUNT(ways) };
    const struct standard by_stage = { .categories = categories,
                                       .category_count = COUNT(categories),
                                       .stages = stages,
                                       .stage_count = COUNT(stages),
                                       .starts_with = starts,
                                       .starts_with_count = COUNT(starts) };
    (void)state;
    assert_string_equal(standard_scope(reader.memory, &autus, &by_channel),
                        "suggestions or compliments by e-mail, by post or on our website");
    assert_string_equal(
        standard_scope(reader.memory, &autus, &by_stage),
        "everything that you tell us (Data protection), at the stage: Referred to the Chief "
        "Executive or Board of Trustees");
    assert_string_equal(standard_start(reader.memory, &by_stage),
                        "when it reaches us or it is opened again");
}

static void days_are_told_with_the_names_of_their_months(void **state)
{
    (void)state;
    assert_string_equal(day_words(reader.memory, day_read("2026-05-01")), "1 May 2026");
    assert_string_equal(day_words(reader.memory, day_read("2027-12-31")), "31 December 2027");
}

static bool has_arrow(const struct chart *chart, const char *from, const char *kind, const char *to)
{
    for (size_t i = 0; i < chart->arrow_count; i++) {
        const struct chart_arrow *arrow = &chart->arrows[i];
        if (strcmp(chart->steps[arrow->from].name, from) == 0 && strcmp(arrow->kind, kind) == 0 &&
            strcmp(chart->steps[arrow->to].name, to) == 0)
            return true;
    }
    return false;
}

static bool has_step(const struct chart *chart, const char *name)
{
    for (size_t i = 0; i < chart->step_count; i++)
        if (strcmp(chart->steps[i].name, name) == 0)
            return true;
    return false;
}

/* One stage, two transitions: nothing else may be in its chart. */
static void a_chart_has_what_the_transitions_allow_and_nothing_else(void **state)
{
    static const enum event_type outcome[] = { EVENT_OUTCOME }, closing[] = { EVENT_CLOSED };
    static const enum state received[] = { STATE_RECEIVED }, decided[] = { STATE_DECIDED };
    static const struct stage stages[] = {
        { .code = "only", .title = "The only stage", .responsible = ROLE_CEO }
    };
    static const struct entry entries[] = { { .stage = "only" } };
    static const struct transition transitions[] = {
        { .events = outcome,
          .event_count = 1,
          .from = received,
          .from_count = 1,
          .to = STATE_DECIDED },
        { .events = closing,
          .event_count = 1,
          .from = decided,
          .from_count = 1,
          .to = STATE_CLOSED },
    };
    const struct procedure only = { .stages = stages,
                                    .stage_count = 1,
                                    .entries = entries,
                                    .entry_count = 1,
                                    .transitions = transitions,
                                    .transition_count = COUNT(transitions) };
    (void)state;
    const struct chart chart = procedure_chart(reader.memory, &only, "Example");
    assert_int_equal(chart.step_count, 4);
    assert_int_equal(chart.arrow_count, 3);
    assert_true(has_arrow(&chart, "start", "received", "stage-only"));
    assert_true(has_arrow(&chart, "stage-only", "outcome", "decision"));
    assert_true(has_arrow(&chart, "decision", "closed", "closed"));
}

static void the_default_chart_shows_how_a_complaint_can_go(void **state)
{
    static const char *const ways[][3] = {
        { "start", "received", "stage-informal" },
        { "start", "received", "stage-referred" },
        { "stage-informal", "referred", "stage-referred" },
        { "stage-board", "referred", "stage-external" },
        { "stage-informal", "bypassed", "stage-board" },
        { "stage-referred", "discussed", "meeting-board" },
        { "any-stage", "investigation_opened", "investigation" },
        { "any-stage", "safeguarding", "safeguarding" },
        { "investigation", "investigation_closed", "decision" },
        { "decision", "written_outcome", "written-outcome" },
        { "written-outcome", "closed", "closed" },
        { "closed", "reopened", "any-stage" },
    };
    (void)state;
    const struct chart chart = procedure_chart(reader.memory, &autus, "Example");
    for (size_t i = 0; i < COUNT(ways); i++)
        if (!has_arrow(&chart, ways[i][0], ways[i][1], ways[i][2]))
            fail_msg("no way from %s by %s to %s", ways[i][0], ways[i][1], ways[i][2]);
    assert_false(has_arrow(&chart, "stage-external", "bypassed", "stage-external"));
    assert_true(has_step(&chart, "mediation"));
}

static void the_page_is_written_with_its_chart(void **state)
{
    const struct publication publication = { "Ex & <Co>", &autus, day_read("2026-05-01") };
    const char *svg;
    (void)state;
    assert_int_equal(publication_chart(reader.memory, &publication, &svg), OK);
    const char *html = publication_page(reader.memory, &publication, svg);
    assert_non_null(strstr(html, svg));
    assert_non_null(strstr(html, "<h1>Ex &amp; &lt;Co&gt;: how we deal with complaints</h1>"));
    assert_non_null(strstr(html, "in force since 1 May 2026."));
    assert_null(strstr(html, "(null)"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_of_the_domain_has_plain_ones),
        cmocka_unit_test(times_are_told_as_people_say_them),
        cmocka_unit_test(what_a_standard_is_for_is_told),
        cmocka_unit_test(days_are_told_with_the_names_of_their_months),
        cmocka_unit_test(a_chart_has_what_the_transitions_allow_and_nothing_else),
        cmocka_unit_test(the_default_chart_shows_how_a_complaint_can_go),
        cmocka_unit_test(the_page_is_written_with_its_chart),
    };
    return cmocka_run_group_tests(tests, read_autus, forget_autus);
}
