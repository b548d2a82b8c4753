#include "tests/unit/case_record.h"

static const struct meeting meeting = { .id = { .bytes = { 1 } },
                                        .body = BODY_BOARD,
                                        .starts_at = 1768932000 * SECOND, /* 20 January, 18:00 */
                                        .changed_at = NO_INSTANT };
static const struct setting complaint = { KIND_COMPLAINT, CHANNEL_WEB, "", &meeting, 1 };

#define RECEIVED_IN(code) TELLING("received", came_in, .stage = code)
#define REFERRED_LATER THEN("referred", "2026-01-08T10:00:00Z")
#define OUTCOME THEN("outcome", "2026-01-07T10:00:00Z")
#define LETTER THEN("written_outcome", "2026-01-08T10:00:00Z")
#define DISCUSSED THEN("discussed", "2026-01-09T10:00:00Z")

static const struct story decided[] = {
    { "the Board that discusses what is decided owes no decision",
      "board_decision",
      { RECEIVED_IN("referred"), OUTCOME, DISCUSSED },
      "2026-03-01T10:00:00Z",
      "" },
    { "nor of what is answered in writing",
      "board_decision",
      { RECEIVED_IN("referred"), OUTCOME, LETTER, DISCUSSED },
      "2026-03-01T10:00:00Z",
      "" },
    { "nor the Chair who determines a course then",
      "board_decision",
      { RECEIVED_IN("referred"), OUTCOME, THEN("course_determined", "2026-01-09T10:00:00Z") },
      "2026-03-01T10:00:00Z",
      "" },
    { "what was discussed before it was decided was owed, whenever that is recorded",
      "board_decision",
      { RECEIVED_IN("referred"), OUTCOME,
        LATE("discussed", "2026-01-06T10:00:00Z", "2026-01-12T10:00:00Z") },
      "2026-03-01T10:00:00Z",
      "3/1 2026-01-20 met" },
    { "and what was decided before it was discussed was not",
      "board_decision",
      { RECEIVED_IN("referred"), DISCUSSED, TIME("2026-02-01T10:00:00Z"),
        LATE("outcome", "2026-01-07T10:00:00Z", "2026-02-12T10:00:00Z") },
      "2026-03-01T10:00:00Z",
      "2/1 2026-01-23 superseded recorded corrected" },
    { "the first answer decides nothing, whenever it is recorded",
      "board_decision",
      { RECEIVED_IN("referred"), THEN("initial_response", "2026-01-08T10:00:00Z"),
        LATE("outcome", "2026-01-07T10:00:00Z", "2026-01-08T11:00:00Z"), DISCUSSED },
      "2026-03-01T10:00:00Z",
      "" },
    { "opened again it is owed again",
      "board_decision",
      { RECEIVED_IN("referred"), OUTCOME, LETTER, THEN("closed", "2026-01-08T11:00:00Z"),
        THEN("reopened", "2026-01-08T12:00:00Z"), DISCUSSED },
      "2026-01-09T10:00:00Z",
      "6/1 2026-01-23 running" },
    { "and led on, too",
      "board_decision",
      { RECEIVED_IN("referred"), OUTCOME, THEN("referred", "2026-01-08T10:00:00Z"), DISCUSSED },
      "2026-01-09T10:00:00Z",
      "4/1 2026-01-23 running" },
    { "an investigation that ends after the decision leads to no other",
      "decision",
      { RECEIVED, THEN("investigation_opened", "2026-01-06T10:00:00Z"), OUTCOME,
        THEN("investigation_closed", "2026-01-09T10:00:00Z") },
      "2026-03-01T10:00:00Z",
      "" },
    { "nor does a mediation",
      "decision",
      { RECEIVED, THEN("mediation_referred", "2026-01-06T10:00:00Z"), OUTCOME,
        THEN("mediation_result", "2026-01-09T10:00:00Z") },
      "2026-03-01T10:00:00Z",
      "" },
    { "nobody is left after the answer: it is not taken outside by a day",
      "mediation_referral",
      { RECEIVED, OUTCOME, LETTER, THEN("quorum_lost", "2026-01-09T10:00:00Z") },
      "2026-03-01T10:00:00Z",
      "" },
    { "nor is news promised then",
      "progress",
      { RECEIVED, OUTCOME, LETTER, THEN("quorum_lost", "2026-01-09T10:00:00Z") },
      "2026-03-01T10:00:00Z",
      "1/1 2026-01-19 ended" },
    { "nor after an answer that nobody wanted in writing",
      "progress",
      { RECEIVED, OUTCOME, THEN("written_outcome_declined", "2026-01-08T10:00:00Z") },
      "2026-03-01T10:00:00Z",
      "1/1 2026-01-19 ended" },
};

/* Rule: C11, D7. */
static void what_was_done_is_not_promised_again(void **state)
{
    (void)state;
    check_all(decided, COUNT(decided), &complaint);
}

static const struct story taken_back[] = {
    { "a decision that is not the last word is not told in writing",
      "written_outcome",
      { RECEIVED, OUTCOME, REFERRED_LATER },
      "2026-03-01T10:00:00Z",
      "2/1 2026-01-14 ended" },
    { "the next one is",
      "written_outcome",
      { RECEIVED, OUTCOME, REFERRED_LATER, THEN("outcome", "2026-01-12T10:00:00Z") },
      "2026-01-12T10:00:00Z",
      "2/1 2026-01-14 ended; 4/1 2026-01-19 running" },
    { "nor is what nobody is left to write",
      "written_outcome",
      { RECEIVED, OUTCOME, THEN("quorum_lost", "2026-01-08T10:00:00Z") },
      "2026-03-01T10:00:00Z",
      "2/1 2026-01-14 ended" },
    { "what was late by then stays late",
      "written_outcome",
      { RECEIVED, OUTCOME, THEN("bypassed", "2026-01-15T10:00:00Z") },
      "2026-03-01T10:00:00Z",
      "2/1 2026-01-14 ended breached recorded" },
};

#define IN_MEDIATION THEN("mediation_referred", "2026-01-06T10:00:00Z")

static const struct story under_way[] = {
    { "what is with a mediator is not to be referred to one",
      "mediation_referral",
      { RECEIVED, IN_MEDIATION, TELLING("bypassed", "2026-01-07T10:00:00Z", .stage = "external") },
      "2026-03-01T10:00:00Z",
      "" },
    { "after the result it may be",
      "mediation_referral",
      { RECEIVED, IN_MEDIATION, THEN("mediation_result", "2026-01-07T10:00:00Z"),
        TELLING("bypassed", "2026-01-08T10:00:00Z", .stage = "external") },
      "2026-01-08T10:00:00Z",
      "4/1 2026-01-22 running" },
    { "nor does the Board owe the next step while one is taken",
      "board_decision",
      { RECEIVED_IN("referred"), THEN("investigation_opened", "2026-01-06T10:00:00Z"), DISCUSSED },
      "2026-03-01T10:00:00Z",
      "" },
    { "until it is reported on",
      "board_decision",
      { RECEIVED_IN("referred"), THEN("investigation_opened", "2026-01-06T10:00:00Z"),
        THEN("investigation_closed", "2026-01-08T10:00:00Z"), DISCUSSED },
      "2026-01-09T10:00:00Z",
      "4/1 2026-01-23 running" },
    { "what is decided meanwhile is told in writing",
      "written_outcome",
      { RECEIVED, IN_MEDIATION, OUTCOME },
      "2026-01-07T10:00:00Z",
      "3/1 2026-01-14 running" },
    { "what was decided waits for no report: led on, the Board owes the next decision",
      "board_decision",
      { RECEIVED, THEN("investigation_opened", "2026-01-06T10:00:00Z"), OUTCOME,
        TELLING("referred", "2026-01-08T10:00:00Z", .stage = "referred"), DISCUSSED },
      "2026-01-09T10:00:00Z",
      "5/1 2026-01-23 running" },
    { "nor for a mediator",
      "board_decision",
      { RECEIVED_IN("referred"), IN_MEDIATION, THEN("resolution_agreed", "2026-01-07T10:00:00Z"),
        LETTER, THEN("appealed", "2026-01-08T12:00:00Z"), DISCUSSED },
      "2026-01-09T10:00:00Z",
      "6/1 2026-01-23 running" },
};

#define LATE_REFERRAL LATE("referred", "2026-01-06T10:00:00Z", "2026-01-09T10:00:00Z")

static const struct story never_stood[] = {
    { "who had wished to go on before it was decided waits for the Board",
      "board_discussion",
      { RECEIVED, OUTCOME, LATE_REFERRAL },
      "2026-01-12T10:00:00Z",
      "3/1 2026-01-20 by meeting running" },
    { "until that has discussed it",
      "board_discussion",
      { RECEIVED, OUTCOME, LETTER, LATE_REFERRAL, THEN("discussed", "2026-01-20T18:00:00Z") },
      "2026-01-21T10:00:00Z",
      "4/1 2026-01-20 by meeting met" },
    { "or it is decided there, whenever that is recorded",
      "board_discussion",
      { RECEIVED, OUTCOME, LATE_REFERRAL,
        LATE("outcome", "2026-01-08T10:00:00Z", "2026-01-12T10:00:00Z") },
      "2026-01-12T10:00:00Z",
      "3/1 2026-01-20 by meeting ended" },
    { "what was taken back is not told in writing",
      "written_outcome",
      { RECEIVED, OUTCOME, LATE_REFERRAL },
      "2026-01-12T10:00:00Z",
      "2/1 2026-01-14 superseded" },
    { "nor was what is decided then, by the letter from before",
      "written_outcome",
      { RECEIVED, OUTCOME, LETTER, LATE_REFERRAL,
        LATE("outcome", "2026-01-08T09:00:00Z", "2026-01-12T10:00:00Z") },
      "2026-01-12T10:00:00Z",
      "5/1 2026-01-15 running; 2/1 2026-01-14 superseded" },
    { "there is news until the next letter",
      "progress",
      { RECEIVED, OUTCOME, LETTER, LATE_REFERRAL },
      "2026-01-12T10:00:00Z",
      "1/1 2026-01-19 running" },
    { "what a referral after the decision takes back had stood",
      "progress",
      { RECEIVED, OUTCOME, LETTER,
        LATE("referred", "2026-01-08T12:00:00Z", "2026-01-09T10:00:00Z") },
      "2026-01-12T10:00:00Z",
      "1/1 2026-01-19 ended; 4/1 2026-01-22 running" },
    { "so had what was closed, whatever is entered after it was reopened",
      "stage",
      { RECEIVED, OUTCOME, LETTER, THEN("closed", "2026-01-08T11:00:00Z"),
        THEN("reopened", "2026-01-08T12:00:00Z"),
        LATE("initial_response", "2026-01-06T10:00:00Z", "2026-01-09T10:00:00Z") },
      "2026-01-12T10:00:00Z",
      "1/1 2026-01-19 met; 5/1 2026-01-22 running" },
    { "who settled it has answered, even so",
      "initial_response",
      { RECEIVED, THEN("settled", "2026-01-07T10:00:00Z"), LATE_REFERRAL },
      "2026-01-12T10:00:00Z",
      "1/1 2026-01-08 met" },
    { "a mediator is waited for who had it before it was decided",
      "board_decision",
      { RECEIVED_IN("referred"), OUTCOME,
        LATE("mediation_referred", "2026-01-06T10:00:00Z", "2026-01-08T10:00:00Z"), DISCUSSED },
      "2026-01-12T10:00:00Z",
      "" },
};

#define INVESTIGATED THEN("investigation_opened", "2026-01-06T10:00:00Z")
#define REOPENED THEN("withdrawn", "2026-01-07T10:00:00Z"), THEN("reopened", "2026-01-08T10:00:00Z")

static const struct story going_on[] = {
    { "an investigation is to be reported on again",
      "investigation",
      { RECEIVED, INVESTIGATED, REOPENED },
      "2026-01-08T10:00:00Z",
      "2/1 2026-01-20 ended; 4/1 2026-01-22 running" },
    { "and is met by the report",
      "investigation",
      { RECEIVED, INVESTIGATED, REOPENED, THEN("investigation_closed", "2026-01-09T10:00:00Z") },
      "2026-01-09T10:00:00Z",
      "2/1 2026-01-20 ended; 4/1 2026-01-22 met" },
    { "unless it was reported on before, whenever that is recorded",
      "investigation",
      { RECEIVED, INVESTIGATED, REOPENED,
        LATE("investigation_closed", "2026-01-06T12:00:00Z", "2026-01-09T10:00:00Z") },
      "2026-01-09T10:00:00Z",
      "2/1 2026-01-20 met; 4/1 2026-01-22 superseded" },
    { "also when it was decided meanwhile",
      "investigation",
      { RECEIVED, INVESTIGATED, OUTCOME, THEN("withdrawn", "2026-01-07T12:00:00Z"),
        THEN("reopened", "2026-01-08T10:00:00Z") },
      "2026-01-08T10:00:00Z",
      "2/1 2026-01-20 ended; 5/1 2026-01-22 running" },
    { "a mediator still has it",
      "mediation",
      { RECEIVED, IN_MEDIATION, REOPENED },
      "2026-01-08T10:00:00Z",
      "2/1 2026-02-03 ended; 4/1 2026-02-05 running" },
    { "so nobody else decides by a day",
      "stage",
      { RECEIVED, IN_MEDIATION, REOPENED },
      "2026-01-08T10:00:00Z",
      "1/1 2026-01-19 ended" },
    { "nor the Board after its discussion",
      "board_decision",
      { RECEIVED_IN("referred"), INVESTIGATED, REOPENED, DISCUSSED },
      "2026-01-12T10:00:00Z",
      "" },
};

static const struct story over_by_then[] = {
    { "whoever had withdrawn before it was decided waits for no letter",
      "written_outcome",
      { RECEIVED, OUTCOME, LATE("withdrawn", "2026-01-06T10:00:00Z", "2026-01-08T10:00:00Z") },
      "2026-03-01T10:00:00Z",
      "2/1 2026-01-14 superseded" },
    { "nor for the Board that it was referred to",
      "board_discussion",
      { RECEIVED, REFERRED_LATER,
        LATE("withdrawn", "2026-01-06T10:00:00Z", "2026-01-09T10:00:00Z") },
      "2026-03-01T10:00:00Z",
      "2/1 2026-01-20 by meeting superseded" },
    { "nor for what it decides after its discussion",
      "board_decision",
      { RECEIVED_IN("referred"), DISCUSSED,
        LATE("withdrawn", "2026-01-06T10:00:00Z", "2026-01-12T10:00:00Z") },
      "2026-03-01T10:00:00Z",
      "2/1 2026-01-23 superseded" },
    { "nor for a letter about what safeguarding had",
      "written_outcome",
      { RECEIVED, OUTCOME, LATE("safeguarding", "2026-01-06T10:00:00Z", "2026-01-08T10:00:00Z") },
      "2026-03-01T10:00:00Z",
      "2/1 2026-01-14 superseded" },
    { "being treated worse is reported afterwards, too",
      "disadvantage",
      { RECEIVED, THEN("disadvantage_reported", "2026-01-07T10:00:00Z"),
        LATE("withdrawn", "2026-01-06T10:00:00Z", "2026-01-08T10:00:00Z") },
      "2026-01-08T10:00:00Z",
      "2/1 2026-01-12 running" },
};

/* Rule: D1. */
static void what_was_over_before_it_was_recorded_promises_nothing(void **state)
{
    (void)state;
    check_all(over_by_then, COUNT(over_by_then), &complaint);
}

/* Rule: C11, C12. */
static void a_step_that_is_taken_is_not_promised(void **state)
{
    (void)state;
    check_all(under_way, COUNT(under_way), &complaint);
}

/* Rule: C11, D1. */
static void what_was_taken_back_before_it_was_decided_never_stood(void **state)
{
    (void)state;
    check_all(never_stood, COUNT(never_stood), &complaint);
}

/* Rule: A17, C12, D7. */
static void a_step_goes_on_when_the_case_is_reopened(void **state)
{
    (void)state;
    check_all(going_on, COUNT(going_on), &complaint);
}

/* Rule: A20, C11. */
static void a_decision_is_told_in_writing_while_it_stands(void **state)
{
    (void)state;
    check_all(taken_back, COUNT(taken_back), &complaint);
}

static const struct story suggested[] = {
    { "feedback after the meeting",
      "feedback",
      { RECEIVED, DISCUSSED },
      "2026-01-09T10:00:00Z",
      "2/1 2026-01-23 running" },
    { "while it is not given, decided or not",
      "feedback",
      { RECEIVED, OUTCOME, DISCUSSED },
      "2026-01-09T10:00:00Z",
      "3/1 2026-01-23 running" },
    { "none when it was given before",
      "feedback",
      { RECEIVED, OUTCOME, LETTER, DISCUSSED },
      "2026-03-01T10:00:00Z",
      "" },
    { "none to who wants none",
      "feedback",
      { RECEIVED, THEN("discussed", "2026-01-06T10:00:00Z"), OUTCOME,
        THEN("written_outcome_declined", "2026-01-08T10:00:00Z") },
      "2026-03-01T10:00:00Z",
      "2/1 2026-01-20 ended" },
    { "opened again it is acknowledged again",
      "acknowledgement",
      { RECEIVED, THEN("initial_response", "2026-01-06T10:00:00Z"),
        THEN("closed", "2026-01-07T10:00:00Z"), THEN("reopened", "2026-01-08T10:00:00Z") },
      "2026-01-08T10:00:00Z",
      "1/1 2026-01-07 met; 4/1 2026-01-12 running" },
};

/* Rule: C3, D7. */
static void a_suggestion_has_feedback_once(void **state)
{
    static const struct setting suggestion = { KIND_SUGGESTION, CHANNEL_WEB, "", NULL, 0 };
    (void)state;
    check_all(suggested, COUNT(suggested), &suggestion);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_done_is_not_promised_again),
        cmocka_unit_test(what_was_over_before_it_was_recorded_promises_nothing),
        cmocka_unit_test(a_step_that_is_taken_is_not_promised),
        cmocka_unit_test(what_was_taken_back_before_it_was_decided_never_stood),
        cmocka_unit_test(a_step_goes_on_when_the_case_is_reopened),
        cmocka_unit_test(a_decision_is_told_in_writing_while_it_stands),
        cmocka_unit_test(a_suggestion_has_feedback_once),
    };
    return cmocka_run_group_tests_name("clock_state", tests, read_autus, forget_autus);
}
