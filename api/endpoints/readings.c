#include "api/routes.h"

#include "api/endpoints/pages.h"
#include "api/http/exchange.h"
#include "api/operations/readings.h"

/* As it was typed; NULL when it was not given, or is none. */
static const char *query_reference(struct op *op, struct exchange *exchange, const char *name)
{
    const char *text = query_text(op, exchange, name);
    char *reference = memory_alloc(op->memory, REFERENCE_TEXT);
    if (!text)
        return NULL;
    if (!reference_read(text, reference))
        mistake_add(op, name, "wrong_format", "must be the reference of a case");
    return reference;
}

static struct uuid query_staff(struct op *op, struct exchange *exchange, const char *name)
{
    const char *text = query_text(op, exchange, name);
    struct uuid staff = { 0 };
    if (text && !uuid_read_of_one(text, &staff))
        mistake_add(op, name, "not_a_uuid", "must be the id of a member of staff");
    return staff;
}

static const char *case_parameter(struct op *op, const char *reference)
{
    return reference ? memory_printf(op->memory, "&case=%s", reference) : "";
}

static const char *staff_parameter(struct op *op, const struct uuid *staff)
{
    char text[UUID_TEXT];
    uuid_text(staff, text);
    return uuid_is_nil(staff) ? "" : memory_printf(op->memory, "&staff=%s", text);
}

static const char *filters(struct op *op, const struct readings_request *request)
{
    return memory_printf(op->memory, "%s%s%s%s", case_parameter(op, request->reference),
                         staff_parameter(op, &request->staff),
                         day_parameter(op, "from", request->from),
                         day_parameter(op, "to", request->to));
}

enum fault get_readings(struct op *op, struct exchange *exchange)
{
    const struct readings_request request = {
        .reference = query_reference(op, exchange, "case"),
        .staff = query_staff(op, exchange, "staff"),
        .from = query_day(op, exchange, "from"),
        .to = query_day(op, exchange, "to"),
        .page = page_read(op, exchange),
    };
    struct reading_page page;
    TRY(query_end(op, exchange));
    TRY(list_readings(op, &request, &page));
    reply_next(op, exchange, &request.page, &page.end, filters(op, &request));
    return reply(op, exchange, 200, &reading_page_shape, &page);
}
