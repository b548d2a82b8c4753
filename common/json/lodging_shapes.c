#include "common/json/lodging_shapes.h"

enum { PROOF_CHARS = 2000 };

static const struct field lodging_fields[] = {
    FIELD(struct lodging, iss, TEXT),
    FIELD(struct lodging, sub, TEXT),
    FIELD(struct lodging, organisation, TEXT),
    FIELD(struct lodging, iat, INTEGER),
    FIELD(struct lodging, received_at, INSTANT),
};
const struct shape lodging_shape = SHAPE(struct lodging, lodging_fields);

static const struct field proof_request_fields[] = {
    FIELD(struct proof_request, proof_of_lodging, TEXT, .required = true, .max_chars = PROOF_CHARS),
};
const struct shape proof_request_shape = SHAPE(struct proof_request, proof_request_fields);

static const struct field proof_view_fields[] = {
    FIELD(struct proof_view, is_genuine, BOOLEAN),  FIELD(struct proof_view, reference, TEXT),
    FIELD(struct proof_view, organisation, TEXT),   FIELD(struct proof_view, received_at, INSTANT),
    FIELD(struct proof_view, recorded_at, INSTANT),
};
const struct shape proof_view_shape = SHAPE(struct proof_view, proof_view_fields);

static const struct field signing_key_fields[] = {
    FIELD(struct jwk, kty, TEXT), FIELD(struct jwk, crv, TEXT), FIELD(struct jwk, alg, TEXT),
    FIELD(struct jwk, use, TEXT), FIELD(struct jwk, kid, TEXT), FIELD(struct jwk, x, TEXT),
};
static const struct shape signing_key_shape = SHAPE(struct jwk, signing_key_fields);

static const struct field signing_keys_view_fields[] = {
    LIST(struct signing_keys_view, keys, key_count, OBJECT, .shape = &signing_key_shape),
};
const struct shape signing_keys_view_shape =
    SHAPE(struct signing_keys_view, signing_keys_view_fields);
