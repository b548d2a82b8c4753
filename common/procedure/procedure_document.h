/*
 * Procedures as documents: JSON text read into struct procedure, and the
 * default ("Autus") that every organisation starts with.
 */
#ifndef PROCEDURE_PROCEDURE_DOCUMENT_H
#define PROCEDURE_PROCEDURE_DOCUMENT_H

#include "common/base/op.h"
#include "common/domain/procedure.h"

/*
 * Reads a document and checks that it can be used (procedure_check.h). All of it belongs to
 * op->memory; 'version' is the caller's to set.
 * Errors: MALFORMED, FIELDS_INVALID, with every mistake in op->mistakes: those of the shape, else
 * those of procedure_check, each with its pointer into the document.
 */
enum fault procedure_read(struct op *op, const char *text, struct procedure *procedure) CHECKED;

/* The same for a document that was in force before: cases go on under it, whatever has been found
 * out about procedures since. Errors: MALFORMED, FIELDS_INVALID. */
enum fault procedure_load(struct op *op, const char *text, struct procedure *procedure) CHECKED;

/* The default procedure's document, for a new organisation. */
extern const char procedure_default[];

#endif
