/* The bank holidays of 2025 and 2026 in the three nations, written out, for the calendar's tests.
 */
#ifndef TESTS_CALENDAR_NATIONS_H
#define TESTS_CALENDAR_NATIONS_H

#include "common/base/base.h"
#include "common/domain/calendar.h"

/* A calendar's day as text: holidays_read makes a holiday of it. */
struct written_holiday {
    const char *on, *title;
};

static const struct written_holiday england_and_wales[] = {
    { "2025-01-01", "New Year’s Day" },      { "2025-04-18", "Good Friday" },
    { "2025-04-21", "Easter Monday" },       { "2025-05-05", "Early May bank holiday" },
    { "2025-05-26", "Spring bank holiday" }, { "2025-08-25", "Summer bank holiday" },
    { "2025-12-25", "Christmas Day" },       { "2025-12-26", "Boxing Day" },
    { "2026-01-01", "New Year’s Day" },      { "2026-04-03", "Good Friday" },
    { "2026-04-06", "Easter Monday" },       { "2026-05-04", "Early May bank holiday" },
    { "2026-05-25", "Spring bank holiday" }, { "2026-08-31", "Summer bank holiday" },
    { "2026-12-25", "Christmas Day" },       { "2026-12-28", "Boxing Day" },
};

static const struct written_holiday scotland[] = {
    { "2025-01-01", "New Year’s Day" },
    { "2025-01-02", "2nd January" },
    { "2025-04-18", "Good Friday" },
    { "2025-05-05", "Early May bank holiday" },
    { "2025-05-26", "Spring bank holiday" },
    { "2025-08-04", "Summer bank holiday" },
    { "2025-12-01", "St Andrew’s Day" },
    { "2025-12-25", "Christmas Day" },
    { "2025-12-26", "Boxing Day" },
    { "2026-01-01", "New Year’s Day" },
    { "2026-01-02", "2nd January" },
    { "2026-04-03", "Good Friday" },
    { "2026-05-04", "Early May bank holiday" },
    { "2026-05-25", "Spring bank holiday" },
    { "2026-06-15", "World Cup bank holiday" },
    { "2026-08-03", "Summer bank holiday" },
    { "2026-11-30", "St Andrew’s Day" },
    { "2026-12-25", "Christmas Day" },
    { "2026-12-28", "Boxing Day" },
};

static const struct written_holiday northern_ireland[] = {
    { "2025-01-01", "New Year’s Day" },
    { "2025-03-17", "St Patrick’s Day" },
    { "2025-04-18", "Good Friday" },
    { "2025-04-21", "Easter Monday" },
    { "2025-05-05", "Early May bank holiday" },
    { "2025-05-26", "Spring bank holiday" },
    { "2025-07-14", "Battle of the Boyne (Orangemen’s Day)" },
    { "2025-08-25", "Summer bank holiday" },
    { "2025-12-25", "Christmas Day" },
    { "2025-12-26", "Boxing Day" },
    { "2026-01-01", "New Year’s Day" },
    { "2026-03-17", "St Patrick’s Day" },
    { "2026-04-03", "Good Friday" },
    { "2026-04-06", "Easter Monday" },
    { "2026-05-04", "Early May bank holiday" },
    { "2026-05-25", "Spring bank holiday" },
    { "2026-07-13", "Battle of the Boyne (Orangemen’s Day)" },
    { "2026-08-31", "Summer bank holiday" },
    { "2026-12-25", "Christmas Day" },
    { "2026-12-28", "Boxing Day" },
};

static inline size_t holidays_read(const struct written_holiday *written, size_t count,
                                   struct holiday *holidays)
{
    for (size_t i = 0; i < count; i++)
        holidays[i] = (struct holiday){ day_read(written[i].on), written[i].title };
    return count;
}

/* The calendar of one nation for 2025 and 2026; without closures. */
static inline struct calendar calendar_of(enum nation nation, struct holiday holidays[32])
{
    static const struct {
        const struct written_holiday *written;
        size_t count;
    } nations_written[] = {
        [NATION_ENGLAND_AND_WALES] = { england_and_wales, COUNT(england_and_wales) },
        [NATION_SCOTLAND] = { scotland, COUNT(scotland) },
        [NATION_NORTHERN_IRELAND] = { northern_ireland, COUNT(northern_ireland) },
    };
    return (struct calendar){
        .version = 1,
        .nation = nation,
        .holidays = holidays,
        .holiday_count =
            holidays_read(nations_written[nation].written, nations_written[nation].count, holidays),
        .first_day = day_read("2025-01-01"),
        .last_day = day_read("2026-12-31"),
    };
}

#endif
