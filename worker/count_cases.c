/* The reaction that counts: facts and movements of cases, recomputed, never incremented. Rule: B9.
 */
#include "worker/reactions.h"

#include "common/casework/reference_data.h"
#include "common/store/fact_store.h"

enum fault count_cases(struct op *op, const struct event *events, size_t count)
{
    struct uuid *ids = NEW_ARRAY(op->memory, struct uuid, count);
    struct case_span *spans;
    size_t span_count;
    for (size_t i = 0; i < count; i++)
        ids[i] = events[i].case_id;
    TRY(cases_hold(op, ids, count, &spans, &span_count));

    for (size_t i = 0; i < span_count; i++) {
        const struct calendar *calendar;
        if (spans[i].closed_at == NO_INSTANT)
            continue;
        TRY(calendar_of(op, &spans[i].organisation_id, &calendar));
        spans[i].working_days_to_close = calendar_working_days_between(
            calendar, instant_day(spans[i].received_at), instant_day(spans[i].closed_at));
    }
    return facts_save(op, spans, span_count);
}
