#include "common/json/meeting_shapes.h"

enum { PLACE_CHARS = 200, REFERENCE_CHARS = 200, REASON_CHARS = 2000 };

static const struct field meeting_request_fields[] = {
    FIELD(struct meeting_request, body, WORD, .required = true, .words = &bodies),
    FIELD(struct meeting_request, is_special, BOOLEAN),
    FIELD(struct meeting_request, starts_at, INSTANT, .required = true),
    FIELD(struct meeting_request, place, TEXT, .max_chars = PLACE_CHARS, .single_line = true),
};
const struct shape meeting_request_shape = SHAPE(struct meeting_request, meeting_request_fields);

static const struct field meeting_move_fields[] = {
    FIELD(struct meeting_move, starts_at, INSTANT, .required = true),
    FIELD(struct meeting_move, text, TEXT, .max_chars = REASON_CHARS),
};
const struct shape meeting_move_shape = SHAPE(struct meeting_move, meeting_move_fields);

static const struct field meeting_cancellation_fields[] = {
    FIELD(struct meeting_cancellation, text, TEXT, .max_chars = REASON_CHARS),
};
const struct shape meeting_cancellation_shape =
    SHAPE(struct meeting_cancellation, meeting_cancellation_fields);

static const struct field meeting_minutes_fields[] = {
    FIELD(struct meeting_minutes, minutes_reference, TEXT, .required = true,
          .max_chars = REFERENCE_CHARS, .single_line = true),
};
const struct shape meeting_minutes_shape = SHAPE(struct meeting_minutes, meeting_minutes_fields);

static const struct field change_fields[] = {
    FIELD(struct meeting_change_view, changed_at, INSTANT),
    FIELD(struct meeting_change_view, starts_from, INSTANT),
    FIELD(struct meeting_change_view, starts_to, INSTANT),
    FIELD(struct meeting_change_view, staff, UUID),
    FIELD(struct meeting_change_view, text, TEXT),
};
static const struct shape change_shape = SHAPE(struct meeting_change_view, change_fields);

#define LINE                                                                                       \
    FIELD(struct meeting_view, id, UUID),                                                          \
        FIELD(struct meeting_view, body, WORD, .words = &bodies),                                  \
        FIELD(struct meeting_view, is_special, BOOLEAN),                                           \
        FIELD(struct meeting_view, starts_at, INSTANT), FIELD(struct meeting_view, place, TEXT),   \
        FIELD(struct meeting_view, is_cancelled, BOOLEAN),                                         \
        FIELD(struct meeting_view, changed_at, INSTANT),                                           \
        FIELD(struct meeting_view, minutes_reference, TEXT)

static const struct field meeting_view_fields[] = {
    LINE,
    LIST(struct meeting_view, changes, change_count, OBJECT, .shape = &change_shape),
};
const struct shape meeting_view_shape = SHAPE(struct meeting_view, meeting_view_fields);

static const struct field line_fields[] = { LINE };
const struct shape meeting_line_shape = SHAPE(struct meeting_view, line_fields);

static const struct field meeting_page_fields[] = {
    LIST(struct meeting_page, meetings, meeting_count, OBJECT, .shape = &meeting_line_shape),
    PAGE_END_FIELDS(struct meeting_page),
};
const struct shape meeting_page_shape = SHAPE(struct meeting_page, meeting_page_fields);
