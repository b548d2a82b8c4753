#include "api/routes.h"

#include "api/endpoints/repeats.h"
#include "api/http/exchange.h"
#include "api/operations/issue_receipt_code.h"
#include "api/operations/read_case.h"
#include "api/operations/readings.h"
#include "api/operations/split_case.h"

static enum fault read_call(struct op *op, struct exchange *exchange, struct act_call *call)
{
    char *reference = memory_alloc(op->memory, REFERENCE_TEXT);
    if (!reference_read(path_text(exchange, "reference"), reference))
        return FAULT_NOT_FOUND;
    *call = (struct act_call){
        .reference = reference,
        .event = exchange_route(exchange)->event,
        .request = { .occurred_at = NO_INSTANT, .sent_on = NO_DAY, .facts = no_facts },
    };
    TRY(repeat_read(op, exchange, reference, &call->repeat));
    TRY(body_read(op, exchange, exchange_route(exchange)->shape, &call->request));
    return if_match(op, exchange, &call->version);
}

/* The case as it stands now, as far as whoever acted may see it: that they read it was recorded
 * with the act, unless it was replayed, or the case has changed since. */
static enum fault reply_case(struct op *op, struct exchange *exchange, const struct act_call *call)
{
    struct case_view view;
    const enum fault fault = read_case(op, call->reference, MAY(READ), &view);
    if (fault == FAULT_NOT_FOUND || fault == FAULT_NOT_ALLOWED) /* the act took it out of sight */
        return reply(op, exchange, 204, NULL, NULL);
    TRY(fault);
    if (view.version != call->read_version)
        TRY(record_reading(op, &view));
    reply_header(exchange, "ETag", memory_printf(op->memory, "\"%d\"", view.version));
    return reply(op, exchange, 200, &case_view_shape, &view);
}

static enum fault reply_receipt(struct op *op, struct exchange *exchange)
{
    struct receipt_view view;
    TRY(read_receipt_view(op, &view));
    return reply(op, exchange, 200, &receipt_view_shape, &view);
}

/* Every act is read, recorded and answered alike; its row tells its event and its shape. */
enum fault post_act(struct op *op, struct exchange *exchange)
{
    struct act_call call;
    TRY(read_call(op, exchange, &call));
    TRY(record_act(op, &call));
    reply_repeated(exchange, &call.repeat);
    return op->actor.kind == ACTOR_COMPLAINANT ? reply_receipt(op, exchange)
                                               : reply_case(op, exchange, &call);
}

/* The case that was made is what whoever acted must know of; they may not see it again. */
enum fault post_split(struct op *op, struct exchange *exchange)
{
    struct act_call call;
    struct case_created created;
    TRY(read_call(op, exchange, &call));
    TRY(split_case(op, &call, &created));
    reply_header(exchange, "Location",
                 memory_printf(op->memory, "/v1/cases/%s", created.reference));
    reply_repeated(exchange, &call.repeat);
    return reply(op, exchange, 201, &case_created_shape, &created);
}

/* Whoever may not issue codes any more is told nothing but that theirs was issued. */
enum fault post_receipt_code(struct op *op, struct exchange *exchange)
{
    struct act_call call;
    struct receipt_issued issued;
    TRY(read_call(op, exchange, &call));
    const enum fault fault = issue_receipt_code(op, &call, &issued);
    const bool is_out_of_sight =
        call.repeat.replayed && (fault == FAULT_NOT_FOUND || fault == FAULT_NOT_ALLOWED);
    if (!is_out_of_sight)
        TRY(fault);
    reply_repeated(exchange, &call.repeat);
    return is_out_of_sight ? reply(op, exchange, 204, NULL, NULL)
                           : reply(op, exchange, 201, &receipt_issued_shape, &issued);
}
