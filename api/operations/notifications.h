/* What whoever asks was told, as a member of staff. Rule: A7, A12. */
#ifndef API_OPERATIONS_NOTIFICATIONS_H
#define API_OPERATIONS_NOTIFICATIONS_H

#include "common/json/notification_shapes.h"

struct notifications_request {
    bool unseen; /* only those */
    struct page_request page;
};

/* Their own, newest first, as far as they may know of the cases.
 * Errors: PARAMETER_INVALID (a cursor that is none), BUSY, DATABASE. */
enum fault list_notifications(struct op *op, const struct notifications_request *request,
                              struct notification_page *page) CHECKED;

/* Notes that they have seen one of their own; the first time counts.
 * Errors: NOT_FOUND, BUSY, DATABASE. */
enum fault see_notification(struct op *op, const struct uuid *id,
                            struct notification *notification) CHECKED;

#endif
