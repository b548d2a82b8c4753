/*
 * Organisations, their procedures and sites: typed calls for
 * sql/queries/organisation.sql.
 *
 * Only procedure_version lies behind row-level security: to read or write it,
 * op->scope must hold the organisation (before the transaction begins).
 */
#ifndef STORE_ORGANISATION_STORE_H
#define STORE_ORGANISATION_STORE_H

#include "common/base/op.h"
#include "common/domain/nation.h"

#include <stdbool.h>

struct organisation {
    struct uuid id;
    const char *slug;
    const char *name;
    const char *reference_prefix;
    enum nation nation;
    int procedure_version; /* the one that new cases get */
};

/* Errors: NOT_FOUND. */
enum fault organisation_by_slug(struct op *op, const char *slug,
                                struct organisation *organisation) CHECKED;
enum fault organisation_by_id(struct op *op, const struct uuid *id,
                              struct organisation *organisation) CHECKED;
/* The one whose references have this prefix. */
enum fault organisation_by_prefix(struct op *op, const char *prefix,
                                  struct organisation *organisation) CHECKED;
/* All of them, by slug. */
enum fault organisation_list(struct op *op, struct organisation **organisations,
                             size_t *count) CHECKED;
/* The ids of all of them: what a program sets op->scope to when it may see everything. */
enum fault organisation_ids(struct op *op, struct uuid **ids, size_t *count) CHECKED;

/* Makes it, with 'procedure' as its procedure_version; within one transaction.
 * Errors: ALREADY_EXISTS (slug or prefix is taken). */
enum fault organisation_create(struct op *op, const struct organisation *organisation,
                               const char *procedure) CHECKED;
enum fault organisation_prefix_is_taken(struct op *op, const char *prefix, bool *is_taken) CHECKED;

/* The text of a version of a procedure, byte for byte. Errors: NOT_FOUND. */
enum fault procedure_document(struct op *op, const struct uuid *organisation_id, int version,
                              const char **text) CHECKED;

struct site {
    struct uuid id;
    struct uuid organisation_id;
    const char *name;
};

/* Errors: ALREADY_EXISTS (the organisation has a site of that name). */
enum fault site_create(struct op *op, const struct site *site) CHECKED;
/* Errors: NOT_FOUND. */
enum fault site_by_id(struct op *op, const struct uuid *organisation_id, const struct uuid *id,
                      struct site *site) CHECKED;
enum fault site_by_name(struct op *op, const struct uuid *organisation_id, const char *name,
                        struct site *site) CHECKED;
/* By name. */
enum fault site_list(struct op *op, const struct uuid *organisation_id, struct site **sites,
                     size_t *count) CHECKED;

#endif
