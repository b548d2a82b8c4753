/*
 * The hash chain over the history of a case. Rule: B6.
 *
 * The hash of an entry is BLAKE2b-256, keyed with the ring's history key, over
 * the hash of the entry before and every field, each with its length before it.
 * What is sealed takes part by the hash of its ciphertext, so the chain still
 * verifies when the key of the case is gone.
 */
#ifndef SEAL_HISTORY_H
#define SEAL_HISTORY_H

#include "common/base/id.h"
#include "common/seal/document.h"
#include "common/seal/key_ring.h"

#include <stdbool.h>

/* One entry: the columns of case_event that are chained. */
struct history_link {
    const unsigned char *previous; /* HASH_BYTES: the hash of seq - 1; NULL for seq 1 */
    struct uuid organisation_id;
    struct uuid case_id;
    int64_t seq; /* from 1, without a gap */
    instant recorded_at;
    instant occurred_at;
    const char *actor_kind; /* never NULL, nor is type */
    struct uuid actor;      /* the surrogate; nil for a program */
    const char *type;
    const char *facts; /* the exact text stored (so never a jsonb column); NULL is as "" */
    const unsigned char *content_hash; /* HASH_BYTES, of 'sealed'; NULL when nothing is sealed */
};

/* The unkeyed BLAKE2b-256 of the ciphertext: column content_hash. */
void history_content_hash(const struct sealed *sealed, unsigned char hash[HASH_BYTES]);

/* The hash of the entry: column hash, and 'previous' of the next. */
void history_hash(const struct history_link *link, unsigned char hash[HASH_BYTES]);

/* Whether the entry has this hash. A chain is whole when every entry has, seq has no gap and its
 * last seq is the version of the case. */
bool history_verify(const struct history_link *link, const unsigned char hash[HASH_BYTES]) CHECKED;

#endif
