#include "common/domain/case_clock.h"

#include "common/domain/clock_run.h"
#include "common/domain/event_trait.h"

#include <stdlib.h>
#include <string.h>

bool clock_is_running(const struct case_clock *clock)
{
    return clock->met_at == NO_INSTANT && clock->ended_at == NO_INSTANT &&
           clock->breached_at == NO_INSTANT && clock->superseded_at == NO_INSTANT;
}

static int by_time(const void *one, const void *other)
{
    const struct mark *a = one, *b = other;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->seq - b->seq;
}

static const struct step {
    enum event_type begins, ends;
    unsigned bit;
} steps[] = {
    { EVENT_INVESTIGATION_OPENED, EVENT_INVESTIGATION_CLOSED, INVESTIGATION_STEP },
    { EVENT_MEDIATION_REFERRED, EVENT_MEDIATION_RESULT, MEDIATION_STEP },
};

static unsigned steps_after(enum event_type event, unsigned open)
{
    for (size_t i = 0; i < COUNT(steps); i++) {
        if (event == steps[i].begins)
            open |= steps[i].bit;
        if (event == steps[i].ends)
            open &= ~steps[i].bit;
    }
    return open;
}

static bool has_outcome(enum state state)
{
    return state == STATE_DECIDED || state == STATE_ANSWERED;
}

/* Whether what took the outcome back, as recorded, had happened before there was one: a referral
 * that is entered after the decision it came before. Rule: C11, D1. */
static bool never_stood(const struct clock_basis *basis, size_t number)
{
    const struct mark *outcome = &basis->marks[number];
    if (!has_outcome(outcome->to) ||
        (!event_decides(outcome->event) && !event_tells_outcome(outcome->event)))
        return false;
    size_t undoing = basis->mark_count;
    for (size_t i = 0; i < basis->mark_count; i++) {
        const struct mark *mark = &basis->marks[i];
        if (mark->seq > outcome->seq && mark->to && !has_outcome(mark->to) &&
            (undoing == basis->mark_count || mark->seq < basis->marks[undoing].seq))
            undoing = i;
    }
    return undoing < number;
}

/* Of the marks, sorted by time: of all that moved the case until then the last that was recorded
 * says where it stood. So it stands in the end where the record has it. What is decided waits for
 * no step. */
static void follow_states(const struct clock_basis *basis)
{
    enum state state = STATE_NONE;
    unsigned open = 0, awaited = 0;
    int newest = 0;
    for (size_t i = 0; i < basis->mark_count; i++) {
        struct mark *mark = &basis->marks[i];
        if (mark->to && mark->seq > newest) {
            state = mark->to;
            newest = mark->seq;
        }
        mark->is_undone = never_stood(basis, i);
        open = steps_after(mark->event, open);
        const bool is_decided = event_decides(mark->event) && !mark->is_undone;
        awaited = is_decided ? 0 : steps_after(mark->event, awaited);
        mark->state = state;
        mark->open_steps = open;
        mark->steps = awaited;
    }
}

/* Whether the step that would end the promise is under way: what comes of that is promised then. */
static bool is_under_way(const struct standard *standard, const struct mark *mark)
{
    for (size_t i = 0; i < COUNT(steps); i++)
        if ((mark->steps & steps[i].bit) && standard_ended_by(standard, steps[i].begins))
            return true;
    return false;
}

/* Whether it is promised again that a step ends: it was open when the case was closed, and goes on
 * when that is reopened. Rule: A17, C12, D7. */
static bool goes_on(const struct standard *standard, const struct mark *mark)
{
    for (size_t i = 0; mark->event == EVENT_REOPENED && i < COUNT(steps); i++)
        if ((mark->open_steps & steps[i].bit) &&
            standard_is_of_step(standard, steps[i].begins, steps[i].ends, mark->stage))
            return true;
    return false;
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
        mark->event == EVENT_TABLED ? meetings_find(&basis->meetings, &mark->facts->meeting) : NULL;
    if (meeting && meeting->body == standard->body)
        run->tabled = meeting;
}

/* Whether the case was closed, or with safeguarding, before the event that was recorded earlier:
 * its move is overtaken. Rule: D1. */
static bool is_overtaken(const struct mark *mark)
{
    return (mark->state == STATE_CLOSED || mark->state == STATE_SAFEGUARDING) && mark->to &&
           mark->to != mark->state;
}

/* A limit that is only watched has to be known. */
static bool starts(const struct standard *standard, const struct mark *mark)
{
    if (standard->watched && mark->facts->until == NO_DAY)
        return false;
    if (is_overtaken(mark) || mark->is_undone ||
        (!event_decides(mark->event) && is_under_way(standard, mark)))
        return false;
    return goes_on(standard, mark) || standard_starts_with(standard, mark->event, mark->stage,
                                                           mark->state, mark->facts->medium);
}

/* An outcome that never stood ends nothing, and is not the one that is awaited. */
static bool meets(const struct standard *standard, const struct mark *mark)
{
    return standard_met_by(standard, mark->event) &&
           !(mark->is_undone && standard_awaits_outcome(standard));
}

static bool ends(const struct standard *standard, const struct mark *mark)
{
    return standard_ended_by(standard, mark->event) && !mark->is_undone;
}

static void apply_mark(struct settling *settling, struct run *run, const struct mark *mark)
{
    const struct standard *standard = run->standard;
    if (run->start && meets(standard, mark)) {
        run_settle(settling, run, (struct closing){ mark->at, NO_INSTANT });
        if (standard->repeats)
            start_run(run, mark);
    } else if (run->start &&
               (ends(standard, mark) || standard_is_left_by(standard, mark->event, mark->stage))) {
        run_settle(settling, run, (struct closing){ NO_INSTANT, mark->at });
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
        run_settle(settling, &run, (struct closing){ NO_INSTANT, NO_INSTANT });
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
        if (meets(standard, mark) && concerns(mark, start))
            closing.met_at = mark->at;
        else if (ends(standard, mark) && concerns(mark, start))
            closing.ended_at = mark->at;
        else
            continue;
        break;
    }
    run_settle(settling, &run, closing);
}

static void settle_each(struct settling *settling, const struct standard *standard)
{
    for (size_t i = 0; i < settling->basis->mark_count; i++)
        if (starts(standard, &settling->basis->marks[i]))
            settle_one_of_each(settling, standard, i);
}

struct clock_settlements clocks_settle(void *memory, const struct clock_basis *basis)
{
    struct clock_settlements settled = { 0 };
    struct settling settling = { memory, basis, &settled, 0 };
    const struct case_file *case_file = basis->case_file;

    qsort(basis->marks, basis->mark_count, sizeof *basis->marks, by_time);
    follow_states(basis);
    for (size_t i = 0; i < basis->procedure->standard_count; i++) {
        const struct standard *standard = &basis->procedure->standards[i];
        if (!standard_applies(standard, case_file->kind, case_file->channel, case_file->category))
            continue;
        if (standard->each)
            settle_each(&settling, standard);
        else
            settle_standard(&settling, standard);
    }
    runs_supersede(&settling);
    return settled;
}
