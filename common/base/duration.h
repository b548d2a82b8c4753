/* Lengths of time as ISO 8601 writes them. */
#ifndef BASE_DURATION_H
#define BASE_DURATION_H

#include "common/base/base.h"
#include "common/base/day.h"

/* Reads "PT24H", "P7D", "P1DT12H30M": days of 24 hours, hours, minutes, seconds, whole numbers of
 * at most six digits; in the unit of instants. False when it is none. */
bool duration_read(const char *text, int64_t *duration) CHECKED;

#endif
