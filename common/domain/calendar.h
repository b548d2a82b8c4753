/*
 * Working days, and the due date that a number of hours or days leads to.
 *
 * A calendar is an immutable snapshot of one nation's bank holidays and one
 * organisation's closures; any number of threads may read it. Working days are
 * Monday to Friday, less both.
 *
 * Rule: B2, B3, D1, D2, D7.
 */
#ifndef DOMAIN_CALENDAR_H
#define DOMAIN_CALENDAR_H

#include "common/base/day.h"
#include "common/domain/nation.h"
#include "common/domain/vocabulary.h"

#include <stdbool.h>
#include <stddef.h>

/* The largest amount; callers refuse more, and less than 0, before they ask. */
enum { CALENDAR_AMOUNT_MAX = 3660 };

enum unit {
    UNIT_NONE,
#define UNIT(name, text) UNIT_##name,
#include "common/domain/unit.def"
#undef UNIT
};
extern const struct vocabulary units;

/* Where a due day goes that is no working day: it stays, or to the working day before. */
enum roll {
    ROLL_UNKNOWN,
#define ROLL(name, text) ROLL_##name,
#include "common/domain/roll.def"
#undef ROLL
};
extern const struct vocabulary rolls;

/* Why a day was counted or skipped. */
enum day_reason {
    DAY_REASON_NONE,
#define DAY_REASON(name, text) DAY_REASON_##name,
#include "common/domain/day_reason.def"
#undef DAY_REASON
};
extern const struct vocabulary day_reasons;

struct holiday {
    day on;
    const char *title;
};

struct calendar {
    int version; /* of the imported bank holidays */
    enum nation nation;
    const struct holiday *holidays; /* ascending, each day once */
    size_t holiday_count;
    const struct holiday *closures; /* the organisation's own; ascending, each day once */
    size_t closure_count;
    day first_day; /* of the first imported year */
    day last_day;  /* of the last imported year; both NO_DAY when nothing is imported */
};

struct due {
    instant due_at;   /* the first instant that is too late */
    day due_on;       /* the last day in time */
    bool provisional; /* bank holidays not yet imported may still move it */
};

struct explained_day {
    day on;
    enum day_reason reason;
    const char *title; /* of the bank holiday or closure, else NULL */
    int counted;       /* what has been counted at the end of this day */
};

struct explanation {
    const struct explained_day *days;
    size_t day_count;
};

/*
 * Whether work is done on that day: no weekend, bank holiday or closure.
 *
 * Rule: B3.
 */
bool calendar_is_working_day(const struct calendar *calendar, day on);

/*
 * The day 'count' working days after 'from', which is day 0 and need not be a
 * working day. No days at all lead to 'from' itself.
 *
 * Rule: B3, D1.
 */
day calendar_working_days_after(const struct calendar *calendar, day from, int count);

/*
 * How many working days lie after 'from', up to 'to' and with it; 0 when 'to'
 * is not later. What takes until the day it was received took 0 days.
 *
 * Rule: B3, D1.
 */
int calendar_working_days_between(const struct calendar *calendar, day from, day to);

/*
 * That day when it is a working day, else the last working day before it.
 *
 * Rule: D7.
 */
day calendar_working_day_before(const struct calendar *calendar, day on);

/*
 * When something is due that started at 'start'.
 *
 * Hours are elapsed time, weekends and holidays included, and never roll.
 * Days are counted from the day after the local day of 'start', whatever its
 * hour, and end with the last one: due_at is the midnight after due_on. A due
 * day rolls back to a working day after the start day only: when there is none
 * (a long closure) it stays, since nothing is due before it began.
 *
 * Provisional when the answer depends on working days outside the imported
 * years; so never for hours, nor for calendar days that do not roll.
 * 'amount' is 0 to CALENDAR_AMOUNT_MAX, 'unit' not UNIT_NONE.
 *
 * Rule: B3, D1, D2, D7.
 */
struct due calendar_due(const struct calendar *calendar, instant start, int amount, enum unit unit,
                        enum roll roll);

/*
 * Every day that calendar_due counted or skipped, and why: from the start day,
 * which is not counted, to due_on, then the days that a roll moved it before
 * (these have the title of their holiday or closure, if any).
 *
 * 'counted' runs in the unit of 'amount'; for hours it is the whole hours
 * elapsed at the end of the day, on the start day too. The last is 'amount'.
 * Owner: 'memory' owns the days, the calendar their titles.
 *
 * Rule: B2.
 */
struct explanation calendar_explain(void *memory, const struct calendar *calendar, instant start,
                                    int amount, enum unit unit, enum roll roll);

#endif
