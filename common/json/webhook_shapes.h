/* JSON of webhooks: what is sent to a site, and what became of it. */
#ifndef JSON_WEBHOOK_SHAPES_H
#define JSON_WEBHOOK_SHAPES_H

#include "common/domain/webhook.h"
#include "common/json/page.h"

/* The body of a webhook: nothing that the site could not read. */
struct webhook_data {
    const char *reference;
    const char *status;
};
struct webhook_body {
    enum webhook_type type;
    instant timestamp; /* of the change */
    const struct webhook_data *data;
};
extern const struct shape webhook_body_shape;

extern const struct shape webhook_delivery_shape;

struct webhook_delivery_page {
    const struct webhook_delivery *deliveries;
    size_t delivery_count;
    struct page_end end;
};
extern const struct shape webhook_delivery_page_shape;

#endif
