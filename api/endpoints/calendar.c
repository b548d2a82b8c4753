#include "api/routes.h"

#include "api/http/exchange.h"
#include "api/operations/calculate_due.h"

#include <limits.h>

enum fault get_calendar_due(struct op *op, struct exchange *exchange)
{
    struct due_view view;
    const char *start = query_text(op, exchange, "start");
    struct due_request request = {
        .start = start && day_read(start) != NO_DAY ? day_start(day_read(start))
                                                    : query_instant(op, exchange, "start"),
        .amount = (int)query_number(op, exchange, "amount", -1, 0, CALENDAR_AMOUNT_MAX),
        .unit = (enum unit)query_word(op, exchange, "unit", &units),
        .roll = (enum roll)query_word(op, exchange, "roll", &rolls),
        .nation = (enum nation)query_word(op, exchange, "nation", &nations),
        .organisation = query_text(op, exchange, "organisation"),
        .calendar_version = (int)query_number(op, exchange, "calendar_version", 0, 1, INT_MAX),
    };
    if (!start)
        mistake_add(op, "start", "required", "give a day or a time");
    if (request.amount < 0 && !query_text(op, exchange, "amount"))
        mistake_add(op, "amount", "required", "give a whole number");
    if (!request.unit && !query_text(op, exchange, "unit"))
        mistake_add(op, "unit", "required", "give hours, calendar_days or working_days");
    if (!query_text(op, exchange, "nation") && !request.organisation)
        mistake_add(op, "nation", "required", "give a nation or an organisation");
    TRY(query_end(op, exchange));

    if (request.roll == ROLL_UNKNOWN)
        request.roll = ROLL_NONE;
    TRY(calculate_due(op, &request, &view));
    return reply(op, exchange, 200, &due_view_shape, &view);
}
