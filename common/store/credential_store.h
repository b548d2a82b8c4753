/*
 * Whom a credential names: typed calls for sql/queries/credential.sql. Only
 * hashes are looked up; revoked ones are not found.
 */
#ifndef STORE_CREDENTIAL_STORE_H
#define STORE_CREDENTIAL_STORE_H

#include "common/seal/credential.h"
#include "common/store/query.h"

struct credential {
    struct uuid id; /* the public one */
    struct actor actor;
    instant expires_at; /* NO_INSTANT: never */
    bool lists_origin;  /* of a publishable key: the page may use it */
};

/* The site of a secret key. Errors, of all three: NOT_FOUND, BUSY, DATABASE. */
enum fault secret_key_find(struct op *op, const unsigned char hash[HASH_BYTES],
                           struct credential *credential) CHECKED;

/* The site of a publishable key that a page of 'origin' (NULL: none was told) uses. */
enum fault publishable_key_find(struct op *op, const unsigned char hash[HASH_BYTES],
                                const char *origin, struct credential *credential) CHECKED;

/* The person of a token, with the roles there. */
enum fault staff_token_find(struct op *op, const unsigned char hash[HASH_BYTES],
                            struct credential *credential) CHECKED;

/* The origins that any publishable key lists. */
enum fault origin_list(struct op *op, const char ***origins, size_t *count) CHECKED;

/* When keys and tokens were used, each named once; a later use that is on record stays. */
enum fault credential_use_note(struct op *op, const struct uuid *ids, const instant *used_at,
                               size_t count) CHECKED;

#endif
