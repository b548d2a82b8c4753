#include "common/store/deputy_store.h"

#include "common/store/query.h"

/* Who stands in has changed, now or from then on. */
static enum fault reopen(struct op *op, const struct uuid *organisation_id,
                         const struct uuid *staff)
{
    return query_run(
        op, Q_absence_reopen,
        PARAMS(param_uuid(op, organisation_id), param_uuid(op, staff), param_instant(op, op->now)));
}

enum fault deputy_set(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                      const struct uuid *deputy)
{
    size_t changed;
    TRY(query_count(
        op, Q_deputy_set,
        PARAMS(param_uuid(op, organisation_id), param_uuid(op, staff), param_uuid(op, deputy)),
        &changed));
    return changed ? reopen(op, organisation_id, staff) : OK;
}

enum fault deputy_drop(struct op *op, const struct uuid *organisation_id, const struct uuid *staff)
{
    size_t dropped;
    TRY(query_count(op, Q_deputy_drop,
                    PARAMS(param_uuid(op, organisation_id), param_uuid(op, staff)), &dropped));
    return dropped ? reopen(op, organisation_id, staff) : FAULT_NOT_FOUND;
}

enum fault deputy_is_idle(struct op *op, const struct uuid *organisation_id,
                          const struct uuid *staff, const struct uuid *deputy, bool *is_idle)
{
    const struct row idle_row = VALUE(bool, "is_idle", read_bool);
    return query_one(
        op, Q_deputy_is_idle,
        PARAMS(param_uuid(op, organisation_id), param_uuid(op, staff), param_uuid(op, deputy)),
        &idle_row, is_idle, FAULT_BUG);
}

enum fault deputy_find(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                       struct uuid *deputy)
{
    const struct row deputy_row = VALUE(struct uuid, "deputy_id", read_uuid);
    const enum fault fault =
        query_one(op, Q_deputy_find, PARAMS(param_uuid(op, organisation_id), param_uuid(op, staff)),
                  &deputy_row, deputy, FAULT_NOT_FOUND);
    if (fault == FAULT_NOT_FOUND)
        *deputy = (struct uuid){ 0 };
    return fault == FAULT_NOT_FOUND ? OK : fault;
}

enum fault absence_add(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                       day first, day last)
{
    return query_run(op, Q_absence_add,
                     PARAMS(param_uuid(op, organisation_id), param_uuid(op, staff),
                            param_day(op, first), param_day(op, last), param_instant(op, op->now)));
}

enum fault absence_drop(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                        day today)
{
    size_t dropped;
    TRY(query_count(
        op, Q_absence_drop,
        PARAMS(param_uuid(op, organisation_id), param_uuid(op, staff), param_day(op, today)),
        &dropped));
    return dropped ? OK : FAULT_NOT_FOUND;
}

static const struct column absentee_columns[] = {
    COLUMN(struct absentee, organisation_id, read_uuid),
    COLUMN(struct absentee, staff_id, read_uuid),
    COLUMN(struct absentee, since, read_instant),
};
static const struct row absentee_row = ROW(struct absentee, absentee_columns);

enum fault absences_hold(struct op *op, int limit, struct uuid **organisations, size_t *count)
{
    const struct row organisation_row = VALUE(struct uuid, "organisation_id", read_uuid);
    return query_many(op, Q_absences_hold, PARAMS(param_int(op, limit)), &organisation_row,
                      organisations, count);
}

enum fault absences_begin(struct op *op, const struct uuid *held, size_t held_count, int limit,
                          struct absentee **absentees, size_t *count)
{
    return query_many(
        op, Q_absences_begin,
        PARAMS(param_uuids(op, held, held_count), param_int(op, limit), param_instant(op, op->now)),
        &absentee_row, absentees, count);
}

enum fault absences_uncovered(struct op *op, const struct absentee *deputy,
                              struct absentee **absentees, size_t *count)
{
    return query_many(op, Q_absences_uncovered,
                      PARAMS(param_uuid(op, &deputy->organisation_id),
                             param_uuid(op, &deputy->staff_id), param_instant(op, op->now),
                             param_instant(op, deputy->since)),
                      &absentee_row, absentees, count);
}

enum fault departures_take(struct op *op, const struct uuid *held, size_t held_count, int limit,
                           struct absentee **absentees, size_t *count)
{
    return query_many(op, Q_departures_take,
                      PARAMS(param_uuids(op, held, held_count), param_int(op, limit)),
                      &absentee_row, absentees, count);
}

enum fault absence_find(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                        bool *is_absent)
{
    const struct row absent_row = VALUE(bool, "is_absent", read_bool);
    return query_one(op, Q_absence_find,
                     PARAMS(param_uuid(op, organisation_id), param_uuid(op, staff)), &absent_row,
                     is_absent, FAULT_BUG);
}
