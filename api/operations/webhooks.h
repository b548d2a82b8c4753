/* What became of what a site was told, for the site. Rule: B10, D12. */
#ifndef API_OPERATIONS_WEBHOOKS_H
#define API_OPERATIONS_WEBHOOKS_H

#include "api/operations/repeat.h"
#include "common/json/webhook_shapes.h"

struct webhook_deliveries_request {
    enum webhook_state state; /* only those; none for all */
    struct page_request page;
};

/* Its own, newest first, but of cases that it may not know of.
 * Errors: PARAMETER_INVALID (a cursor that is none), BUSY, DATABASE. */
enum fault list_webhook_deliveries(struct op *op, const struct webhook_deliveries_request *request,
                                   struct webhook_delivery_page *page) CHECKED;

/* Has one of its own that came to its end sent again, with the same id, also one that was dropped
 * while no key let it read; one that still waits does so anyway.
 * Errors: NOT_FOUND, IDEMPOTENCY_KEY_REUSED, IN_FLIGHT, BUSY, DATABASE. Rule: B4. */
enum fault replay_webhook_delivery(struct op *op, const struct uuid *id, struct repeat *repeat,
                                   struct webhook_delivery *delivery) CHECKED;

#endif
