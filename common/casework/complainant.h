/*
 * The complainant, proved by reference and receipt code. Rule: B1, D15.
 */
#ifndef CASEWORK_COMPLAINANT_H
#define CASEWORK_COMPLAINANT_H

#include "common/base/op.h"

struct case_record;

/*
 * Makes op->actor the complainant of the case with this reference (as it was
 * typed) and receipt code, and op->scope its organisation.
 * Errors: NOT_FOUND, for a reference, a code and a pair that are wrong alike, in the same time.
 */
enum fault complainant_proved(struct op *op, const char *reference, const char *code) CHECKED;

/* Whether the code that proved the complainant opens this case still: it may have been replaced, or
 * the case erased, since. Rule: B1, D18. */
bool complainant_is_current(const struct op *op, const struct case_record *record);

#endif
