/*
 * The sign-in providers of organisations, and who their subjects are: typed calls
 * for sql/queries/identity_provider.sql.
 *
 * Read before the organisation of a request is known. A subject is a keyed hash
 * (common/seal/identity_hash.h), HASH_BYTES long.
 */
#ifndef STORE_IDENTITY_PROVIDER_STORE_H
#define STORE_IDENTITY_PROVIDER_STORE_H

#include "common/base/op.h"
#include "common/domain/vocabulary.h"

#include <stdbool.h>

struct token_issuer {
    const char *issuer;
    const char *keys_url; /* NULL: where the issuer's discovery document says */
};

struct identity_provider {
    struct uuid organisation_id, id;
    const char *issuer, *audience, *keys_url;
    const char *subject_claim, *roles_claim;
    bool needs_access_type, admits_newcomers;
    instant created_at;
    const char *mapping; /* "value=role, …" */
};

/* What is known of a subject in one organisation. */
struct identity {
    struct uuid staff_id; /* nil: nobody that is known */
    bool is_disabled;
    unsigned told;     /* role bits that the token's values mean there */
    unsigned held;     /* role bits that tokens have given so far */
    instant newest_at; /* when the newest of those was issued; NO_INSTANT: none was */
};

/* Issuers that an organisation uses now. */
enum fault token_issuer_list(struct op *op, struct token_issuer **issuers, size_t *count) CHECKED;

/* The providers that a token of these audiences is for, without issuer, audience and mapping. */
enum fault identity_provider_for(struct op *op, const char *issuer, const char *const *audiences,
                                 size_t audience_count, struct identity_provider **providers,
                                 size_t *count) CHECKED;

enum fault identity_find(struct op *op, const struct identity_provider *provider,
                         const unsigned char *hash, const char *const *values, size_t value_count,
                         struct identity *identity) CHECKED;

/* The person's roles in the provider's organisation become these, unless a newer token said
 * otherwise; roles that the provider may not give are left out. */
enum fault identity_follow(struct op *op, const struct identity_provider *provider,
                           const unsigned char *hash, instant issued_at, unsigned wanted) CHECKED;

/* Keeps a provider; one that was removed is there again. provider->id becomes its id.
 * Errors: ALREADY_EXISTS (of that issuer and audience), VERSION_STALE (the issuer's keys are asked
 * for elsewhere by another organisation). */
enum fault identity_provider_save(struct op *op, struct identity_provider *provider) CHECKED;
/* What these values mean from now on, and nothing else. */
enum fault identity_provider_map(struct op *op, const struct identity_provider *provider,
                                 const char *const *values, const enum role *meanings,
                                 size_t count) CHECKED;
enum fault identity_provider_list(struct op *op, const struct uuid *organisation_id,
                                  struct identity_provider **providers, size_t *count) CHECKED;
/* Its tokens count no more, and what they gave is taken. Errors: NOT_FOUND. */
enum fault identity_provider_remove(struct op *op, const struct uuid *organisation_id,
                                    const struct uuid *id) CHECKED;

/* Errors: ALREADY_EXISTS (the subject is somebody already). */
enum fault staff_identity_add(struct op *op, const unsigned char *hash, const char *issuer,
                              const struct uuid *staff_id) CHECKED;
/* What tokens of the issuer gave is taken too. Errors: NOT_FOUND. */
enum fault staff_identity_drop(struct op *op, const unsigned char *hash, const char *issuer,
                               const struct uuid *staff_id) CHECKED;

#endif
