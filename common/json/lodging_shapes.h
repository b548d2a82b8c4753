/*
 * JSON of the proof that a case was lodged: what it claims, how it is checked,
 * and the key that signs it. Rule: B1.
 */
#ifndef JSON_LODGING_SHAPES_H
#define JSON_LODGING_SHAPES_H

#include "common/json/shape.h"
#include "common/json/token_shapes.h"

/* What a proof claims, by the names of RFC 7519: nothing of what the case is about, nor of whom. */
struct lodging {
    const char *iss; /* this service's public address */
    const char *sub; /* the reference */
    const char *organisation;
    long iat; /* when it was recorded: seconds since 1970 */
    instant received_at;
};
extern const struct shape lodging_shape;

/* POST /v1/lodging-proofs/check and its answer. */
struct proof_request {
    const char *proof_of_lodging;
};
extern const struct shape proof_request_shape;

struct proof_view {
    bool is_genuine;
    const char *reference; /* this and the rest: NULL, NO_INSTANT unless it is */
    const char *organisation;
    instant received_at, recorded_at;
};
extern const struct shape proof_view_shape;

/* GET /v1/signing-keys: a JWK Set (RFC 7517). */
struct signing_keys_view {
    const struct jwk *keys; /* on the curve Ed25519: kty, crv, alg, use, kid and x are told */
    size_t key_count;
};
extern const struct shape signing_keys_view_shape;

#endif
