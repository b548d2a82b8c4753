#include "tests/unit/autus.h"
#include "tests/unit/changed_document.h"

/* Each differs from the default procedure in one thing. */
static const struct change unusable[] = {
    /* Codes. */
    { "an entry into a stage that is not there", "{\"kinds\": [], \"stage\": \"informal\"}",
      "{\"kinds\": [], \"stage\": \"lobby\"}", "/entries/1/stage unknown_stage" },
    { "a standard of a stage that is not there", "\"stages\": [\"informal\"], \"amount\": 10",
      "\"stages\": [\"lobby\"], \"amount\": 10", "/standards/stage/stages/0 unknown_stage" },
    { "a standard of a category that is not there", "\"categories\": [\"data_protection\"]",
      "\"categories\": [\"other\", \"data\"]",
      "/standards/data_protection_acknowledgement/categories/1 unknown_category" },
    { "a category of a policy that is not there", "\"Poor service\", \"policy\": \"customer_care\"",
      "\"Poor service\", \"policy\": \"conduct\"", "/categories/0/policy unknown_policy" },
    { "a policy to be read where it could be a script", "\"owner\": \"the Board of Trustees\"",
      "\"owner\": \"the Board of Trustees\", \"url\": \"javascript:alert(1)\"",
      "/policies/0/url not_https" },
    { "a policy twice", "\"policies\": [",
      "\"policies\": [{\"code\": \"customer_care\", \"title\": \"T\", \"version\": \"1\", "
      "\"owner\": \"O\"},",
      "/policies/1/code code_twice" },
    { "a transition in a stage that is not there",
      "\"stages\": [\"informal\", \"referred\", \"board\"]}",
      "\"stages\": [\"informal\", \"lobby\", \"board\"]}",
      "/transitions/bypassed/stages/1 unknown_stage" },
    { "a transition to a stage that is not there",
      "\"stages\": [\"board\"],\n     \"to\": \"in_progress\", \"next_stage\": \"external\"",
      "\"stages\": [\"board\"], \"to\": \"in_progress\", \"next_stage\": \"lobby\"",
      "/transitions/referred/next_stage unknown_stage" },
    { "one stage twice", "\"code\": \"informal\"", "\"code\": \"board\"",
      "/stages/board/code code_twice; /entries/1/stage unknown_stage; "
      "/standards/stage/stages/0 unknown_stage; /transitions/referred/stages/0 unknown_stage; "
      "/transitions/bypassed/stages/0 unknown_stage; "
      "/transitions/bypassed/stages/0 unknown_stage" },
    { "one category twice", "\"code\": \"access\"", "\"code\": \"conduct\"",
      "/categories/5/code code_twice" },
    { "one outcome twice", "\"code\": \"apology\"", "\"code\": \"explanation\"",
      "/outcomes/1/code code_twice" },
    { "one notice twice", "\"code\": \"anonymous\"", "\"code\": \"no_disadvantage\"",
      "/notices/2/code code_twice" },
    { "one promise twice", "\"code\": \"decision\"", "\"code\": \"investigation\"",
      "/standards/investigation/code code_twice" },

    /* What every procedure holds. */
    { "no welcome", "\"code\": \"welcome\"", "\"code\": \"hello\"", "/sections missing" },
    { "not who may complain", "\"code\": \"who_may_complain\"", "\"code\": \"who\"",
      "/sections missing" },
    { "not about what", "\"code\": \"what_about\"", "\"code\": \"what\"", "/sections missing" },
    { "no help", "\"code\": \"help\"", "\"code\": \"helpers\"", "/sections missing" },
    { "not how long", "\"code\": \"how_long\"", "\"code\": \"length\"", "/sections missing" },
    { "not what then", "\"code\": \"not_satisfied\"", "\"code\": \"what_then\"",
      "/sections missing" },
    { "no confidentiality", "\"code\": \"confidentiality\", \"title\": \"Confidentiality and",
      "\"code\": \"secrecy\", \"title\": \"Confidentiality and", "/sections missing" },
    { "no safeguarding", "\"code\": \"safeguarding\"", "\"code\": \"safety\"",
      "/sections missing" },
    { "no redress", "\"code\": \"redress\"", "\"code\": \"law\"", "/sections missing" },
    { "confidentiality is not assured before", "\"code\": \"confidentiality\", \"version\"",
      "\"code\": \"secrecy\", \"version\"", "/notices missing" },
    { "no assurance that nobody is treated worse", "\"code\": \"no_disadvantage\"",
      "\"code\": \"fairness\"", "/notices missing" },
    { "a complaint must fit a category", "\"code\": \"other\"", "\"code\": \"miscellaneous\"",
      "/categories missing" },
    { "no way to complain", "\"ways\": [", "\"ways\": [], \"sections_of_old\": [",
      "/ways empty; /sections_of_old unknown_member" },

    { "mail about somebody goes to them", "\"addressed_to\": \"ceo\"",
      "\"addressed_to\": \"chair\"", "/ways missing" },

    /* Roles. */
    { "a stage of the auditor's", "\"responsible\": \"handler\"", "\"responsible\": \"auditor\"",
      "/stages/informal/responsible role_cannot_act" },
    { "a stage of reception's", "\"responsible\": \"handler\"", "\"responsible\": \"intake\"",
      "/stages/informal/responsible role_cannot_act" },
    { "a stage of the register's", "\"responsible\": \"ceo\"",
      "\"responsible\": \"register_keeper\"", "/stages/referred/responsible role_cannot_act" },
    { "a stage of the analyst's", "\"responsible\": \"ceo\"", "\"responsible\": \"analyst\"",
      "/stages/referred/responsible role_cannot_act" },
    { "the operator stands in", "[\"chair\", \"vice_chair\", \"trustee\"]",
      "[\"chair\", \"operator\"]", "/stages/referred/substitutes/1 role_cannot_act" },

    { "those are counted who decide alone", "\"responsible\": \"handler\",",
      "\"responsible\": \"handler\", \"quorum\": 2,", "/stages/informal/quorum does_not_fit" },
    { "nobody is outside of the outside body", "\"title\": \"External mediation\",",
      "\"title\": \"External mediation\", \"quorum\": 2,",
      "/stages/external/quorum no_way_outside" },

    /* Meetings and entries. */
    { "nobody's meeting", "\"body\": \"board\", ", "",
      "/standards/board_discussion/body required" },
    { "a meeting at any time", "\"within\": 30,", "",
      "/standards/board_discussion/within required" },
    { "what repeats cannot be extended", "\"repeats\": true, \"agreeable\": true,",
      "\"repeats\": true, \"agreeable\": true, \"extendable\": true,",
      "/standards/progress/extendable does_not_fit; /standards/progress/extendable no_decision" },
    { "what repeats waits for no meeting", "\"repeats\": true, \"agreeable\": true,",
      "\"repeats\": true, \"agreeable\": true, \"due\": \"set_date\",",
      "/standards/progress/due does_not_fit" },
    { "an answer to each question is not extended",
      "\"amount\": 24, \"unit\": \"hours\", \"roll\": \"none\", \"each\": true,",
      "\"amount\": 24, \"unit\": \"hours\", \"roll\": \"none\", \"each\": true, "
      "\"extendable\": true, \"agreeable\": true,",
      "/standards/telephone_question/extendable does_not_fit; "
      "/standards/telephone_question/agreeable does_not_fit; "
      "/standards/telephone_question/extendable no_decision" },
    { "a first answer that can be put off", "\"kinds\": [\"complaint\"], \"amount\": 3,",
      "\"kinds\": [\"complaint\"], \"extendable\": true, \"amount\": 3,",
      "/standards/initial_response/extendable no_decision" },
    { "a meeting that is put off by an extension", "\"body\": \"board\", ",
      "\"body\": \"board\", \"extendable\": true, ",
      "/standards/board_discussion/extendable no_decision" },
    { "no complaint comes in", "{\"kinds\": [], \"stage\"",
      "{\"kinds\": [\"enquiry\", \"request\"], \"stage\"", "/entries no_entry" },
    { "an entry after one that fits all", "{\"kinds\": [\"complaint\"], \"addressed_to\": \"ceo\",",
      "{\"kinds\": [],", "/entries/1 never_fires" },
    { "a stage before all entries", "{\"kinds\": [], \"stage\": \"informal\"}",
      "{\"kinds\": [], \"stage\": \"referred\"}",
      "/stages/informal stage_never_reached; /standards/stage/starts_with never_starts" },

    /* Transitions that never fire, or lie. */
    { "a row after one that fits it", "\"next_stage\": \"referred\"},",
      "\"next_stage\": \"referred\"}, {\"events\": [\"referred\"], \"from\": [\"decided\"], "
      "\"stages\": [\"informal\"]},",
      "/transitions/referred/events/0 never_fires" },
    { "an event of an earlier row", "{\"events\": [\"handover_acknowledged\"]",
      "{\"events\": [\"handover_acknowledged\", \"note\"]",
      "/transitions/handover_acknowledged/events/1 never_fires" },
    { "receiving again", "{\"events\": [\"settled\"]", "{\"events\": [\"settled\", \"received\"]",
      "/transitions/settled/events/1 never_fires" },
    { "what the service tells as an act", "{\"events\": [\"settled\"]",
      "{\"events\": [\"settled\", \"meeting_changed\"]",
      "/transitions/settled/events/1 never_fires" },
    { "what the service tells as news", "\"update\", \"interval_agreed\"],",
      "\"update\", \"interval_agreed\", \"meeting_changed\"],",
      "/standards/progress/met_by/3 not_an_act" },
    { "an outcome closes",
      "{\"events\": [\"resolution_agreed\", \"outcome\", \"declined\"], "
      "\"from\": [\"received\", \"in_progress\", \"decided\", \"answered\"],\n     \"to\": "
      "\"decided\"",
      "{\"events\": [\"resolution_agreed\", \"outcome\", \"declined\"], "
      "\"from\": [\"received\", \"in_progress\", \"decided\", \"answered\"],\n     \"to\": "
      "\"closed\"",
      "/transitions/resolution_agreed/to wrong_state" },
    { "closing leaves it open", "{\"events\": [\"closed\"], \"from\": [\"answered\"], \"to\"",
      "{\"events\": [\"closed\"], \"from\": [\"answered\"], \"to\": \"decided\"}, "
      "{\"events\": [\"closed\"], \"from\": [\"decided\"], \"to\"",
      "/transitions/closed/to wrong_state" },
    { "closing twice", "{\"events\": [\"closed\"], \"from\": [\"answered\"]",
      "{\"events\": [\"closed\"], \"from\": [\"answered\", \"closed\"]",
      "/transitions/closed/to wrong_state" },
    { "reopening what is open", "{\"events\": [\"reopened\"], \"from\": [\"closed\"]",
      "{\"events\": [\"reopened\"], \"from\": [\"closed\", \"answered\"]",
      "/transitions/reopened/to wrong_state" },
    { "a remedy reopens", "{\"events\": [\"reopened\"], \"from\": [\"closed\"]",
      "{\"events\": [\"reopened\", \"remedy_owed\"], \"from\": [\"closed\"]",
      "/transitions/reopened/to wrong_state" },
    { "sealing without a hand-over",
      "{\"events\": [\"settled\"], \"from\": [\"received\", "
      "\"in_progress\"], \"to\": \"decided\"}",
      "{\"events\": [\"settled\"], \"from\": [\"received\", \"in_progress\"], "
      "\"to\": \"safeguarding\"}",
      "/transitions/settled/to wrong_state" },
    { "withdrawn from safeguarding", "{\"events\": [\"withdrawn\"], \"from\": [\"received\",",
      "{\"events\": [\"withdrawn\"], \"from\": [\"safeguarding\", \"received\",",
      "/transitions/withdrawn/to wrong_state" },
    { "no hand-over of an answered case",
      "\"events\": [\"safeguarding\"], \"from\": [\"received\", \"in_progress\", \"decided\", "
      "\"answered\", \"closed\"]",
      "\"events\": [\"safeguarding\"], \"from\": [\"received\", \"in_progress\", \"decided\", "
      "\"closed\"]",
      "/stages/informal no_safeguarding; /stages/referred no_safeguarding; "
      "/stages/board no_safeguarding; /stages/external no_safeguarding" },

    /* Traps. */
    { "one stage cannot be closed", "{\"events\": [\"closed\"], \"from\": [\"answered\"]",
      "{\"events\": [\"closed\"], \"from\": [\"answered\"], "
      "\"stages\": [\"informal\", \"referred\", \"board\"]",
      "/stages/external trap" },
    { "what is alleged cannot be found", "\"allegation_added\", \"found\", ",
      "\"allegation_added\", ",
      "/stages/informal trap; /stages/referred trap; /stages/board trap; /stages/external trap" },
    { "an investigation does not end once there is an answer",
      "{\"events\": [\"investigation_closed\"], \"from\": [\"received\", \"in_progress\", "
      "\"decided\", \"answered\"]}",
      "{\"events\": [\"investigation_closed\"], \"from\": [\"received\", \"in_progress\", "
      "\"decided\"]}",
      "/stages/informal trap; /stages/referred trap; /stages/board trap; /stages/external trap" },
    { "what is done about a suggestion cannot be told",
      "\"extended\",\n                \"action_recorded\"", "\"extended\"",
      "/stages/informal trap; /stages/referred trap; /stages/board trap; /stages/external trap" },
    { "a hand-over is acknowledged in one stage only",
      "{\"events\": [\"handover_acknowledged\"], \"from\"",
      "{\"events\": [\"handover_acknowledged\"], \"stages\": [\"board\"], \"from\"",
      "/stages/informal trap; /stages/referred trap; /stages/external trap; "
      "/standards/handover_alarm never_stops; /standards/handover never_stops" },
    { "safeguarding does not end", "{\"events\": [\"safeguarding_closed\"], \"from\"",
      "{\"events\": [\"safeguarding_closed\"], \"stages\": [\"informal\"], \"from\"",
      "/stages/referred trap; /stages/board trap; /stages/external trap" },
    { "the complainant alone can end it",
      "{\"events\": [\"written_outcome\", \"written_outcome_declined\", \"no_route\"], \"from\"",
      "{\"events\": [\"written_outcome_declined\"], \"from\": [\"decided\"], "
      "\"stages\": [\"external\"], \"to\": \"answered\"}, "
      "{\"events\": [\"written_outcome\", \"written_outcome_declined\", \"no_route\"], "
      "\"stages\": [\"informal\", \"referred\", \"board\"], \"from\"",
      "/stages/external trap; /standards/progress never_stops; "
      "/standards/written_outcome never_stops; /standards/feedback never_stops" },

    /* Promises. */
    { "a remedy is never done", "\"clarification_given\", \"remedy_done\", ",
      "\"clarification_given\", ", "/standards/remedy never_stops" },
    { "a promise that runs on in a closed case",
      "\"met_by\": [\"investigation_closed\"],\n     \"ended_by\": [\"closed\",",
      "\"met_by\": [\"investigation_closed\"],\n     \"ended_by\": [",
      "/standards/investigation never_stops" },
    { "a promise that runs on after a hand-over",
      "\"no_route\", \"closed\", \"withdrawn\", \"safeguarding\"]",
      "\"no_route\", \"closed\", \"withdrawn\"]", "/standards/feedback never_stops" },
    { "a promise that the complainant alone can stop",
      "\"ended_by\": [\"written_outcome_declined\", \"no_route\", \"referred\", \"bypassed\", "
      "\"appealed\", \"quorum_lost\",\n                  \"mediation_referred\", \"closed\", "
      "\"withdrawn\", \"safeguarding\"]",
      "\"ended_by\": [\"withdrawn\", \"written_outcome_declined\"]",
      "/standards/written_outcome never_stops" },
    { "a promise that nothing stops",
      "\"starts_with\": [\"remedy_owed\"], \"met_by\": [\"remedy_done\"]",
      "\"starts_with\": [\"remedy_owed\"]", "/standards/remedy never_stops" },
    { "what stops a promise starts it again",
      "\"starts_with\": [\"remedy_owed\"], \"met_by\": [\"remedy_done\"]",
      "\"starts_with\": [\"remedy_owed\", \"remedy_done\"], \"met_by\": [\"remedy_done\"]",
      "/standards/remedy never_stops" },
    { "a promise that repeats without an end",
      "\"ended_by\": [\"written_outcome\", \"settled\", \"written_outcome_declined\", "
      "\"no_route\",\n                  \"closed\", \"withdrawn\", \"safeguarding\"]",
      "\"ended_by\": []", "/standards/progress never_stops" },
    { "one of two answers stops a promise",
      "\"met_by\": [\"subject_confirmed\", \"subject_dismissed\"]",
      "\"met_by\": [\"subject_confirmed\"]", "/standards/subject_confirmation never_stops" },
    { "an answer of the complainant's stops a promise",
      "\"starts_with\": [\"remedy_owed\"], \"met_by\": [\"remedy_done\"]",
      "\"starts_with\": [\"clarification_asked\"], \"met_by\": [\"clarification_given\"]",
      "/standards/remedy never_stops" },
    { "a limit that is not only watched", "\"watched\": true,", "",
      "/standards/redress_limit never_stops" },
    { "an initial response that the complainant is not told of",
      "\"kinds\": [\"complaint\"], \"amount\": 3,",
      "\"kinds\": [\"complaint\"], \"internal\": true, \"amount\": 3,",
      "/standards no_initial_response; /standards no_initial_response; "
      "/standards no_initial_response; /standards no_initial_response" },
    { "no initial response by post", "\"kinds\": [\"complaint\"], \"amount\": 3,",
      "\"kinds\": [\"complaint\"], \"channels\": [\"web\", \"email\", \"telephone\"], "
      "\"amount\": 3,",
      "/standards no_initial_response; /standards no_initial_response; "
      "/standards no_initial_response; /standards no_initial_response" },
    { "no initial response in the last stage", "\"kinds\": [\"complaint\"], \"amount\": 3,",
      "\"kinds\": [\"complaint\"], \"stages\": [\"informal\", \"referred\", \"board\"], "
      "\"amount\": 3,",
      "/standards no_initial_response" },
    { "no initial response to one category", "\"kinds\": [\"complaint\"], \"amount\": 3,",
      "\"kinds\": [\"complaint\"], \"categories\": [\"conduct\"], \"amount\": 3,",
      "/standards no_initial_response; /standards no_initial_response; "
      "/standards no_initial_response; /standards no_initial_response" },

    /* Timescales. */
    { "the first stage takes as long as it likes", "\"stages\": [\"informal\"], \"amount\": 10",
      "\"stages\": [\"external\"], \"amount\": 10", "/stages/informal no_timescale" },
    { "nothing follows a discussion", "\"starts_with\": [\"discussed\", \"course_determined\"]",
      "\"starts_with\": [\"course_determined\"]",
      "/stages/referred no_timescale; /stages/board no_timescale" },
    { "nothing follows the Chair's course",
      "\"starts_with\": [\"discussed\", \"course_determined\"]", "\"starts_with\": [\"discussed\"]",
      "/stages/referred no_timescale; /stages/board no_timescale" },
    { "nothing follows the mediation",
      "\"starts_with\": [\"investigation_closed\", \"mediation_result\"]",
      "\"starts_with\": [\"investigation_closed\"]",
      "/stages/informal no_timescale; /stages/referred no_timescale; "
      "/stages/board no_timescale; /stages/external no_timescale" },
    { "nothing begins outside when too few are left",
      "\"reopened\", \"referred\", \"bypassed\", \"quorum_lost\"],\n     \"met_by\": [\"outcome\"",
      "\"reopened\", \"referred\", \"bypassed\"],\n     \"met_by\": [\"outcome\"",
      "/stages/external no_timescale" },
    { "a meeting of a few channels",
      "\"stages\": [\"referred\", \"board\"], \"due\": \"next_meeting\",",
      "\"stages\": [\"referred\", \"board\"], \"channels\": [\"web\", \"post\"], "
      "\"due\": \"next_meeting\",",
      "/stages/referred no_timescale; /stages/board no_timescale" },
};

/* Not as the default has it, but nobody is trapped or misled. */
static const struct change usable[] = {
    { "a question is answered after the end",
      "\"warn_hours\": 12,\n     \"starts_with\": [\"question\"], \"met_by\": [\"answer\"], "
      "\"ended_by\": [\"closed\", \"withdrawn\", \"safeguarding\"]",
      "\"starts_with\": [\"question\"], \"met_by\": [\"answer\"]", NULL },
    { "nothing is alleged, nothing found", "\"allegation_added\", \"found\", ", "", NULL },
    { "nothing is settled at once", "{\"events\": [\"settled\"]", "{\"events\": [\"outcome\"]",
      NULL },
    { "a case is closed as soon as it is decided",
      "{\"events\": [\"closed\"], \"from\": [\"answered\"]",
      "{\"events\": [\"closed\"], \"from\": [\"decided\", \"answered\"]", NULL },
    { "the Board decides with two", "\"title\": \"Board of Trustees\",",
      "\"title\": \"Board of Trustees\", \"quorum\": 2,", NULL },
    { "one is enough", "\"title\": \"External mediation\",",
      "\"title\": \"External mediation\", \"quorum\": 1,", NULL },
    { "nobody stands in", "[\"chair\", \"vice_chair\", \"trustee\"]", "[]", NULL },
    { "no appeal against what is closed",
      "{\"events\": [\"appealed\"], \"from\": [\"decided\", \"answered\", \"closed\"]",
      "{\"events\": [\"appealed\"], \"from\": [\"decided\", \"answered\"]", NULL },
    { "complaints alone come in", "{\"kinds\": [], \"stage\"",
      "{\"kinds\": [\"complaint\", \"enquiry\", \"suggestion\"], \"stage\"", NULL },
};

static void what_could_trap_or_lie_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(unusable); i++) {
        SCOPED_OP op = op_begin();
        struct procedure procedure;
        const char *text = changed(&op, procedure_default, &unusable[i]);
        const enum fault fault = procedure_read(&op, text, &procedure);
        const char *found = mistakes_text(&op, &procedure);
        if (fault != FAULT_FIELDS_INVALID || strcmp(found, unusable[i].mistakes) != 0)
            fail_msg("%s: fault %d, %s", unusable[i].why, fault, found);
    }
}

static void what_harms_nobody_is_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(usable); i++) {
        SCOPED_OP op = op_begin();
        struct procedure procedure;
        const char *text = changed(&op, procedure_default, &usable[i]);
        if (procedure_read(&op, text, &procedure) != OK)
            fail_msg("%s: %s", usable[i].why, mistakes_text(&op, &procedure));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_could_trap_or_lie_is_refused),
        cmocka_unit_test(what_harms_nobody_is_not),
    };
    return cmocka_run_group_tests_name("procedure_check", tests, read_autus, forget_autus);
}
