/*
 * Keyed fingerprints: of a request body, whether a repeated Idempotency-Key came
 * with the same one; of a provider's token, to know it again. Neither is kept,
 * nor anything that lets its content be guessed.
 */
#ifndef SEAL_FINGERPRINT_H
#define SEAL_FINGERPRINT_H

#include "common/seal/key_ring.h"

#include <stddef.h>

/* BLAKE2b-256 of the exact bytes, keyed with the ring's fingerprint key. */
void fingerprint_body(const void *body, size_t length, unsigned char hash[HASH_BYTES]);

/* Likewise of a token that a sign-in provider gave, with a subkey of that key: no fingerprint of
 * a body is ever one of a token. */
void fingerprint_token(const char *token, unsigned char hash[HASH_BYTES]);

/* Whether two fingerprints are the same; in constant time. */
bool fingerprint_equal(const unsigned char one[HASH_BYTES],
                       const unsigned char other[HASH_BYTES]) CHECKED;

#endif
