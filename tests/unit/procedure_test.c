#include "tests/unit/autus.h"
#include "tests/unit/changed_document.h"

/* The smallest procedure there is; each mistake changes one part of it. */
static const char small[] =
    "{\"name\":\"Small\","
    "\"stages\":[{\"code\":\"only\",\"title\":\"The only stage\",\"responsible\":\"ceo\"}],"
    "\"entries\":[{\"kinds\":[],\"stage\":\"only\"}],"
    "\"categories\":[{\"code\":\"other\",\"title\":\"Other\"},"
    "{\"code\":\"delay\",\"title\":\"Delay\"}],"
    "\"outcomes\":[{\"code\":\"apology\",\"title\":\"An apology\"}],"
    "\"standards\":[{\"code\":\"answer\",\"title\":\"Answer\",\"rule\":\"A15\",\"amount\":3,"
    "\"unit\":\"working_days\",\"roll\":\"none\",\"starts_with\":[\"received\"],"
    "\"met_by\":[\"initial_response\"],\"ended_by\":[\"closed\",\"safeguarding\"]},"
    "{\"code\":\"end\",\"title\":\"The end\",\"amount\":20,\"unit\":\"calendar_days\","
    "\"roll\":\"preceding\",\"starts_with\":[\"received\",\"reopened\"],"
    "\"met_by\":[\"closed\"],\"ended_by\":[\"safeguarding\"]}],"
    "\"transitions\":["
    "{\"events\":[\"initial_response\",\"action_recorded\"],\"from\":[\"received\"]},"
    "{\"events\":[\"closed\"],\"from\":[\"received\"],\"to\":\"closed\"},"
    "{\"events\":[\"safeguarding\"],\"from\":[\"received\"],\"to\":\"safeguarding\"},"
    "{\"events\":[\"handover_acknowledged\"],\"from\":[\"safeguarding\"]},"
    "{\"events\":[\"safeguarding_closed\"],\"from\":[\"safeguarding\"],\"to\":\"closed\"}],"
    "\"ways\":[{\"channel\":\"post\",\"text\":\"Write to us.\"}],"
    "\"sections\":["
    "{\"code\":\"welcome\",\"title\":\"T\",\"text\":\"T\"},"
    "{\"code\":\"who_may_complain\",\"title\":\"T\",\"text\":\"T\"},"
    "{\"code\":\"what_about\",\"title\":\"T\",\"text\":\"T\"},"
    "{\"code\":\"help\",\"title\":\"T\",\"text\":\"T\"},"
    "{\"code\":\"how_long\",\"title\":\"T\",\"text\":\"T\"},"
    "{\"code\":\"not_satisfied\",\"title\":\"T\",\"text\":\"T\"},"
    "{\"code\":\"confidentiality\",\"title\":\"T\",\"text\":\"T\"},"
    "{\"code\":\"safeguarding\",\"title\":\"T\",\"text\":\"T\"},"
    "{\"code\":\"redress\",\"title\":\"T\",\"text\":\"T\"}],"
    "\"notices\":[{\"code\":\"confidentiality\",\"version\":1,\"text\":\"T\"},"
    "{\"code\":\"no_disadvantage\",\"version\":1,\"text\":\"T\"}]}";

static const char *with(struct op *op, const char *part, const char *by)
{
    return changed(op, small, &(struct change){ "small", part, by, NULL });
}

static const struct standard *default_standard(const char *code)
{
    for (size_t i = 0; i < autus.standard_count; i++)
        if (strcmp(autus.standards[i].code, code) == 0)
            return &autus.standards[i];
    fail_msg("no standard %s", code);
    return NULL;
}

static const struct {
    const char *code;
    int amount;
    enum unit unit;
    enum roll roll;
    bool repeats;
    const char *rule;
} promises[] = {
    /* of the default */
    { "initial_response", 3, UNIT_WORKING_DAYS, ROLL_NONE, false, "A15" },
    { "stage", 10, UNIT_WORKING_DAYS, ROLL_NONE, false, "C11" },
    { "board_discussion", 5, UNIT_WORKING_DAYS, ROLL_NONE, false, "A16" },
    { "board_decision", 10, UNIT_WORKING_DAYS, ROLL_NONE, false, "C11" },
    { "investigation", 10, UNIT_WORKING_DAYS, ROLL_NONE, false, "A17" },
    { "decision", 5, UNIT_WORKING_DAYS, ROLL_NONE, false, "A17" },
    { "progress", 14, UNIT_CALENDAR_DAYS, ROLL_PRECEDING, true, "D7" },
    { "written_outcome", 5, UNIT_WORKING_DAYS, ROLL_NONE, false, "A20" },
    { "question", 2, UNIT_WORKING_DAYS, ROLL_NONE, false, "A15" },
    { "telephone_question", 24, UNIT_HOURS, ROLL_NONE, false, "A15" },
    { "disadvantage", 3, UNIT_WORKING_DAYS, ROLL_NONE, false, "C14" },
    { "subject_confirmation", 1, UNIT_WORKING_DAYS, ROLL_NONE, false, "D10" },
    { "handover_alarm", 4, UNIT_HOURS, ROLL_NONE, false, "A13" },
    { "handover", 24, UNIT_HOURS, ROLL_NONE, false, "A13" },
    { "mediation_referral", 10, UNIT_WORKING_DAYS, ROLL_NONE, false, "C11" },
    { "mediation", 20, UNIT_WORKING_DAYS, ROLL_NONE, false, "C12" },
    { "redress_notice", 3, UNIT_WORKING_DAYS, ROLL_NONE, false, "C13" },
    { "redress_notice_later", 2, UNIT_WORKING_DAYS, ROLL_NONE, false, "C13" },
    { "data_protection_acknowledgement", 30, UNIT_CALENDAR_DAYS, ROLL_NONE, false, "A15" },
    { "telephone_enquiry", 24, UNIT_HOURS, ROLL_NONE, false, "A3" },
    { "email_enquiry", 2, UNIT_WORKING_DAYS, ROLL_NONE, false, "A4" },
    { "postal_enquiry", 5, UNIT_WORKING_DAYS, ROLL_NONE, false, "D2" },
    { "feedback", 10, UNIT_WORKING_DAYS, ROLL_NONE, false, "C3" },
};

static void the_default_procedure_is_what_the_sources_say(void **state)
{
    (void)state;

    assert_string_equal(autus.name, "Autus");
    for (size_t i = 0; i < COUNT(promises); i++) {
        const struct standard *standard = default_standard(promises[i].code);
        assert_int_equal(standard->amount, promises[i].amount);
        assert_int_equal(standard->unit, promises[i].unit);
        assert_int_equal(standard->roll, promises[i].roll);
        assert_int_equal(standard->repeats, promises[i].repeats);
        assert_string_equal(standard->rule, promises[i].rule);
    }
    assert_int_equal(autus.stage_count, 4);
    assert_string_equal(autus.stages[1].code, "referred");
    assert_int_equal(autus.stages[1].responsible, ROLE_CEO);
}

static void every_case_finds_its_place_in_the_default(void **state)
{
    (void)state;
    for (size_t kind = 1; kind < kinds.count; kind++)
        assert_string_equal(procedure_entry_stage(&autus, (enum kind)kind, ROLE_NONE), "informal");
    assert_string_equal(procedure_entry_stage(&autus, KIND_COMPLAINT, ROLE_CEO), "referred");
    assert_string_equal(procedure_entry_stage(&autus, KIND_COMPLAINT, ROLE_CHAIR), "informal");
    assert_string_equal(procedure_entry_stage(&autus, KIND_ENQUIRY, ROLE_CEO), "informal");
    assert_true(procedure_has_category(&autus, "unreasonable_delay"));
    assert_true(procedure_has_category(&autus, "other"));
    assert_false(procedure_has_category(&autus, ""));
    assert_false(procedure_has_category(&autus, "unreasonable"));
    assert_true(procedure_has_outcome(&autus, "apology"));
    assert_false(procedure_has_outcome(&autus, "other"));
}

static void a_list_that_is_empty_holds_every_word(void **state)
{
    SCOPED_OP op = op_begin();
    struct procedure procedure;
    (void)state;

    assert_int_equal(procedure_read(&op, small, &procedure), OK);
    assert_string_equal(procedure_entry_stage(&procedure, KIND_REQUEST, ROLE_CEO), "only");
    assert_true(standard_applies(&procedure.standards[0], KIND_REQUEST, CHANNEL_VISITOR_BOOK, ""));
    assert_true(standard_starts_with(&procedure.standards[0], EVENT_RECEIVED, "only",
                                     STATE_RECEIVED, CHANNEL_WEB));

    const char *text = with(&op, "\"kinds\":[]", "\"kinds\":[\"complaint\"]");
    assert_int_equal(procedure_read(&op, text, &procedure), OK);
    assert_string_equal(procedure_entry_stage(&procedure, KIND_COMPLAINT, ROLE_NONE), "only");
    assert_null(procedure_entry_stage(&procedure, KIND_REQUEST, ROLE_NONE));
}

static void a_list_that_is_not_holds_its_words_alone(void **state)
{
    const struct standard *question = default_standard("telephone_question");
    const struct standard *enquiry = default_standard("email_enquiry");
    const struct standard *acknowledgement = default_standard("data_protection_acknowledgement");
    const struct standard *notice = default_standard("redress_notice");
    (void)state;

    assert_true(standard_applies(enquiry, KIND_ENQUIRY, CHANNEL_EMAIL, ""));
    assert_false(standard_applies(enquiry, KIND_ENQUIRY, CHANNEL_POST, ""));
    assert_false(standard_applies(enquiry, KIND_COMPLAINT, CHANNEL_EMAIL, ""));
    assert_true(standard_applies(acknowledgement, KIND_COMPLAINT, CHANNEL_POST, "data_protection"));
    assert_false(standard_applies(acknowledgement, KIND_COMPLAINT, CHANNEL_POST, "conduct"));
    assert_true(
        standard_starts_with(question, EVENT_QUESTION, "board", STATE_RECEIVED, CHANNEL_TELEPHONE));
    assert_false(
        standard_starts_with(question, EVENT_QUESTION, "board", STATE_RECEIVED, CHANNEL_EMAIL));
    assert_true(
        standard_starts_with(notice, EVENT_RECEIVED, "referred", STATE_RECEIVED, CHANNEL_WEB));
    assert_false(
        standard_starts_with(notice, EVENT_RECEIVED, "informal", STATE_RECEIVED, CHANNEL_WEB));
}

static void the_first_transition_that_fits_is_the_one(void **state)
{
    (void)state;
    const struct transition *transition =
        procedure_transition(&autus, STATE_DECIDED, "referred", EVENT_REFERRED);
    assert_string_equal(transition->next_stage, "board");
    assert_int_equal(transition->to, STATE_IN_PROGRESS);
    assert_null(procedure_transition(&autus, STATE_DECIDED, "external", EVENT_REFERRED));
    assert_null(procedure_transition(&autus, STATE_CLOSED, "referred", EVENT_REFERRED));

    transition = procedure_transition(&autus, STATE_CLOSED, "external", EVENT_REMEDY_DONE);
    assert_non_null(transition);
    assert_int_equal(transition->to, STATE_NONE);
    assert_null(transition->next_stage);
}

static const struct change mistaken[] = {
    { "no name", "\"name\":\"Small\",", "", "/name required" },
    { "an empty name", "\"Small\"", "\"\"", "/name empty" },
    { "no stage", "{\"code\":\"only\",\"title\":\"The only stage\",\"responsible\":\"ceo\"}", "",
      "/stages empty" },
    { "a stage of nobody's", "\"responsible\":\"ceo\"", "\"responsible\":\"postman\"",
      "/stages/0/responsible unknown_word" },
    { "a stage that is not named as codes are", "\"code\":\"only\"", "\"code\":\"Only Stage\"",
      "/stages/0/code not_a_code" },
    { "an entry of unknown kinds", "\"kinds\":[]", "\"kinds\":[\"complaint\",\"rant\"]",
      "/entries/0/kinds/1 unknown_word" },
    { "no entry", "{\"kinds\":[],\"stage\":\"only\"}", "", "/entries empty" },
    { "a standard that nothing starts", "\"starts_with\":[\"received\"],", "",
      "/standards/0/starts_with required" },
    { "a standard that starts with nothing", "\"starts_with\":[\"received\"]", "\"starts_with\":[]",
      "/standards/0/starts_with empty" },
    { "a standard that starts with what never happens", "\"starts_with\":[\"received\"]",
      "\"starts_with\":[\"sunrise\"]", "/standards/0/starts_with/0 unknown_word" },
    { "a standard of no time", "\"amount\":3", "\"amount\":0", "/standards/0/amount out_of_range" },
    { "a standard of eleven years", "\"amount\":3", "\"amount\":3661",
      "/standards/0/amount out_of_range" },
    { "a standard in fortnights", "\"working_days\"", "\"fortnights\"",
      "/standards/0/unit unknown_word" },
    { "a standard that rolls forwards", "\"roll\":\"none\"", "\"roll\":\"following\"",
      "/standards/0/roll unknown_word" },
    { "a standard that waits for Christmas", "\"amount\":3", "\"due\":\"christmas\",\"amount\":3",
      "/standards/0/due unknown_word" },
    { "a transition of nothing", "[\"safeguarding_closed\"]", "[]", "/transitions/4/events empty" },
    { "a transition from nowhere", "\"from\":[\"safeguarding\"]}", "\"from\":[]}",
      "/transitions/3/from empty" },
    { "a transition to nowhere", "\"to\":\"safeguarding\"", "\"to\":\"heaven\"",
      "/transitions/2/to unknown_word" },
    { "a way that nobody goes", "\"channel\":\"post\"", "\"channel\":\"pigeon\"",
      "/ways/0/channel unknown_word" },
    { "a notice without a version", "{\"code\":\"no_disadvantage\",\"version\":1,",
      "{\"code\":\"no_disadvantage\",", "/notices/1/version required" },
    { "a member that nobody reads", "\"name\":\"Small\"", "\"colour\":\"blue\",\"name\":\"Small\"",
      "/colour unknown_member" },
    { "a member that is missing", "\"entries\":[{\"kinds\":[],\"stage\":\"only\"}],", "",
      "/entries required" },
};

static void every_mistake_is_told_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mistaken); i++) {
        SCOPED_OP op = op_begin();
        struct procedure procedure;
        const char *text = changed(&op, small, &mistaken[i]);
        const enum fault fault = procedure_read(&op, text, &procedure);
        if (fault != FAULT_FIELDS_INVALID ||
            strcmp(mistakes_text(&op, NULL), mistaken[i].mistakes) != 0)
            fail_msg("%s: fault %d, %s", mistaken[i].why, fault, mistakes_text(&op, NULL));
    }
}

static void several_mistakes_are_told_at_once(void **state)
{
    SCOPED_OP op = op_begin();
    struct procedure procedure;
    (void)state;

    const char *text = with(&op,
                            "\"entries\":[{\"kinds\":[],\"stage\":\"only\"}],"
                            "\"categories\":[{\"code\":\"other\"",
                            "\"entries\":[{\"kinds\":[],\"stage\":\"last\"}],"
                            "\"categories\":[{\"code\":\"delay\"");
    assert_int_equal(procedure_read(&op, text, &procedure), FAULT_FIELDS_INVALID);
    assert_string_equal(mistakes_text(&op, NULL),
                        "/categories/1/code code_twice; /entries/0/stage unknown_stage; "
                        "/categories missing");
}

static void what_is_no_document_is_refused(void **state)
{
    static const char *const texts[] = { "", "[]", "{", "procedure" };
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        SCOPED_OP op = op_begin();
        struct procedure procedure;
        assert_int_equal(procedure_read(&op, texts[i], &procedure), FAULT_MALFORMED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_default_procedure_is_what_the_sources_say),
        cmocka_unit_test(every_case_finds_its_place_in_the_default),
        cmocka_unit_test(a_list_that_is_empty_holds_every_word),
        cmocka_unit_test(a_list_that_is_not_holds_its_words_alone),
        cmocka_unit_test(the_first_transition_that_fits_is_the_one),
        cmocka_unit_test(every_mistake_is_told_with_its_place),
        cmocka_unit_test(several_mistakes_are_told_at_once),
        cmocka_unit_test(what_is_no_document_is_refused),
    };
    return cmocka_run_group_tests_name("procedure", tests, read_autus, forget_autus);
}
