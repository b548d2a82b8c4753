/*
 * Bank holidays in the form in which the government publishes them
 * (https://www.gov.uk/bank-holidays.json): for each nation its events.
 */
#ifndef JSON_HOLIDAY_SHAPES_H
#define JSON_HOLIDAY_SHAPES_H

#include "common/base/op.h"
#include "common/domain/nation.h"

/* All bank holidays of a file, nation by nation, each in the order of the file. */
struct holiday_file {
    enum nation *nations; /* three arrays of 'count' */
    day *days;
    const char **titles;
    size_t count;
};

/*
 * Reads and checks a whole file. All three nations must be there, with no day
 * twice, and no year without a bank holiday between the first and the last: such
 * a gap is a mistyped year, and would declare years as known which are not.
 *
 * Errors: MALFORMED, FIELDS_INVALID; all mistakes are in op->mistakes.
 * Mistakes: those of shape_read, and wrong_nation, duplicate_day, year_missing.
 * Rule: B3.
 */
enum fault holiday_file_read(struct op *op, const char *text, size_t length,
                             struct holiday_file *file) CHECKED;

#endif
