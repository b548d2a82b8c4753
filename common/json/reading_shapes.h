/* JSON of who was shown what of which case. Rule: A12. */
#ifndef JSON_READING_SHAPES_H
#define JSON_READING_SHAPES_H

#include "common/domain/reading.h"
#include "common/json/page.h"

struct reading_page {
    const struct reading *readings;
    size_t reading_count;
    struct page_end end;
};
extern const struct shape reading_page_shape;

#endif
