#include "api/routes.h"

#include "api/endpoints/pages.h"
#include "api/http/exchange.h"
#include "api/operations/notifications.h"

enum { TRUTH_NO = 1, TRUTH_YES };

static const char *const truths_texts[] = { "", "false", "true" };
static VOCABULARY(truths);

enum fault get_notifications(struct op *op, struct exchange *exchange)
{
    const struct notifications_request request = {
        .unseen = query_word(op, exchange, "unseen", &truths) == TRUTH_YES,
        .page = page_read(op, exchange),
    };
    struct notification_page page;
    TRY(query_end(op, exchange));
    TRY(list_notifications(op, &request, &page));
    reply_next(op, exchange, &request.page, &page.end, request.unseen ? "&unseen=true" : "");
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
