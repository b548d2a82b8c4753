#include "common/token/signature.h"

#include <rhonabwy.h>
#include <string.h>

static const jwa_alg numbers[] = {
    [ALGORITHM_NONE] = R_JWA_ALG_UNKNOWN,
    [ALGORITHM_RS256] = R_JWA_ALG_RS256,
    [ALGORITHM_ES256] = R_JWA_ALG_ES256,
    [ALGORITHM_EDDSA] = R_JWA_ALG_EDDSA,
};

void signature_setup(void)
{
    if (r_global_init() != RHN_OK)
        abort();
}

/* NULL when it cannot be read. */
static jwk_t *jwk_of(const struct verification_key *key)
{
    jwk_t *jwk = NULL;
    if (r_jwk_init(&jwk) == RHN_OK && r_jwk_import_from_json_str(jwk, key->jwk) == RHN_OK)
        return jwk;
    r_jwk_free(jwk);
    return NULL;
}

bool signature_takes_key(const struct verification_key *key)
{
    jwk_t *jwk = jwk_of(key);
    const int type = jwk ? r_jwk_key_type(jwk, NULL, R_FLAG_IGNORE_REMOTE) : R_KEY_TYPE_NONE;
    r_jwk_free(jwk);
    return (type & R_KEY_TYPE_PUBLIC) != 0;
}

static bool is_signed(jws_t *jws, const char *token, const struct verification_key *key)
{
    jwk_t *jwk = jwk_of(key);
    const bool is_good =
        jwk && r_jws_advanced_parse(jws, token, R_PARSE_NONE, R_FLAG_IGNORE_REMOTE) == RHN_OK &&
        r_jws_get_alg(jws) == numbers[key->algorithm] &&
        r_jws_verify_signature(jws, jwk, R_FLAG_IGNORE_REMOTE) == RHN_OK;
    r_jwk_free(jwk);
    return is_good;
}

bool signature_is_good(const char *token, const struct verification_key *key)
{
    jws_t *jws = NULL;
    const bool is_good = r_jws_init(&jws) == RHN_OK && is_signed(jws, token, key);
    r_jws_free(jws);
    return is_good;
}
