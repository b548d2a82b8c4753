/*
 * Procedures as documents: JSON text read into struct procedure, and the
 * default ("Autus") that every organisation starts with.
 */
#ifndef PROCEDURE_PROCEDURE_DOCUMENT_H
#define PROCEDURE_PROCEDURE_DOCUMENT_H

#include "common/base/op.h"
#include "common/domain/procedure.h"

/*
 * Reads a document. All of it belongs to op->memory; 'version' is the caller's to set.
 * Errors: MALFORMED, FIELDS_INVALID (mistakes with pointers into the document: codes used twice,
 * unknown stages, a standard without a start).
 */
enum fault procedure_read(struct op *op, const char *text, struct procedure *procedure) CHECKED;

/* The default procedure's document, for a new organisation. */
const char *procedure_default(void);

#endif
