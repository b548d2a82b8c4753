#include "common/seal/fingerprint.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#define TOKEN_CONTEXT "provider" /* crypto_kdf_CONTEXTBYTES of them */
enum { TOKEN_SUBKEY = 1 };

static_assert(KEY_BYTES == crypto_kdf_KEYBYTES, "one size of key");
static_assert(sizeof TOKEN_CONTEXT == crypto_kdf_CONTEXTBYTES + 1, "a whole context");

void fingerprint_body(const void *body, size_t length, unsigned char hash[HASH_BYTES])
{
    crypto_generichash(hash, HASH_BYTES, body, length, key_ring_key(RING_FINGERPRINT), KEY_BYTES);
}

void fingerprint_token(const char *token, unsigned char hash[HASH_BYTES])
{
    unsigned char key[KEY_BYTES];
    crypto_kdf_derive_from_key(key, sizeof key, TOKEN_SUBKEY, TOKEN_CONTEXT,
                               key_ring_key(RING_FINGERPRINT));
    crypto_generichash(hash, HASH_BYTES, (const unsigned char *)token, strlen(token), key,
                       sizeof key);
    sodium_memzero(key, sizeof key);
}

bool fingerprint_equal(const unsigned char one[HASH_BYTES], const unsigned char other[HASH_BYTES])
{
    return sodium_memcmp(one, other, HASH_BYTES) == 0;
}
