/*
 * Who was shown what of which case: typed calls for sql/queries/reading.sql.
 * When is the database's to say. Rule: A12.
 */
#ifndef STORE_READING_STORE_H
#define STORE_READING_STORE_H

#include "common/domain/reading.h"
#include "common/store/query.h"

/* Adds some of the organisation of whoever asks, all or none. Of a reading the reference and
 * read_at do not count. OK means durable: a crash of the server does not undo it. Errors: BUSY,
 * DATABASE. */
enum fault readings_add(struct op *op, const struct reading *readings, size_t count) CHECKED;
/* The same within the open transaction, and as durable as that will be. */
enum fault readings_add_within(struct op *op, const struct reading *readings, size_t count) CHECKED;

struct reading_filter {
    struct uuid organisation_id;
    struct uuid after;     /* the last of the page before; nil for the first page */
    const char *reference; /* of the case, or NULL */
    struct uuid staff;     /* who read it, or nil */
    day from, to;          /* read on these days or between them, or NO_DAY */
    int limit;
};

/* Newest first; none of a case that whoever asks may not know of. */
enum fault reading_list(struct op *op, const struct reading_filter *filter,
                        struct reading **readings, size_t *count) CHECKED;

#endif
