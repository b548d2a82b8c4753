/*
 * Texts that belong to no case, sealed with the directory key: details of staff,
 * why a meeting was cancelled, addresses and secrets of webhooks. Rule: B7.
 */
#ifndef STORE_DIRECTORY_TEXT_H
#define STORE_DIRECTORY_TEXT_H

#include "common/seal/document.h"
#include "common/store/query.h"

/* The text as it is stored, as a parameter. Owner: op->memory. */
const char *directory_text_seal(struct op *op, struct seal_place place, const char *text);

/* Owner: op->memory. Errors: SEAL_BROKEN; 'text' is left as it is then. */
enum fault directory_text_open(struct op *op, struct seal_place place, const struct bytes *sealed,
                               const char **text) CHECKED;

#endif
