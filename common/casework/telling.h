/*
 * Telling staff, in the open transaction: what led to it and the telling are
 * both there or neither.
 *
 * Nobody is told what they did themselves, and nobody the same thing twice at
 * once. What nobody is left to hear, whoever gives people their roles hears of.
 * Rule: A7, A13, C11, D9, D10.
 */
#ifndef CASEWORK_TELLING_H
#define CASEWORK_TELLING_H

#include "common/domain/notification.h"
#include "common/store/case_clock_store.h"

/* Tells. Errors: BUSY, DATABASE. */
enum fault tell_staff(struct op *op, const struct telling *tellings, size_t count) CHECKED;

/* The same, but nobody who was told of the case with that type since then: whoever acted meanwhile
 * has told them. NO_INSTANT: everybody. */
enum fault tell_staff_since(struct op *op, const struct telling *tellings, size_t count,
                            instant since) CHECKED;

/* Tells of promises that a meeting has moved. What was not kept is told by the worker, soon after.
 * Errors: BUSY, DATABASE, BUG. */
enum fault tell_of_moves(struct op *op, const struct settled_clock *settled, size_t count) CHECKED;

#endif
