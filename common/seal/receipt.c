#include "common/seal/receipt.h"

#include "common/base/id.h"

#include <sodium.h>
#include <string.h>

enum { DIGITS = 16, GROUP = 4, CODE_BYTES = DIGITS * 5 / 8 };

#define CONTEXT "receipt_" /* crypto_kdf_CONTEXTBYTES of them */
enum { SUBKEY = 1 };       /* of the first generation */

void receipt_code(const struct case_key *key, int generation, char code[RECEIPT_TEXT])
{
    unsigned char subkey[crypto_kdf_BYTES_MIN];
    char digits[DIGITS + 2];

    crypto_kdf_derive_from_key(subkey, sizeof subkey, (uint64_t)SUBKEY + (uint64_t)generation,
                               CONTEXT, key->bytes);
    base32_text(subkey, DIGITS, digits);
    for (size_t i = 0; digits[i]; i++) {
        if (i && i % GROUP == 0)
            *code++ = '-';
        *code++ = digits[i];
    }
    *code = '\0';
    sodium_memzero(subkey, sizeof subkey);
    sodium_memzero(digits, sizeof digits);
}

bool receipt_hash(const char *typed, unsigned char hash[HASH_BYTES])
{
    unsigned char code[CODE_BYTES];

    memset(hash, 0, HASH_BYTES);
    if (!typed || !base32_read(typed, DIGITS, code))
        return false;
    crypto_generichash(hash, HASH_BYTES, code, sizeof code, key_ring_key(RING_RECEIPT), KEY_BYTES);
    sodium_memzero(code, sizeof code);
    return true;
}

bool receipt_matches(const char *typed, const unsigned char *hash)
{
    static const unsigned char none[HASH_BYTES];
    unsigned char typed_hash[HASH_BYTES];

    const bool is_code = receipt_hash(typed, typed_hash);
    const bool is_same = sodium_memcmp(typed_hash, hash ? hash : none, HASH_BYTES) == 0;
    return is_code && is_same && hash;
}
