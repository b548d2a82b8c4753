#include "common/seal/fingerprint.h"

#include <sodium.h>

void fingerprint_body(const void *body, size_t length, unsigned char hash[HASH_BYTES])
{
    crypto_generichash(hash, HASH_BYTES, body, length, key_ring_key(RING_FINGERPRINT), KEY_BYTES);
}

bool fingerprint_equal(const unsigned char one[HASH_BYTES], const unsigned char other[HASH_BYTES])
{
    return sodium_memcmp(one, other, HASH_BYTES) == 0;
}
