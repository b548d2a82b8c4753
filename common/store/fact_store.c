#include "common/store/fact_store.h"

static const struct column span_columns[] = {
    COLUMN(struct case_span, organisation_id, read_uuid),
    COLUMN(struct case_span, id, read_uuid),
    COLUMN(struct case_span, received_at, read_instant),
    COLUMN(struct case_span, closed_at, read_instant),
};
static const struct row span_row = ROW(struct case_span, span_columns);

enum fault cases_hold(struct op *op, const struct uuid *case_ids, size_t count,
                      struct case_span **spans, size_t *span_count)
{
    return query_many(op, Q_cases_hold, PARAMS(param_uuids(op, case_ids, count)), &span_row, spans,
                      span_count);
}

enum fault facts_save(struct op *op, const struct case_span *spans, size_t count)
{
    struct array organisations = { 0 }, cases = { 0 }, received = { 0 }, closed = { 0 },
                 days = { 0 };
    for (size_t i = 0; i < count; i++) {
        const bool is_closed = spans[i].closed_at != NO_INSTANT;
        array_add(op, &organisations, param_uuid(op, &spans[i].organisation_id));
        array_add(op, &cases, param_uuid(op, &spans[i].id));
        array_add(op, &received, param_day(op, instant_day(spans[i].received_at)));
        array_add(op, &closed, is_closed ? param_day(op, instant_day(spans[i].closed_at)) : NULL);
        array_add(op, &days, is_closed ? param_int(op, spans[i].working_days_to_close) : NULL);
    }
    const char *whose = param_array(op, &organisations), *which = param_array(op, &cases);
    TRY(query_run(op, Q_facts_save,
                  PARAMS(whose, which, param_array(op, &received), param_array(op, &closed),
                         param_array(op, &days))));
    TRY(query_run(op, Q_fact_standards_save, PARAMS(whose, which)));
    return query_run(op, Q_movements_save, PARAMS(whose, which));
}
