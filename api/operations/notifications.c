#include "api/operations/notifications.h"

#include "api/operations/cursor.h"
#include "common/store/notification_store.h"
#include "common/store/tx.h"

static struct notification_filter own(const struct op *op)
{
    return (struct notification_filter){ .organisation_id = op->actor.organisation_id,
                                         .staff_id = op->actor.id,
                                         .limit = 1 };
}

enum fault list_notifications(struct op *op, const struct notifications_request *request,
                              struct notification_page *page)
{
    struct notification_filter filter = own(op);
    struct notification *notifications;
    size_t count;
    filter.unseen = request->unseen;
    filter.limit = request->page.limit + 1;
    TRY(cursor_read(op, request->page.starting_after, &filter.after));
    TRY(notification_list(op, &filter, &notifications, &count));

    *page =
        (struct notification_page){ .notifications = notifications,
                                    .notification_count = page_length(count, request->page.limit),
                                    .end =
                                        PAGE_END(op, notifications, count, request->page.limit) };
    return OK;
}

enum fault see_notification(struct op *op, const struct uuid *id, struct notification *notification)
{
    SCOPED_TX tx = { 0 };
    struct notification_filter filter = own(op);
    struct notification *found;
    size_t count;
    filter.only = *id;
    TRY(tx_begin(op, &tx));
    TRY(notification_see(op, &filter));
    TRY(notification_list(op, &filter, &found, &count));
    if (!count)
        return FAULT_NOT_FOUND; /* and nothing is marked */
    *notification = *found;
    return tx_commit(&tx);
}
