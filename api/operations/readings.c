#include "api/operations/readings.h"

#include "api/operations/cursor.h"
#include "common/store/reading_store.h"

struct reading reading_of(const struct op *op, const struct uuid *case_id, enum reading_part part,
                          int version)
{
    return (struct reading){ .id = uuid_new(op->now),
                             .case_id = *case_id,
                             .staff = op->actor.id,
                             .part = part,
                             .version = version };
}

enum fault record_reading(struct op *op, const struct case_view *view)
{
    const struct reading reading = reading_of(op, &view->id, view->part, view->version);
    return readings_add(op, &reading, 1);
}

enum fault list_readings(struct op *op, const struct readings_request *request,
                         struct reading_page *page)
{
    struct reading_filter filter = { .organisation_id = op->actor.organisation_id,
                                     .reference = request->reference,
                                     .staff = request->staff,
                                     .from = request->from,
                                     .to = request->to,
                                     .limit = request->page.limit + 1 };
    struct reading *readings;
    size_t count;
    TRY(cursor_read(op, request->page.starting_after, &filter.after));
    TRY(reading_list(op, &filter, &readings, &count));

    *page = (struct reading_page){ .readings = readings,
                                   .reading_count = page_length(count, request->page.limit),
                                   .end = PAGE_END(op, readings, count, request->page.limit) };
    return OK;
}
