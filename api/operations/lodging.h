/*
 * The proof that a case was lodged, and when: signed, apart from the receipt
 * code, so that it can be shown to anybody, such as an ombudsman. Rule: B1.
 */
#ifndef API_OPERATIONS_LODGING_H
#define API_OPERATIONS_LODGING_H

#include "common/domain/case_file.h"
#include "common/json/lodging_shapes.h"

/* The same text for one case whenever it is asked for. Errors: BUSY, DATABASE.
 * Owner: op->memory. */
enum fault lodging_proof(struct op *op, const struct case_file *file, const char **proof) CHECKED;

/* What a proof says, if it was signed here. Asks nobody: the case may be gone. */
void check_proof(struct op *op, const char *proof, struct proof_view *view);

/* The key by which anybody can check it without asking us. */
void read_signing_keys(struct op *op, struct signing_keys_view *view);

#endif
