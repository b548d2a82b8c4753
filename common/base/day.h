/*
 * Days and instants.
 *
 * A day is whole days since 1970-01-01 in the organisation's zone
 * (Europe/London, set once by time_zone_setup). An instant is microseconds
 * since 1970-01-01T00:00:00Z. Instants become days once, here.
 */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

typedef int32_t day;
#define NO_DAY INT32_MIN

typedef int64_t instant;
#define NO_INSTANT INT64_MIN
#define SECOND ((instant)1000000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY_LENGTH (24 * HOUR) /* where no clock changes */

enum {
    DAY_TEXT = 11,
    DAY_WORDS = 18,
    INSTANT_TEXT = 28,
    CLOCK_TEXT = 6
}; /* bytes with the closing NUL */

/* Sets the process's zone to Europe/London; call once in main, before threads. */
void time_zone_setup(void);

/* Reads "2025-04-17"; NO_DAY when the text is not a real date of years 1900 to 2999. */
day day_read(const char *text);
void day_text(day on, char text[DAY_TEXT]);
/* Writes "1 May 2026". */
void day_in_words(day on, char words[DAY_WORDS]);

/* The same day so many months later; where that month has no such day, its last. */
day day_months_after(day from, int months);

/* Monday is 0, Sunday 6. */
int day_weekday(day on);

/* Reads RFC 3339 ("2025-04-17T09:30:00+01:00", fraction optional, offset required);
 * NO_INSTANT when it is not one. */
instant instant_read(const char *text);
/* Writes RFC 3339 in UTC: whole seconds as "2025-04-17T08:30:00Z", else with six decimals. */
void instant_text(instant at, char text[INSTANT_TEXT]);

/* Writes the local time of day: "18:00". */
void instant_clock(instant at, char text[CLOCK_TEXT]);

/* The local day of an instant. */
day instant_day(instant at);
/* The first instant of a local day. */
instant day_start(day on);

#endif
