#include "common/store/procedure_store.h"

#include "common/store/organisation_store.h"
#include "common/store/query.h"

#include <string.h>

static const struct column version_columns[] = {
    COLUMN(struct procedure_version, version, read_int),
    COLUMN(struct procedure_version, is_active, read_bool),
    COLUMN(struct procedure_version, name, read_text),
    COLUMN(struct procedure_version, sha256, read_text),
    COLUMN(struct procedure_version, activated_at, read_instant),
    COLUMN(struct procedure_version, activated_by, read_uuid),
};
static const struct row version_row = ROW(struct procedure_version, version_columns);

static const struct row active_row = VALUE(int, "procedure_version", read_int);
static const struct row number_row = VALUE(int, "version", read_int);

enum fault procedure_list(struct op *op, const struct uuid *organisation_id,
                          struct procedure_version **versions, size_t *count)
{
    return query_many(op, Q_procedure_list, PARAMS(param_uuid(op, organisation_id)), &version_row,
                      versions, count);
}

enum fault procedure_versions_of(struct op *op, const struct uuid *organisation_id, int **versions,
                                 size_t *count)
{
    return query_many(op, Q_procedure_versions_of, PARAMS(param_uuid(op, organisation_id)),
                      &number_row, versions, count);
}

static const struct column any_columns[] = {
    COLUMN(struct any_procedure, organisation_id, read_uuid),
    COLUMN(struct any_procedure, version, read_int),
};
static const struct row any_row = ROW(struct any_procedure, any_columns);

enum fault procedure_versions(struct op *op, struct any_procedure **versions, size_t *count)
{
    return query_many(op, Q_procedure_versions, NO_PARAMS, &any_row, versions, count);
}

enum fault procedure_replace(struct op *op, const struct uuid *organisation_id,
                             const char *document, const struct uuid *staff_id, int *version)
{
    const char *id = param_uuid(op, organisation_id), *active_document;
    int active;
    TRY(query_one(op, Q_procedure_hold, PARAMS(id), &active_row, &active, FAULT_NOT_FOUND));
    TRY(procedure_document(op, organisation_id, active, &active_document));
    if (strcmp(active_document, document) == 0)
        return FAULT_ALREADY_EXISTS;
    TRY(query_one(op, Q_procedure_version_add, PARAMS(id, document, param_uuid(op, staff_id)),
                  &number_row, version, FAULT_BUG));
    return query_run(op, Q_procedure_activate, PARAMS(id, param_int(op, *version)));
}
