#include "common/json/holiday_shapes.h"

#include "common/json/shape.h"

#include <stdlib.h>

enum { TITLE_CHARS = 200, EVENTS_MAX = 2000 };

enum {
#define NATION(name, text, title) +1
    NATIONS = 0
#include "common/domain/nation.def"
#undef NATION
};

struct event {
    day date;
    const char *title;
};
static const struct field event_fields[] = {
    FIELD(struct event, date, DAY, .required = true),
    FIELD(struct event, title, TEXT, .required = true, .single_line = true,
          .max_chars = TITLE_CHARS),
};
/* Events also have "notes" and "bunting". */
static const struct shape event_shape = OPEN_SHAPE(struct event, event_fields);

struct division {
    enum nation division;
    struct event *events;
    size_t event_count;
};
static const struct field division_fields[] = {
    FIELD(struct division, division, WORD, .required = true, .words = &nations),
    LIST(struct division, events, event_count, OBJECT, .required = true, .max_items = EVENTS_MAX,
         .shape = &event_shape),
};
static const struct shape division_shape = OPEN_SHAPE(struct division, division_fields);

struct divisions {
#define NATION(name, text, title) const struct division *name;
#include "common/domain/nation.def"
#undef NATION
};
static const struct field divisions_fields[] = {
#define NATION(name, text, title)                                                                  \
    FIELD_AS(text, struct divisions, name, OBJECT, .required = true, .shape = &division_shape),
#include "common/domain/nation.def"
#undef NATION
};
static const struct shape divisions_shape = SHAPE(struct divisions, divisions_fields);

static const char *event_pointer(struct op *op, enum nation nation, size_t event)
{
    return memory_printf(op->memory, "/%s/events/%zu/date", nation_text(nation), event);
}

static int year_of(day on)
{
    char text[DAY_TEXT];
    day_text(on, text);
    return (int)strtol(text, NULL, 10);
}

/* An event and its place in the file. */
struct placed {
    day on;
    size_t event;
};

static int by_day(const void *one, const void *other)
{
    const struct placed *a = one, *b = other;
    if (a->on != b->on)
        return a->on < b->on ? -1 : 1;
    return (a->event > b->event) - (a->event < b->event);
}

static struct placed *in_order(struct op *op, const struct division *division)
{
    struct placed *order = NEW_ARRAY(op->memory, struct placed, division->event_count);
    for (size_t i = 0; i < division->event_count; i++)
        order[i] = (struct placed){ division->events[i].date, i };
    qsort(order, division->event_count, sizeof *order, by_day);
    return order;
}

/* What no table can say: the events must make a calendar. */
static void check_division(struct op *op, enum nation nation, const struct division *division)
{
    const char *text = nation_text(nation);
    if (division->division != nation)
        mistake_add(op, memory_printf(op->memory, "/%s/division", text), "wrong_nation",
                    memory_printf(op->memory, "must be \"%s\", as the member is named", text));
    const struct placed *order = in_order(op, division);
    for (size_t i = 1; i < division->event_count; i++) {
        const int before = year_of(order[i - 1].on), year = year_of(order[i].on);
        if (order[i].on == order[i - 1].on)
            mistake_add(op, event_pointer(op, nation, order[i].event), "duplicate_day",
                        "this day stands in the list twice");
        if (year > before + 1)
            mistake_add(op, event_pointer(op, nation, order[i].event), "year_missing",
                        memory_printf(op->memory,
                                      "there is no bank holiday in %d, but one in %d: "
                                      "is this year mistyped?",
                                      before + 1, year));
    }
}

static void add_division(struct holiday_file *file, enum nation nation,
                         const struct division *division)
{
    for (size_t i = 0; i < division->event_count; i++) {
        file->nations[file->count] = nation;
        file->days[file->count] = division->events[i].date;
        file->titles[file->count++] = division->events[i].title;
    }
}

enum fault holiday_file_read(struct op *op, const char *text, size_t length,
                             struct holiday_file *file)
{
    struct divisions read;
    TRY(shape_read(op, &divisions_shape, text, length, &read));
    const struct division *const divisions[NATIONS + 1] = {
        NULL,
#define NATION(name, text, title) read.name,
#include "common/domain/nation.def"
#undef NATION
    };
    size_t count = 0;
    for (size_t i = 1; i <= NATIONS; i++) {
        check_division(op, (enum nation)i, divisions[i]);
        count += divisions[i]->event_count;
    }
    *file = (struct holiday_file){ .nations = NEW_ARRAY(op->memory, enum nation, count),
                                   .days = NEW_ARRAY(op->memory, day, count),
                                   .titles = NEW_ARRAY(op->memory, const char *, count) };
    for (size_t i = 1; i <= NATIONS; i++)
        add_division(file, (enum nation)i, divisions[i]);
    return mistakes_found(op);
}
