#include "common/store/stand_in_store.h"

#include "common/store/query.h"

static const struct column stand_in_columns[] = {
    COLUMN(struct stand_in, organisation_id, read_uuid),
    COLUMN(struct stand_in, staff_id, read_uuid),
    COLUMN(struct stand_in, deputy_id, read_uuid),
};
static const struct row stand_in_row = ROW(struct stand_in, stand_in_columns);

/* A list of them, column by column. */
struct arrays {
    struct array organisations, staff, deputies;
};

static struct arrays arrays_of(struct op *op, const struct stand_in *stand_ins, size_t count)
{
    struct arrays arrays = { 0 };
    for (size_t i = 0; i < count; i++) {
        array_add(op, &arrays.organisations, param_uuid(op, &stand_ins[i].organisation_id));
        array_add(op, &arrays.staff, param_uuid(op, &stand_ins[i].staff_id));
        array_add(op, &arrays.deputies, param_uuid(op, &stand_ins[i].deputy_id));
    }
    return arrays;
}

enum fault stand_ins_note(struct op *op, const struct stand_in *stand_ins, size_t count)
{
    struct arrays arrays = arrays_of(op, stand_ins, count);
    return query_run(op, Q_stand_ins_note,
                     PARAMS(param_array(op, &arrays.organisations), param_array(op, &arrays.staff),
                            param_array(op, &arrays.deputies), param_instant(op, op->now)));
}

enum fault stand_ins_end(struct op *op, int limit, struct stand_in **ended, size_t *count)
{
    return query_many(op, Q_stand_ins_end, PARAMS(param_int(op, limit)), &stand_in_row, ended,
                      count);
}

enum fault stand_ins_tell(struct op *op, const struct stand_in *ended, size_t count)
{
    struct arrays arrays = arrays_of(op, ended, count);
    struct array ids = { 0 };
    for (size_t i = 0; i < count; i++) {
        const struct uuid id = uuid_new(op->now);
        array_add(op, &ids, param_uuid(op, &id));
    }
    return query_run(op, Q_stand_ins_tell,
                     PARAMS(param_array(op, &arrays.organisations), param_array(op, &ids),
                            param_array(op, &arrays.staff), param_array(op, &arrays.deputies),
                            param_instant(op, op->now)));
}
