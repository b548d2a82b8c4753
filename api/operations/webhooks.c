#include "api/operations/webhooks.h"

#include "api/operations/cursor.h"
#include "common/store/tx.h"
#include "common/store/webhook_store.h"

static struct webhook_filter own(const struct op *op)
{
    return (struct webhook_filter){ .organisation_id = op->actor.organisation_id,
                                    .site_id = op->actor.id,
                                    .limit = 1 };
}

enum fault list_webhook_deliveries(struct op *op, const struct webhook_deliveries_request *request,
                                   struct webhook_delivery_page *page)
{
    struct webhook_filter filter = own(op);
    struct webhook_delivery *deliveries;
    size_t count;
    filter.state = request->state;
    filter.limit = request->page.limit + 1;
    TRY(cursor_read(op, request->page.starting_after, &filter.after));
    TRY(webhook_delivery_list(op, &filter, &deliveries, &count));

    *page =
        (struct webhook_delivery_page){ .deliveries = deliveries,
                                        .delivery_count = page_length(count, request->page.limit),
                                        .end =
                                            PAGE_END(op, deliveries, count, request->page.limit) };
    return OK;
}

static enum fault read_one(struct op *op, const struct uuid *id, struct webhook_delivery *delivery)
{
    struct webhook_filter filter = own(op);
    struct webhook_delivery *found;
    size_t count;
    filter.only = *id;
    TRY(webhook_delivery_list(op, &filter, &found, &count));
    if (!count)
        return FAULT_NOT_FOUND;
    *delivery = *found;
    return OK;
}

enum fault replay_webhook_delivery(struct op *op, const struct uuid *id, struct repeat *repeat,
                                   struct webhook_delivery *delivery)
{
    SCOPED_TX tx = { 0 };
    struct uuid done = *id;
    TRY(tx_begin(op, &tx));
    TRY(read_one(op, id, delivery));
    TRY(repeat_note(op, repeat, 200, &done));
    if (!repeat->replayed)
        TRY(webhook_replay(op, &op->actor.organisation_id, id));
    TRY(read_one(op, id, delivery));
    return tx_commit(&tx);
}
