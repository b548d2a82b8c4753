#include "common/base/day.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SECONDS_A_DAY = 24 * 60 * 60, MONTHS_A_YEAR = 12, DAYS_BEFORE_1970 = 719527 };

void time_zone_setup(void)
{
    setenv("TZ", "Europe/London", 1);
    tzset();
    /* Without the zone's data the C library counts in UTC, and promises would be an hour off. */
    if (day_start(day_read("2025-07-01")) % (SECONDS_A_DAY * SECOND) != 23 * HOUR) {
        fputs("There is no data for the time zone Europe/London: install the package tzdata.\n",
              stderr);
        exit(EXIT_FAILURE);
    }
}

static bool all_digits(const char *text, int count)
{
    for (int i = 0; i < count; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

static int number(const char *digits, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++)
        value = value * 10 + (digits[i] - '0');
    return value;
}

/* Reads the first ten characters as a date. */
static day date_read(const char *text)
{
    if (strnlen(text, 10) < 10 || !all_digits(text, 4) || text[4] != '-' ||
        !all_digits(text + 5, 2) || text[7] != '-' || !all_digits(text + 8, 2))
        return NO_DAY;
    struct tm date = { .tm_year = number(text, 4) - 1900,
                       .tm_mon = number(text + 5, 2) - 1,
                       .tm_mday = number(text + 8, 2) };
    if (date.tm_year < 0 || date.tm_year >= 1100)
        return NO_DAY;

    /* timegm moves 30 February to March: only a real date comes back as it was. */
    const struct tm asked = date;
    const time_t at = timegm(&date);
    if (date.tm_mon != asked.tm_mon || date.tm_mday != asked.tm_mday)
        return NO_DAY;
    return (day)(at / SECONDS_A_DAY - (at % SECONDS_A_DAY < 0));
}

day day_read(const char *text)
{
    return strnlen(text, DAY_TEXT) == DAY_TEXT - 1 ? date_read(text) : NO_DAY;
}

void day_text(day on, char text[DAY_TEXT])
{
    const time_t at = (time_t)on * SECONDS_A_DAY;
    struct tm date;
    gmtime_r(&at, &date);
    strftime(text, DAY_TEXT, "%Y-%m-%d", &date);
}

void day_in_words(day on, char words[DAY_WORDS])
{
    const time_t at = (time_t)on * SECONDS_A_DAY;
    struct tm date;
    gmtime_r(&at, &date);
    strftime(words, DAY_WORDS, "%-d %B %Y", &date);
}

/* The first day of a month, counted from January of the year 0. */
static day month_start(int month)
{
    static const int days_before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };
    const int year = month / MONTHS_A_YEAR, month_of_year = month % MONTHS_A_YEAR;
    const int februaries = month_of_year < 2 ? year - 1 : year;
    return 365 * year + februaries / 4 - februaries / 100 + februaries / 400 +
           days_before[month_of_year] - DAYS_BEFORE_1970;
}

day day_months_after(day from, int months)
{
    char text[DAY_TEXT];
    day_text(from, text);
    const int year = (int)strtol(text, NULL, 10), month_of_year = (int)strtol(text + 5, NULL, 10);
    const int month = year * MONTHS_A_YEAR + month_of_year - 1;
    const day same = month_start(month + months) + (from - month_start(month));
    const day last = month_start(month + months + 1) - 1;
    return same < last ? same : last;
}

int day_weekday(day on)
{
    return ((on + 3) % 7 + 7) % 7;
}

/* Reads ".123456" (one to nine digits, cut to microseconds); answers how many characters. */
static int fraction_read(const char *text, instant *fraction)
{
    *fraction = 0;
    if (*text != '.')
        return 0;
    int digits = 0;
    for (instant unit = SECOND / 10; text[1 + digits] >= '0' && text[1 + digits] <= '9'; digits++) {
        *fraction += unit * (text[1 + digits] - '0');
        unit /= 10;
    }
    return digits >= 1 && digits <= 9 ? digits + 1 : -1;
}

/* Reads "Z" or "+01:00" to the end of the text. */
static bool offset_read(const char *text, instant *offset)
{
    *offset = 0;
    if ((*text == 'Z' || *text == 'z') && !text[1])
        return true;
    if ((*text != '+' && *text != '-') || strnlen(text, 7) != 6 || !all_digits(text + 1, 2) ||
        text[3] != ':' || !all_digits(text + 4, 2))
        return false;
    const int hours = number(text + 1, 2), minutes = number(text + 4, 2);
    const instant east = hours * HOUR + minutes * MINUTE;
    *offset = *text == '-' ? -east : east;
    return hours < 24 && minutes < 60;
}

instant instant_read(const char *text)
{
    const day on = date_read(text);
    if (on == NO_DAY || (text[10] != 'T' && text[10] != 't') || strnlen(text, 19) < 19 ||
        !all_digits(text + 11, 2) || text[13] != ':' || !all_digits(text + 14, 2) ||
        text[16] != ':' || !all_digits(text + 17, 2))
        return NO_INSTANT;
    const int hour = number(text + 11, 2), minute = number(text + 14, 2);
    const int second = number(text + 17, 2);
    if (hour > 23 || minute > 59 || second > 59)
        return NO_INSTANT;

    instant fraction, offset;
    const int length = fraction_read(text + 19, &fraction);
    if (length < 0 || !offset_read(text + 19 + length, &offset))
        return NO_INSTANT;
    return on * DAY_LENGTH + hour * HOUR + minute * MINUTE + second * SECOND + fraction - offset;
}

static void split(instant at, time_t *seconds, int *microseconds)
{
    *seconds = (time_t)(at / SECOND - (at % SECOND < 0));
    *microseconds = (int)(at - (instant)*seconds * SECOND);
}

void instant_text(instant at, char text[INSTANT_TEXT])
{
    time_t seconds;
    int microseconds;
    struct tm utc;
    split(at, &seconds, &microseconds);
    gmtime_r(&seconds, &utc);
    const size_t length = strftime(text, INSTANT_TEXT, "%Y-%m-%dT%H:%M:%S", &utc);
    if (microseconds)
        snprintf(text + length, INSTANT_TEXT - length, ".%06dZ", microseconds);
    else
        snprintf(text + length, INSTANT_TEXT - length, "Z");
}

day instant_day(instant at)
{
    time_t seconds;
    int microseconds;
    struct tm local;
    split(at, &seconds, &microseconds);
    localtime_r(&seconds, &local);
    const time_t as_if_utc = seconds + local.tm_gmtoff;
    return (day)(as_if_utc / SECONDS_A_DAY - (as_if_utc % SECONDS_A_DAY < 0));
}

instant day_start(day on)
{
    const time_t at = (time_t)on * SECONDS_A_DAY;
    struct tm local;
    gmtime_r(&at, &local);
    local.tm_isdst = -1;
    return (instant)mktime(&local) * SECOND;
}

void instant_clock(instant at, char text[CLOCK_TEXT])
{
    time_t seconds;
    int microseconds;
    struct tm local;
    split(at, &seconds, &microseconds);
    localtime_r(&seconds, &local);
    strftime(text, CLOCK_TEXT, "%H:%M", &local);
}
