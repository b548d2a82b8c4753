/*
 * To whom a matter of safeguarding goes: nothing waits for an officer who is
 * away. Rule: A13, D9.
 */
#ifndef CASEWORK_HANDOVER_H
#define CASEWORK_HANDOVER_H

#include "common/base/op.h"
#include "common/domain/case_file.h"

/* Who deals with it: whoever has the chosen role, or stands in for it, and is not part of it.
 * Errors: NOT_FOUND, BUSY, DATABASE. */
enum fault officer_find(struct op *op, const struct case_file *file, const struct case_life *life,
                        enum role chosen, struct uuid *next) CHECKED;

/* Lets in whom the case is handed to, and whoever is next in line while that person is away and no
 * deputy is there who may deal with it, or has left, or lost the role. Errors: BUSY, DATABASE. */
enum fault hand_over(struct op *op, const struct case_file *file, const struct case_life *life,
                     const struct uuid *officer) CHECKED;

#endif
