#include "common/seal/identity_hash.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#define CONTEXT "identity" /* crypto_kdf_CONTEXTBYTES of them */
enum { SUBKEY = 1 };

static_assert(KEY_BYTES == crypto_kdf_KEYBYTES, "one size of key");
static_assert(sizeof CONTEXT == crypto_kdf_CONTEXTBYTES + 1, "a whole context");

void identity_hash(const char *issuer, const char *claim, const char *subject,
                   unsigned char hash[HASH_BYTES])
{
    /* Each with its NUL, so that no two places of the ends give the same. */
    const char *const parts[] = { issuer, claim, subject };
    unsigned char key[KEY_BYTES];
    crypto_generichash_state state;

    crypto_kdf_derive_from_key(key, sizeof key, SUBKEY, CONTEXT, key_ring_key(RING_DIRECTORY));
    crypto_generichash_init(&state, key, sizeof key, HASH_BYTES);
    for (size_t i = 0; i < COUNT(parts); i++)
        crypto_generichash_update(&state, (const unsigned char *)parts[i], strlen(parts[i]) + 1);
    crypto_generichash_final(&state, hash, HASH_BYTES);
    sodium_memzero(key, sizeof key);
}
