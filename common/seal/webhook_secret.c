#include "common/seal/webhook_secret.h"

#include "common/base/memory.h"
#include "common/seal/wipe.h"

#include <sodium.h>
#include <stdbool.h>
#include <string.h>

#define PREFIX "whsec_"
enum { SECRET_BYTES = 32, VARIANT = sodium_base64_VARIANT_ORIGINAL };

const char *webhook_secret_new(void *memory)
{
    unsigned char bytes[SECRET_BYTES];
    char base64[sodium_base64_ENCODED_LEN(SECRET_BYTES, VARIANT)];
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2base64(base64, sizeof base64, bytes, sizeof bytes, VARIANT);
    char *secret = memory_printf(memory, "%s%s", PREFIX, base64);
    wipe_with(secret);
    sodium_memzero(bytes, sizeof bytes);
    sodium_memzero(base64, sizeof base64);
    return secret;
}

static bool secret_read(const char *secret, unsigned char bytes[SECRET_BYTES])
{
    const size_t prefix = strlen(PREFIX);
    size_t length = 0;
    return strncmp(secret, PREFIX, prefix) == 0 &&
           sodium_base642bin(bytes, SECRET_BYTES, secret + prefix, strlen(secret) - prefix, NULL,
                             &length, NULL, VARIANT) == 0 &&
           length == SECRET_BYTES;
}

enum fault webhook_sign(void *memory, const char *secret, const char *id, int64_t timestamp,
                        const char *body, const char **signature)
{
    unsigned char bytes[SECRET_BYTES], hash[crypto_auth_hmacsha256_BYTES];
    char base64[sodium_base64_ENCODED_LEN(sizeof hash, VARIANT)];
    crypto_auth_hmacsha256_state state;
    *signature = NULL;
    if (!secret_read(secret, bytes))
        return FAULT_SEAL_BROKEN;
    const char *text = memory_printf(memory, "%s.%lld.%s", id, (long long)timestamp, body);
    crypto_auth_hmacsha256_init(&state, bytes, sizeof bytes);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)text, strlen(text));
    crypto_auth_hmacsha256_final(&state, hash);
    sodium_bin2base64(base64, sizeof base64, hash, sizeof hash, VARIANT);
    *signature = memory_printf(memory, "v1,%s", base64);
    sodium_memzero(bytes, sizeof bytes);
    sodium_memzero(&state, sizeof state);
    return OK;
}
