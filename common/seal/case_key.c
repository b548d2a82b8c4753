#include "common/seal/case_key.h"

#include "common/base/memory.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES };

static_assert(KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "one size of key");
static_assert(WRAPPED_BYTES == NONCE + KEY_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES,
              "what a wrapped key holds");

/* What a wrapped key is bound to: organisation, case, epoch (big endian). */
struct binding {
    unsigned char bytes[2 * sizeof(struct uuid) + 4];
};

static struct binding binding_of(const struct wrapped_key *row)
{
    struct binding binding;
    const uint32_t epoch = (uint32_t)row->kek_epoch;

    memcpy(binding.bytes, row->organisation_id.bytes, 16);
    memcpy(binding.bytes + 16, row->case_id.bytes, 16);
    for (int i = 0; i < 4; i++)
        binding.bytes[32 + i] = (unsigned char)(epoch >> (24 - 8 * i) & 0xff);
    return binding;
}

void case_key_new(struct case_key *key)
{
    randombytes_buf(key->bytes, sizeof key->bytes);
}

void case_key_wrap(void *memory, const struct case_key *key, struct wrapped_key *row)
{
    unsigned char *wrapped = memory_alloc(memory, WRAPPED_BYTES);

    row->kek_epoch = key_ring_epoch();
    row->wrapped = wrapped;
    row->wrapped_length = WRAPPED_BYTES;
    const struct binding binding = binding_of(row);
    randombytes_buf(wrapped, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(wrapped + NONCE, NULL, key->bytes, sizeof key->bytes,
                                               binding.bytes, sizeof binding.bytes, NULL, wrapped,
                                               key_ring_kek(row->kek_epoch));
}

enum fault case_key_unwrap(const struct wrapped_key *row, struct case_key *key)
{
    const struct binding binding = binding_of(row);
    const unsigned char *kek = key_ring_kek(row->kek_epoch);

    if (kek && row->wrapped_length == WRAPPED_BYTES &&
        crypto_aead_xchacha20poly1305_ietf_decrypt(key->bytes, NULL, NULL, row->wrapped + NONCE,
                                                   WRAPPED_BYTES - NONCE, binding.bytes,
                                                   sizeof binding.bytes, row->wrapped, kek) == 0)
        return OK;
    case_key_release(key);
    return FAULT_SEAL_BROKEN;
}

void directory_key(struct case_key *key)
{
    memcpy(key->bytes, key_ring_key(RING_DIRECTORY), sizeof key->bytes);
}

void case_key_release(struct case_key *key)
{
    sodium_memzero(key->bytes, sizeof key->bytes);
}
