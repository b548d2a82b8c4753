#include "api/operations/promises.h"

#include "common/base/config.h"
#include "common/casework/public_clocks.h"
#include "common/casework/reference_data.h"
#include "common/domain/access.h"
#include "common/store/case_clock_store.h"

#include <stdlib.h>
#include <string.h>

static const char *state_text(const struct case_clock *clock)
{
    return clock->breached_at != NO_INSTANT ? "breached"
           : clock->met_at != NO_INSTANT    ? "met"
           : clock->ended_at != NO_INSTANT  ? "ended"
                                            : "running";
}

static const struct standard *standard_of(const struct procedure *procedure,
                                          const struct case_file *file, const char *code)
{
    for (size_t i = 0; i < procedure->standard_count; i++)
        if (strcmp(procedure->standards[i].code, code) == 0 &&
            standard_applies(&procedure->standards[i], file->kind, file->channel, file->category))
            return &procedure->standards[i];
    return NULL;
}

static size_t rank(const struct procedure *procedure, const char *code)
{
    size_t i = 0;
    while (i < procedure->standard_count && strcmp(procedure->standards[i].code, code) != 0)
        i++;
    return i;
}

/* By standard, in the order of the procedure, then by time: from an act or from the records. */
static int by_promise(const void *one, const void *other, void *argument)
{
    const struct case_clock *a = one, *b = other;
    const struct procedure *procedure = argument;
    const size_t first = rank(procedure, a->standard), second = rank(procedure, b->standard);
    if (first != second)
        return first < second ? -1 : 1;
    if (a->started_at != b->started_at)
        return a->started_at < b->started_at ? -1 : 1;
    return a->period - b->period;
}

/* By the calendar that the clock was reckoned with: a later one would explain another day. */
static const char *explanation_url(struct op *op, const struct organisation *organisation,
                                   const struct standard *standard, const struct case_clock *clock)
{
    char text[INSTANT_TEXT];
    if (!standard || clock->due_by != DUE_BY_TIMESCALE)
        return NULL;
    instant_text(clock->reckoned_from, text);
    return memory_printf(
        op->memory,
        "%s/v1/calendar/due?start=%s&amount=%d&unit=%s&roll=%s&nation=%s"
        "&organisation=%s&calendar_version=%d",
        config_text(HEED_PUBLIC_URL), text,
        clock->agreed_days ? clock->agreed_days : standard->amount,
        clock->agreed_days ? "calendar_days" : vocabulary_text(&units, (int)standard->unit),
        vocabulary_text(&rolls, (int)standard->roll), nation_text(organisation->nation),
        organisation->slug, clock->calendar_version);
}

/* Rule: B2. Why it is due then, in words; the address explains a timescale day by day. */
static const char *explanation(const struct case_clock *clock)
{
    switch (clock->due_by) {
    case DUE_BY_MEETING:
        return "The day of the meeting at which the case is discussed.";
    case DUE_BY_SET_DATE:
        return "The day that was set when it was promised.";
    case DUE_BY_EXTENSION:
        return "The day to which it was extended; first_due_on is the day first promised.";
    case DUE_BY_TIMESCALE:
        return clock->agreed_days ? "The interval that was agreed with the customer."
                                  : "The timescale of the standard.";
    case DUE_BY_KEPT:
        return "The day that was told: a closure that was entered or taken back too late does not "
               "put it into the past.";
    case DUE_BY_NONE:
        break;
    }
    return NULL;
}

/* Rule: D11, D17. What staff owe each other is for staff alone. */
static bool is_for(const struct op *op, const struct standard *standard)
{
    return !actor_is_outside(&op->actor) || !standard || !standard->is_internal;
}

enum fault promises_of(struct op *op, const struct case_file *file, const struct case_clock *clocks,
                       size_t count, struct promises *promises)
{
    struct organisation organisation;
    const struct procedure *procedure;
    TRY(organisation_of(op, &file->organisation_id, &organisation));
    TRY(procedure_of(op, &file->organisation_id, file->procedure_version, &procedure));

    struct case_clock *sorted = NEW_ARRAY(op->memory, struct case_clock, count);
    if (count) {
        memcpy(sorted, clocks, count * sizeof *sorted);
        qsort_r(sorted, count, sizeof *sorted, by_promise, (void *)(uintptr_t)procedure);
    }
    struct promise *list = NEW_ARRAY(op->memory, struct promise, count);
    *promises = (struct promises){ .list = list };
    for (size_t i = 0; i < count; i++) {
        const struct case_clock *clock = &sorted[i];
        const struct standard *standard = standard_of(procedure, file, clock->standard);
        if (clock->superseded_at != NO_INSTANT || !is_for(op, standard))
            continue;
        list[promises->count++] = (struct promise){
            .standard = clock->standard,
            .period = clock->period,
            .state = state_text(clock),
            .first_due_on = clock->first_due_on,
            .due_on = clock->due_on,
            .due_by = clock->due_by,
            .meeting_id = clock->meeting_id,
            .due_at = clock->due_at,
            .provisional = clock->provisional,
            .met_at = clock->met_at,
            .explanation = explanation(clock),
            .explanation_url = explanation_url(op, &organisation, standard, clock),
        };
    }
    return OK;
}

enum fault promises_of_case(struct op *op, const struct case_file *file, struct promises *promises)
{
    struct case_clock *clocks;
    size_t count;
    if (file->sealed_off && actor_is_outside(&op->actor)) /* Rule: D17. */
        TRY(public_clocks(op, file, &clocks, &count));
    else
        TRY(clocks_of_case(op, &file->id, &clocks, &count));
    return promises_of(op, file, clocks, count, promises);
}
