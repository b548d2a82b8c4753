#include "common/domain/case_clock.h"

#include "common/base/memory.h"
#include "common/domain/clock_due.h"

#include <stdlib.h>
#include <string.h>

/* Settling in progress. */
struct settling {
    void *memory;
    const struct clock_basis *basis;
    struct clock_settlements *settled;
    size_t room;
};

/* How a run ended; both NO_INSTANT while it goes on. */
struct closing {
    instant met_at, ended_at;
};

static int by_time(const void *one, const void *other)
{
    const struct mark *a = one, *b = other;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->seq - b->seq;
}

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

static void add_settlement(struct settling *settling, struct case_clock clock,
                           const struct case_clock *stored)
{
    struct clock_settlements *settled = settling->settled;
    if (settled->count == settling->room) {
        settling->room = settling->room ? 2 * settling->room : 16;
        struct clock_settlement *more =
            NEW_ARRAY(settling->memory, struct clock_settlement, settling->room);
        if (settled->count)
            memcpy(more, settled->list, settled->count * sizeof *more);
        settled->list = more;
    }
    clock.first_due_on = stored ? stored->first_due_on : clock.due_on;
    clock.breach_recorded = stored && stored->breach_recorded;
    clock.breach_corrected = stored && stored->breach_corrected;
    const bool is_breached = clock.breached_at != NO_INSTANT;
    settled->list[settled->count++] = (struct clock_settlement){
        .clock = clock,
        .changed = has_changed(&clock, stored),
        .breached = is_breached && !clock.breach_recorded,
        .corrected = !is_breached && clock.breach_recorded && !clock.breach_corrected,
        .moved_from = stored && stored->due_on != clock.due_on ? stored->due_on : NO_DAY,
        .moved_by = stored && clock.due_by == DUE_BY_TIMESCALE ? stored->due_by : clock.due_by,
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

/* When the period that begins at 'start' is due: as decided, else by the newest calendar that
 * anybody has reckoned it with. */
static void set_due(const struct clock_basis *basis, const struct run *run, instant start,
                    const struct case_clock *stored, struct case_clock *clock)
{
    clock_due(basis, run, start, clock);
    if (stored && (is_decided(stored) ||
                   (stored->calendar_version > clock->calendar_version &&
                    stored->due_by == clock->due_by && clock->due_by == DUE_BY_TIMESCALE)))
        keep_due(stored, clock);
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

/* One period; true when it passed unmet and the next one follows. Rule: D7. */
static bool settle_period(struct settling *settling, const struct run *run, struct closing closing,
                          int period, instant *start)
{
    const struct clock_basis *basis = settling->basis;
    struct case_clock clock = { .standard = run->standard->code,
                                .started_by = run->start->seq,
                                .period = period,
                                .stage = run->start->stage,
                                .started_at = *start,
                                .met_at = NO_INSTANT,
                                .ended_at = NO_INSTANT,
                                .breached_at = NO_INSTANT,
                                .superseded_at = NO_INSTANT };
    const struct case_clock *stored = find_stored(basis, &clock);
    if (stored)
        clock.stage = stored->stage;
    set_due(basis, run, *start, stored, &clock);

    const bool is_missed = is_period_missed(basis, run, closing, &clock, stored);
    if (is_missed)
        clock.breached_at = clock.due_at;
    if (run->standard->watched && closed_at(basis, closing) >= clock.due_at)
        closing = (struct closing){ NO_INSTANT, clock.due_at };
    if (!is_missed || !run->standard->repeats) {
        clock.met_at = closing.met_at;
        clock.ended_at = closing.ended_at;
    }
    add_settlement(settling, clock, stored);
    const instant before = *start;
    *start = run->standard->unit == UNIT_HOURS ? clock.due_at : day_start(clock.due_on);
    return is_missed && run->standard->repeats && *start > before;
}

static void settle_run(struct settling *settling, struct run *run, struct closing closing)
{
    instant start = run->start->at;
    int period = 1;
    while (settle_period(settling, run, closing, period, &start))
        period++;
    run->start = NULL;
}

static const struct meeting *meeting_of(const struct clock_basis *basis, const struct uuid *id)
{
    for (size_t i = 0; i < basis->meeting_count; i++)
        if (uuid_equal(&basis->meetings[i].id, id))
            return &basis->meetings[i];
    return NULL;
}

static void start_run(struct run *run, const struct mark *mark)
{
    run->start = mark;
    run->extended_to = NO_DAY;
    run->tabled = NULL;
}

/* What changes when a running clock is due; a period that the same event closed keeps its day, and
 * a meeting of others is not what it waits for. Rule: A5, A18, D4. */
static void bend_run(const struct clock_basis *basis, struct run *run, const struct mark *mark)
{
    const struct standard *standard = run->standard;
    if (mark->event == EVENT_EXTENDED && standard->extendable && run->start &&
        strcmp(mark->facts->standard, standard->code) == 0)
        run->extended_to = mark->facts->until;
    if (mark->event == EVENT_INTERVAL_AGREED && standard->agreeable)
        run->agreed_days = mark->facts->interval_days;
    const struct meeting *meeting =
        mark->event == EVENT_TABLED ? meeting_of(basis, &mark->facts->meeting) : NULL;
    if (meeting && meeting->body == standard->body)
        run->tabled = meeting;
}

/* A limit that is only watched has to be known. */
static bool starts(const struct standard *standard, const struct mark *mark)
{
    if (standard->watched && mark->facts->until == NO_DAY)
        return false;
    return standard_starts_with(standard, mark->event, mark->stage, mark->facts->medium);
}

static void apply_mark(struct settling *settling, struct run *run, const struct mark *mark)
{
    const struct standard *standard = run->standard;
    if (run->start && standard_met_by(standard, mark->event)) {
        settle_run(settling, run, (struct closing){ mark->at, NO_INSTANT });
        if (standard->repeats)
            start_run(run, mark);
    } else if (run->start && standard_ended_by(standard, mark->event)) {
        settle_run(settling, run, (struct closing){ NO_INSTANT, mark->at });
    }
    if (!run->start && starts(standard, mark))
        start_run(run, mark);
    bend_run(settling->basis, run, mark);
}

bool clocks_need_meetings(const struct clock_basis *basis)
{
    for (size_t i = 0; i < basis->procedure->standard_count; i++)
        for (size_t j = 0; j < basis->mark_count; j++)
            if (basis->procedure->standards[i].due == DUE_RULE_NEXT_MEETING &&
                starts(&basis->procedure->standards[i], &basis->marks[j]))
                return true;
    return false;
}

static void settle_standard(struct settling *settling, const struct standard *standard)
{
    const struct clock_basis *basis = settling->basis;
    struct run run = { .standard = standard };
    for (size_t i = 0; i < basis->mark_count; i++)
        apply_mark(settling, &run, &basis->marks[i]);
    if (run.start)
        settle_run(settling, &run, (struct closing){ NO_INSTANT, NO_INSTANT });
}

/* Whether the event closes the clock that 'start' began: an answer tells what it answers. */
static bool concerns(const struct mark *mark, const struct mark *start)
{
    return !mark->facts->concerns || mark->facts->concerns == start->seq;
}

static void settle_one_of_each(struct settling *settling, const struct standard *standard,
                               size_t first)
{
    const struct clock_basis *basis = settling->basis;
    const struct mark *start = &basis->marks[first];
    struct run run = { .standard = standard };
    struct closing closing = { NO_INSTANT, NO_INSTANT };
    start_run(&run, start);
    for (size_t i = first + 1; i < basis->mark_count; i++) {
        const struct mark *mark = &basis->marks[i];
        if (standard_met_by(standard, mark->event) && concerns(mark, start))
            closing.met_at = mark->at;
        else if (standard_ended_by(standard, mark->event) && concerns(mark, start))
            closing.ended_at = mark->at;
        else
            continue;
        break;
    }
    settle_run(settling, &run, closing);
}

static void settle_each(struct settling *settling, const struct standard *standard)
{
    for (size_t i = 0; i < settling->basis->mark_count; i++)
        if (starts(standard, &settling->basis->marks[i]))
            settle_one_of_each(settling, standard, i);
}

/* What the record holds and history no longer has. */
static void supersede_rest(struct settling *settling)
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

struct clock_settlements clocks_settle(void *memory, const struct clock_basis *basis)
{
    struct clock_settlements settled = { 0 };
    struct settling settling = { memory, basis, &settled, 0 };
    const struct case_file *case_file = basis->case_file;

    qsort(basis->marks, basis->mark_count, sizeof *basis->marks, by_time);
    for (size_t i = 0; i < basis->procedure->standard_count; i++) {
        const struct standard *standard = &basis->procedure->standards[i];
        if (!standard_applies(standard, case_file->kind, case_file->channel, case_file->category))
            continue;
        if (standard->each)
            settle_each(&settling, standard);
        else
            settle_standard(&settling, standard);
    }
    supersede_rest(&settling);
    return settled;
}
