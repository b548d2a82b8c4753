#include "common/json/reading_shapes.h"

static const struct field reading_fields[] = {
    FIELD(struct reading, id, UUID),
    FIELD(struct reading, reference, TEXT),
    FIELD(struct reading, staff, UUID),
    FIELD(struct reading, part, WORD, .words = &reading_parts),
    FIELD(struct reading, version, INTEGER),
    FIELD(struct reading, read_at, INSTANT),
};
static const struct shape reading_shape = SHAPE(struct reading, reading_fields);

static const struct field reading_page_fields[] = {
    LIST(struct reading_page, readings, reading_count, OBJECT, .shape = &reading_shape),
    PAGE_END_FIELDS(struct reading_page),
};
const struct shape reading_page_shape = SHAPE(struct reading_page, reading_page_fields);
