#include "common/seal/signed_text.h"

#include "common/base/memory.h"

#include <sodium.h>
#include <string.h>

enum { VARIANT = sodium_base64_VARIANT_URLSAFE_NO_PADDING };

static const char *base64url(void *memory, const void *bytes, size_t length)
{
    const size_t size = sodium_base64_encoded_len(length, VARIANT);
    return sodium_bin2base64(memory_alloc(memory, size), size, bytes, length, VARIANT);
}

/* RFC 7638: SHA-256 over the members that every such key must have, in order of their names. */
static void thumbprint(const char x[SIGNING_KEY_TEXT], char kid[SIGNING_KEY_TEXT])
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    static const char before[] = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"", after[] = "\"}";
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, (const unsigned char *)before, sizeof before - 1);
    crypto_hash_sha256_update(&state, (const unsigned char *)x, strlen(x));
    crypto_hash_sha256_update(&state, (const unsigned char *)after, sizeof after - 1);
    crypto_hash_sha256_final(&state, hash);
    sodium_bin2base64(kid, SIGNING_KEY_TEXT, hash, sizeof hash, VARIANT);
}

/* The second half of a secret key of Ed25519 is the public one. */
static const unsigned char *public_key(void)
{
    return key_ring_signing_key() + crypto_sign_ed25519_SEEDBYTES;
}

void signing_key_read(struct signing_key *key)
{
    sodium_bin2base64(key->x, sizeof key->x, public_key(), crypto_sign_PUBLICKEYBYTES, VARIANT);
    thumbprint(key->x, key->kid);
}

static const char *header(void *memory, const char *type)
{
    struct signing_key key;
    signing_key_read(&key);
    const char *text =
        memory_printf(memory, "{\"alg\":\"EdDSA\",\"kid\":\"%s\",\"typ\":\"%s\"}", key.kid, type);
    return base64url(memory, text, strlen(text));
}

const char *signed_text_write(void *memory, const char *type, const char *payload)
{
    unsigned char signature[crypto_sign_BYTES];
    const char *text = memory_printf(memory, "%s.%s", header(memory, type),
                                     base64url(memory, payload, strlen(payload)));
    crypto_sign_detached(signature, NULL, (const unsigned char *)text, strlen(text),
                         key_ring_signing_key());
    return memory_printf(memory, "%s.%s", text, base64url(memory, signature, sizeof signature));
}

/* libsodium (1.0.18) takes bytes beyond ASCII for digits, so that one text could be written in two
 * ways. */
static bool is_base64url(const char *text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return strspn(text, digits) == strlen(text);
}

static bool is_signed(const char *text, size_t length, const char *signature)
{
    unsigned char bytes[crypto_sign_BYTES];
    size_t count;
    return is_base64url(signature) &&
           sodium_base642bin(bytes, sizeof bytes, signature, strlen(signature), NULL, &count, NULL,
                             VARIANT) == 0 &&
           count == sizeof bytes &&
           crypto_sign_verify_detached(bytes, (const unsigned char *)text, length, public_key()) ==
               0;
}

const char *signed_text_read(void *memory, const char *type, const char *text)
{
    const char *expected = header(memory, type);
    const size_t header_length = strlen(expected);
    if (strncmp(text, expected, header_length) != 0 || text[header_length] != '.')
        return NULL;
    const char *payload = text + header_length + 1;
    const char *dot = strchr(payload, '.');
    if (!dot || !is_signed(text, (size_t)(dot - text), dot + 1))
        return NULL;

    const size_t length = (size_t)(dot - payload);
    unsigned char *bytes = memory_alloc(memory, length + 1);
    size_t count;
    if (sodium_base642bin(bytes, length, payload, length, NULL, &count, NULL, VARIANT) != 0)
        return NULL;
    bytes[count] = '\0';
    return (const char *)bytes;
}
