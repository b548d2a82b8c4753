/* Takes over bank holidays in the form in which the government publishes them. Rule: B3. */
#ifndef ADMIN_CALENDAR_H
#define ADMIN_CALENDAR_H

#include "common/store/calendar_store.h"

struct imported {
    struct holiday_change *changes;
    size_t count;
    int version; /* the calendar version that it made; 0 when nothing has changed */
};

/*
 * Checks the whole text, then imports it in the open transaction.
 * Errors: MALFORMED, FIELDS_INVALID, with every mistake in op->mistakes.
 */
enum fault bank_holidays_import(struct op *op, const char *text, size_t length,
                                struct imported *imported) CHECKED;

#endif
