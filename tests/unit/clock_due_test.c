#include "tests/unit/case_record.h"

enum { ORDINARY = 1, SPECIAL, NEXT, COMMITTEE, CANCELLED };
#define ID(number)                                                                                 \
    {                                                                                              \
        .bytes = { number }                                                                        \
    }
/* 20 January 2026, 18:00, and other evenings, counted from it. */
#define EVENING(days) ((1768932000 + (days)*86400L) * SECOND)

#define MEETING(number, whose, special, day, changed, cancelled)                                   \
    {                                                                                              \
        .id = ID(number), .body = BODY_##whose, .is_special = special, .starts_at = EVENING(day),  \
        .changed_at = changed, .changed_from = EVENING(day), .is_cancelled = cancelled             \
    }
static const struct meeting meetings[] = {
    MEETING(ORDINARY, BOARD, false, 0, NO_INSTANT, false),
    MEETING(SPECIAL, BOARD, true, -7, NO_INSTANT, false),
    MEETING(NEXT, BOARD, false, 28, NO_INSTANT, false),
    MEETING(COMMITTEE, COMMITTEE, false, -8, NO_INSTANT, false),
    MEETING(CANCELLED, BOARD, false, -6, EVENING(-20), true),
};
/* None but one in spring, more than thirty working days away. */
static const struct meeting in_spring[] = { MEETING(ORDINARY, BOARD, false, 60, NO_INSTANT,
                                                    false) };

static const struct setting complaint = { KIND_COMPLAINT, CHANNEL_WEB, "", meetings,
                                          COUNT(meetings) };

#define REFERRED THEN("referred", "2026-01-07T10:00:00Z")
#define TABLED(at, number) TELLING("tabled", at, .meeting = ID(number))

static const struct story discussed[] = {
    { "nothing waits for the Board in the first stage",
      "board_discussion",
      { RECEIVED },
      "2026-01-06T00:00:00Z",
      "" },
    { "the next ordinary meeting, none of another body, none cancelled or special",
      "board_discussion",
      { RECEIVED, REFERRED },
      "2026-01-20T23:59:59Z",
      "2/1 2026-01-20 by meeting running" },
    { "it is too late on the next day",
      "board_discussion",
      { RECEIVED, REFERRED },
      "2026-01-21T00:00:00Z",
      "2/1 2026-01-20 by meeting breached recorded" },
    { "discussed at the meeting",
      "board_discussion",
      { RECEIVED, REFERRED, THEN("discussed", "2026-01-20T19:00:00Z") },
      "2026-01-21T00:00:00Z",
      "2/1 2026-01-20 by meeting met" },
    { "what comes in during a meeting waits for the next one",
      "board_discussion",
      { RECEIVED, THEN("referred", "2026-01-20T18:00:00Z") },
      "2026-01-21T00:00:00Z",
      "2/1 2026-02-17 by meeting running" },
    { "a special meeting takes what is tabled for it",
      "board_discussion",
      { RECEIVED, REFERRED, TABLED("2026-01-08T10:00:00Z", SPECIAL) },
      "2026-01-09T00:00:00Z",
      "2/1 2026-01-13 by meeting running" },
    { "a later meeting too, when it is tabled for that",
      "board_discussion",
      { RECEIVED, REFERRED, TABLED("2026-01-08T10:00:00Z", SPECIAL),
        TABLED("2026-01-09T10:00:00Z", NEXT) },
      "2026-01-10T00:00:00Z",
      "2/1 2026-02-17 by meeting running" },
    { "but not one that is cancelled",
      "board_discussion",
      { RECEIVED, REFERRED, TABLED("2026-01-08T10:00:00Z", CANCELLED) },
      "2026-01-09T00:00:00Z",
      "2/1 2026-01-20 by meeting running" },
    { "nor one of another body",
      "board_discussion",
      { RECEIVED, REFERRED, TABLED("2026-01-08T10:00:00Z", COMMITTEE) },
      "2026-01-09T00:00:00Z",
      "2/1 2026-01-20 by meeting running" },
    { "a meeting takes no other promise with it",
      "initial_response",
      { RECEIVED, REFERRED, TABLED("2026-01-08T10:00:00Z", SPECIAL) },
      "2026-01-08T12:00:00Z",
      "1/1 2026-01-08 running" },
    { "referred twice, it goes on to wait",
      "board_discussion",
      { RECEIVED, REFERRED, THEN("referred", "2026-01-21T10:00:00Z") },
      "2026-01-21T10:00:00Z",
      "2/1 2026-01-20 by meeting breached recorded" },
};

/* Rule: A16, D4. */
static void the_board_discusses_at_its_next_meeting(void **state)
{
    (void)state;
    check_all(discussed, COUNT(discussed), &complaint);
}

static const struct story without_meeting[] = {
    { "no meeting near enough",
      "board_discussion",
      { RECEIVED, REFERRED },
      "2026-01-14T23:59:59Z",
      "2/1 2026-01-14 running" },
    { "tabled for it all the same",
      "board_discussion",
      { RECEIVED, REFERRED, TABLED("2026-01-08T10:00:00Z", ORDINARY) },
      "2026-01-14T23:59:59Z",
      "2/1 2026-03-21 by meeting running" },
};

/* Rule: D4. */
static void without_a_meeting_there_are_five_days_to_fix_one(void **state)
{
    const struct setting far = { KIND_COMPLAINT, CHANNEL_WEB, "", in_spring, COUNT(in_spring) };
    const struct setting none = { KIND_COMPLAINT, CHANNEL_WEB, "", NULL, 0 };
    (void)state;
    check_all(without_meeting, COUNT(without_meeting), &far);
    check(&without_meeting[0], &none);
}

static const struct {
    const char *why;
    bool is_cancelled, has_next;
    instant starts_at, changed_at;
    const char *now, *clocks, *moved_from;
} changes[] = {
    { "moved by a week", false, true, EVENING(7), EVENING(-5), "2026-01-15T19:00:00Z",
      "2/1 2026-01-27 by meeting running", "2026-01-20" },
    { "brought forward", false, true, EVENING(-4), EVENING(-5), "2026-01-15T19:00:00Z",
      "2/1 2026-01-16 by meeting running", "2026-01-20" },
    { "cancelled, the next is near", true, true, EVENING(0), EVENING(-5), "2026-01-15T19:00:00Z",
      "2/1 2026-02-17 by meeting running", "2026-01-20" },
    { "cancelled, there is no other: five days from then", true, false, EVENING(0), EVENING(-5),
      "2026-01-15T19:00:00Z", "2/1 2026-01-22 running", "2026-01-20" },
    { "what is broken does not move", true, true, EVENING(0), EVENING(2), "2026-01-22T19:00:00Z",
      "2/1 2026-01-20 by meeting breached recorded", "" },
};

/* From when its discussion was moved, "" when it was not. */
static void moved_from(const struct clock_settlements *settled, char text[DAY_TEXT])
{
    *text = '\0';
    for (size_t i = 0; i < settled->count; i++) {
        const struct clock_settlement *settlement = &settled->list[i];
        if (strcmp(settlement->clock.standard, "board_discussion") != 0)
            continue;
        assert_int_equal(settlement->clock.first_due_on, day_read("2026-01-20"));
        if (settlement->moved_from == NO_DAY)
            continue;
        day_text(settlement->moved_from, text);
        assert_int_equal(settlement->moved_by, DUE_BY_MEETING);
    }
}

static void check_change(size_t number)
{
    static const struct told told[] = { RECEIVED, REFERRED };
    const struct calendar calendar = calendar_with(1, holidays, COUNT(holidays));
    struct meeting changed[] = { meetings[0], meetings[2] };
    const struct setting setting = { KIND_COMPLAINT, CHANNEL_WEB, "", changed,
                                     changes[number].has_next ? 2 : 1 };
    struct record record = begin(&setting, &calendar);
    tell(&record, &told[0]);
    tell(&record, &told[1]);
    if (changes[number].changed_at > EVENING(0))
        pass(&record, "2026-01-21T00:00:00Z");
    changed[0].is_cancelled = changes[number].is_cancelled;
    changed[0].starts_at = changes[number].starts_at;
    changed[0].changed_at = changes[number].changed_at;
    const struct clock_settlements settled = settle(&record, instant_read(changes[number].now));
    store(&record, &settled);

    char from[DAY_TEXT];
    moved_from(&settled, from);
    const char *clocks = text_of(&record, "board_discussion");
    if (strcmp(clocks, changes[number].clocks) != 0 ||
        strcmp(from, changes[number].moved_from) != 0)
        fail_msg("%s: %s, from \"%s\"", changes[number].why, clocks, from);
    op_end(&record.op);
}

/* Moving or cancelling a meeting never erases what was first promised. Rule: A18, D4. */
static void a_promise_follows_its_meeting(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(changes); i++)
        check_change(i);
}

#define OPENED THEN("investigation_opened", "2026-01-12T10:00:00Z")
#define EXTENDED(at, until, code) TELLING_UNTIL("extended", at, until, .standard = code)

static const struct story extended[] = {
    { "ten working days after the nomination",
      "investigation",
      { RECEIVED, OPENED },
      "2026-01-13T00:00:00Z",
      "2/1 2026-01-26 running" },
    { "extended",
      "investigation",
      { RECEIVED, OPENED, EXTENDED("2026-01-20T10:00:00Z", "2026-02-13", "investigation") },
      "2026-01-27T00:00:00Z",
      "2/1 2026-02-13 by extension running" },
    { "extended again",
      "investigation",
      { RECEIVED, OPENED, EXTENDED("2026-01-20T10:00:00Z", "2026-02-13", "investigation"),
        EXTENDED("2026-02-10T10:00:00Z", "2026-02-27", "investigation") },
      "2026-02-14T00:00:00Z",
      "2/1 2026-02-27 by extension running" },
    { "another promise does not move",
      "stage",
      { RECEIVED, OPENED, EXTENDED("2026-01-13T10:00:00Z", "2026-02-13", "investigation") },
      "2026-01-14T00:00:00Z",
      "1/1 2026-01-19 running" },
    { "an extension is not one for ever",
      "investigation",
      { RECEIVED, OPENED, EXTENDED("2026-01-20T10:00:00Z", "2026-02-13", "investigation"),
        THEN("investigation_closed", "2026-01-21T10:00:00Z"),
        THEN("investigation_opened", "2026-02-02T10:00:00Z") },
      "2026-02-03T00:00:00Z",
      "2/1 2026-02-13 by extension met; 5/1 2026-02-16 running" },
    { "an extension recorded after the breach takes it not back",
      "investigation",
      { RECEIVED, OPENED, TIME("2026-01-27T00:00:00Z"),
        EXTENDED("2026-01-26T10:00:00Z", "2026-02-13", "investigation") },
      "2026-01-27T00:00:00Z",
      "2/1 2026-01-26 breached recorded" },
};

/* Rule: A17, A18, D5. */
static void an_extension_moves_the_promise_that_it_names(void **state)
{
    (void)state;
    check_all(extended, COUNT(extended), &complaint);
}

#define AGREED(at, days) TELLING("interval_agreed", at, .interval_days = days)

static const struct story agreed[] = {
    { "from the agreement on, and after each update",
      "progress",
      { RECEIVED, AGREED("2026-01-08T10:00:00Z", 28), THEN("update", "2026-01-20T10:00:00Z") },
      "2026-01-21T00:00:00Z",
      "1/1 2026-01-19 met; 2/1 2026-02-05 met; 3/1 2026-02-17 running" },
    { "it makes nothing good that was missed",
      "progress",
      { RECEIVED, AGREED("2026-01-20T10:00:00Z", 28) },
      "2026-01-21T00:00:00Z",
      "1/1 2026-01-19 breached recorded; 1/2 2026-02-02 met; 2/1 2026-02-17 running" },
    { "it changes no other promise",
      "initial_response",
      { RECEIVED, AGREED("2026-01-06T10:00:00Z", 28) },
      "2026-01-06T12:00:00Z",
      "1/1 2026-01-08 running" },
};

/* Rule: A5. */
static void an_agreed_interval_takes_the_place_of_the_usual_one(void **state)
{
    (void)state;
    check_all(agreed, COUNT(agreed), &complaint);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_board_discusses_at_its_next_meeting),
        cmocka_unit_test(without_a_meeting_there_are_five_days_to_fix_one),
        cmocka_unit_test(a_promise_follows_its_meeting),
        cmocka_unit_test(an_extension_moves_the_promise_that_it_names),
        cmocka_unit_test(an_agreed_interval_takes_the_place_of_the_usual_one),
    };
    return cmocka_run_group_tests_name("clock_due", tests, read_autus, forget_autus);
}
