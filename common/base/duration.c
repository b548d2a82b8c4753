#include "common/base/duration.h"

#include <stdlib.h>
#include <string.h>

enum { DIGITS = 6 };

static const struct {
    char letter;
    bool is_time; /* comes after the T */
    int64_t length;
} units[] = {
    { 'D', false, DAY_LENGTH },
    { 'H', true, HOUR },
    { 'M', true, MINUTE },
    { 'S', true, SECOND },
};

/* The unit that the letter names from 'next' on; COUNT(units) when there is none. */
static size_t find_unit(char letter, bool is_time, size_t next)
{
    while (next < COUNT(units) && (units[next].letter != letter || units[next].is_time != is_time))
        next++;
    return next;
}

bool duration_read(const char *text, int64_t *duration)
{
    int64_t sum = 0;
    size_t next = 0;
    bool is_time = false;
    if (*text++ != 'P' || !*text)
        return false;
    while (*text) {
        if (*text == 'T' && !is_time) {
            is_time = true;
            text++;
        }
        const size_t digits = strspn(text, "0123456789");
        if (digits == 0 || digits > DIGITS)
            return false;
        next = find_unit(text[digits], is_time, next);
        if (next == COUNT(units))
            return false;
        sum += strtol(text, NULL, 10) * units[next++].length;
        text += digits + 1;
    }
    *duration = sum;
    return true;
}
