#include "common/domain/clock_run.h"

#include "common/base/memory.h"

#include <string.h>

static bool is_same(const struct case_clock *one, const struct case_clock *other)
{
    return one->period == other->period && one->started_by == other->started_by &&
           strcmp(one->standard, other->standard) == 0;
}

static const struct case_clock *find_stored(const struct clock_basis *basis,
                                            const struct case_clock *clock)
{
    for (size_t i = 0; i < basis->stored_count; i++)
        if (is_same(&basis->stored[i], clock))
            return &basis->stored[i];
    return NULL;
}

static bool is_decided(const struct case_clock *clock)
{
    return clock->met_at != NO_INSTANT || clock->ended_at != NO_INSTANT || clock->breach_recorded;
}

static bool has_changed(const struct case_clock *clock, const struct case_clock *stored)
{
    return !stored || clock->due_at != stored->due_at || clock->due_on != stored->due_on ||
           clock->due_by != stored->due_by || clock->reckoned_from != stored->reckoned_from ||
           !uuid_equal(&clock->meeting_id, &stored->meeting_id) ||
           clock->provisional != stored->provisional ||
           clock->calendar_version != stored->calendar_version || clock->met_at != stored->met_at ||
           clock->ended_at != stored->ended_at || clock->breached_at != stored->breached_at ||
           clock->superseded_at != stored->superseded_at;
}

/* What moved it: for what runs on its timescale a calendar, or a meeting that it waited for. */
static enum due_by moved_by(const struct case_clock *clock, const struct case_clock *stored)
{
    if (!stored || clock->due_by != DUE_BY_TIMESCALE)
        return clock->due_by;
    return clock->reckoned_from == stored->reckoned_from ? stored->due_by : DUE_BY_MEETING;
}

static void add_settlement(struct settling *settling, struct case_clock clock,
                           const struct case_clock *stored)
{
    struct clock_settlements *settled = settling->settled;
    GROW(settling->memory, settled->list, settled->count, settling->room);
    clock.first_due_on = stored ? stored->first_due_on : clock.due_on;
    clock.breach_recorded = stored && stored->breach_recorded;
    clock.breach_corrected = stored && stored->breach_corrected;
    const bool is_breached = clock.breached_at != NO_INSTANT;
    settled->list[settled->count++] = (struct clock_settlement){
        .clock = clock,
        .changed = has_changed(&clock, stored),
        .confirmed = stored && clock.meetings_version != stored->meetings_version,
        .breached = is_breached && !clock.breach_recorded,
        .corrected = !is_breached && clock.breach_recorded && !clock.breach_corrected,
        .moved_from = stored && stored->due_on != clock.due_on ? stored->due_on : NO_DAY,
        .moved_by = moved_by(&clock, stored),
    };
}

static void keep_due(const struct case_clock *stored, struct case_clock *clock)
{
    clock->due_on = stored->due_on;
    clock->due_at = stored->due_at;
    clock->due_by = stored->due_by;
    clock->reckoned_from = stored->reckoned_from;
    clock->agreed_days = stored->agreed_days;
    clock->meeting_id = stored->meeting_id;
    clock->provisional = stored->provisional;
    clock->calendar_version = stored->calendar_version;
}

static void set_kept(const struct case_clock *stored, struct case_clock *clock)
{
    clock->due_on = stored->due_on;
    clock->due_at = stored->due_at;
    clock->due_by = DUE_BY_KEPT;
}

/* Whether nothing but a calendar makes it due earlier, at a time that has passed: a closure that is
 * entered on its own day, or taken back after it. Nobody could keep it then. Rule: B3. */
static bool is_put_into_past(const struct clock_basis *basis, const struct case_clock *stored,
                             const struct case_clock *clock)
{
    return clock->due_by == DUE_BY_TIMESCALE &&
           (stored->due_by == DUE_BY_TIMESCALE || stored->due_by == DUE_BY_KEPT) &&
           clock->reckoned_from == stored->reckoned_from &&
           clock->agreed_days == stored->agreed_days && clock->due_at < stored->due_at &&
           clock->due_at <= basis->now;
}

/* When the period is due: as decided, else by the newest calendar that anybody has reckoned it
 * with, but not before that was known. */
static void set_due(const struct clock_basis *basis, const struct run *run,
                    const struct case_clock *stored, struct case_clock *clock)
{
    clock_due(basis, run, clock->started_at, clock);
    if (stored && (is_decided(stored) ||
                   (stored->calendar_version > clock->calendar_version &&
                    stored->due_by == clock->due_by && clock->due_by == DUE_BY_TIMESCALE)))
        keep_due(stored, clock);
    else if (stored && is_put_into_past(basis, stored, clock))
        set_kept(stored, clock);
}

/* Until when it ran: now, while it runs. */
static instant closed_at(const struct clock_basis *basis, struct closing closing)
{
    if (closing.met_at != NO_INSTANT)
        return closing.met_at;
    return closing.ended_at != NO_INSTANT ? closing.ended_at : basis->now;
}

/* Whether a period passed unmet. A recorded breach of a clock that still runs stays one: who finds
 * it not yet due began to settle before it was recorded. */
static bool is_period_missed(const struct clock_basis *basis, const struct run *run,
                             struct closing closing, const struct case_clock *clock,
                             const struct case_clock *stored)
{
    if (run->standard->watched)
        return false;
    if (closing.met_at != NO_INSTANT)
        return closing.met_at >= clock->due_at;
    if (closing.ended_at != NO_INSTANT)
        return closing.ended_at >= clock->due_at;
    return basis->now >= clock->due_at || (stored && stored->breach_recorded);
}

/*
 * A year of fortnights: so many unmet periods of a run are told of the time
 * before the case was entered. A letter of many years ago would have a breach
 * for every fortnight since, or for every day, of which nobody learns more;
 * the next period begins on the day of the entry, or there is none when the run
 * was over by then. What is missed from the entry on has no such end.
 */
enum { PERIODS_BEFORE_HEED = 26 };

static bool is_last_before_heed(const struct clock_basis *basis, const struct case_clock *clock)
{
    return clock->period == PERIODS_BEFORE_HEED && clock->due_at <= basis->case_file->recorded_at;
}

/* Whether the next period follows one that was missed. */
static bool has_next(const struct clock_basis *basis, struct closing closing,
                     const struct case_clock *clock)
{
    const bool is_over = closing.met_at != NO_INSTANT || closing.ended_at != NO_INSTANT;
    return !is_last_before_heed(basis, clock) || !is_over ||
           closed_at(basis, closing) > basis->case_file->recorded_at;
}

/* When the period after this one begins. Rule: D7. */
static instant next_start(const struct clock_basis *basis, const struct run *run,
                          const struct case_clock *clock)
{
    if (is_last_before_heed(basis, clock))
        return day_start(instant_day(basis->case_file->recorded_at));
    return run->standard->unit == UNIT_HOURS ? clock->due_at : day_start(clock->due_on);
}

/* One period; true when it passed unmet and the next one follows. Rule: D7. */
static bool settle_period(struct settling *settling, const struct run *run, struct closing closing,
                          int period, instant *start)
{
    const struct clock_basis *basis = settling->basis;
    struct case_clock clock = { .standard = run->standard->code,
                                .started_by = run->start->seq,
                                .period = period,
                                .stage = run->start->stage,
                                .awaits = run->standard->due == DUE_RULE_NEXT_MEETING
                                              ? run->standard->body
                                              : BODY_NONE,
                                .started_at = *start,
                                .met_at = NO_INSTANT,
                                .ended_at = NO_INSTANT,
                                .breached_at = NO_INSTANT,
                                .superseded_at = NO_INSTANT };
    const struct case_clock *stored = find_stored(basis, &clock);
    if (stored)
        clock.stage = stored->stage;
    set_due(basis, run, stored, &clock);

    const bool is_missed = is_period_missed(basis, run, closing, &clock, stored);
    if (is_missed)
        clock.breached_at = clock.due_at;
    if (run->standard->watched && closed_at(basis, closing) >= clock.due_at)
        closing = (struct closing){ NO_INSTANT, clock.due_at };
    const bool goes_on = is_missed && run->standard->repeats && has_next(basis, closing, &clock);
    if (!goes_on) {
        clock.met_at = closing.met_at;
        clock.ended_at = closing.ended_at;
    }
    add_settlement(settling, clock, stored);
    const instant before = *start;
    *start = next_start(basis, run, &clock);
    return goes_on && *start > before;
}

void run_settle(struct settling *settling, struct run *run, struct closing closing)
{
    instant start = run->start->at;
    int period = 1;
    while (settle_period(settling, run, closing, period, &start))
        period++;
    run->start = NULL;
}

/* What the record holds and history no longer has. */
void runs_supersede(struct settling *settling)
{
    const struct clock_basis *basis = settling->basis;
    const size_t found = settling->settled->count;
    for (size_t i = 0; i < basis->stored_count; i++) {
        const struct case_clock *stored = &basis->stored[i];
        bool known = false;
        for (size_t j = 0; j < found && !known; j++)
            known = is_same(&settling->settled->list[j].clock, stored);
        if (known)
            continue;
        struct case_clock gone = *stored;
        gone.breached_at = NO_INSTANT;
        if (gone.superseded_at == NO_INSTANT)
            gone.superseded_at = basis->now;
        add_settlement(settling, gone, stored);
    }
}
