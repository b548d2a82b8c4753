#include "common/json/notification_shapes.h"

static const struct field notification_fields[] = {
    FIELD(struct notification, id, UUID),
    FIELD(struct notification, reference, TEXT),
    FIELD(struct notification, type, WORD, .words = &notification_types),
    FIELD(struct notification, standard, CODE),
    FIELD(struct notification, due_on, DAY),
    FIELD(struct notification, stood_in_for, UUID),
    FIELD(struct notification, created_at, INSTANT),
    FIELD(struct notification, seen_at, INSTANT),
};
const struct shape notification_shape = SHAPE(struct notification, notification_fields);

static const struct field notification_page_fields[] = {
    LIST(struct notification_page, notifications, notification_count, OBJECT,
         .shape = &notification_shape),
    PAGE_END_FIELDS(struct notification_page),
};
const struct shape notification_page_shape =
    SHAPE(struct notification_page, notification_page_fields);
