/* How a command says why it did not do what it was asked for. */
#ifndef ADMIN_REFUSAL_H
#define ADMIN_REFUSAL_H

#include "common/base/op.h"

#include <stdio.h>

/* Notes the reason in op->mistakes; answers 'fault' for the caller to return. 'what' names what is
 * wrong: an option, a file, or "". */
enum fault refuse(struct op *op, enum fault fault, const char *what, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Writes every mistake on a line of its own; the fault's title when none was noted. */
void refusal_print(FILE *out, const struct op *op, enum fault fault);

#endif
