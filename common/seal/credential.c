#include "common/seal/credential.h"

#include "common/base/id.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

enum {
    PREFIX = 8,
    RANDOM = 32,
    CHECKSUM = 3,
    PAYLOAD = RANDOM + CHECKSUM,
    DIGITS = PAYLOAD * 8 / 5
};

static_assert(PREFIX + DIGITS + 2 == CREDENTIAL_TEXT, "prefix, digits, check character, NUL");

static const char *const prefixes[] = {
    [CREDENTIAL_SECRET] = "heed_sk_",
    [CREDENTIAL_PUBLISHABLE] = "heed_pk_",
    [CREDENTIAL_STAFF] = "heed_st_",
};

/* The whole text of a credential with these random bits. */
static void credential_write(enum credential_kind kind, unsigned char payload[PAYLOAD],
                             char text[CREDENTIAL_TEXT])
{
    unsigned char sum[crypto_generichash_BYTES_MIN];

    crypto_generichash(sum, sizeof sum, payload, RANDOM, (const unsigned char *)prefixes[kind],
                       PREFIX);
    memcpy(payload + RANDOM, sum, CHECKSUM);
    memcpy(text, prefixes[kind], PREFIX);
    base32_text(payload, DIGITS, text + PREFIX);
}

void credential_new(enum credential_kind kind, char text[CREDENTIAL_TEXT])
{
    unsigned char payload[PAYLOAD];

    randombytes_buf(payload, RANDOM);
    credential_write(kind, payload, text);
    sodium_memzero(payload, sizeof payload);
}

static bool is_kind(const char *text, enum credential_kind *kind)
{
    for (size_t i = 0; i < COUNT(prefixes); i++) {
        *kind = (enum credential_kind)i;
        if (strncmp(text, prefixes[i], PREFIX) == 0)
            return true;
    }
    return false;
}

bool credential_read(const char *text, enum credential_kind *kind, unsigned char hash[HASH_BYTES])
{
    unsigned char payload[PAYLOAD];
    char made[CREDENTIAL_TEXT];
    enum credential_kind found;

    if (!text || strnlen(text, CREDENTIAL_TEXT) != CREDENTIAL_TEXT - 1 || !is_kind(text, &found) ||
        !base32_read(text + PREFIX, DIGITS, payload))
        return false;
    credential_write(found, payload, made);
    const bool is_made = sodium_memcmp(made, text, CREDENTIAL_TEXT - 1) == 0;
    if (is_made) {
        *kind = found;
        crypto_generichash(hash, HASH_BYTES, (const unsigned char *)text, CREDENTIAL_TEXT - 1, NULL,
                           0);
    }
    sodium_memzero(payload, sizeof payload);
    sodium_memzero(made, sizeof made);
    return is_made;
}
