#include "common/domain/clock_due.h"

static void set_day(struct case_clock *clock, day due_on, enum due_by due_by)
{
    clock->due_on = due_on;
    clock->due_at = day_start(due_on + 1);
    clock->due_by = due_by;
    clock->provisional = false;
}

static void set_timescale(const struct clock_basis *basis, const struct run *run, instant start,
                          struct case_clock *clock)
{
    const struct standard *standard = run->standard;
    const struct due due =
        calendar_due(basis->calendar, start, run->agreed_days ? run->agreed_days : standard->amount,
                     run->agreed_days ? UNIT_CALENDAR_DAYS : standard->unit, standard->roll);
    clock->due_on = due.due_on;
    clock->due_at = due.due_at;
    clock->due_by = DUE_BY_TIMESCALE;
    clock->reckoned_from = start;
    clock->agreed_days = run->agreed_days;
    clock->provisional = due.provisional;
}

/* The first meeting that takes the case: the one that it was tabled for, else an ordinary one. */
static const struct meeting *find_meeting(const struct clock_basis *basis, const struct run *run,
                                          instant start)
{
    const struct meeting *first = NULL;
    if (run->tabled && !run->tabled->is_cancelled)
        return run->tabled;
    for (size_t i = 0; i < basis->meetings.count; i++) {
        const struct meeting *meeting = &basis->meetings.list[i];
        if (meeting->body == run->standard->body && !meeting->is_special &&
            !meeting->is_cancelled && meeting->starts_at > start &&
            (!first || meeting->starts_at < first->starts_at))
            first = meeting;
    }
    return first;
}

/* Whether the meeting that was changed was the one that the case waited for, or could have been. */
static bool was_waited_for(const struct run *run, const struct meeting *meeting, instant start,
                           day latest)
{
    if (run->tabled && uuid_equal(&meeting->id, &run->tabled->id))
        return true;
    return meeting->body == run->standard->body && !meeting->is_special &&
           meeting->changed_from > start && instant_day(meeting->changed_from) <= latest;
}

/* Since when no meeting is near: the start, or when one that was near enough was put off. */
static instant without_meeting_since(const struct clock_basis *basis, const struct run *run,
                                     instant start, day latest)
{
    instant since = start;
    for (size_t i = 0; i < basis->meetings.count; i++) {
        const struct meeting *meeting = &basis->meetings.list[i];
        if (meeting->changed_at != NO_INSTANT && meeting->changed_at > since &&
            was_waited_for(run, meeting, start, latest))
            since = meeting->changed_at;
    }
    return since;
}

/* The day of the next meeting; where none is near enough, the amount runs until one is fixed.
 * Rule: D4. */
static void set_meeting(const struct clock_basis *basis, const struct run *run, instant start,
                        struct case_clock *clock)
{
    const struct meeting *meeting = find_meeting(basis, run, start);
    const struct due latest =
        calendar_due(basis->calendar, start, run->standard->within, UNIT_WORKING_DAYS, ROLL_NONE);
    if (!meeting || (meeting != run->tabled && instant_day(meeting->starts_at) > latest.due_on)) {
        set_timescale(basis, run, without_meeting_since(basis, run, start, latest.due_on), clock);
        return;
    }
    set_day(clock, instant_day(meeting->starts_at), DUE_BY_MEETING);
    clock->meeting_id = meeting->id;
}

void clock_due(const struct clock_basis *basis, const struct run *run, instant start,
               struct case_clock *clock)
{
    clock->calendar_version = basis->calendar->version;
    clock->meetings_version =
        run->standard->due == DUE_RULE_NEXT_MEETING ? basis->meetings.version : 0;
    clock->reckoned_from = start;
    if (run->extended_to != NO_DAY)
        set_day(clock, run->extended_to, DUE_BY_EXTENSION);
    else if (run->standard->due == DUE_RULE_SET_DATE && run->start->facts->until != NO_DAY)
        set_day(clock, run->start->facts->until, DUE_BY_SET_DATE);
    else if (run->standard->due == DUE_RULE_NEXT_MEETING)
        set_meeting(basis, run, start, clock);
    else
        set_timescale(basis, run, start, clock);
}
