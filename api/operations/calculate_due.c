#include "api/operations/calculate_due.h"

#include "common/store/calendar_store.h"
#include "common/store/organisation_store.h"

static enum fault load(struct op *op, const struct due_request *request, struct calendar **calendar)
{
    struct organisation organisation;
    if (!request->organisation)
        return calendar_load(op, request->calendar_version, request->nation, NULL, calendar);
    TRY(organisation_by_slug(op, request->organisation, &organisation));
    return calendar_load(op, request->calendar_version,
                         request->nation ? request->nation : organisation.nation, &organisation.id,
                         calendar);
}

enum fault calculate_due(struct op *op, const struct due_request *request, struct due_view *view)
{
    struct calendar *calendar;
    TRY(load(op, request, &calendar));
    const struct due due =
        calendar_due(calendar, request->start, request->amount, request->unit, request->roll);
    const struct explanation explanation = calendar_explain(
        op->memory, calendar, request->start, request->amount, request->unit, request->roll);
    *view = (struct due_view){ .start = request->start,
                               .amount = request->amount,
                               .unit = request->unit,
                               .roll = request->roll,
                               .nation = calendar->nation,
                               .calendar_version = calendar->version,
                               .due_on = due.due_on,
                               .due_at = due.due_at,
                               .provisional = due.provisional,
                               .days = explanation.days,
                               .day_count = explanation.day_count };
    return OK;
}
