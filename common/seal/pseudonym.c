#include "common/seal/pseudonym.h"

#include <sodium.h>

#define CONTEXT "pseudony" /* crypto_kdf_CONTEXTBYTES of them */

void pseudonym(const void *bytes, size_t length, day on, unsigned char name[PSEUDONYM_BYTES])
{
    unsigned char key[KEY_BYTES];
    crypto_kdf_derive_from_key(key, sizeof key, (uint64_t)on, CONTEXT,
                               key_ring_key(RING_FINGERPRINT));
    crypto_generichash(name, PSEUDONYM_BYTES, bytes, length, key, sizeof key);
    sodium_memzero(key, sizeof key);
}
