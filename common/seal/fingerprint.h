/*
 * The keyed fingerprint of a request body: whether a repeated Idempotency-Key
 * came with the same body, without keeping the body or anything that lets its
 * content be guessed.
 */
#ifndef SEAL_FINGERPRINT_H
#define SEAL_FINGERPRINT_H

#include "common/seal/key_ring.h"

#include <stddef.h>

/* BLAKE2b-256 of the exact bytes, keyed with the ring's fingerprint key. */
void fingerprint_body(const void *body, size_t length, unsigned char hash[HASH_BYTES]);

/* Whether two fingerprints are the same; in constant time. */
bool fingerprint_equal(const unsigned char one[HASH_BYTES],
                       const unsigned char other[HASH_BYTES]) CHECKED;

#endif
