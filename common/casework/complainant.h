/*
 * The complainant, proved by reference and receipt code. Rule: B1, D15.
 */
#ifndef CASEWORK_COMPLAINANT_H
#define CASEWORK_COMPLAINANT_H

#include "common/base/op.h"

/*
 * Makes op->actor the complainant of the case with this reference (as it was
 * typed) and receipt code, and op->scope its organisation.
 * Errors: NOT_FOUND, for a reference, a code and a pair that are wrong alike, in the same time.
 */
enum fault complainant_proved(struct op *op, const char *reference, const char *code) CHECKED;

#endif
