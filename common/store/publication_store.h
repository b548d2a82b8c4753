/*
 * What of an organisation's procedure is published: typed calls for
 * sql/queries/publication.sql.
 */
#ifndef STORE_PUBLICATION_STORE_H
#define STORE_PUBLICATION_STORE_H

#include "common/base/op.h"

struct published_procedure {
    int version;
    const char *sha256; /* of the document, hexadecimal */
    instant activated_at;
    const char *document; /* JSON */
};

/* op->scope must hold the organisation. Errors: NOT_FOUND. */
enum fault procedure_published(struct op *op, const struct uuid *organisation_id, int version,
                               struct published_procedure *published) CHECKED;

#endif
