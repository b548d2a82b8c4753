#include "common/domain/case_guard.h"

#include "common/domain/case_people.h"
#include "tests/unit/case_events.h"

static const struct {
    struct happened happened[EVENTS_MAX];
    enum event_type event;
    const char *refusal; /* NULL: nothing stands in its way */
} guards[] = {
    { { JUST(RECEIVED) }, EVENT_FOUND, "nothing_to_find" },
    { { JUST(ALLEGATION_ADDED) }, EVENT_FOUND, NULL },
    { { JUST(ALLEGATION_ADDED), JUST(FOUND) }, EVENT_FOUND, NULL },
    { { JUST(RECEIVED) }, EVENT_INITIAL_RESPONSE, NULL },
    { { JUST(INITIAL_RESPONSE) }, EVENT_INITIAL_RESPONSE, "answered_before" },
    { { JUST(INITIAL_RESPONSE), JUST(REOPENED) }, EVENT_INITIAL_RESPONSE, NULL },
    { { JUST(RECEIVED) }, EVENT_ANSWER, "no_open_question" },
    { { JUST(QUESTION) }, EVENT_ANSWER, NULL },
    { { JUST(QUESTION), JUST(ANSWER) }, EVENT_ANSWER, "no_open_question" },
    { { JUST(RECEIVED) }, EVENT_DISADVANTAGE_ANSWERED, "no_open_report" },
    { { JUST(DISADVANTAGE_REPORTED) }, EVENT_DISADVANTAGE_ANSWERED, NULL },
    { { JUST(RECEIVED) }, EVENT_CLARIFICATION_GIVEN, "no_open_request" },
    { { JUST(CLARIFICATION_ASKED) }, EVENT_CLARIFICATION_GIVEN, NULL },
    { { JUST(RECEIVED) }, EVENT_REMEDY_DONE, "no_open_remedy" },
    { { JUST(REMEDY_OWED) }, EVENT_REMEDY_DONE, NULL },
    { { JUST(RECEIVED) }, EVENT_SUBJECT_CONFIRMED, "nobody_to_confirm" },
    { { JUST(CONFLICT_DECLARED) }, EVENT_SUBJECT_DISMISSED, "nobody_to_confirm" },
    { { JUST(SUBJECT_NAMED) }, EVENT_SUBJECT_CONFIRMED, NULL },
    { { JUST(SUBJECT_NAMED) }, EVENT_SUBJECT_TOLD, "nobody_confirmed" },
    { { JUST(CONFLICT_DECLARED) }, EVENT_SUBJECT_REPLIED, "nobody_confirmed" },
    { { JUST(SUBJECT_NAMED), DID(SUBJECT_CONFIRMED, .concerns = 1) }, EVENT_SUBJECT_TOLD, NULL },
    { { JUST(SUBJECT_NAMED), DID(SUBJECT_DISMISSED, .concerns = 1) },
      EVENT_SUBJECT_OUTCOME_TOLD,
      "nobody_confirmed" },
    { { JUST(RECEIVED) }, EVENT_APPEALED, "nothing_declined" },
    { { JUST(DECLINED) }, EVENT_APPEALED, NULL },
    { { JUST(DECLINED), JUST(APPEALED) }, EVENT_APPEALED, "nothing_declined" },
    { { JUST(RECEIVED) }, EVENT_RESOLUTION_AGREED, "no_offer" },
    { { JUST(RECEIVED) }, EVENT_RESOLUTION_REFUSED, "no_offer" },
    { { JUST(RESOLUTION_OFFERED) }, EVENT_RESOLUTION_AGREED, NULL },
    { { JUST(RESOLUTION_OFFERED) }, EVENT_RESOLUTION_OFFERED, "offer_open" },
    { { JUST(MEDIATION_ASKED) }, EVENT_MEDIATION_ASKED, "mediation_open" },
    { { JUST(MEDIATION_ASKED) }, EVENT_MEDIATION_OFFERED, NULL },
    { { JUST(MEDIATION_OFFERED) }, EVENT_MEDIATION_OFFERED, "mediation_open" },
    { { JUST(MEDIATION_ASKED) }, EVENT_MEDIATION_ACCEPTED, "mediation_not_offered" },
    { { JUST(MEDIATION_OFFERED) }, EVENT_MEDIATION_ACCEPTED, NULL },
    { { JUST(MEDIATION_ASKED) }, EVENT_MEDIATION_DECLINED, NULL },
    { { JUST(RECEIVED) }, EVENT_MEDIATION_DECLINED, "mediation_not_offered" },
    { { JUST(MEDIATION_OFFERED) }, EVENT_MEDIATION_REFERRED, "mediation_not_accepted" },
    { { JUST(MEDIATION_ACCEPTED) }, EVENT_MEDIATION_REFERRED, NULL },
    { { JUST(MEDIATION_ACCEPTED) }, EVENT_MEDIATION_RESULT, "no_mediation" },
    { { JUST(MEDIATION_REFERRED) }, EVENT_MEDIATION_RESULT, NULL },
    { { JUST(INVESTIGATION_OPENED) }, EVENT_INVESTIGATION_OPENED, "investigation_open" },
    { { JUST(RECEIVED) }, EVENT_INVESTIGATION_CLOSED, "no_investigation" },
    { { JUST(INVESTIGATION_OPENED) }, EVENT_INVESTIGATION_CLOSED, NULL },
    { { JUST(RECEIVED) }, EVENT_INVESTIGATION_REASSIGNED, "no_investigation" },
    { { JUST(INVESTIGATION_OPENED) }, EVENT_INVESTIGATION_REASSIGNED, NULL },
    { { JUST(INVESTIGATION_OPENED), JUST(INVESTIGATION_CLOSED) },
      EVENT_INVESTIGATION_REASSIGNED,
      "no_investigation" },
    { { JUST(RECEIVED) }, EVENT_HANDOVER_ACKNOWLEDGED, "no_handover" },
    { { JUST(SAFEGUARDING) }, EVENT_HANDOVER_ACKNOWLEDGED, NULL },
    { { JUST(SAFEGUARDING), JUST(HANDOVER_ACKNOWLEDGED) },
      EVENT_HANDOVER_ACKNOWLEDGED,
      "no_handover" },
    { { JUST(SAFEGUARDING) }, EVENT_SAFEGUARDING_CLOSED, "handover_open" },
    { { JUST(SAFEGUARDING), JUST(HANDOVER_ACKNOWLEDGED) }, EVENT_SAFEGUARDING_CLOSED, NULL },
    { { JUST(ALLEGATION_ADDED) }, EVENT_CLOSED, "findings_missing" },
    { { JUST(ALLEGATION_ADDED), JUST(FOUND) }, EVENT_CLOSED, NULL },
    { { JUST(INVESTIGATION_OPENED) }, EVENT_CLOSED, "report_missing" },
    { { JUST(INVESTIGATION_OPENED), JUST(INVESTIGATION_CLOSED) }, EVENT_CLOSED, NULL },
    { { JUST(REMEDY_OWED) }, EVENT_CLOSED, NULL },
    { { JUST(RECEIVED) }, EVENT_UPDATE, NULL },
};

static const char *code_of(const struct refusal *refusal)
{
    return refusal ? refusal->code : "none";
}

static void an_act_needs_something_that_it_is_about(void **state)
{
    const struct case_file file = { .kind = KIND_COMPLAINT, .erased_at = NO_INSTANT };
    (void)state;
    for (size_t i = 0; i < COUNT(guards); i++) {
        const struct case_life life = life_of(guards[i].happened);
        const char *code = code_of(event_refusal(&file, &life, guards[i].event));
        if (strcmp(code, guards[i].refusal ? guards[i].refusal : "none") != 0)
            fail_msg("row %zu, %s: %s", i, vocabulary_text(&event_types, (int)guards[i].event),
                     code);
    }
}

/* Rule: A10. */
static void a_suggestion_needs_an_action_or_the_reason_for_none(void **state)
{
    static const enum kind asked[] = { KIND_SUGGESTION, KIND_COMPLIMENT };
    (void)state;
    for (size_t i = 0; i < COUNT(asked); i++) {
        const struct case_file file = { .kind = asked[i], .erased_at = NO_INSTANT };
        struct case_life life = new_life;
        assert_string_equal(code_of(event_refusal(&file, &life, EVENT_CLOSED)), "action_missing");
        life_take(&life, 1, EVENT_ACTION_RECORDED, HOUR, &no_facts);
        assert_null(event_refusal(&file, &life, EVENT_CLOSED));
    }
}

/* Rule: A13, D17. */
static void what_went_to_safeguarding_is_not_opened_again_here(void **state)
{
    const struct case_file file = { .kind = KIND_COMPLAINT,
                                    .erased_at = NO_INSTANT,
                                    .sealed_off = true };
    (void)state;
    assert_string_equal(code_of(event_refusal(&file, &new_life, EVENT_REOPENED)), "sealed_off");
    struct case_life life = new_life;
    life_take(&life, 1, EVENT_DECLINED, HOUR, &no_facts);
    assert_string_equal(code_of(event_refusal(&file, &life, EVENT_APPEALED)), "sealed_off");
    const struct case_file seen = case_as_public(&file);
    assert_null(event_refusal(&seen, &life, EVENT_APPEALED));
}

/* What fills a list, and what makes an item of it done. */
static const struct {
    enum event_type event, done_by;
    int room;
} lists[] = {
    { EVENT_ALLEGATION_ADDED, EVENT_FOUND, LIFE_ALLEGATIONS },
    { EVENT_REMEDY_OWED, EVENT_REMEDY_DONE, LIFE_REMEDIES },
    { EVENT_QUESTION, EVENT_ANSWER, LIFE_QUESTIONS },
    { EVENT_DISADVANTAGE_REPORTED, EVENT_DISADVANTAGE_ANSWERED, LIFE_QUESTIONS },
    { EVENT_CLARIFICATION_ASKED, EVENT_CLARIFICATION_GIVEN, LIFE_QUESTIONS },
    { EVENT_SUBJECT_NAMED, EVENT_SUBJECT_DISMISSED, LIFE_PEOPLE },
    { EVENT_CONFLICT_DECLARED, EVENT_NONE, LIFE_PEOPLE },
};

static void a_list_that_is_full_takes_no_more(void **state)
{
    const struct case_file file = { .kind = KIND_COMPLAINT, .erased_at = NO_INSTANT };
    (void)state;
    for (size_t i = 0; i < COUNT(lists); i++) {
        struct case_life life = new_life;
        for (int seq = 1; seq <= lists[i].room; seq++) {
            assert_null(event_refusal(&file, &life, lists[i].event));
            life_take(&life, seq, lists[i].event, HOUR, &no_facts);
        }
        assert_string_equal(code_of(event_refusal(&file, &life, lists[i].event)), "room_is_used");
    }
}

/* One that is open all the time stays known, and may be done in the end. */
static void what_is_done_takes_no_room(void **state)
{
    const struct case_file file = { .kind = KIND_COMPLAINT, .erased_at = NO_INSTANT };
    const struct facts first = { .concerns = 1 };
    (void)state;
    for (size_t i = 0; i < COUNT(lists) && lists[i].done_by; i++) {
        struct case_life life = new_life;
        int seq = 1;
        life_take(&life, seq++, lists[i].event, HOUR, &no_facts);
        for (int turn = 0; turn < 3 * lists[i].room; turn++) {
            const struct facts concerned = { .concerns = seq };
            assert_null(event_refusal(&file, &life, lists[i].event));
            life_take(&life, seq++, lists[i].event, HOUR, &no_facts);
            life_take(&life, seq++, lists[i].done_by, HOUR, &concerned);
        }
        assert_null(event_refusal(&file, &life, lists[i].done_by));
        life_take(&life, seq++, lists[i].done_by, HOUR, &first);
        if (lists[i].done_by != EVENT_FOUND) /* a finding may be revised */
            assert_non_null(event_refusal(&file, &life, lists[i].done_by));
        assert_int_equal(life_people_open(&life), 0);
    }
}

static void what_is_allowed_needs_the_procedure_and_the_guard(void **state)
{
    const struct happened asked[EVENTS_MAX] = { JUST(QUESTION) };
    const struct case_life life = life_of(asked);
    struct case_file file = { .kind = KIND_COMPLAINT,
                              .stage = "informal",
                              .state = STATE_CLOSED,
                              .version = 1,
                              .erased_at = NO_INSTANT };
    (void)state;
    assert_true(event_is_allowed(&autus, &file, &life, EVENT_ANSWER));
    assert_false(event_is_allowed(&autus, &file, &new_life, EVENT_ANSWER));
    assert_false(event_is_allowed(&autus, &file, &life, EVENT_UPDATE));
    file.state = STATE_IN_PROGRESS;
    assert_true(event_is_allowed(&autus, &file, &life, EVENT_UPDATE));
    file.stage = "external";
    assert_false(event_is_allowed(&autus, &file, &life, EVENT_REFERRED));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_act_needs_something_that_it_is_about),
        cmocka_unit_test(a_suggestion_needs_an_action_or_the_reason_for_none),
        cmocka_unit_test(what_went_to_safeguarding_is_not_opened_again_here),
        cmocka_unit_test(a_list_that_is_full_takes_no_more),
        cmocka_unit_test(what_is_done_takes_no_room),
        cmocka_unit_test(what_is_allowed_needs_the_procedure_and_the_guard),
    };
    return cmocka_run_group_tests_name("case_guard", tests, read_autus, forget_autus);
}
