#include "common/store/deputy_store.h"

#include "common/store/query.h"

enum fault deputy_set(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                      const struct uuid *deputy)
{
    return query_run(
        op, Q_deputy_set,
        PARAMS(param_uuid(op, organisation_id), param_uuid(op, staff), param_uuid(op, deputy)));
}

enum fault deputy_drop(struct op *op, const struct uuid *organisation_id, const struct uuid *staff)
{
    size_t dropped;
    TRY(query_count(op, Q_deputy_drop,
                    PARAMS(param_uuid(op, organisation_id), param_uuid(op, staff)), &dropped));
    return dropped ? OK : FAULT_NOT_FOUND;
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
                            param_day(op, first), param_day(op, last)));
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
};
static const struct row absentee_row = ROW(struct absentee, absentee_columns);

enum fault absences_begin(struct op *op, int limit, struct absentee **absentees, size_t *count)
{
    return query_many(op, Q_absences_begin,
                      PARAMS(param_instant(op, op->now), param_int(op, limit)), &absentee_row,
                      absentees, count);
}

enum fault absence_find(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                        bool *is_absent)
{
    const struct row absent_row = VALUE(bool, "is_absent", read_bool);
    return query_one(op, Q_absence_find,
                     PARAMS(param_uuid(op, organisation_id), param_uuid(op, staff)), &absent_row,
                     is_absent, FAULT_BUG);
}
