/* JSON of meetings: scheduled, changed, listed. Rule: A16, D4. */
#ifndef JSON_MEETING_SHAPES_H
#define JSON_MEETING_SHAPES_H

#include "common/domain/meeting.h"
#include "common/json/page.h"

struct meeting_request {
    enum body body;
    bool is_special;
    instant starts_at;
    const char *place;
};
extern const struct shape meeting_request_shape;

struct meeting_move {
    instant starts_at;
    const char *text; /* why; sealed */
};
extern const struct shape meeting_move_shape;

struct meeting_cancellation {
    const char *text; /* why; sealed */
};
extern const struct shape meeting_cancellation_shape; /* also the sealed document of any change */

struct meeting_minutes {
    const char *minutes_reference;
};
extern const struct shape meeting_minutes_shape;

struct meeting_change_view {
    instant changed_at;
    instant starts_from, starts_to; /* starts_to NO_INSTANT: it was cancelled */
    struct uuid staff;
    const char *text;
};

struct meeting_view {
    struct uuid id;
    enum body body;
    bool is_special;
    instant starts_at;
    const char *place;
    bool is_cancelled;
    instant changed_at;
    const char *minutes_reference;
    const struct meeting_change_view *changes;
    size_t change_count;
};
extern const struct shape meeting_view_shape;
extern const struct shape meeting_line_shape; /* without the changes */

struct meeting_page {
    const struct meeting_view *meetings;
    size_t meeting_count;
    struct page_end end;
};
extern const struct shape meeting_page_shape;

#endif
