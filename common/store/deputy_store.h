/*
 * Who deputises for whom in an organisation, and who is away: typed calls for
 * sql/queries/deputy.sql. Rule: A15, D9.
 *
 * It lies behind row-level security: op->scope must hold the organisation.
 */
#ifndef STORE_DEPUTY_STORE_H
#define STORE_DEPUTY_STORE_H

#include "common/base/op.h"

#include <stdbool.h>

/* From now on 'deputy' deputises for 'staff', who is somebody else; nobody else does. */
enum fault deputy_set(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                      const struct uuid *deputy) CHECKED;

/* Nobody deputises for them any more. Errors: NOT_FOUND (nobody did). */
enum fault deputy_drop(struct op *op, const struct uuid *organisation_id,
                       const struct uuid *staff) CHECKED;

/* Who deputises for somebody, while that person has a role there and may sign in; nil: nobody. */
enum fault deputy_find(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                       struct uuid *deputy) CHECKED;

/* They are away from the first day to the last, both of them included; that takes the place of
 * every absence that shares a day with it. */
enum fault absence_add(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                       day first, day last) CHECKED;

/* They are not away, from that day on. Errors: NOT_FOUND (nor would they have been). */
enum fault absence_drop(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                        day today) CHECKED;

/* Somebody whose absence has begun. */
struct absentee {
    struct uuid organisation_id, staff_id;
};

/* Marks absences that have begun as seen to, each once. */
enum fault absences_begin(struct op *op, int limit, struct absentee **absentees,
                          size_t *count) CHECKED;

/* Whether they are away today. */
enum fault absence_find(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                        bool *is_absent) CHECKED;

#endif
