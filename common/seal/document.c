#include "common/seal/document.h"

#include "common/base/memory.h"
#include "common/seal/wipe.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum {
    FORM = 1,
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    HEAD = 1 + NONCE,
    BLOCK = 64,
    PLACE_BYTES = 3 * BLOCK + UUID_TEXT + sizeof "||||v1"
};

static bool is_part(const char *text)
{
    return strnlen(text, BLOCK + 1) <= BLOCK && !strchr(text, '|');
}

/* Writes "table|column|case|row|v1"; answers its length. */
static size_t place_text(const struct seal_place *place, char text[PLACE_BYTES])
{
    char case_id[UUID_TEXT];

    assert(is_part(place->table) && is_part(place->column) && is_part(place->row));
    uuid_text(&place->case_id, case_id);
    return (size_t)snprintf(text, PLACE_BYTES, "%s|%s|%s|%s|v%d", place->table, place->column,
                            case_id, place->row, FORM);
}

static size_t padded_bytes(size_t text_length)
{
    return (text_length / BLOCK + 1) * BLOCK;
}

size_t document_sealed_bytes(size_t text_length)
{
    return HEAD + padded_bytes(text_length) + TAG;
}

struct sealed document_seal(void *memory, const struct case_key *key,
                            const struct seal_place *place, const char *text, size_t length)
{
    char bound_to[PLACE_BYTES];
    const size_t bound_length = place_text(place, bound_to);
    const size_t sealed_length = document_sealed_bytes(length);
    unsigned char *sealed = memory_alloc(memory, sealed_length);
    unsigned char *body = sealed + HEAD;
    size_t padded;

    sealed[0] = FORM;
    randombytes_buf(sealed + 1, NONCE);
    if (length)
        memcpy(body, text, length);
    sodium_pad(&padded, body, length, BLOCK, padded_bytes(length));
    crypto_aead_xchacha20poly1305_ietf_encrypt(body, NULL, body, padded,
                                               (const unsigned char *)bound_to, bound_length, NULL,
                                               sealed + 1, key->bytes);
    return (struct sealed){ sealed, sealed_length };
}

static bool is_form(const struct sealed *sealed)
{
    return sealed->bytes && sealed->length >= HEAD + BLOCK + TAG && sealed->bytes[0] == FORM;
}

enum fault document_open(void *memory, const struct case_key *key, const struct seal_place *place,
                         const struct sealed *sealed, struct opened *opened)
{
    char bound_to[PLACE_BYTES];
    const size_t bound_length = place_text(place, bound_to);

    *opened = (struct opened){ "", 0 };
    if (!is_form(sealed))
        return FAULT_SEAL_BROKEN;

    const size_t padded = sealed->length - HEAD - TAG;
    unsigned char *text = memory_alloc(memory, padded);
    size_t length;
    wipe_with(text);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            text, NULL, NULL, sealed->bytes + HEAD, sealed->length - HEAD,
            (const unsigned char *)bound_to, bound_length, sealed->bytes + 1, key->bytes) ||
        sodium_unpad(&length, text, padded, BLOCK))
        return FAULT_SEAL_BROKEN;
    text[length] = '\0'; /* the padding is a byte at least */
    *opened = (struct opened){ (const char *)text, length };
    return OK;
}
