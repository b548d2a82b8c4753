/* JSON of the deadline calculator. Rule: B2. */
#ifndef JSON_CALENDAR_SHAPES_H
#define JSON_CALENDAR_SHAPES_H

#include "common/domain/calendar.h"
#include "common/json/shape.h"

/* A due date and every day that led to it. */
struct due_view {
    instant start;
    int amount;
    enum unit unit;
    enum roll roll;
    enum nation nation;
    int calendar_version;
    day due_on;
    instant due_at;
    bool provisional;
    const struct explained_day *days;
    size_t day_count;
};
extern const struct shape due_view_shape;

#endif
