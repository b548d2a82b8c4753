#include "common/json/token_shapes.h"

enum { KEYS_MAX = 100, NUMBER_CHARS = 1400, URL_CHARS = 500, CODE_CHARS = 100, NAME_CHARS = 200 };

/* The latest second that a date of ours can say: the year 9999. */
#define LAST_SECOND 253402300799

static const struct field discovery_fields[] = {
    FIELD(struct discovery, issuer, TEXT, .required = true, .max_chars = URL_CHARS),
    FIELD(struct discovery, jwks_uri, TEXT, .required = true, .max_chars = URL_CHARS),
};
const struct shape discovery_shape = OPEN_SHAPE(struct discovery, discovery_fields);

#define NUMBERS                                                                                    \
    FIELD(struct jwk, kty, TEXT, .required = true, .omit_empty = true, .max_chars = CODE_CHARS),   \
        FIELD(struct jwk, crv, TEXT, .omit_empty = true, .max_chars = CODE_CHARS),                 \
        FIELD(struct jwk, x, TEXT, .omit_empty = true, .max_chars = NUMBER_CHARS),                 \
        FIELD(struct jwk, y, TEXT, .omit_empty = true, .max_chars = NUMBER_CHARS),                 \
        FIELD(struct jwk, n, TEXT, .omit_empty = true, .max_chars = NUMBER_CHARS),                 \
        FIELD(struct jwk, e, TEXT, .omit_empty = true, .max_chars = CODE_CHARS)

static const struct field jwk_bare_fields[] = { NUMBERS };
const struct shape jwk_bare_shape = SHAPE(struct jwk, jwk_bare_fields);

static const struct field jwk_fields[] = {
    NUMBERS,
    FIELD(struct jwk, kid, TEXT, .single_line = true, .max_chars = URL_CHARS),
    FIELD(struct jwk, alg, TEXT, .max_chars = CODE_CHARS),
    FIELD(struct jwk, use, TEXT, .max_chars = CODE_CHARS),
    FIELD(struct jwk, d, RAW),
};
const struct shape jwk_shape = OPEN_SHAPE(struct jwk, jwk_fields);

static const struct field jwks_fields[] = {
    LIST(struct jwks, keys, key_count, RAW, .max_items = KEYS_MAX),
};
const struct shape jwks_shape = OPEN_SHAPE(struct jwks, jwks_fields);

static const struct field token_header_fields[] = {
    FIELD(struct token_header, alg, TEXT, .required = true, .max_chars = CODE_CHARS),
    FIELD(struct token_header, kid, TEXT, .single_line = true, .max_chars = URL_CHARS),
    FIELD(struct token_header, typ, TEXT, .max_chars = CODE_CHARS),
    FIELD(struct token_header, crit, RAW),
    FIELD(struct token_header, zip, RAW),
    FIELD(struct token_header, b64, RAW),
};
const struct shape token_header_shape = OPEN_SHAPE(struct token_header, token_header_fields);

#define SECONDS(member, ...)                                                                       \
    FIELD(struct token_claims, member, NUMBER, .most = LAST_SECOND, ##__VA_ARGS__)

static const struct field token_claims_fields[] = {
    FIELD(struct token_claims, iss, TEXT, .required = true, .single_line = true,
          .max_chars = URL_CHARS),
    SECONDS(exp, .required = true),
    SECONDS(iat, .required = true),
    SECONDS(nbf),
    FIELD(struct token_claims, name, TEXT, .max_chars = NAME_CHARS, .single_line = true),
    FIELD(struct token_claims, typ, TEXT, .max_chars = CODE_CHARS),
    FIELD(struct token_claims, nonce, RAW),
    FIELD(struct token_claims, at_hash, RAW),
    FIELD(struct token_claims, c_hash, RAW),
    FIELD(struct token_claims, cnf, RAW),
};
const struct shape token_claims_shape = OPEN_SHAPE(struct token_claims, token_claims_fields);
