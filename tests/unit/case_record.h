/* The record of one case and its clocks, as the store would keep them. */
#ifndef TESTS_UNIT_CASE_RECORD_H
#define TESTS_UNIT_CASE_RECORD_H

#include "common/domain/case_clock.h"
#include "tests/unit/autus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { TOLD_MAX = 10, CLOCKS_MAX = 48 };

/* Monday 5 January 2026 is the day on which most of these cases come in. */
static const char came_in[] = "2026-01-05T10:00:00Z";

/* What is recorded of a case, in this order; nothing but the passing of time without an event. */
struct told {
    const char *event, *at;
    const char *recorded_at;   /* NULL: at once */
    const char *until;         /* the day that it tells, NULL for none */
    const struct facts *facts; /* what it tells besides, NULL for nothing */
};
#define RECEIVED_AT(at)                                                                            \
    {                                                                                              \
        "received", at, NULL, NULL, NULL                                                           \
    }
#define RECEIVED RECEIVED_AT(came_in)
#define THEN(event, at)                                                                            \
    {                                                                                              \
        event, at, NULL, NULL, NULL                                                                \
    }
#define LATE(event, at, recorded_at)                                                               \
    {                                                                                              \
        event, at, recorded_at, NULL, NULL                                                         \
    }
#define TIME(at)                                                                                   \
    {                                                                                              \
        NULL, NULL, at, NULL, NULL                                                                 \
    }
/* TELLING("question", at, .medium = CHANNEL_WEB), and with a day. */
#define TELLING(event, at, ...) TELLING_UNTIL(event, at, NULL, __VA_ARGS__)
#define TELLING_UNTIL(event, at, until, ...)                                                       \
    {                                                                                              \
        event, at, NULL, until, &(const struct facts)                                              \
        {                                                                                          \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }

struct record {
    struct op op;
    const struct calendar *calendar;
    struct case_file file;
    enum state state; /* where it stands, as far as clocks ask for it */
    struct meetings meetings;
    struct facts facts[TOLD_MAX];
    struct mark marks[TOLD_MAX];
    size_t mark_count;
    struct case_clock stored[CLOCKS_MAX];
    size_t stored_count;
};

static const struct holiday holidays[] = { { 20454, "New Year’s Day" }, { 20546, "Good Friday" } };

static inline struct calendar calendar_with(int version, const struct holiday *list, size_t count)
{
    return (struct calendar){ .version = version,
                              .nation = NATION_ENGLAND_AND_WALES,
                              .holidays = list,
                              .holiday_count = count,
                              .first_day = day_read("2026-01-01"),
                              .last_day = day_read("2026-12-31") };
}

static inline struct clock_settlements settle(struct record *record, instant now)
{
    struct mark marks[TOLD_MAX];
    memcpy(marks, record->marks, sizeof marks);
    const struct clock_basis basis = { &autus,         record->calendar,     &record->file,
                                       marks,          record->mark_count,   record->meetings,
                                       record->stored, record->stored_count, now };
    return clocks_settle(record->op.memory, &basis);
}

/* What the store does with it; breaches and corrections are only ever added. */
static inline void store(struct record *record, const struct clock_settlements *settled)
{
    assert_in_range(settled->count, 0, CLOCKS_MAX);
    for (size_t i = 0; i < settled->count; i++) {
        record->stored[i] = settled->list[i].clock;
        record->stored[i].breach_recorded |= settled->list[i].breached;
        record->stored[i].breach_corrected |= settled->list[i].corrected;
    }
    record->stored_count = settled->count;
}

static inline void pass(struct record *record, const char *now)
{
    const struct clock_settlements settled = settle(record, instant_read(now));
    store(record, &settled);
}

/* What follows from an event. Stories leave steps out: then what follows where it is allowed. */
static inline struct transition step_of(const struct record *record, enum event_type event,
                                        const char *stage)
{
    const struct transition *step = procedure_transition(&autus, record->state, stage, event);
    for (size_t i = 1; !step && i < states.count; i++)
        step = procedure_transition(&autus, (enum state)i, stage, event);
    return event == EVENT_RECEIVED ? (struct transition){ .to = STATE_RECEIVED }
           : step                  ? *step
                                   : (struct transition){ .to = STATE_NONE };
}

static inline void add_mark(struct record *record, const struct told *told)
{
    const enum event_type event = (enum event_type)vocabulary_read(&event_types, told->event);
    struct facts *facts = &record->facts[record->mark_count];
    *facts = told->facts ? *told->facts : no_facts;
    facts->until = told->until ? day_read(told->until) : NO_DAY;
    if (event == EVENT_RECEIVED && !facts->medium)
        facts->medium = record->file.channel;
    const char *stage =
        record->mark_count ? record->marks[record->mark_count - 1].stage : record->file.stage;
    const struct transition step = step_of(record, event, stage);
    stage = step.next_stage ? step.next_stage : facts->stage ? facts->stage : stage;
    record->state = step.to ? step.to : record->state;
    record->marks[record->mark_count] = (struct mark){ .seq = (int)record->mark_count + 1,
                                                       .event = event,
                                                       .at = instant_read(told->at),
                                                       .facts = facts,
                                                       .stage = stage,
                                                       .to = step.to };
    record->mark_count++;
}

static inline void tell(struct record *record, const struct told *told)
{
    if (told->event)
        add_mark(record, told);
    pass(record, told->recorded_at ? told->recorded_at : told->at);
}

static inline const char *state_of(const struct case_clock *clock)
{
    return clock->superseded_at != NO_INSTANT ? " superseded"
           : clock->met_at != NO_INSTANT      ? " met"
           : clock->ended_at != NO_INSTANT    ? " ended"
           : clock->breached_at != NO_INSTANT ? ""
                                              : " running";
}

/* The clocks of a standard. */
static inline const char *text_of(struct record *record, const char *standard)
{
    const char *text = "";
    for (size_t i = 0; i < record->stored_count; i++) {
        const struct case_clock *clock = &record->stored[i];
        char due_on[DAY_TEXT];
        if (strcmp(clock->standard, standard) != 0)
            continue;
        day_text(clock->due_on, due_on);
        text = memory_printf(
            record->op.memory, "%s%s%d/%d %s%s%s%s%s%s%s%s", text, *text ? "; " : "",
            clock->started_by, clock->period, due_on,
            clock->due_by == DUE_BY_TIMESCALE ? "" : " by ",
            clock->due_by == DUE_BY_TIMESCALE ? "" : vocabulary_text(&dues_by, (int)clock->due_by),
            state_of(clock), clock->breached_at != NO_INSTANT ? " breached" : "",
            clock->breach_recorded ? " recorded" : "", clock->breach_corrected ? " corrected" : "",
            clock->provisional ? " provisional" : "");
    }
    return text;
}

static inline struct record new_record(enum kind kind, enum channel channel,
                                       const struct calendar *calendar)
{
    return (struct record){
        .op = op_begin(),
        .calendar = calendar,
        .file = { .kind = kind, .channel = channel, .category = "", .stage = "informal" }
    };
}

/* The clocks of one standard at last, and what was recorded of their breaches, as text:
 * "started by/period due day state", then what else is true. */
struct story {
    const char *why, *standard;
    struct told told[TOLD_MAX];
    const char *now, *clocks;
};

/* What a case is and which meetings there are. */
struct setting {
    enum kind kind;
    enum channel channel;
    const char *category;
    const struct meeting *meetings;
    size_t meeting_count;
};

static inline struct record begin(const struct setting *setting, const struct calendar *calendar)
{
    struct record record = new_record(setting->kind, setting->channel, calendar);
    record.file.category = setting->category;
    record.meetings = (struct meetings){ setting->meetings, setting->meeting_count, 1 };
    return record;
}

/* Tells the story, and sees that settling once more changes nothing. */
static inline void check(const struct story *story, const struct setting *setting)
{
    const struct calendar calendar = calendar_with(1, holidays, COUNT(holidays));
    struct record record = begin(setting, &calendar);
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

static inline void check_all(const struct story *stories, size_t count,
                             const struct setting *setting)
{
    for (size_t i = 0; i < count; i++)
        check(&stories[i], setting);
}

#endif
