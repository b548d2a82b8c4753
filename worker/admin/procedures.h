/* Documents of procedures, as an administrator names them. */
#ifndef ADMIN_PROCEDURES_H
#define ADMIN_PROCEDURES_H

#include "common/base/op.h"
#include "common/domain/procedure.h"

/*
 * Reads a procedure from a file and checks that it can be used; 'text' is the
 * document, byte for byte.
 * Errors: NOT_FOUND (no such file), MALFORMED, FIELDS_INVALID, told: every
 * mistake with its file, line and column.
 */
enum fault procedure_file_read(struct op *op, const char *path, struct procedure *procedure,
                               const char **text) CHECKED;

/* A version of the organisation's procedure. Errors: NOT_FOUND, told. */
enum fault procedure_text_chosen(struct op *op, const struct uuid *organisation_id, int version,
                                 const char **text) CHECKED;

#endif
