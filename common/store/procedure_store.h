/*
 * The versions of an organisation's procedure: typed calls for
 * sql/queries/procedure.sql. A version never changes, and every case keeps the
 * one that it came in under; procedure_document (organisation_store.h) reads it.
 *
 * op->scope must hold the organisation.
 */
#ifndef STORE_PROCEDURE_STORE_H
#define STORE_PROCEDURE_STORE_H

#include "common/base/op.h"

#include <stdbool.h>

struct procedure_version {
    int version;
    bool is_active; /* new cases get it */
    const char *name;
    const char *sha256; /* of the document, hexadecimal */
    instant activated_at;
    struct uuid activated_by; /* nil: the heed program, nobody named */
};

/* By age. */
enum fault procedure_list(struct op *op, const struct uuid *organisation_id,
                          struct procedure_version **versions, size_t *count) CHECKED;

/* The numbers of an organisation's versions: cases may have started under any of them. */
enum fault procedure_versions_of(struct op *op, const struct uuid *organisation_id, int **versions,
                                 size_t *count) CHECKED;

/* A version of some organisation's procedure. */
struct any_procedure {
    struct uuid organisation_id;
    int version;
};
/* Every version of every organisation that op->scope holds. */
enum fault procedure_versions(struct op *op, struct any_procedure **versions,
                              size_t *count) CHECKED;

/*
 * Stores the document as the next version, which new cases get from now on,
 * within the open transaction. 'staff_id' is who decided so, or nil.
 * Errors: ALREADY_EXISTS (the active version is this very document).
 */
enum fault procedure_replace(struct op *op, const struct uuid *organisation_id,
                             const char *document, const struct uuid *staff_id,
                             int *version) CHECKED;

#endif
