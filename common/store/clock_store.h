/* Reads the time that clock.h tells: typed call for sql/queries/clock.sql. */
#ifndef STORE_CLOCK_STORE_H
#define STORE_CLOCK_STORE_H

#include "common/base/op.h"

/*
 * Reads heed_now() and tells clock.h. Every program does so a few times a
 * second; inside a transaction or, in the API, outside. Errors: BUSY, DATABASE.
 */
enum fault clock_refresh(struct op *op) CHECKED;

/* The newest calendar version as of the last clock_refresh; 0 before. Any thread. */
int clock_calendar_version(void);

#endif
