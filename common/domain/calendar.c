#include "common/domain/calendar.h"

#include "common/base/memory.h"

#include <assert.h>

enum { SATURDAY = 5 };

static const char *const units_texts[] = {
    "",
#define UNIT(name, text) text,
#include "common/domain/unit.def"
#undef UNIT
};
VOCABULARY(units);

static const char *const rolls_texts[] = {
    "",
#define ROLL(name, text) text,
#include "common/domain/roll.def"
#undef ROLL
};
VOCABULARY(rolls);

static const char *const day_reasons_texts[] = {
    "",
#define DAY_REASON(name, text) text,
#include "common/domain/day_reason.def"
#undef DAY_REASON
};
VOCABULARY(day_reasons);

/* The holiday of that day, or NULL. */
static const struct holiday *holiday_on(const struct holiday *holidays, size_t count, day on)
{
    size_t low = 0, high = count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (holidays[middle].on < on)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && holidays[low].on == on ? &holidays[low] : NULL;
}

/* COUNTED when it is a working day, else what keeps it from being one. */
static struct explained_day working_day(const struct calendar *calendar, day on)
{
    if (day_weekday(on) >= SATURDAY)
        return (struct explained_day){ .on = on, .reason = DAY_REASON_WEEKEND };

    const struct holiday *holiday = holiday_on(calendar->holidays, calendar->holiday_count, on);
    if (holiday)
        return (struct explained_day){ on, DAY_REASON_BANK_HOLIDAY, holiday->title, 0 };

    const struct holiday *closure = holiday_on(calendar->closures, calendar->closure_count, on);
    if (closure)
        return (struct explained_day){ on, DAY_REASON_CLOSURE, closure->title, 0 };

    return (struct explained_day){ .on = on, .reason = DAY_REASON_COUNTED };
}

bool calendar_is_working_day(const struct calendar *calendar, day on)
{
    return working_day(calendar, on).reason == DAY_REASON_COUNTED;
}

day calendar_working_days_after(const struct calendar *calendar, day from, int count)
{
    while (count > 0)
        if (calendar_is_working_day(calendar, ++from))
            count--;
    return from;
}

int calendar_working_days_between(const struct calendar *calendar, day from, day to)
{
    int count = 0;

    while (from < to)
        if (calendar_is_working_day(calendar, ++from))
            count++;
    return count;
}

day calendar_working_day_before(const struct calendar *calendar, day on)
{
    while (!calendar_is_working_day(calendar, on))
        on--;
    return on;
}

/* The days that a due date is made of: start_on <= due_on <= counted_to. */
struct span {
    day start_on;
    day counted_to; /* where the count ends */
    day due_on;     /* where the roll then puts it */
};

static day hours_counted_to(instant start, int hours)
{
    return hours ? instant_day(start + hours * HOUR - 1) : instant_day(start);
}

static day rolled(const struct calendar *calendar, struct span span)
{
    const day before = calendar_working_day_before(calendar, span.counted_to);
    return before > span.start_on ? before : span.counted_to;
}

static struct span span_of(const struct calendar *calendar, instant start, int amount,
                           enum unit unit, enum roll roll)
{
    assert(amount >= 0 && amount <= CALENDAR_AMOUNT_MAX && unit != UNIT_NONE);
    struct span span = { .start_on = instant_day(start) };

    switch (unit) {
    case UNIT_NONE:
        break;
    case UNIT_HOURS:
        span.counted_to = hours_counted_to(start, amount);
        break;
    case UNIT_CALENDAR_DAYS:
        span.counted_to = span.start_on + amount;
        break;
    case UNIT_WORKING_DAYS:
        span.counted_to = calendar_working_days_after(calendar, span.start_on, amount);
        break;
    }
    span.due_on =
        roll == ROLL_PRECEDING && unit != UNIT_HOURS ? rolled(calendar, span) : span.counted_to;
    return span;
}

static bool is_imported(const struct calendar *calendar, day from, day to)
{
    return from > to || (from >= calendar->first_day && to <= calendar->last_day);
}

static bool is_provisional(const struct calendar *calendar, struct span span, enum unit unit,
                           enum roll roll)
{
    if (unit == UNIT_WORKING_DAYS)
        return !is_imported(calendar, span.start_on + 1, span.counted_to);
    return unit == UNIT_CALENDAR_DAYS && roll == ROLL_PRECEDING &&
           !is_imported(calendar, span.due_on, span.due_on);
}

struct due calendar_due(const struct calendar *calendar, instant start, int amount, enum unit unit,
                        enum roll roll)
{
    const struct span span = span_of(calendar, start, amount, unit, roll);

    return (struct due){
        .due_at = unit == UNIT_HOURS ? start + amount * HOUR : day_start(span.due_on + 1),
        .due_on = span.due_on,
        .provisional = is_provisional(calendar, span, unit, roll),
    };
}

/* Hours and calendar days count every day; the days of a roll are never working days. */
static struct explained_day day_explained(const struct calendar *calendar, struct span span,
                                          enum unit unit, day on)
{
    struct explained_day explained = { .on = on, .reason = DAY_REASON_COUNTED };

    if (on == span.start_on)
        explained.reason = DAY_REASON_START;
    else if (unit == UNIT_WORKING_DAYS || on > span.due_on)
        explained = working_day(calendar, on);
    if (on > span.due_on)
        explained.reason = DAY_REASON_ROLLED;
    return explained;
}

static int hours_counted_by(instant start, int hours, day on)
{
    const instant elapsed = (day_start(on + 1) - start) / HOUR;
    return elapsed < hours ? (int)elapsed : hours;
}

struct explanation calendar_explain(void *memory, const struct calendar *calendar, instant start,
                                    int amount, enum unit unit, enum roll roll)
{
    const struct span span = span_of(calendar, start, amount, unit, roll);
    const size_t day_count = (size_t)(span.counted_to - span.start_on) + 1;
    struct explained_day *days = NEW_ARRAY(memory, struct explained_day, day_count);
    int counted = 0;

    for (size_t i = 0; i < day_count; i++) {
        const day on = span.start_on + (day)i;
        days[i] = day_explained(calendar, span, unit, on);
        counted += days[i].reason == DAY_REASON_COUNTED || days[i].reason == DAY_REASON_ROLLED;
        days[i].counted = unit == UNIT_HOURS ? hours_counted_by(start, amount, on) : counted;
    }
    return (struct explanation){ days, day_count };
}
