#include "common/store/publication_store.h"

#include "common/store/query.h"

static const struct column published_columns[] = {
    COLUMN(struct published_procedure, version, read_int),
    COLUMN(struct published_procedure, sha256, read_text),
    COLUMN(struct published_procedure, activated_at, read_instant),
    COLUMN(struct published_procedure, document, read_text),
};
static const struct row published_row = ROW(struct published_procedure, published_columns);

enum fault procedure_published(struct op *op, const struct uuid *organisation_id, int version,
                               struct published_procedure *published)
{
    return query_one(op, Q_procedure_published,
                     PARAMS(param_uuid(op, organisation_id), param_int(op, version)),
                     &published_row, published, FAULT_NOT_FOUND);
}
