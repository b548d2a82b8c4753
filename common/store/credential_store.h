/*
 * Whom a credential names: typed calls for sql/queries/credential.sql. Only
 * hashes are looked up; revoked and expired ones are not found.
 */
#ifndef STORE_CREDENTIAL_STORE_H
#define STORE_CREDENTIAL_STORE_H

#include "common/seal/credential.h"
#include "common/store/query.h"

/* The site of a key. Errors: NOT_FOUND, BUSY, DATABASE. */
enum fault api_key_find(struct op *op, const unsigned char hash[HASH_BYTES],
                        struct actor *actor) CHECKED;

/* The person of a token, with the roles there. Errors: NOT_FOUND, BUSY, DATABASE. */
enum fault staff_token_find(struct op *op, const unsigned char hash[HASH_BYTES],
                            struct actor *actor) CHECKED;

#endif
