#include "common/store/erasure_store.h"

#include "common/store/query.h"

struct due_case {
    struct uuid organisation_id, id;
};
static const struct column due_columns[] = {
    COLUMN(struct due_case, organisation_id, read_uuid),
    COLUMN(struct due_case, id, read_uuid),
};
static const struct row due_row = ROW(struct due_case, due_columns);

enum fault erasure_next(struct op *op, day today, const struct uuid *after,
                        struct uuid *organisation_id, struct uuid *case_id)
{
    struct due_case due;
    TRY(query_one(op, Q_erasure_next, PARAMS(param_day(op, today), param_uuid(op, after)), &due_row,
                  &due, FAULT_NOT_FOUND));
    *organisation_id = due.organisation_id;
    *case_id = due.id;
    return OK;
}

enum fault erasure_refuse(struct op *op, const struct case_file *file)
{
    return query_run(op, Q_erasure_refuse,
                     PARAMS(param_uuid(op, &file->organisation_id), param_uuid(op, &file->id),
                            param_int(op, file->version)));
}

enum fault erasure_add(struct op *op, const struct case_file *file, const struct uuid *id,
                       instant asked_at)
{
    return query_run(op, Q_erasure_add,
                     PARAMS(param_uuid(op, &file->organisation_id), param_uuid(op, id),
                            param_uuid(op, &file->id), "complainant_asked",
                            param_instant(op, asked_at), param_instant(op, file->erased_at)));
}

static enum fault destroy(struct op *op, enum query query, const struct case_file *file)
{
    return query_run(op, query,
                     PARAMS(param_uuid(op, &file->organisation_id), param_uuid(op, &file->id)));
}

enum fault erasure_of_key(struct op *op, const struct case_file *file)
{
    return destroy(op, Q_erasure_of_key, file);
}

enum fault erasure_of_history(struct op *op, const struct case_file *file)
{
    return destroy(op, Q_erasure_of_history, file);
}

enum fault erasure_of_traces(struct op *op, const struct case_file *file)
{
    return destroy(op, Q_erasure_of_traces, file);
}

enum fault erasure_of_case(struct op *op, const struct case_file *file)
{
    return query_run(op, Q_erasure_of_case,
                     PARAMS(param_uuid(op, &file->organisation_id), param_uuid(op, &file->id),
                            param_int(op, file->version), param_instant(op, file->closed_at),
                            param_instant(op, file->erased_at)));
}

static const struct column erasure_columns[] = {
    COLUMN(struct erasure, id, read_uuid),           COLUMN(struct erasure, reference, read_text),
    COLUMN(struct erasure, ground, read_text),       COLUMN(struct erasure, asked_at, read_instant),
    COLUMN(struct erasure, erased_at, read_instant), COLUMN(struct erasure, destroyed, read_text),
};
static const struct row erasure_row = ROW(struct erasure, erasure_columns);

enum fault erasure_by_reference(struct op *op, const struct uuid *organisation_id,
                                const char *reference, struct erasure *erasure)
{
    return query_one(op, Q_erasure_by_reference, PARAMS(param_uuid(op, organisation_id), reference),
                     &erasure_row, erasure, FAULT_NOT_FOUND);
}

enum fault erasure_list(struct op *op, const struct uuid *organisation_id,
                        struct erasure **erasures, size_t *count)
{
    return query_many(op, Q_erasure_list, PARAMS(param_uuid(op, organisation_id)), &erasure_row,
                      erasures, count);
}
