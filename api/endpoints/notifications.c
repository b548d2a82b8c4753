#include "api/routes.h"

#include "api/http/exchange.h"
#include "api/operations/notifications.h"

enum { TRUTH_NO = 1, TRUTH_YES };

static const char *const truths_texts[] = { "", "false", "true" };
static VOCABULARY(truths);

/* The page after this one, with the same filter. */
static const char *next_link(struct op *op, const struct notification_request *request,
                             const char *next)
{
    return memory_printf(op->memory,
                         "</v1/notifications?starting_after=%s&limit=%d%s>; rel=\"next\"", next,
                         request->limit, request->unseen ? "&unseen=true" : "");
}

enum fault get_notifications(struct op *op, struct exchange *exchange)
{
    const struct notification_request request = {
        .unseen = query_word(op, exchange, "unseen", &truths) == TRUTH_YES,
        .starting_after = query_text(op, exchange, "starting_after"),
        .limit = query_limit(op, exchange),
    };
    struct notification_page page;
    TRY(query_end(op, exchange));
    TRY(list_notifications(op, &request, &page));
    if (page.next)
        reply_header(exchange, "Link", next_link(op, &request, page.next));
    return reply(op, exchange, 200, &notification_page_shape, &page);
}

enum fault post_notification_seen(struct op *op, struct exchange *exchange)
{
    struct notification notification;
    struct uuid id;
    TRY(path_id(exchange, "id", &id));
    TRY(see_notification(op, &id, &notification));
    return reply(op, exchange, 200, &notification_shape, &notification);
}
