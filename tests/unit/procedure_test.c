#include "common/procedure/procedure_document.h"
#include "tests/unit/autus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

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
    "\"met_by\":[\"outcome\"]}],"
    "\"transitions\":[{\"event\":\"outcome\",\"from\":[\"received\"],\"to\":\"decided\"}]}";

/* 'small' with the first 'part' replaced. */
static const char *changed(struct op *op, const char *part, const char *by)
{
    const char *at = strstr(small, part);
    if (!at)
        fail_msg("not in the document: %s", part);
    return memory_printf(op->memory, "%.*s%s%s", (int)(at - small), small, by, at + strlen(part));
}

static const char *mistakes_text(struct op *op)
{
    const char *text = "";
    for (size_t i = 0; op->mistakes && i < op->mistakes->count; i++)
        text = memory_printf(op->memory, "%s%s%s %s", text, *text ? "; " : "",
                             op->mistakes->list[i].pointer, op->mistakes->list[i].code);
    return text;
}

static void the_default_procedure_is_what_the_sources_say(void **state)
{
    static const struct {
        const char *code;
        int amount;
        enum unit unit;
        enum roll roll;
        bool repeats;
        const char *rule;
    } promises[] = {
        { "initial_response", 3, UNIT_WORKING_DAYS, ROLL_NONE, false, "A15" },
        { "stage", 10, UNIT_WORKING_DAYS, ROLL_NONE, false, "C11" },
        { "progress", 14, UNIT_CALENDAR_DAYS, ROLL_PRECEDING, true, "D7" },
        { "written_outcome", 5, UNIT_WORKING_DAYS, ROLL_NONE, false, "A20" },
        { "telephone_enquiry", 24, UNIT_HOURS, ROLL_NONE, false, "D2" },
        { "email_enquiry", 2, UNIT_WORKING_DAYS, ROLL_NONE, false, "A4" },
        { "postal_enquiry", 5, UNIT_WORKING_DAYS, ROLL_NONE, false, "D2" },
    };
    (void)state;

    assert_string_equal(autus.name, "Autus");
    for (size_t i = 0; i < COUNT(promises); i++) {
        const struct standard *standard = &autus.standards[i];
        assert_string_equal(standard->code, promises[i].code);
        assert_int_equal(standard->amount, promises[i].amount);
        assert_int_equal(standard->unit, promises[i].unit);
        assert_int_equal(standard->roll, promises[i].roll);
        assert_int_equal(standard->repeats, promises[i].repeats);
        assert_string_equal(standard->rule, promises[i].rule);
        assert_true(standard->starts_with_count && standard->met_by_count);
    }
    assert_int_equal(autus.stage_count, 4);
    assert_string_equal(autus.stages[1].code, "referred");
    assert_int_equal(autus.stages[1].responsible, ROLE_CEO);
}

static void every_case_finds_its_place_in_the_default(void **state)
{
    (void)state;
    for (size_t kind = 1; kind < kinds.count; kind++)
        assert_string_equal(procedure_entry_stage(&autus, (enum kind)kind), "informal");
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
    assert_string_equal(procedure_entry_stage(&procedure, KIND_REQUEST), "only");
    assert_true(standard_applies(&procedure.standards[0], KIND_REQUEST, CHANNEL_VISITOR_BOOK));

    const char *text = changed(&op, "\"kinds\":[]", "\"kinds\":[\"complaint\"]");
    assert_int_equal(procedure_read(&op, text, &procedure), OK);
    assert_string_equal(procedure_entry_stage(&procedure, KIND_COMPLAINT), "only");
    assert_null(procedure_entry_stage(&procedure, KIND_REQUEST));

    text = changed(&op, "\"amount\"", "\"channels\":[\"web\",\"post\"],\"amount\"");
    assert_int_equal(procedure_read(&op, text, &procedure), OK);
    assert_true(standard_applies(&procedure.standards[0], KIND_REQUEST, CHANNEL_POST));
    assert_false(standard_applies(&procedure.standards[0], KIND_REQUEST, CHANNEL_EMAIL));
}

static void a_transition_without_an_end_stays_where_it_is(void **state)
{
    SCOPED_OP op = op_begin();
    struct procedure procedure;
    (void)state;

    const char *text = changed(&op, ",\"to\":\"decided\"", "");
    assert_int_equal(procedure_read(&op, text, &procedure), OK);
    const struct transition *transition =
        procedure_transition(&procedure, STATE_RECEIVED, EVENT_OUTCOME);
    assert_non_null(transition);
    assert_int_equal(transition->to, STATE_NONE);
    assert_null(procedure_transition(&procedure, STATE_DECIDED, EVENT_OUTCOME));
    assert_null(procedure_transition(&procedure, STATE_RECEIVED, EVENT_UPDATE));
}

static const struct {
    const char *why, *part, *by, *mistakes;
} mistaken[] = {
    { "no name", "\"name\":\"Small\",", "", "/name required" },
    { "an empty name", "\"Small\"", "\"\"", "/name empty" },
    { "no stage", "{\"code\":\"only\",\"title\":\"The only stage\",\"responsible\":\"ceo\"}", "",
      "/stages empty" },
    { "a stage of nobody's", "\"responsible\":\"ceo\"", "\"responsible\":\"postman\"",
      "/stages/0/responsible unknown_word" },
    { "a stage that is not named as codes are", "\"code\":\"only\"", "\"code\":\"Only Stage\"",
      "/stages/0/code not_a_code" },
    { "an entry to a stage that is not there", "\"stage\":\"only\"", "\"stage\":\"board\"",
      "/entries/0/stage unknown_stage" },
    { "an entry of unknown kinds", "\"kinds\":[]", "\"kinds\":[\"complaint\",\"rant\"]",
      "/entries/0/kinds/1 unknown_word" },
    { "no entry", "{\"kinds\":[],\"stage\":\"only\"}", "", "/entries empty" },
    { "one category twice", "\"delay\"", "\"other\"", "/categories/1/code code_twice" },
    { "one outcome twice", "\"outcomes\":[",
      "\"outcomes\":[{\"code\":\"apology\",\"title\":\"B\"},", "/outcomes/1/code code_twice" },
    { "one stage twice", "\"stages\":[",
      "\"stages\":[{\"code\":\"only\",\"title\":\"B\",\"responsible\":\"ceo\"},",
      "/stages/1/code code_twice" },
    { "a standard that nothing starts", "\"starts_with\":[\"received\"],", "",
      "/standards/0/starts_with required" },
    { "a standard that starts with nothing", "\"starts_with\":[\"received\"]", "\"starts_with\":[]",
      "/standards/0/starts_with empty" },
    { "a standard that starts with what never happens", "\"starts_with\":[\"received\"]",
      "\"starts_with\":[\"sunrise\"]", "/standards/0/starts_with/0 unknown_word" },
    { "a standard that nothing meets", ",\"met_by\":[\"outcome\"]", "",
      "/standards/0/met_by required" },
    { "a standard of no time", "\"amount\":3", "\"amount\":0", "/standards/0/amount out_of_range" },
    { "a standard of eleven years", "\"amount\":3", "\"amount\":3661",
      "/standards/0/amount out_of_range" },
    { "a standard in fortnights", "\"working_days\"", "\"fortnights\"",
      "/standards/0/unit unknown_word" },
    { "a standard that rolls forwards", "\"roll\":\"none\"", "\"roll\":\"following\"",
      "/standards/0/roll unknown_word" },
    { "one promise twice for the same case", "\"standards\":[",
      "\"standards\":[{\"code\":\"answer\",\"title\":\"B\",\"channels\":[\"web\"],\"amount\":1,"
      "\"unit\":\"hours\",\"roll\":\"none\",\"starts_with\":[\"received\"],"
      "\"met_by\":[\"outcome\"]},",
      "/standards/1/code code_twice" },
    { "a transition from nowhere", "\"from\":[\"received\"]", "\"from\":[]",
      "/transitions/0/from empty" },
    { "a transition to nowhere", "\"to\":\"decided\"", "\"to\":\"heaven\"",
      "/transitions/0/to unknown_word" },
    { "a member that nobody reads", "\"name\"", "\"colour\":\"blue\",\"name\"",
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
        const char *text = changed(&op, mistaken[i].part, mistaken[i].by);
        const enum fault fault = procedure_read(&op, text, &procedure);
        if (fault != FAULT_FIELDS_INVALID || strcmp(mistakes_text(&op), mistaken[i].mistakes) != 0)
            fail_msg("%s: fault %d, %s", mistaken[i].why, fault, mistakes_text(&op));
    }
}

static void several_mistakes_are_told_at_once(void **state)
{
    SCOPED_OP op = op_begin();
    struct procedure procedure;
    (void)state;

    const char *text =
        changed(&op,
                "\"only\"}],\"categories\":[{\"code\":\"other\",\"title\":\"Other\"},"
                "{\"code\":\"delay\"",
                "\"last\"}],\"categories\":[{\"code\":\"other\",\"title\":\"Other\"},"
                "{\"code\":\"other\"");
    assert_int_equal(procedure_read(&op, text, &procedure), FAULT_FIELDS_INVALID);
    assert_string_equal(mistakes_text(&op),
                        "/entries/0/stage unknown_stage; /categories/1/code code_twice");
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
        cmocka_unit_test(a_transition_without_an_end_stays_where_it_is),
        cmocka_unit_test(every_mistake_is_told_with_its_place),
        cmocka_unit_test(several_mistakes_are_told_at_once),
        cmocka_unit_test(what_is_no_document_is_refused),
    };
    return cmocka_run_group_tests_name("procedure", tests, read_autus, forget_autus);
}
