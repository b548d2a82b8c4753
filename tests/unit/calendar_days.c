/*
 * calendar_days FILE: writes when 1, 2, 3, 5, 10 and 20 working days from every
 * day of 2019 to 2028 are due, by the bank holidays in FILE (the government's
 * JSON form). One line each: nation, start, days, due_on, due_at, provisional.
 * The hour of the start differs from day to day. test_calendar_days.py reads it.
 */
#include "common/base/memory.h"
#include "common/domain/calendar.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static void fail(const char *what, const char *of)
{
    fprintf(stderr, "calendar_days: %s %s\n", what, of);
    exit(EXIT_FAILURE);
}

/* The holidays of one nation; titles belong to the document. */
static const struct holiday *holidays_read(void *memory, const json_t *events, size_t *count)
{
    struct holiday *holidays = NEW_ARRAY(memory, struct holiday, json_array_size(events));
    size_t i;
    json_t *event;

    json_array_foreach(events, i, event)
    {
        const char *on = json_string_value(json_object_get(event, "date"));
        const char *title = json_string_value(json_object_get(event, "title"));
        if (!on || !title || day_read(on) == NO_DAY)
            fail("not a holiday:", on ? on : "no date");
        holidays[i] = (struct holiday){ day_read(on), title };
        if (i && holidays[i - 1].on >= holidays[i].on)
            fail("not in order:", on);
    }
    *count = i;
    return holidays;
}

static struct calendar calendar_read(void *memory, const json_t *document, enum nation nation)
{
    struct calendar calendar = { .version = 1, .nation = nation };
    const json_t *division = json_object_get(document, nation_text(nation));

    calendar.holidays =
        holidays_read(memory, json_object_get(division, "events"), &calendar.holiday_count);
    if (!calendar.holiday_count)
        fail("no holidays of", nation_text(nation));

    char text[DAY_TEXT];
    day_text(calendar.holidays[0].on, text);
    calendar.first_day = day_read(memory_printf(memory, "%.4s-01-01", text));
    day_text(calendar.holidays[calendar.holiday_count - 1].on, text);
    calendar.last_day = day_read(memory_printf(memory, "%.4s-12-31", text));
    return calendar;
}

static void due_days_write(const struct calendar *calendar, day on, int amount)
{
    const instant start = day_start(on) + on % 23 * HOUR;
    const struct due due = calendar_due(calendar, start, amount, UNIT_WORKING_DAYS, ROLL_NONE);
    char start_on[DAY_TEXT], due_on[DAY_TEXT], due_at[INSTANT_TEXT];

    day_text(on, start_on);
    day_text(due.due_on, due_on);
    instant_text(due.due_at, due_at);
    printf("%s,%s,%d,%s,%s,%d\n", nation_text(calendar->nation), start_on, amount, due_on, due_at,
           due.provisional);
}

int main(int argument_count, char **arguments)
{
    static const int amounts[] = { 1, 2, 3, 5, 10, 20 };
    const char *path = argument_count == 2 ? arguments[1] : "";
    SCOPED_MEMORY memory = memory_new();

    time_zone_setup();
    json_t *document = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
    if (!document)
        fail("cannot read", path);

    const day last = day_read("2028-12-31");
    for (enum nation nation = NATION_ENGLAND_AND_WALES; nation <= NATION_NORTHERN_IRELAND;
         nation++) {
        const struct calendar calendar = calendar_read(memory, document, nation);
        for (day on = day_read("2019-01-01"); on <= last; on++)
            for (size_t i = 0; i < COUNT(amounts); i++)
                due_days_write(&calendar, on, amounts[i]);
    }
    json_decref(document);
    return fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
