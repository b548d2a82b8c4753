#include "common/store/organisation_store.h"

#include "common/store/word_readers.h"

static const struct column organisation_columns[] = {
    COLUMN(struct organisation, id, read_uuid),
    COLUMN(struct organisation, slug, read_text),
    COLUMN(struct organisation, name, read_text),
    COLUMN(struct organisation, reference_prefix, read_text),
    COLUMN(struct organisation, nation, read_nation),
    COLUMN(struct organisation, procedure_version, read_int),
};
static const struct row organisation_row = ROW(struct organisation, organisation_columns);

static const struct row id_row = VALUE(struct uuid, "id", read_uuid);
static const struct row is_taken_row = VALUE(bool, "is_taken", read_bool);
static const struct row document_row = VALUE(const char *, "document", read_text);

static const struct column site_columns[] = {
    COLUMN(struct site, id, read_uuid),
    COLUMN(struct site, organisation_id, read_uuid),
    COLUMN(struct site, name, read_text),
};
static const struct row site_row = ROW(struct site, site_columns);

enum fault organisation_by_slug(struct op *op, const char *slug, struct organisation *organisation)
{
    return query_one(op, Q_organisation_by_slug, PARAMS(slug), &organisation_row, organisation,
                     FAULT_NOT_FOUND);
}

enum fault organisation_by_id(struct op *op, const struct uuid *id,
                              struct organisation *organisation)
{
    return query_one(op, Q_organisation_by_id, PARAMS(param_uuid(op, id)), &organisation_row,
                     organisation, FAULT_NOT_FOUND);
}

enum fault organisation_by_prefix(struct op *op, const char *prefix,
                                  struct organisation *organisation)
{
    return query_one(op, Q_organisation_by_prefix, PARAMS(prefix), &organisation_row, organisation,
                     FAULT_NOT_FOUND);
}

enum fault organisation_list(struct op *op, struct organisation **organisations, size_t *count)
{
    return query_many(op, Q_organisation_list, NO_PARAMS, &organisation_row, organisations, count);
}

enum fault organisation_ids(struct op *op, struct uuid **ids, size_t *count)
{
    return query_many(op, Q_organisation_ids, NO_PARAMS, &id_row, ids, count);
}

enum fault organisation_prefix_is_taken(struct op *op, const char *prefix, bool *is_taken)
{
    return query_one(op, Q_organisation_prefix_is_taken, PARAMS(prefix), &is_taken_row, is_taken,
                     FAULT_BUG);
}

enum fault organisation_create(struct op *op, const struct organisation *organisation,
                               const char *procedure)
{
    const char *id = param_uuid(op, &organisation->id);
    const char *version = param_int(op, organisation->procedure_version);
    size_t added;
    TRY(query_count(op, Q_organisation_create,
                    PARAMS(id, organisation->slug, organisation->name,
                           organisation->reference_prefix, nation_text(organisation->nation),
                           version),
                    &added));
    if (added == 0)
        return FAULT_ALREADY_EXISTS;
    return query_run(op, Q_procedure_add, PARAMS(id, version, procedure));
}

enum fault procedure_document(struct op *op, const struct uuid *organisation_id, int version,
                              const char **text)
{
    return query_one(op, Q_procedure_document,
                     PARAMS(param_uuid(op, organisation_id), param_int(op, version)), &document_row,
                     text, FAULT_NOT_FOUND);
}

enum fault site_create(struct op *op, const struct site *site)
{
    size_t added;
    TRY(query_count(
        op, Q_site_create,
        PARAMS(param_uuid(op, &site->organisation_id), param_uuid(op, &site->id), site->name),
        &added));
    return added ? OK : FAULT_ALREADY_EXISTS;
}

enum fault site_by_id(struct op *op, const struct uuid *organisation_id, const struct uuid *id,
                      struct site *site)
{
    return query_one(op, Q_site_by_id, PARAMS(param_uuid(op, organisation_id), param_uuid(op, id)),
                     &site_row, site, FAULT_NOT_FOUND);
}

enum fault site_by_name(struct op *op, const struct uuid *organisation_id, const char *name,
                        struct site *site)
{
    return query_one(op, Q_site_by_name, PARAMS(param_uuid(op, organisation_id), name), &site_row,
                     site, FAULT_NOT_FOUND);
}

enum fault site_list(struct op *op, const struct uuid *organisation_id, struct site **sites,
                     size_t *count)
{
    return query_many(op, Q_site_list, PARAMS(param_uuid(op, organisation_id)), &site_row, sites,
                      count);
}
