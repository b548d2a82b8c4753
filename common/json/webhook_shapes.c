#include "common/json/webhook_shapes.h"

static const struct field webhook_data_fields[] = {
    FIELD(struct webhook_data, reference, TEXT),
    FIELD(struct webhook_data, status, CODE),
};
static const struct shape webhook_data_shape = SHAPE(struct webhook_data, webhook_data_fields);

static const struct field webhook_body_fields[] = {
    FIELD(struct webhook_body, type, WORD, .words = &webhook_types),
    FIELD(struct webhook_body, timestamp, INSTANT),
    FIELD(struct webhook_body, data, OBJECT, .shape = &webhook_data_shape),
};
const struct shape webhook_body_shape = SHAPE(struct webhook_body, webhook_body_fields);

static const struct field webhook_delivery_fields[] = {
    FIELD(struct webhook_delivery, id, UUID),
    FIELD(struct webhook_delivery, endpoint_id, UUID),
    FIELD(struct webhook_delivery, type, WORD, .words = &webhook_types),
    FIELD(struct webhook_delivery, reference, TEXT),
    FIELD(struct webhook_delivery, status, CODE),
    FIELD(struct webhook_delivery, changed_at, INSTANT),
    FIELD(struct webhook_delivery, state, WORD, .words = &webhook_states),
    FIELD(struct webhook_delivery, attempts, INTEGER),
    FIELD(struct webhook_delivery, last_attempt_at, INSTANT),
    FIELD(struct webhook_delivery, last_outcome, CODE),
    FIELD(struct webhook_delivery, last_status, INTEGER),
    FIELD(struct webhook_delivery, next_attempt_at, INSTANT),
    FIELD(struct webhook_delivery, sent_at, INSTANT),
};
const struct shape webhook_delivery_shape = SHAPE(struct webhook_delivery, webhook_delivery_fields);

static const struct field webhook_delivery_page_fields[] = {
    LIST(struct webhook_delivery_page, deliveries, delivery_count, OBJECT,
         .shape = &webhook_delivery_shape),
    PAGE_END_FIELDS(struct webhook_delivery_page),
};
const struct shape webhook_delivery_page_shape =
    SHAPE(struct webhook_delivery_page, webhook_delivery_page_fields);
