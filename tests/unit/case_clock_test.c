#include "tests/unit/case_record.h"

/* The clocks of one standard at last, and what was recorded of their breaches, as text:
 * "started by/period due day state", then what else is true. */
struct story {
    const char *why, *standard;
    struct told told[TOLD_MAX];
    const char *now, *clocks;
};

static const struct story complaints[] = {
    { "three working days for the initial response, to the last second of the third",
      "initial_response",
      { RECEIVED },
      "2026-01-08T23:59:59Z",
      "1/1 2026-01-08 running" },
    { "then it is broken",
      "initial_response",
      { RECEIVED },
      "2026-01-09T00:00:00Z",
      "1/1 2026-01-08 breached recorded" },
    { "a response in time keeps it",
      "initial_response",
      { RECEIVED, THEN("initial_response", "2026-01-08T23:00:00Z") },
      "2026-02-01T00:00:00Z",
      "1/1 2026-01-08 met" },
    { "a response too late keeps it no more",
      "initial_response",
      { RECEIVED, THEN("initial_response", "2026-01-09T00:00:00Z") },
      "2026-02-01T00:00:00Z",
      "1/1 2026-01-08 met breached recorded" },
    { "a response in time that was recorded late puts the breach right",
      "initial_response",
      { RECEIVED, TIME("2026-01-09T00:00:01Z"),
        LATE("initial_response", "2026-01-07T09:00:00Z", "2026-01-12T09:00:00Z") },
      "2026-02-01T00:00:00Z",
      "1/1 2026-01-08 met recorded corrected" },
    { "a late response that was recorded later puts nothing right",
      "initial_response",
      { RECEIVED, TIME("2026-01-09T00:00:01Z"),
        LATE("initial_response", "2026-01-09T09:00:00Z", "2026-01-12T09:00:00Z") },
      "2026-02-01T00:00:00Z",
      "1/1 2026-01-08 met breached recorded" },
    { "closing ends it",
      "initial_response",
      { RECEIVED, THEN("closed", "2026-01-07T09:00:00Z") },
      "2026-02-01T00:00:00Z",
      "1/1 2026-01-08 ended" },
    { "closing too late ends it broken",
      "initial_response",
      { RECEIVED, THEN("closed", "2026-01-09T00:00:00Z") },
      "2026-02-01T00:00:00Z",
      "1/1 2026-01-08 ended breached recorded" },
    { "who began to settle a moment earlier takes no breach back",
      "initial_response",
      { RECEIVED, TIME("2026-01-09T00:00:00Z") },
      "2026-01-08T23:59:59Z",
      "1/1 2026-01-08 breached recorded" },
    { "a closing in time that was recorded late puts the breach right",
      "initial_response",
      { RECEIVED, TIME("2026-01-09T00:00:01Z"),
        LATE("closed", "2026-01-08T09:00:00Z", "2026-01-12T09:00:00Z") },
      "2026-02-01T00:00:00Z",
      "1/1 2026-01-08 ended recorded corrected" },
    { "opening again starts it anew and resets no breach",
      "initial_response",
      { RECEIVED, THEN("initial_response", "2026-01-12T09:00:00Z"),
        THEN("closed", "2026-01-13T09:00:00Z"), THEN("reopened", "2026-01-14T10:00:00Z") },
      "2026-01-15T00:00:00Z",
      "1/1 2026-01-08 met breached recorded; 4/1 2026-01-19 running" },
    { "the night in summer belongs to the next day here",
      "initial_response",
      { RECEIVED_AT("2026-06-30T23:30:00Z") },
      "2026-07-02T00:00:00Z",
      "1/1 2026-07-06 running" },
    { "a case that is entered late may be broken already",
      "initial_response",
      { LATE("received", "2026-01-05T10:00:00Z", "2026-01-20T10:00:00Z") },
      "2026-01-20T10:00:00Z",
      "1/1 2026-01-08 breached recorded" },
    { "beyond the known holidays it is provisional",
      "initial_response",
      { RECEIVED_AT("2026-12-30T10:00:00Z") },
      "2026-12-30T10:00:00Z",
      "1/1 2027-01-04 running provisional" },
    { "ten working days for the stage",
      "stage",
      { RECEIVED },
      "2026-01-06T00:00:00Z",
      "1/1 2026-01-19 running" },
    { "a decision keeps it, a response does not",
      "stage",
      { RECEIVED, THEN("initial_response", "2026-01-06T09:00:00Z"),
        THEN("outcome", "2026-01-07T09:00:00Z") },
      "2026-02-01T00:00:00Z",
      "1/1 2026-01-19 met" },
    { "five working days for the written outcome, from the decision",
      "written_outcome",
      { RECEIVED, THEN("outcome", "2026-01-07T09:00:00Z") },
      "2026-01-08T00:00:00Z",
      "2/1 2026-01-14 running" },
    { "a further decision gives no more time",
      "written_outcome",
      { RECEIVED, THEN("outcome", "2026-01-07T09:00:00Z"),
        THEN("outcome", "2026-01-09T09:00:00Z") },
      "2026-01-10T00:00:00Z",
      "2/1 2026-01-14 running" },
    { "a decision after the letter is to be told as well",
      "written_outcome",
      { RECEIVED, THEN("outcome", "2026-01-07T09:00:00Z"),
        THEN("written_outcome", "2026-01-08T09:00:00Z"), THEN("outcome", "2026-01-12T09:00:00Z") },
      "2026-01-13T00:00:00Z",
      "2/1 2026-01-14 met; 4/1 2026-01-19 running" },
};

static const struct story progress[] = {
    { "fourteen days to the first news",
      "progress",
      { RECEIVED },
      "2026-01-19T23:59:59Z",
      "1/1 2026-01-19 running" },
    { "six silent weeks are three breaches",
      "progress",
      { RECEIVED },
      "2026-02-17T00:00:00Z",
      "1/1 2026-01-19 breached recorded; 1/2 2026-02-02 breached recorded; "
      "1/3 2026-02-16 breached recorded; 1/4 2026-03-02 running" },
    { "each news starts it again",
      "progress",
      { RECEIVED, THEN("update", "2026-01-16T12:00:00Z") },
      "2026-01-17T00:00:00Z",
      "1/1 2026-01-19 met; 2/1 2026-01-30 running" },
    { "the initial response is news",
      "progress",
      { RECEIVED, THEN("initial_response", "2026-01-06T12:00:00Z") },
      "2026-01-07T00:00:00Z",
      "1/1 2026-01-19 met; 2/1 2026-01-20 running" },
    { "late news keep the second period, not the first",
      "progress",
      { RECEIVED, THEN("update", "2026-01-21T12:00:00Z") },
      "2026-01-22T00:00:00Z",
      "1/1 2026-01-19 breached recorded; 1/2 2026-02-02 met; 2/1 2026-02-04 running" },
    { "what is due on Good Friday is due the day before",
      "progress",
      { RECEIVED_AT("2026-03-20T10:00:00Z") },
      "2026-03-21T00:00:00Z",
      "1/1 2026-04-02 running" },
    { "the written outcome ends it",
      "progress",
      { RECEIVED, THEN("written_outcome", "2026-01-10T12:00:00Z") },
      "2026-03-01T00:00:00Z",
      "1/1 2026-01-19 ended" },
    { "news in time that were recorded late undo what followed",
      "progress",
      { RECEIVED, TIME("2026-01-21T00:00:00Z"), TIME("2026-02-03T00:00:00Z"),
        LATE("update", "2026-01-15T12:00:00Z", "2026-02-04T12:00:00Z") },
      "2026-02-04T12:00:00Z",
      "1/1 2026-01-19 met recorded corrected; 2/1 2026-01-29 breached recorded; "
      "2/2 2026-02-12 running; 1/2 2026-02-02 superseded recorded corrected; "
      "1/3 2026-02-16 superseded" },
    { "news count in the order in which they were told, not recorded",
      "progress",
      { RECEIVED, THEN("update", "2026-01-16T12:00:00Z"),
        LATE("update", "2026-01-07T12:00:00Z", "2026-01-17T12:00:00Z") },
      "2026-01-18T00:00:00Z",
      "1/1 2026-01-19 met; 3/1 2026-01-21 met; 2/1 2026-01-30 running" },
    { "opening again starts it anew",
      "progress",
      { RECEIVED, THEN("closed", "2026-01-10T12:00:00Z"),
        THEN("reopened", "2026-01-12T12:00:00Z") },
      "2026-01-13T00:00:00Z",
      "1/1 2026-01-19 ended; 3/1 2026-01-26 running" },
};

static void check(const struct story *story, enum kind kind, enum channel channel)
{
    const struct calendar calendar = calendar_with(1, holidays, COUNT(holidays));
    struct record record = new_record(kind, channel, &calendar);
    for (size_t i = 0; i < TOLD_MAX && (story->told[i].event || story->told[i].recorded_at); i++)
        tell(&record, &story->told[i]);
    pass(&record, story->now);
    const char *clocks = text_of(&record, story->standard);
    if (strcmp(clocks, story->clocks) != 0)
        fail_msg("%s: %s", story->why, clocks);

    const struct clock_settlements again = settle(&record, instant_read(story->now));
    for (size_t i = 0; i < again.count; i++)
        if (again.list[i].changed || again.list[i].breached || again.list[i].corrected)
            fail_msg("%s: settled again, %s changes", story->why, again.list[i].clock.standard);
    op_end(&record.op);
}

static void the_clocks_of_a_complaint_follow_its_history(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(complaints); i++)
        check(&complaints[i], KIND_COMPLAINT, CHANNEL_WEB);
}

static void progress_is_told_every_fourteen_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(progress); i++)
        check(&progress[i], KIND_REQUEST, CHANNEL_POST);
}

static void twenty_four_hours_end_at_the_minute(void **state)
{
    static const struct story stories[] = {
        { "a second before",
          "telephone_enquiry",
          { RECEIVED },
          "2026-01-06T09:59:59Z",
          "1/1 2026-01-06 running" },
        { "a day later",
          "telephone_enquiry",
          { RECEIVED },
          "2026-01-06T10:00:00Z",
          "1/1 2026-01-06 breached recorded" },
        { "answered in time",
          "telephone_enquiry",
          { RECEIVED, THEN("initial_response", "2026-01-06T09:59:59Z") },
          "2026-01-07T00:00:00Z",
          "1/1 2026-01-06 met" },
        { "answered in writing at once",
          "telephone_enquiry",
          { RECEIVED, THEN("outcome", "2026-01-05T10:05:00Z"),
            THEN("written_outcome", "2026-01-05T10:06:00Z") },
          "2026-01-07T00:00:00Z",
          "1/1 2026-01-06 met" },
        { "news are no answer",
          "telephone_enquiry",
          { RECEIVED, THEN("update", "2026-01-05T11:00:00Z") },
          "2026-01-06T10:00:00Z",
          "1/1 2026-01-06 breached recorded" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(stories); i++)
        check(&stories[i], KIND_ENQUIRY, CHANNEL_TELEPHONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_clocks_of_a_complaint_follow_its_history),
        cmocka_unit_test(progress_is_told_every_fourteen_days),
        cmocka_unit_test(twenty_four_hours_end_at_the_minute),
    };
    return cmocka_run_group_tests_name("case_clock", tests, read_autus, forget_autus);
}
