/*
 * What a sign-in provider writes: its discovery document (OpenID Connect
 * Discovery 1.0), its keys (RFC 7517), the header and claims of a token (RFC
 * 7515, 7519, 9068). All are open: members that are not listed are passed over.
 */
#ifndef JSON_TOKEN_SHAPES_H
#define JSON_TOKEN_SHAPES_H

#include "common/json/shape.h"

struct discovery {
    const char *issuer;
    const char *jwks_uri;
};
extern const struct shape discovery_shape;

struct jwk { /* a public key; base64url throughout */
    const char *kty, *crv, *x, *y, *n, *e;
    const char *kid, *alg, *use;
    const char *d; /* of a private key, which no provider may show */
};
extern const struct shape jwk_shape;

/* The members without which a key is not one, and no others. */
extern const struct shape jwk_bare_shape;

struct jwks {
    const char **keys; /* each the JSON of a jwk */
    size_t key_count;
};
extern const struct shape jwks_shape;

struct token_header {
    const char *alg, *kid, *typ;
    const char *crit, *zip, *b64; /* JSON; such a token is not understood */
};
extern const struct shape token_header_shape;

struct token_claims {
    const char *iss;
    double exp, iat, nbf; /* seconds since 1970 */
    const char *name;     /* NULL: not told */
    const char *typ;
    const char *nonce, *at_hash, *c_hash; /* JSON; of an ID token only */
    const char *cnf;                      /* JSON; the token is good with another proof only */
};
extern const struct shape token_claims_shape;

#endif
