#include "common/seal/history.h"

#include <sodium.h>
#include <string.h>

static void number_bytes(uint64_t number, unsigned char bytes[8])
{
    for (int i = 7; i >= 0; i--, number >>= 8)
        bytes[i] = (unsigned char)(number & 0xff);
}

/* Every field goes in with its length before it, so that no two entries read the same. */
static void add(crypto_generichash_state *state, const void *field, size_t length)
{
    unsigned char length_bytes[8];
    number_bytes(length, length_bytes);
    crypto_generichash_update(state, length_bytes, sizeof length_bytes);
    if (length)
        crypto_generichash_update(state, field, length);
}

static void add_text(crypto_generichash_state *state, const char *text)
{
    add(state, text, strlen(text));
}

static void add_number(crypto_generichash_state *state, int64_t number)
{
    unsigned char bytes[8];
    number_bytes((uint64_t)number, bytes);
    add(state, bytes, sizeof bytes);
}

void history_content_hash(const struct sealed *sealed, unsigned char hash[HASH_BYTES])
{
    crypto_generichash(hash, HASH_BYTES, sealed->bytes, sealed->length, NULL, 0);
}

void history_hash(const struct history_link *link, unsigned char hash[HASH_BYTES])
{
    static const unsigned char beginning[HASH_BYTES];
    crypto_generichash_state state;

    crypto_generichash_init(&state, key_ring_key(RING_HISTORY), KEY_BYTES, HASH_BYTES);
    add(&state, link->previous ? link->previous : beginning, HASH_BYTES);
    add(&state, link->organisation_id.bytes, sizeof link->organisation_id.bytes);
    add(&state, link->case_id.bytes, sizeof link->case_id.bytes);
    add_number(&state, link->seq);
    add_number(&state, link->recorded_at);
    add_number(&state, link->occurred_at);
    add_text(&state, link->actor_kind);
    add(&state, link->actor.bytes, sizeof link->actor.bytes);
    add_text(&state, link->type);
    add_text(&state, link->facts ? link->facts : "");
    add(&state, link->content_hash, link->content_hash ? HASH_BYTES : 0);
    crypto_generichash_final(&state, hash, HASH_BYTES);
}

bool history_verify(const struct history_link *link, const unsigned char hash[HASH_BYTES])
{
    unsigned char expected[HASH_BYTES];
    history_hash(link, expected);
    return sodium_memcmp(expected, hash, HASH_BYTES) == 0;
}
