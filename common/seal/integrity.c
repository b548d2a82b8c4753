#include "common/seal/integrity.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

static const char prefix[] = "sha256-";

static_assert(sizeof prefix - 1 +
                      sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES,
                                                sodium_base64_VARIANT_ORIGINAL) ==
                  INTEGRITY_TEXT,
              "prefix, digest, NUL");

void integrity_text(const char *text, char into[INTEGRITY_TEXT])
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, (const unsigned char *)text, strlen(text));
    memcpy(into, prefix, sizeof prefix - 1);
    sodium_bin2base64(into + sizeof prefix - 1, INTEGRITY_TEXT - (sizeof prefix - 1), digest,
                      sizeof digest, sodium_base64_VARIANT_ORIGINAL);
}
