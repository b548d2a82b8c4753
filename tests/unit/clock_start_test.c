#include "tests/unit/case_record.h"

static const struct meeting meeting = { .id = { .bytes = { 1 } },
                                        .body = BODY_BOARD,
                                        .starts_at = 1768932000 * SECOND, /* 20 January, 18:00 */
                                        .changed_at = NO_INSTANT };
static const struct setting complaint = { KIND_COMPLAINT, CHANNEL_WEB, "", &meeting, 1 };

#define REFERRED THEN("referred", "2026-01-07T10:00:00Z")
#define ASKED(at, by) TELLING("question", at, .medium = by)
#define ANSWERED(at, seq) TELLING("answer", at, .concerns = seq)

static const struct story asked[] = {
    { "two working days in writing",
      "question",
      { RECEIVED, ASKED("2026-01-09T10:00:00Z", CHANNEL_EMAIL) },
      "2026-01-10T00:00:00Z",
      "2/1 2026-01-13 running" },
    { "not a day by telephone",
      "telephone_question",
      { RECEIVED, ASKED("2026-01-09T10:00:00Z", CHANNEL_TELEPHONE) },
      "2026-01-10T10:00:00Z",
      "2/1 2026-01-10 breached recorded" },
    { "one is not the other",
      "question",
      { RECEIVED, ASKED("2026-01-09T10:00:00Z", CHANNEL_TELEPHONE) },
      "2026-01-10T10:00:00Z",
      "" },
    { "the second is answered first",
      "question",
      { RECEIVED, ASKED("2026-01-06T10:00:00Z", CHANNEL_WEB),
        ASKED("2026-01-07T10:00:00Z", CHANNEL_WEB), ANSWERED("2026-01-08T10:00:00Z", 3) },
      "2026-01-08T12:00:00Z",
      "2/1 2026-01-08 running; 3/1 2026-01-09 met" },
    { "closing ends what was not answered",
      "question",
      { RECEIVED, ASKED("2026-01-06T10:00:00Z", CHANNEL_WEB),
        THEN("closed", "2026-01-07T10:00:00Z") },
      "2026-01-12T12:00:00Z",
      "2/1 2026-01-08 ended" },
};

/* Rule: A15. */
static void each_question_has_a_clock_of_its_own(void **state)
{
    (void)state;
    check_all(asked, COUNT(asked), &complaint);
}

#define OWED(at, until) TELLING_UNTIL("remedy_owed", at, until, .none = false)

static const struct story owed[] = {
    { "weekends too",
      "remedy",
      { RECEIVED, OWED("2026-01-06T10:00:00Z", "2026-02-01") },
      "2026-02-01T23:59:59Z",
      "2/1 2026-02-01 by set_date running" },
    { "each by its own day, done or not",
      "remedy",
      { RECEIVED, OWED("2026-01-06T10:00:00Z", "2026-02-01"),
        OWED("2026-01-06T11:00:00Z", "2026-01-09"),
        TELLING("remedy_done", "2026-01-08T11:00:00Z", .concerns = 2) },
      "2026-01-10T00:00:00Z",
      "2/1 2026-02-01 by set_date met; 3/1 2026-01-09 by set_date breached recorded" },
    { "closing a case cancels no remedy",
      "remedy",
      { RECEIVED, OWED("2026-01-06T10:00:00Z", "2026-02-01"),
        THEN("closed", "2026-01-07T10:00:00Z") },
      "2026-02-02T00:00:00Z",
      "2/1 2026-02-01 by set_date breached recorded" },
    { "as agreed with the mediators",
      "mediation",
      { RECEIVED,
        TELLING_UNTIL("mediation_referred", "2026-01-06T10:00:00Z", "2026-03-01", .none = false) },
      "2026-01-10T00:00:00Z",
      "2/1 2026-03-01 by set_date running" },
    { "else twenty working days",
      "mediation",
      { RECEIVED, THEN("mediation_referred", "2026-01-06T10:00:00Z") },
      "2026-01-10T00:00:00Z",
      "2/1 2026-02-03 running" },
};

/* Rule: B5, C12. */
static void what_is_owed_is_due_on_the_day_that_was_set(void **state)
{
    (void)state;
    check_all(owed, COUNT(owed), &complaint);
}

#define NOTICE(at, until) TELLING_UNTIL("redress_notice", at, until, .rule = "tribunal")

static const struct story watched[] = {
    { "while it runs",
      "redress_limit",
      { RECEIVED, NOTICE("2026-01-06T10:00:00Z", "2026-02-01") },
      "2026-02-01T23:59:59Z",
      "2/1 2026-02-01 by set_date running" },
    { "then it is over",
      "redress_limit",
      { RECEIVED, NOTICE("2026-01-06T10:00:00Z", "2026-02-01") },
      "2026-02-02T00:00:00Z",
      "2/1 2026-02-01 by set_date ended" },
    { "also after closing",
      "redress_limit",
      { RECEIVED, NOTICE("2026-01-06T10:00:00Z", "2026-02-01"),
        THEN("closed", "2026-01-07T10:00:00Z") },
      "2026-01-08T00:00:00Z",
      "2/1 2026-02-01 by set_date running" },
    { "not when no day is known",
      "redress_limit",
      { RECEIVED, NOTICE("2026-01-06T10:00:00Z", NULL) },
      "2026-01-08T00:00:00Z",
      "" },
};

/* Rule: C13. */
static void a_limit_that_is_not_ours_is_watched_and_never_broken(void **state)
{
    (void)state;
    check_all(watched, COUNT(watched), &complaint);
}

#define RECEIVED_IN(code) TELLING("received", came_in, .stage = code)

static const struct story staged[] = {
    { "ten days for the first stage", "stage", { RECEIVED }, came_in, "1/1 2026-01-19 running" },
    { "not for a complaint to the Chief Executive",
      "stage",
      { RECEIVED_IN("referred") },
      came_in,
      "" },
    { "which waits for the Board at once",
      "board_discussion",
      { RECEIVED_IN("referred") },
      came_in,
      "1/1 2026-01-20 by meeting running" },
    { "and hears of redress with the first answer",
      "redress_notice",
      { RECEIVED_IN("referred") },
      came_in,
      "1/1 2026-01-08 running" },
    { "while others hear of it when they leave the first stage",
      "redress_notice_later",
      { RECEIVED, REFERRED },
      "2026-01-07T10:00:00Z",
      "2/1 2026-01-09 running" },
    { "leaving a stage out ends its promise",
      "stage",
      { RECEIVED, THEN("bypassed", "2026-01-07T10:00:00Z") },
      "2026-01-08T10:00:00Z",
      "1/1 2026-01-19 ended" },
};

/* Rule: C11, C13. */
static void a_promise_begins_in_its_stages_only(void **state)
{
    (void)state;
    check_all(staged, COUNT(staged), &complaint);
}

static const struct story handed_over[] = {
    { "four hours, at night too",
      "handover_alarm",
      { RECEIVED, THEN("safeguarding", "2026-01-10T22:00:00Z") },
      "2026-01-11T02:00:00Z",
      "2/1 2026-01-11 breached recorded" },
    { "a day for the receipt",
      "handover",
      { RECEIVED, THEN("safeguarding", "2026-01-10T22:00:00Z"),
        THEN("handover_acknowledged", "2026-01-11T21:59:59Z") },
      "2026-01-12T02:00:00Z",
      "2/1 2026-01-11 met" },
    { "everything else stops",
      "progress",
      { RECEIVED, THEN("safeguarding", "2026-01-10T22:00:00Z") },
      "2026-03-01T00:00:00Z",
      "1/1 2026-01-19 ended" },
};

/* Rule: A13. */
static void a_hand_over_is_seen_within_hours(void **state)
{
    (void)state;
    check_all(handed_over, COUNT(handed_over), &complaint);
}

static void a_category_has_promises_of_its_own(void **state)
{
    const struct story mine = { "thirty days to acknowledge it",
                                "data_protection_acknowledgement",
                                { RECEIVED },
                                came_in,
                                "1/1 2026-02-04 running" };
    struct story others = mine;
    const struct setting about_data = { KIND_COMPLAINT, CHANNEL_WEB, "data_protection", NULL, 0 };
    (void)state;
    others.clocks = "";
    check(&mine, &about_data);
    check(&others, &complaint);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_question_has_a_clock_of_its_own),
        cmocka_unit_test(what_is_owed_is_due_on_the_day_that_was_set),
        cmocka_unit_test(a_limit_that_is_not_ours_is_watched_and_never_broken),
        cmocka_unit_test(a_promise_begins_in_its_stages_only),
        cmocka_unit_test(a_hand_over_is_seen_within_hours),
        cmocka_unit_test(a_category_has_promises_of_its_own),
    };
    return cmocka_run_group_tests_name("clock_start", tests, read_autus, forget_autus);
}
