#include "common/json/calendar_shapes.h"

static const struct field explained_day_fields[] = {
    FIELD_AS("day", struct explained_day, on, DAY),
    FIELD(struct explained_day, reason, WORD, .words = &day_reasons),
    FIELD(struct explained_day, title, TEXT, .omit_empty = true),
    FIELD(struct explained_day, counted, INTEGER),
};
static const struct shape explained_day_shape = SHAPE(struct explained_day, explained_day_fields);

static const struct field due_view_fields[] = {
    FIELD(struct due_view, start, INSTANT),
    FIELD(struct due_view, amount, INTEGER),
    FIELD(struct due_view, unit, WORD, .words = &units),
    FIELD(struct due_view, roll, WORD, .words = &rolls),
    FIELD(struct due_view, nation, WORD, .words = &nations),
    FIELD(struct due_view, calendar_version, INTEGER),
    FIELD(struct due_view, due_on, DAY),
    FIELD(struct due_view, due_at, INSTANT),
    FIELD(struct due_view, provisional, BOOLEAN),
    LIST(struct due_view, days, day_count, OBJECT, .shape = &explained_day_shape),
};
const struct shape due_view_shape = SHAPE(struct due_view, due_view_fields);
