#include "api/routes.h"

#include "api/endpoints/pages.h"
#include "api/endpoints/repeats.h"
#include "api/http/exchange.h"
#include "api/operations/webhooks.h"

enum fault get_webhook_deliveries(struct op *op, struct exchange *exchange)
{
    const struct webhook_deliveries_request request = {
        .state = (enum webhook_state)query_word(op, exchange, "state", &webhook_states),
        .page = page_read(op, exchange),
    };
    struct webhook_delivery_page page;
    TRY(query_end(op, exchange));
    TRY(list_webhook_deliveries(op, &request, &page));
    reply_next(op, exchange, &request.page, &page.end,
               word_parameter(op, "state", &webhook_states, (int)request.state));
    return reply(op, exchange, 200, &webhook_delivery_page_shape, &page);
}

enum fault post_webhook_delivery_replay(struct op *op, struct exchange *exchange)
{
    struct uuid id;
    struct repeat repeat;
    struct webhook_delivery delivery;
    TRY(path_id(exchange, "id", &id));
    TRY(repeat_read(op, exchange, path_text(exchange, "id"), &repeat));
    TRY(replay_webhook_delivery(op, &id, &repeat, &delivery));
    reply_repeated(exchange, &repeat);
    return reply(op, exchange, 200, &webhook_delivery_shape, &delivery);
}
