/*
 * Bank holidays and closures: typed calls for sql/queries/calendar.sql.
 *
 * Every change makes a calendar version, so a clock can say by which calendar
 * it was reckoned, and any older calendar can be read again. Rule: B2, B3.
 */
#ifndef STORE_CALENDAR_STORE_H
#define STORE_CALENDAR_STORE_H

#include "common/base/op.h"
#include "common/domain/calendar.h"

enum { CALENDAR_NEWEST = 0 };

/*
 * The calendar as it stood at a version; CALENDAR_NEWEST for the one that holds
 * now. 'organisation_id' NULL leaves closures out. The calendar, its days and
 * titles belong to op->memory.
 * Errors: NOT_FOUND (no such version), BUSY, DATABASE.
 */
enum fault calendar_load(struct op *op, int version, enum nation nation,
                         const struct uuid *organisation_id, struct calendar **calendar) CHECKED;

/* The rest changes the calendar, and is for programs within a transaction. */

/* A bank holiday that an import adds, or takes back. */
struct holiday_change {
    enum nation nation;
    day on;
    const char *title;
    bool is_added;
};

struct holiday_import {
    const char *file; /* exactly as it came; its SHA-256 is kept */
    size_t file_length;
    const enum nation *nations; /* the file's bank holidays: three arrays of 'count' */
    const day *days;
    const char *const *titles;
    size_t count;
};

/*
 * Makes the bank holidays of the years that the file covers, nation by nation
 * from its first year to its last, those of the file. Answers the changes by
 * nation and day; none of them, and no new version, when they are the same.
 * 'version' becomes the new version, or 0 when there is none.
 */
enum fault calendar_import(struct op *op, const struct holiday_import *import,
                           struct holiday_change **changes, size_t *change_count,
                           int *version) CHECKED;

/* Whether any bank holiday was ever imported. */
enum fault calendar_is_empty(struct op *op, bool *is_empty) CHECKED;

/* Errors of the next two: ALREADY_EXISTS, NOT_FOUND: it is (not) a closure already. */
enum fault closure_add(struct op *op, const struct uuid *organisation_id, day on,
                       const char *title) CHECKED;
enum fault closure_remove(struct op *op, const struct uuid *organisation_id, day on) CHECKED;

/* The closures that hold now, by day. */
enum fault closure_list(struct op *op, const struct uuid *organisation_id,
                        struct holiday **closures, size_t *count) CHECKED;

#endif
