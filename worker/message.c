#include "worker/message.h"

#include "common/casework/history.h"
#include "common/casework/public_clocks.h"
#include "common/casework/reference_data.h"
#include "common/casework/sealing.h"
#include "common/store/outbox_store.h"

#include <string.h>

/* A case that is told of, opened. */
struct told {
    struct case_record record;
    struct case_key key;
    const struct procedure *procedure;
    struct case_life life;
    const struct case_event *events;
    size_t event_count;
    struct bytes last_hash;
};

static enum fault open_case(struct op *op, const struct unsaid_clock *which, struct told *told)
{
    struct case_file *file = &told->record.file;
    struct case_event *events;
    TRY(case_by_id(op, &which->organisation_id, &which->case_id, &told->record));
    TRY(case_key_open(&told->record, &told->key));
    TRY(procedure_of(op, &file->organisation_id, file->procedure_version, &told->procedure));
    TRY(case_history(op, &file->organisation_id, &file->id, &events, &told->event_count));
    TRY(events_replay(op, told->procedure, file, events, told->event_count, &told->life));
    told->events = events;
    told->last_hash = events[told->event_count - 1].hash;
    return OK;
}

/* The standard that waits for meetings, of this code; NULL: it does not. */
static const struct standard *waiting_standard(const struct procedure *procedure, const char *code)
{
    for (size_t i = 0; i < procedure->standard_count; i++)
        if (procedure->standards[i].due == DUE_RULE_NEXT_MEETING &&
            strcmp(procedure->standards[i].code, code) == 0)
            return &procedure->standards[i];
    return NULL;
}

static enum fault add(struct op *op, struct told *told, const char *standard,
                      const struct meeting_notice *notice)
{
    struct case_file *file = &told->record.file;
    struct facts facts = no_facts;
    const struct act act = { EVENT_MEETING_CHANGED, op->now, &facts };
    const struct event_text text = { .text = meeting_notice(op->memory, notice) };
    struct mark mark;
    facts.standard = standard;
    facts.until = notice->due_on;
    facts.meeting = notice->meeting;
    TRY(case_apply(told->procedure, &act, file, &told->life, &mark));
    TRY(history_add(op, file, &told->key, &mark, &text, &told->last_hash));
    TRY(case_version_save(op, file));
    return outbox_add(op, TOPIC_CASE_CHANGED, &file->organisation_id, &file->id);
}

static enum fault add_one(struct op *op, struct told *told, const struct unsaid_clock *clock)
{
    struct meeting_notice notice = clock->notice;
    TRY(open_case(op, clock, told));
    const struct standard *standard = waiting_standard(told->procedure, clock->standard);
    notice.body = standard ? standard->body : BODY_BOARD;
    return add(op, told, clock->standard, &notice);
}

enum fault message_add(struct op *op, const struct unsaid_clock *clock)
{
    struct told told = { 0 };
    const enum fault fault = add_one(op, &told, clock);
    case_key_release(&told.key);
    return fault;
}

static bool is_waiting(const struct case_clock *clock, instant now)
{
    return clock_is_running(clock) && now < clock->due_at &&
           (clock->due_by == DUE_BY_MEETING || clock->due_by == DUE_BY_TIMESCALE);
}

/* What was said by messages last; 'is_found' is false when there was none. */
static enum fault find_message(struct op *op, const struct told *told,
                               const struct case_clock *clock, struct meeting_notice *notice,
                               bool *is_found)
{
    *is_found = false;
    for (size_t i = told->event_count; i > (size_t)clock->started_by && !*is_found; i--) {
        const struct case_event *event = &told->events[i - 1];
        struct facts facts;
        if (event->type != EVENT_MEETING_CHANGED)
            continue;
        TRY(facts_read(op, event->facts, &facts));
        *is_found = facts.standard && strcmp(facts.standard, clock->standard) == 0;
        notice->said_on = facts.until;
        notice->said = facts.meeting;
    }
    return OK;
}

/* What was said when it was promised: by the record, where that has the promise; a promise of a
 * meeting says so by itself. */
static void take_promised(const struct clock_record *records, size_t count,
                          const struct case_clock *clock, struct meeting_notice *notice)
{
    notice->said = clock->meeting_id;
    notice->said_on = uuid_is_nil(&clock->meeting_id) ? NO_DAY : clock->due_on;
    for (size_t i = 0; i < count; i++) {
        const struct clock_record *record = &records[i];
        if (record->clock.started_by != clock->started_by ||
            record->clock.period != clock->period ||
            strcmp(record->clock.standard, clock->standard) != 0)
            continue;
        notice->said_on = record->said_due_on;
        notice->said = record->said_meeting_id;
    }
}

static bool is_said(const struct meeting_notice *notice)
{
    return notice->said_on == notice->due_on && uuid_equal(&notice->said, &notice->meeting);
}

static bool is_cancelled(const struct meetings *meetings, const struct uuid *id)
{
    const struct meeting *meeting = meetings_find(meetings, id);
    return meeting && meeting->is_cancelled;
}

static enum fault add_unsaid(struct op *op, struct told *told, const struct case_clock *clock,
                             const struct standard *standard)
{
    const struct case_file *file = &told->record.file;
    struct meeting_notice notice = { .body = standard->body,
                                     .first_due_on = clock->first_due_on,
                                     .due_on = clock->due_on,
                                     .meeting = clock->meeting_id };
    struct clock_record *records;
    struct meetings meetings;
    size_t count;
    bool is_found;
    TRY(find_message(op, told, clock, &notice, &is_found));
    if (!is_found) {
        TRY(clocks_of_cases(op, &file->id, 1, &records, &count));
        take_promised(records, count, clock, &notice);
    }
    if (is_said(&notice))
        return OK;
    TRY(meetings_of(op, &file->organisation_id, &meetings));
    notice.said_is_cancelled = is_cancelled(&meetings, &notice.said);
    return add(op, told, clock->standard, &notice);
}

static enum fault add_all(struct op *op, struct told *told, const struct unsaid_clock *which)
{
    struct case_clock *clocks;
    size_t count;
    TRY(open_case(op, which, told));
    TRY(public_clocks(op, &told->record.file, &clocks, &count));
    for (size_t i = 0; i < count; i++) {
        const struct standard *standard = waiting_standard(told->procedure, clocks[i].standard);
        if (standard && is_waiting(&clocks[i], op->now))
            TRY(add_unsaid(op, told, &clocks[i], standard));
    }
    return OK;
}

enum fault messages_add_sealed(struct op *op, const struct unsaid_clock *which)
{
    struct told told = { 0 };
    const enum fault fault = add_all(op, &told, which);
    case_key_release(&told.key);
    return fault;
}
