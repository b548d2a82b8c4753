/* JSON of what staff are told. */
#ifndef JSON_NOTIFICATION_SHAPES_H
#define JSON_NOTIFICATION_SHAPES_H

#include "common/domain/notification.h"
#include "common/json/page.h"

extern const struct shape notification_shape;

struct notification_page {
    const struct notification *notifications;
    size_t notification_count;
    struct page_end end;
};
extern const struct shape notification_page_shape;

#endif
