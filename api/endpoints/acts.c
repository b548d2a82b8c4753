#include "api/routes.h"

#include "api/http/exchange.h"
#include "api/operations/read_case.h"
#include "api/operations/record_act.h"

/* Every act is read, recorded and answered alike; its shape and its event tell them apart. */
static enum fault post_act(struct op *op, struct exchange *exchange, enum event_type event,
                           const struct shape *shape)
{
    char reference[REFERENCE_TEXT];
    struct case_view view;
    struct act_call call = {
        .event = event,
        .request = { .occurred_at = NO_INSTANT, .sent_on = NO_DAY },
        .repeat = { .operation = memory_printf(op->memory, "%s %s", exchange_operation(exchange),
                                               path_text(exchange, "reference")) },
    };
    if (!reference_read(path_text(exchange, "reference"), reference))
        return FAULT_NOT_FOUND;
    call.reference = reference;
    TRY(idempotency_key(op, exchange, &call.repeat.key));
    call.repeat.body = body_bytes(exchange, &call.repeat.body_length);
    TRY(body_read(op, exchange, shape, &call.request));
    TRY(if_match(op, exchange, &call.version));
    TRY(record_act(op, &call));

    TRY(read_case(op, reference, &view));
    if (call.repeat.replayed)
        reply_header(exchange, "Idempotency-Replayed", "true");
    reply_header(exchange, "ETag", memory_printf(op->memory, "\"%d\"", view.version));
    return reply(op, exchange, 200, &case_view_shape, &view);
}

enum fault post_initial_response(struct op *op, struct exchange *exchange)
{
    return post_act(op, exchange, EVENT_INITIAL_RESPONSE, &initial_response_shape);
}

enum fault post_update(struct op *op, struct exchange *exchange)
{
    return post_act(op, exchange, EVENT_UPDATE, &update_shape);
}

enum fault post_outcome(struct op *op, struct exchange *exchange)
{
    return post_act(op, exchange, EVENT_OUTCOME, &outcome_shape);
}

enum fault post_written_outcome(struct op *op, struct exchange *exchange)
{
    return post_act(op, exchange, EVENT_WRITTEN_OUTCOME, &written_outcome_shape);
}

enum fault post_close(struct op *op, struct exchange *exchange)
{
    return post_act(op, exchange, EVENT_CLOSED, &close_shape);
}

enum fault post_reopen(struct op *op, struct exchange *exchange)
{
    return post_act(op, exchange, EVENT_REOPENED, &reopen_shape);
}
