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

/* From now on 'deputy' deputises for 'staff', who is somebody else; nobody else does. While
 * 'staff' is away, what waits for them is seen to again. */
enum fault deputy_set(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                      const struct uuid *deputy) CHECKED;

/* Nobody deputises for them any more, otherwise the same. Errors: NOT_FOUND (nobody did). */
enum fault deputy_drop(struct op *op, const struct uuid *organisation_id,
                       const struct uuid *staff) CHECKED;

/* Who deputises for somebody, while that person has a role there and may sign in; nil: nobody. */
enum fault deputy_find(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                       struct uuid *deputy) CHECKED;

/* Whether 'deputy' is away on every day that is left of an absence of 'staff': nobody would stand
 * in. */
enum fault deputy_is_idle(struct op *op, const struct uuid *organisation_id,
                          const struct uuid *staff, const struct uuid *deputy,
                          bool *is_idle) CHECKED;

/* They are away from the first day to the last, both of them included; that takes the place of
 * every absence that shares a day with it. */
enum fault absence_add(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                       day first, day last) CHECKED;

/* They are not away, from that day on. Errors: NOT_FOUND (nor would they have been). */
enum fault absence_drop(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                        day today) CHECKED;

/* Somebody whose absence has begun, who has left, or who lost a role. */
struct absentee {
    struct uuid organisation_id, staff_id;
    instant since; /* whoever acted since then knew it; NO_INSTANT: nobody did */
};

/* Organisations in which somebody is to be seen to, whom nobody else sees to until the transaction
 * ends: what another worker holds is not among them. None: nothing is to be done. */
enum fault absences_hold(struct op *op, int limit, struct uuid **organisations,
                         size_t *count) CHECKED;

/* Marks absences in organisations that are held, which have begun, as seen to, each once. */
enum fault absences_begin(struct op *op, const struct uuid *held, size_t held_count, int limit,
                          struct absentee **absentees, size_t *count) CHECKED;

/* Who is away today and counted on somebody who went away or has left; but nobody whom
 * absences_begin marked at op->now. */
enum fault absences_uncovered(struct op *op, const struct absentee *deputy,
                              struct absentee **absentees, size_t *count) CHECKED;

/* Those in organisations that are held who lost a role or may not sign in any more, each once,
 * however it came about. */
enum fault departures_take(struct op *op, const struct uuid *held, size_t held_count, int limit,
                           struct absentee **absentees, size_t *count) CHECKED;

/* Whether they are away today. */
enum fault absence_find(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                        bool *is_absent) CHECKED;

#endif
