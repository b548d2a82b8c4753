#include "tests/unit/case_record.h"

static const struct {
    enum kind kind;
    enum channel channel;
    const char *clocks; /* of what comes in on Friday at four: standard and when it is too late */
} promised[] = {
    { KIND_COMPLAINT, CHANNEL_TELEPHONE,
      "initial_response 2026-01-15T00:00:00Z; stage 2026-01-24T00:00:00Z; "
      "progress 2026-01-24T00:00:00Z" },
    { KIND_REQUEST, CHANNEL_WEB, "progress 2026-01-24T00:00:00Z" },
    { KIND_ENQUIRY, CHANNEL_TELEPHONE,
      "progress 2026-01-24T00:00:00Z; telephone_enquiry 2026-01-10T16:00:00Z" },
    { KIND_ENQUIRY, CHANNEL_IN_PERSON,
      "progress 2026-01-24T00:00:00Z; telephone_enquiry 2026-01-10T16:00:00Z" },
    { KIND_ENQUIRY, CHANNEL_EMAIL,
      "progress 2026-01-24T00:00:00Z; email_enquiry 2026-01-14T00:00:00Z" },
    { KIND_ENQUIRY, CHANNEL_WEB,
      "progress 2026-01-24T00:00:00Z; email_enquiry 2026-01-14T00:00:00Z" },
    { KIND_ENQUIRY, CHANNEL_INSTANT_MESSAGE,
      "progress 2026-01-24T00:00:00Z; email_enquiry 2026-01-14T00:00:00Z" },
    { KIND_ENQUIRY, CHANNEL_POST,
      "progress 2026-01-24T00:00:00Z; postal_enquiry 2026-01-17T00:00:00Z" },
    { KIND_SUGGESTION, CHANNEL_TELEPHONE,
      "progress 2026-01-24T00:00:00Z; acknowledgement 2026-01-10T16:00:00Z" },
    { KIND_COMPLIMENT, CHANNEL_WEB,
      "progress 2026-01-24T00:00:00Z; acknowledgement 2026-01-14T00:00:00Z" },
    { KIND_SUGGESTION, CHANNEL_SUGGESTION_BOX,
      "progress 2026-01-24T00:00:00Z; acknowledgement 2026-01-17T00:00:00Z" },
};

static void each_kind_and_channel_has_its_promises(void **state)
{
    static const struct told received = RECEIVED_AT("2026-01-09T16:00:00Z");
    const struct calendar calendar = calendar_with(1, holidays, COUNT(holidays));
    (void)state;

    for (size_t i = 0; i < COUNT(promised); i++) {
        struct record record = new_record(promised[i].kind, promised[i].channel, &calendar);
        const char *text = "";
        tell(&record, &received);
        for (size_t j = 0; j < record.stored_count; j++) {
            char due_at[INSTANT_TEXT];
            instant_text(record.stored[j].due_at, due_at);
            text = memory_printf(record.op.memory, "%s%s%s %s", text, *text ? "; " : "",
                                 record.stored[j].standard, due_at);
        }
        if (strcmp(text, promised[i].clocks) != 0)
            fail_msg("a %s by %s: %s", vocabulary_text(&kinds, (int)promised[i].kind),
                     vocabulary_text(&channels, (int)promised[i].channel), text);
        op_end(&record.op);
    }
}

static const struct holiday more_holidays[] = { { 20454, "New Year’s Day" },
                                                { 20516, "A royal wedding" },
                                                { 20546, "Good Friday" } };

static const struct {
    const char *why;
    struct told told[TOLD_MAX];
    const char *learnt_at; /* when a holiday on Wednesday 4 March becomes known */
    const char *clocks, *moved_from;
} moves[] = {
    { "a running promise moves",
      { RECEIVED_AT("2026-03-03T10:00:00Z") },
      "2026-03-03T11:00:00Z",
      "1/1 2026-03-09 running",
      "2026-03-06" },
    { "even on its last day",
      { RECEIVED_AT("2026-03-03T10:00:00Z") },
      "2026-03-06T23:00:00Z",
      "1/1 2026-03-09 running",
      "2026-03-06" },
    { "what was kept does not move",
      { RECEIVED_AT("2026-03-03T10:00:00Z"), THEN("initial_response", "2026-03-05T10:00:00Z") },
      "2026-03-06T11:00:00Z",
      "1/1 2026-03-06 met",
      "" },
    { "what was broken does not move",
      { RECEIVED_AT("2026-03-03T10:00:00Z"), TIME("2026-03-07T00:00:00Z") },
      "2026-03-07T11:00:00Z",
      "1/1 2026-03-06 breached recorded",
      "" },
    { "what ended does not move",
      { RECEIVED_AT("2026-03-03T10:00:00Z"), THEN("closed", "2026-03-05T10:00:00Z") },
      "2026-03-06T11:00:00Z",
      "1/1 2026-03-06 ended",
      "" },
    { "what is due before the holiday does not move",
      { RECEIVED_AT("2026-02-25T10:00:00Z") },
      "2026-02-25T11:00:00Z",
      "1/1 2026-03-02 running",
      "" },
};

static void a_new_holiday_moves_what_still_runs(void **state)
{
    const struct calendar old = calendar_with(1, holidays, COUNT(holidays));
    const struct calendar new = calendar_with(2, more_holidays, COUNT(more_holidays));
    (void)state;

    for (size_t i = 0; i < COUNT(moves); i++) {
        struct record record = new_record(KIND_COMPLAINT, CHANNEL_WEB, &old);
        char moved_from[DAY_TEXT] = "";
        for (size_t j = 0; moves[i].told[j].event || moves[i].told[j].recorded_at; j++)
            tell(&record, &moves[i].told[j]);
        record.calendar = &new;
        const struct clock_settlements settled = settle(&record, instant_read(moves[i].learnt_at));
        store(&record, &settled);
        if (settled.list[0].moved_from != NO_DAY)
            day_text(settled.list[0].moved_from, moved_from);
        const char *clocks = text_of(&record, "initial_response");
        if (strcmp(clocks, moves[i].clocks) != 0 || strcmp(moved_from, moves[i].moved_from) != 0)
            fail_msg("%s: %s, from \"%s\"", moves[i].why, clocks, moved_from);
        op_end(&record.op);
    }
}

static const struct holiday snow[] = { { 20454, "New Year’s Day" },
                                       { 20472, "Closed for snow" },
                                       { 20546, "Good Friday" } };

static const struct {
    const char *why, *standard;
    const struct holiday *before, *after;
    const char *came_in, *learnt_at, *now, *clocks;
} late_news[] = {
    { "news is due today, and we are closed", "progress", holidays, snow, "2026-01-05T10:00:00Z",
      "2026-01-19T08:00:00Z", "2026-01-19T23:59:59Z", "1/1 2026-01-19 by kept running" },
    { "it is late the day after, as was told", "progress", holidays, snow, "2026-01-05T10:00:00Z",
      "2026-01-19T08:00:00Z", "2026-01-20T00:00:00Z",
      "1/1 2026-01-19 by kept breached recorded; 1/2 2026-02-02 running" },
    { "what is known in time moves it", "progress", holidays, snow, "2026-01-05T10:00:00Z",
      "2026-01-16T08:00:00Z", "2026-01-16T23:59:59Z", "1/1 2026-01-16 running" },
    { "a holiday that was none, on the last day", "initial_response", more_holidays, holidays,
      "2026-03-03T10:00:00Z", "2026-03-09T08:00:00Z", "2026-03-09T23:59:59Z",
      "1/1 2026-03-09 by kept running" },
    { "and before", "initial_response", more_holidays, holidays, "2026-03-03T10:00:00Z",
      "2026-03-05T08:00:00Z", "2026-03-06T23:59:59Z", "1/1 2026-03-06 running" },
};

static size_t count_of(const struct holiday *list)
{
    return list == holidays ? COUNT(holidays) : COUNT(more_holidays);
}

/* Nobody keeps a promise that was due yesterday by what is entered today. Rule: B3. */
static void a_calendar_puts_no_promise_into_the_past(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(late_news); i++) {
        const struct calendar old =
            calendar_with(1, late_news[i].before, count_of(late_news[i].before));
        const struct calendar new =
            calendar_with(2, late_news[i].after, count_of(late_news[i].after));
        const struct told received = RECEIVED_AT(late_news[i].came_in);
        struct record record = new_record(KIND_COMPLAINT, CHANNEL_WEB, &old);
        tell(&record, &received);
        record.calendar = &new;
        pass(&record, late_news[i].learnt_at);
        pass(&record, late_news[i].now);
        const char *clocks = text_of(&record, late_news[i].standard);
        if (strcmp(clocks, late_news[i].clocks) != 0)
            fail_msg("%s: %s", late_news[i].why, clocks);
        const struct clock_settlements again = settle(&record, instant_read(late_news[i].now));
        for (size_t j = 0; j < again.count; j++)
            assert_false(again.list[j].changed);
        op_end(&record.op);
    }
}

/* "Settled" tells the calendar that it was reckoned by, or the worker would come back for ever. */
static void a_running_clock_takes_the_newest_calendar(void **state)
{
    static const struct told received = RECEIVED;
    const struct calendar old = calendar_with(1, holidays, COUNT(holidays));
    const struct calendar new = calendar_with(2, holidays, COUNT(holidays));
    struct record record = new_record(KIND_COMPLAINT, CHANNEL_WEB, &old);
    (void)state;

    tell(&record, &received);
    record.calendar = &new;
    const struct clock_settlements settled = settle(&record, instant_read(came_in) + HOUR);
    for (size_t i = 0; i < settled.count; i++) {
        assert_true(settled.list[i].changed);
        assert_int_equal(settled.list[i].clock.calendar_version, 2);
        assert_int_equal(settled.list[i].moved_from, NO_DAY);
    }
    op_end(&record.op);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_and_channel_has_its_promises),
        cmocka_unit_test(a_new_holiday_moves_what_still_runs),
        cmocka_unit_test(a_calendar_puts_no_promise_into_the_past),
        cmocka_unit_test(a_running_clock_takes_the_newest_calendar),
    };
    return cmocka_run_group_tests_name("case_promises", tests, read_autus, forget_autus);
}
